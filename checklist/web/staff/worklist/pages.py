"""Who needs somebody, soonest unfixable first; and every other list of patients."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from checklist.actions import reading
from checklist.core import clock
from checklist.core.access import Act, may
from checklist.store import plan_days
from checklist.store import worklist as needing
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.shell import staff_shell
from checklist.web.staff.worklist import filter as worklist_filter
from checklist.web.staff.worklist import lists as worklist_lists
from checklist.web.staff.worklist import outcome_view, view, week_view
from checklist.web.staff.worklist.listed import first_time

bp = Blueprint("worklist", __name__)

MOST_TYPED = 100


@bp.get("/patients")
@enter(Door.STAFF)
def patients() -> str:
    """The worklist, or the list that the filter in the address names."""
    wanted = worklist_filter.read(request.args)
    if first_time(wanted.name):
        reading.list_seen(house().store, wanted.name, actor=g.actor, now=now())
    at = now()
    today = clock.day_of(at, g.clinic.tz)
    with house().store.read() as reader:
        counts = needing.counts(reader, g.clinic.id, at)
        found = worklist_lists.bands(reader, wanted, counts, today, at)
        week = plan_days.of_days(reader, g.clinic.id, week_view.days_from(today), at)
        chips = worklist_lists.chips(reader, wanted, sum(counts.values()), today)
    return render_template(
        "worklist/patients.html",
        shell=staff_shell("worklist.patients"),
        title=view.page_title(at, g.clinic),
        minute=view.minute(at, g.clinic),
        days=week_view.week(week, today, wanted.day, g.clinic),
        chips=chips,
        said=outcome_view.said(g.clinic, at),
        may_add=may(g.actor, Act.ADD_PATIENT),
        back=request.full_path if request.query_string else request.path,
        **found,
    )


@bp.post("/patients/find")
@enter(Door.STAFF)
def find() -> str:
    """Patients by name, record number, birth date or sheet code. Posted: a name is in no URL."""
    text = request.form.get("q", "").strip()[:MOST_TYPED]
    at = now()
    people = reading.search(house().store, text, actor=g.actor, now=at) if text else []
    with house().store.read() as reader:
        cards = worklist_lists.found(reader, tuple(person.id for person in people), text)
        known = worklist_lists.known(reader, cards, at)
    rows = [view.row(card, known) for card in cards]
    return render_template(
        "worklist/find.html",
        shell=staff_shell("worklist.patients"),
        text=text,
        rows=rows,
        said=outcome_view.said(g.clinic, at),
        bands=[{"name": "plain", "title": "Found", "count": len(rows), "rows": rows}],
    )
