"""How much the clinic's attention is asked for, to notice fatigue before something is missed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template

from checklist.core import clock, words
from checklist.core.alert_load import LOOKED_AT, DayLoad, average, loads
from checklist.store import alerts
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.shell import staff_shell

bp = Blueprint("insights", __name__)


@bp.get("/insights")
@enter(Door.STAFF)
def page() -> str:
    """Alerts a nurse a day over the last four weeks; no patient is in it, and no one nurse."""
    at = now()
    since, clinic = at - LOOKED_AT, g.clinic
    with house().store.read() as reader:
        begun = alerts.begun(reader, clinic.id, since, at)
        came_in = alerts.came_in(reader, clinic.id, since, at)
    made = loads(begun, came_in, clinic.tz, clock.day_of(at, clinic.tz))
    mean = average(made)
    most = max((one.each or 0 for one in made), default=0)
    return render_template(
        "insights/page.html",
        shell=staff_shell("insights.page"),
        mean="" if mean is None else _figure(mean),
        days=[_day(one, most) for one in made if one.begun or one.nurses],
    )


def _day(load: DayLoad, most: float) -> dict[str, Any]:
    """One day; ``part`` is its share of the fullest day, in percent."""
    each = load.each
    return {
        "day": words.day_words(load.day, g.clinic.locale),
        "begun": load.begun,
        "nurses": load.nurses,
        "each": "no nurse came in" if each is None else _figure(each),
        "part": 0 if each is None or not most else round(100 * each / most),
    }


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
