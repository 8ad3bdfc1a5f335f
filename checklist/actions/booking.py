"""Book a procedure: a patient, a plan, and its first revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checklist.actions import gathering, people, revise
from checklist.actions.new_plan import NewPlan
from checklist.core import clock, words
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.folding import fold, fold_record
from checklist.core.moments import Moment
from checklist.core.plan.model import AnchorValue, Content, Inputs
from checklist.core.protocol import Protocol
from checklist.store import (
    Reader,
    Store,
    anchors,
    choices,
    clinics,
    patients,
    plans,
    protocols,
)
from checklist.store.ids import new_id

__all__ = ["Booked", "NewPlan", "add_plan", "has_plan", "preview"]

MOST_AHEAD = timedelta(days=2 * 365)
"""Dates are shown without their year, so a slip of the keys there must be found here."""


@dataclass(frozen=True, kw_only=True)
class Booked:
    plan_id: str
    patient_id: str


def preview(
    store: Store, new: NewPlan, *, actor: Actor, now: datetime
) -> tuple[Content, tuple[str, ...]]:
    """Every dated task the plan would have, and warnings; nothing is written.

    Raises Invalid as ``add_plan`` would.
    """
    require(actor, Act.ADD_PATIENT)
    with store.read() as reader:
        clinic = clinics.get(reader, actor.clinic_id)
        check(reader, new, clinic, now)
        protocol = protocols.get(reader, new.protocol_id)
        content, _ = revise.frozen(protocol, _inputs(new, clinic, protocol, now), None)
        return content, warnings(reader, new, clinic)


def add_plan(store: Store, new: NewPlan, *, actor: Actor, now: datetime) -> Booked:
    """Add the patient (or take the one this record number names) and make their plan.

    Raises Invalid with a sentence per field; nothing is written then.
    """
    require(actor, Act.ADD_PATIENT)
    plan_id = new_id()
    with store.write(actor, now, on=(plan_id,)) as tx:
        clinic = clinics.get(tx, actor.clinic_id)
        check(tx, new, clinic, now)
        patient = patients.by_record(tx, clinic.id, new.record_number)
        if patient is None:
            patient_id = people.add_patient(tx, new, clinic, now)
        else:
            patient_id = patient.id
            people.reach_as_typed(tx, new, patient)
        people.add_carer(tx, new, patient_id, clinic.id)
        plans.insert(
            tx,
            id=plan_id,
            clinic_id=clinic.id,
            patient_id=patient_id,
            protocol_id=new.protocol_id,
            clinician=new.clinician,
            site=new.site,
            booked_at=now,
        )
        for name, moment in _anchors(new).items():
            anchors.add(tx, plan_id, name, moment, actual=False, by=actor, at=now)
        for key, value in new.choices.items():
            choices.add(tx, plan_id, key, value, by=actor, at=now)
        tx.enter(Verb.PLAN_MADE, subject=plan_id, payload={"patient": patient_id}, plan_id=plan_id)
        revise.revise(tx, plan_id, actor=actor, now=now, reason="Booked")
    return Booked(plan_id=plan_id, patient_id=patient_id)


def check(reader: Reader, new: NewPlan, clinic: Clinic, now: datetime) -> None:
    """Refuse what cannot be, one sentence beside each field. Raises Invalid."""
    problems: dict[str, str] = {}
    today = clock.day_of(now, clinic.tz)
    if not fold(new.name):
        problems["name"] = "Write the name."
    if not fold_record(new.record_number):  # compared without its signs: nothing would be left
        problems["record_number"] = "Write the record number."
    if new.born > today:
        problems["born"] = "The birth date is in the future."
    elif new.born.year < 1900:
        problems["born"] = "Check the year of the birth date."
    problems |= _impossible_times(new, today, now) | _over(reader, new, clinic, today)
    patient = patients.by_record(reader, clinic.id, new.record_number)
    if patient is not None and (fold(patient.name) != fold(new.name) or patient.born != new.born):
        problems["record_number"] = (
            "This record number belongs to a patient with another name or birth date."
        )
    if problems:
        raise Invalid(problems)


def _over(reader: Reader, new: NewPlan, clinic: Clinic, today: date) -> dict[str, str]:
    """Why no plan may be made with this version any more; its last day of use still counts."""
    origin = protocols.get(reader, new.protocol_id).provenance
    if origin.usable_until is None or origin.usable_on(today):
        return {}
    day = words.day_words(origin.usable_until, clinic.locale, year=True)
    sentence = f"This guidance could be used until {day}. Ask for a newer version of it."
    return {"protocol": sentence}


def impossible_procedure(moment: Moment, today: date, now: datetime) -> dict[str, str]:
    """Why a procedure cannot be then; nothing for one that is not known yet."""
    if moment.day is None:
        return {}
    if moment.day < today:
        return {"procedure_day": "The procedure date is in the past."}
    if moment.day > today + MOST_AHEAD:
        return {"procedure_day": "This is more than two years ahead. Check the year."}
    if moment.at is not None and moment.at <= now:
        return {"procedure_time": "The procedure time has already passed today."}
    return {}


def _impossible_times(new: NewPlan, today: date, now: datetime) -> dict[str, str]:
    problems = impossible_procedure(new.procedure, today, now)
    if new.procedure.at and new.arrival.at and new.arrival.at > new.procedure.at:
        problems["arrival_time"] = "Arrival must be before the procedure starts."
    elif new.arrival.at is not None and new.arrival.at <= now:
        problems["arrival_time"] = "The arrival time has already passed."
    return problems


def warnings(reader: Reader, new: NewPlan, clinic: Clinic) -> tuple[str, ...]:
    """What the nurse should know before saving, and may go on with."""
    said = []
    patient = patients.by_record(reader, clinic.id, new.record_number)
    if patient is not None:
        others = plans.open_of_patient(reader, patient.id)
        said += [
            "This patient already has a plan"
            + (f" for {clock_day(other.procedure_day, clinic)}." if other.procedure_day else ".")
            for other in others
        ]
    if new.procedure.day is not None and not clinic.is_working_day(new.procedure.day):
        said.append("The clinic is closed on the day of the procedure.")
    return tuple(said)


def has_plan(store: Store, new: NewPlan, *, actor: Actor) -> bool:
    """Whether the patient of this record number has an open plan already."""
    require(actor, Act.ADD_PATIENT)
    with store.read() as reader:
        patient = patients.by_record(reader, actor.clinic_id, new.record_number)
        return patient is not None and bool(plans.open_of_patient(reader, patient.id))


def clock_day(day: date, clinic: Clinic) -> str:
    return words.day_words(day, clinic.locale)


def _inputs(new: NewPlan, clinic: Clinic, protocol: Protocol, now: datetime) -> Inputs:
    """The inputs a plan not yet saved would have, for its preview."""
    patient = people.patient_row(new, clinic, now)
    return Inputs(
        voice=gathering.voice(clinic, patient, protocol, new.site),
        anchors={k: AnchorValue(moment=m) for k, m in _anchors(new).items()},
        choices={**gathering.defaults(protocol, clinic), **new.choices},
        answers={},
        medicines=(),
        decisions=(),
        booked_at=now,
        as_of=now,
        born=new.born,
        calendar=clinic.calendar,
    )


def _anchors(new: NewPlan) -> dict[str, Moment]:
    named = {
        "procedure": new.procedure,
        "arrival": new.arrival,
        "earliest_start": new.earliest_start,
    }
    return {
        name: moment
        for name, moment in named.items()
        if moment.day is not None or name == "procedure"
    }
