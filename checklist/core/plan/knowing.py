"""What a plan's inputs make known, as conditions ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.holding import Known, holds
from checklist.core.marks import MarkState
from checklist.core.medicines import standing
from checklist.core.moments import Moment
from checklist.core.plan.model import Inputs, Link
from checklist.core.protocol import Protocol

UNDECIDED = "undecided"
MISSED = frozenset({MarkState.CANT, MarkState.SLIPPED})
"""What says that a step was not done as it had to be. Silence never does: a nurse asks first."""


def step_of(task_key: str) -> str:
    """The step a task's key was made from: "drops@3.morning" is of "drops"."""
    return task_key.partition("@")[0]


def known_of(
    protocol: Protocol, inputs: Inputs, anchors: Mapping[str, Moment], tz: ZoneInfo
) -> Known:
    """Everything known before any step is placed. ``done`` of a step that repeats comes later."""
    medicines = [m for m in inputs.medicines if m.group and not m.withdrawn]
    decided: dict[str, frozenset[str]] = {}
    for medicine in medicines:
        made = standing(medicine.id, inputs.decisions)
        kinds = {UNDECIDED if made.decision is None else str(made.decision.kind)}
        if made.restart is not None:
            kinds = {str(made.restart.kind)}
        decided[medicine.group] = decided.get(medicine.group, frozenset()) | kinds
    links, measured = inputs.links, _measured(inputs.links)
    known = Known(
        answers={key: answer.value for key, answer in inputs.answers.items()},
        choices=inputs.choices,
        groups=frozenset(m.group for m in medicines),
        decided=decided,
        slot=slot(anchors["procedure"], tz),
        site=inputs.voice.site,
        age=age(inputs, anchors["procedure"], tz),
        events=frozenset(name for name, value in inputs.anchors.items() if value.actual),
        done=frozenset(key for key, link in links.items() if _done(key, link)),
        checked=frozenset(step_of(key) for key, link in links.items() if link.checked),
        missed=frozenset(step_of(key) for key, link in links.items() if link.state in MISSED),
        measured={step: value for step, (_, _, value) in measured.items()},
        measured_at={step: at for step, (at, _, _) in measured.items()},
        measured_on={step: clock.day_of(at, tz) for step, (at, _, _) in measured.items()},
        days={name: moment.day for name, moment in anchors.items() if moment.day is not None},
        instants={name: moment.at for name, moment in anchors.items() if moment.at is not None},
    )
    return _with_regimens(protocol, known)


def slot(procedure: Moment, tz: ZoneInfo) -> str:
    """ "am" before midday on the clinic's clocks, "pm" from midday on, else "unknown"."""
    if procedure.at is None:
        return "unknown"
    return "am" if clock.local(procedure.at, tz).time() < time(12) else "pm"


def age(inputs: Inputs, procedure: Moment, tz: ZoneInfo) -> int | None:
    """Whole years on the procedure's day, or on the day of booking while that is not known."""
    if inputs.born is None:
        return None
    day = procedure.day or clock.day_of(inputs.booked_at, tz)
    return whole_years(inputs.born, day)


def whole_years(born: date, day: date) -> int:
    """How old somebody born then is that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _done(key: str, link: Link) -> bool:
    return link.state is MarkState.DONE and "@" not in key


def _measured(links: Mapping[str, Link]) -> Mapping[str, tuple[datetime, str, float]]:
    """The latest value of each measuring step: when (UTC), on which task, and the value."""
    latest: dict[str, tuple[datetime, str, float]] = {}
    for key, link in links.items():
        if link.value is None:
            continue
        step, this = step_of(key), (link.at, key, link.value)
        latest[step] = max(latest.get(step, this), this)
    return latest


def _with_regimens(protocol: Protocol, known: Known) -> Known:
    """Each regimen's first option that holds; one regimen may rest on those before it."""
    for regimen in protocol.regimens:
        chosen = next((o.key for o in regimen.options if holds(o.when, known)), None)
        if chosen is not None:
            known = replace(known, regimens={**known.regimens, regimen.key: chosen})
    return known
