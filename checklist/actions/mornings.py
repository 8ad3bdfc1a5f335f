"""Fill in the morning sheet at the door: what was eaten, drunk and taken, and the way home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core import clock
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.dose_reports import DoseReport, Reported
from checklist.core.errors import Conflict, Invalid
from checklist.core.marks import Channel
from checklist.core.morning import Morning
from checklist.core.plan.model import PlanState
from checklist.store import Store, Tx, clinics, dose_reports, medicines, mornings, plans
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow

MOST_LETTERS = 300
LONGEST_AGO = timedelta(days=7)
"""Whoever last ate longer ago than this has a story for the note, not for a field."""

LONGEST_SINCE_DOSE = timedelta(days=366)

TO_COME = "This time is still to come."
LONG_AGO = "This is more than a week ago. Check the day, or say it in the note."
DOSE_LONG_AGO = "This is more than a year ago. Check the year."
NOTHING = "Nothing is filled in yet."
TOO_LONG = f"Please use fewer than {MOST_LETTERS} letters."
NOT_YET = "The morning sheet is filled in from the day before the procedure on."
OVER = "This plan is closed."
OVERTAKEN = "{} filled this in at the same time. Read what stands now, then save yours."
NOT_TAKEN = "Not taken this morning"


@dataclass(frozen=True, kw_only=True)
class DoseTaken:
    """The last dose really taken of one medicine (UTC); None says that today's was not taken."""

    medicine_id: str
    taken_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The sheet as it arrives. Instants are UTC.

    ``seen`` is the id of the filling-in that stood when the page was made, "" for none: what a
    colleague wrote meanwhile is never covered unread.
    """

    food: str = ""
    food_at: datetime | None = None
    drink: str = ""
    drink_at: datetime | None = None
    doses: Sequence[DoseTaken] = field(default=())
    escort: str = ""
    escort_phone: str = ""
    note: str = ""
    seen: str = ""


def from_day(plan: PlanRow) -> date | None:
    """The first day, in the clinic's zone, on which the sheet is filled in: the day before."""
    return None if plan.procedure_day is None else plan.procedure_day - timedelta(days=1)


def fill_in(store: Store, plan_id: str, filled: Filled, *, actor: Actor, now: datetime) -> Morning:
    """Keep one filling-in of the sheet, with its reports of doses, and file what it means.

    Raises Invalid with a sentence a field (a dose's is ``dose.<medicine id>``); Conflict before the
    day before, for a closed plan, and where a colleague filled it in meanwhile.
    """
    require(actor, Act.REPORT_DOSE)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        _check_plan(tx, plan, filled, now)
        problems = dict(_problems(filled, now)) | dict(_dose_problems(tx, plan_id, filled, now))
        if problems:
            raise Invalid(problems)
        morning = _morning(filled, actor, now)
        mornings.add(tx, plan_id, morning, by=actor)
        tx.enter(
            Verb.MORNING_RECORDED, subject=morning.id, payload=_payload(filled), plan_id=plan_id
        )
        for dose in _new_doses(tx, plan_id, filled):
            _report(tx, plan_id, dose, actor, now)
        if plan.contacted_at is None:
            plans.set_contacted(tx, plan_id, now)
        filing.refile(tx, plan_id)
    return morning


def _check_plan(tx: Tx, plan: PlanRow, filled: Filled, now: datetime) -> None:
    clinic, begins = clinics.get(tx, plan.clinic_id), from_day(plan)
    if plan.state is PlanState.CLOSED:
        raise Conflict(OVER)
    if begins is None or clock.day_of(now, clinic.tz) < begins:
        raise Conflict(NOT_YET)
    stands = mornings.latest(tx, plan.id)
    if stands is not None and stands.id != filled.seen:
        raise Conflict(OVERTAKEN.format(stands.by))


def _problems(filled: Filled, now: datetime) -> Iterator[tuple[str, str]]:
    for name, at in (("food", filled.food_at), ("drink", filled.drink_at)):
        if at is not None and at > now:
            yield f"{name}_time", TO_COME
        elif at is not None and at < now - LONGEST_AGO:
            yield f"{name}_time", LONG_AGO
    for name in ("food", "drink", "escort", "escort_phone", "note"):
        if len(getattr(filled, name)) > MOST_LETTERS:
            yield name, TOO_LONG
    said = (filled.food, filled.food_at, filled.drink, filled.drink_at, filled.doses)
    if not any((*said, filled.escort, filled.escort_phone, filled.note)):
        yield "", NOTHING


def _dose_problems(
    tx: Tx, plan_id: str, filled: Filled, now: datetime
) -> Iterator[tuple[str, str]]:
    known = {medicine.id for medicine in medicines.of_plan(tx, plan_id) if not medicine.withdrawn}
    for dose in filled.doses:
        if dose.medicine_id not in known:
            yield "", "A medicine was taken off the list. Load the page again."
        elif dose.taken_at is not None and dose.taken_at > now:
            yield f"dose.{dose.medicine_id}", TO_COME
        elif dose.taken_at is not None and dose.taken_at < now - LONGEST_SINCE_DOSE:
            yield f"dose.{dose.medicine_id}", DOSE_LONG_AGO


def _new_doses(tx: Tx, plan_id: str, filled: Filled) -> Iterator[DoseTaken]:
    """Those that say something new: a sheet saved again reports nothing twice."""
    latest: dict[str, DoseReport] = {
        report.medicine_id: report
        for report in dose_reports.of_plan(tx, plan_id)
        if report.said is Reported.LAST_TAKEN
    }
    for dose in filled.doses:
        stands = latest.get(dose.medicine_id)
        if stands is None or stands.taken_at != dose.taken_at:
            yield dose


def _report(tx: Tx, plan_id: str, dose: DoseTaken, actor: Actor, now: datetime) -> None:
    report = DoseReport(
        id=new_id(),
        medicine_id=dose.medicine_id,
        said=Reported.LAST_TAKEN,
        taken_at=dose.taken_at,
        words="" if dose.taken_at is not None else NOT_TAKEN,
        by=actor.name,
        by_kind=actor.kind,
        channel=Channel.SCREEN,
        heard_at=now,
    )
    dose_reports.add(tx, plan_id, report, by=actor)
    taken = "" if dose.taken_at is None else clock.utc_text(dose.taken_at)
    payload = {"said": report.said, "taken_at": taken, "text": report.words}
    tx.enter(Verb.DOSE_REPORTED, subject=dose.medicine_id, payload=payload, plan_id=plan_id)


def _morning(filled: Filled, actor: Actor, now: datetime) -> Morning:
    return Morning(
        id=new_id(),
        by=actor.name,
        at=now,
        food_at=filled.food_at,
        food=filled.food,
        drink_at=filled.drink_at,
        drink=filled.drink,
        escort=filled.escort,
        escort_phone=filled.escort_phone,
        note=filled.note,
    )


def _payload(filled: Filled) -> dict[str, object]:
    """For the record. The escort's name and number stand in the row, and are forgotten with it."""
    times = {"food_at": filled.food_at, "drink_at": filled.drink_at}
    return {
        "food": filled.food,
        "drink": filled.drink,
        "note": filled.note,
        **{name: clock.utc_text(at) for name, at in times.items() if at is not None},
    }
