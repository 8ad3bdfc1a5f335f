"""What was really taken, as a nurse hears it by phone; and a clinician's look at a late dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, g, request

from checklist.actions.dose_reports import DoseSaid, look, report_dose
from checklist.core import clock
from checklist.core.access import Act
from checklist.core.dose_reports import Reported
from checklist.core.errors import Invalid
from checklist.core.marks import Channel
from checklist.core.near_days import day_first, read_near
from checklist.store import new_id
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, instant_of, read_clock, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say
from checklist.web.staff.medicines.filled import name_of
from checklist.web.staff.medicines.shown import back, shown, table_of

bp = Blueprint("doses", __name__)

Answer = str | tuple[str, int] | Response
UNPROCESSABLE = 422
SAYINGS = {
    "last_taken": "Took the last one",
    "unknown": "Does not know when the last one was",
    "still_taking": "Still takes it",
    "stopped": "Has stopped it",
    "told_to_stop": "Was told by someone else to stop",
}
"""What a nurse may write down, by the value of its option."""


@bp.post("/plans/<plan_id>/medicines/taken")
@enter(Door.STAFF, Act.REPORT_DOSE)
def report(plan_id: str) -> Answer:
    """Write down what the patient says of one medicine; what is wrong comes back beside it."""
    at, typed = now(), typed_in(request.form)
    medicine = typed.get("medicine", "")
    try:
        said = _said(medicine, typed, at)
        report_dose(house().store, plan_id, said, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {_field_of(medicine, key): text for key, text in problem.problems.items()}
        with house().store.read() as reader:
            reported = Filled(typed=typed, wrong=wrong)
            return shown(reader, replace(table_of(reader, at), reported=reported)), UNPROCESSABLE
    say("Saved. It stands beside the decision.")
    return back(plan_id)


@bp.post("/plans/<plan_id>/medicines/looked")
@enter(Door.STAFF, Act.DECIDE)
def looked(plan_id: str) -> Answer:
    """A clinician lets the decision stand, having seen that a dose was taken later."""
    look(house().store, plan_id, request.form.get("medicine", ""), actor=g.actor, now=now())
    say("Saved. The decision stands.")
    return back(plan_id)


def _field_of(medicine: str, key: str) -> str:
    return name_of(medicine, {"taken_at": "taken_day", "words": "taken_words"}.get(key, key))


def _said(medicine: str, typed: dict[str, str], at: datetime) -> DoseSaid:
    chosen = typed.get(name_of(medicine, "taken_said"), "")
    if chosen not in SAYINGS:
        raise Invalid({"taken_said": "Choose what they say."})
    said = Reported.LAST_TAKEN if chosen == "unknown" else Reported(chosen)
    return DoseSaid(
        id=new_id(),
        medicine_id=medicine,
        said=said,
        channel=Channel.PHONE,
        taken_at=_taken_at(medicine, typed, at) if chosen == "last_taken" else None,
        words=typed.get(name_of(medicine, "taken_words"), "").strip(),
    )


def _taken_at(medicine: str, typed: dict[str, str], at: datetime) -> datetime:
    """Day and clock time, as "26 feb 6pm" or in two fields. Raises Invalid."""
    today = clock.day_of(at, g.clinic.tz)
    day_typed = typed.get(name_of(medicine, "taken_day"), "")
    try:
        day, after = read_near(day_typed, near=today, day_first=day_first(g.clinic.locale))
    except ValueError as problem:
        raise Invalid({"taken_day": str(problem)}) from None
    try:
        hour = read_clock(typed.get(name_of(medicine, "taken_time"), "") or after)
    except ValueError as problem:
        raise Invalid({"taken_time": str(problem)}) from None
    # Of a time that comes twice the first is meant: nobody remembers which of the two it was.
    return instant_of(day, hour, g.clinic.tz, field="taken_time", which="first")
