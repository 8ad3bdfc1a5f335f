"""Set or correct the clock times of a plan's day: start and arrival, often unknown at booking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.actions import callbacks, voiding
from checklist.actions.callbacks import OFFERED
from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core import clock
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict, Invalid
from checklist.core.moments import Moment
from checklist.core.plan.model import PlanState, Revision
from checklist.core.voiding import voided_by_move
from checklist.store import Store, Tx, anchors, clinics, medicines
from checklist.store.plans import PlanRow


@dataclass(frozen=True, kw_only=True)
class Times:
    """Instants in UTC on the procedure's own day; None leaves a time as it is."""

    start: datetime | None = None
    arrival: datetime | None = None


def set_times(store: Store, plan_id: str, times: Times, *, actor: Actor, now: datetime) -> Revision:
    """Set what is given and make the next revision.

    Moving a start that was known voids the decisions dated that day (DESIGN section 5): a tablet
    "at 6am" was decided for another start. Raises Invalid for a time of another day, one that has
    passed, or an arrival after the start; Conflict once the procedure is over or has no day.
    """
    require(actor, Act.SET_TIME)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        clinic = clinics.get(tx, plan.clinic_id)
        if plan.state is not PlanState.BEFORE or plan.procedure_day is None:
            raise Conflict("The times of this plan cannot be set any more.")
        _check(tx, plan_id, times, plan.procedure_day, clinic, now)
        known = anchors.current(tx, plan_id)["procedure"].moment
        for name, at in (("procedure", times.start), ("arrival", times.arrival)):
            if at is not None:
                moment = Moment.at_instant(at, clinic.tz)
                anchors.add(tx, plan_id, name, moment, actual=False, by=actor, at=now)
                tx.enter(Verb.ANCHOR_SET, subject=name, payload={}, plan_id=plan_id)
        moved = anchors.current(tx, plan_id)["procedure"].moment
        _void_dated(tx, plan, known, moved, clinic, actor, now)
        return revise(tx, plan_id, actor=actor, now=now, reason="Times set")


def _check(tx: Tx, plan_id: str, times: Times, day: date, clinic: Clinic, now: datetime) -> None:
    problems: dict[str, str] = {}
    current = anchors.current(tx, plan_id)
    for field, at in (("start", times.start), ("arrival", times.arrival)):
        if at is not None and clock.day_of(at, clinic.tz) != day:
            problems[field] = "This is another day."
        elif at is not None and at <= now:
            problems[field] = "This time has already passed."
    start = times.start or current["procedure"].moment.at
    arrival = times.arrival
    if arrival is None and "arrival" in current:
        arrival = current["arrival"].moment.at
    if times.start is None and times.arrival is None:
        problems["start"] = "Write at least one time."
    elif start is not None and arrival is not None and arrival > start:
        problems.setdefault("arrival", "Arrival must be before the procedure starts.")
    if problems:
        raise Invalid(problems)


def _void_dated(
    tx: Tx, plan: PlanRow, was: Moment, moved: Moment, clinic: Clinic, actor: Actor, now: datetime
) -> None:
    """What falls with the old start, and the call that is owed for it."""
    plan_id = plan.id
    made, named = medicines.decisions(tx, plan_id), medicines.of_plan(tx, plan_id)
    fallen = voided_by_move(named, made, was, moved, clinic.tz, now=now)
    callback = callbacks.after_a_move(tx, plan, clinic, fallen, OFFERED, actor=actor, now=now)
    if callback is not None:
        callbacks.keep(tx, plan_id, callback, actor)
    void = voiding.voids(fallen, voiding.WITHIN_THE_DAY, actor, now)
    voiding.keep(tx, plan_id, void, actor)
