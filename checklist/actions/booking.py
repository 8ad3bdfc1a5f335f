"""Book a procedure: a patient, a plan, and its first revision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from checklist.actions import revise
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
    Tx,
    anchors,
    carers,
    choices,
    clinics,
    doors,
    patients,
    plans,
    protocols,
)
from checklist.store.ids import new_id
from checklist.store.patients import PatientRow

MOST_AHEAD = timedelta(days=2 * 365)
"""Dates are shown without their year, so a slip of the keys there must be found here."""


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """What a nurse knows when she books. Clock times are instants in UTC."""

    name: str
    born: date
    record_number: str
    protocol_id: str
    procedure: Moment
    arrival: Moment
    earliest_start: Moment = field(default_factory=Moment.unknown)
    phone: str = ""
    reach: str = "phone"  # phone, paper or carer
    carer_name: str = ""
    carer_phone: str = ""
    carer_relation: str = ""
    needs: str = ""
    language: str = "en"
    clinician: str = ""
    site: str = ""
    choices: dict[str, str] = field(default_factory=dict)


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
        patient_id = patient.id if patient else _add_patient(tx, new, clinic, now)
        _add_carer(tx, new, patient_id, clinic.id)
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
    problems |= _impossible_times(new, today, now)
    patient = patients.by_record(reader, clinic.id, new.record_number)
    if patient is not None and (fold(patient.name) != fold(new.name) or patient.born != new.born):
        problems["record_number"] = (
            "This record number belongs to a patient with another name or birth date."
        )
    if problems:
        raise Invalid(problems)


def _impossible_times(new: NewPlan, today: date, now: datetime) -> dict[str, str]:
    problems: dict[str, str] = {}
    if new.procedure.day is not None and new.procedure.day < today:
        problems["procedure_day"] = "The procedure date is in the past."
    elif new.procedure.day is not None and new.procedure.day > today + MOST_AHEAD:
        problems["procedure_day"] = "This is more than two years ahead. Check the year."
    elif new.procedure.at is not None and new.procedure.at <= now:
        problems["procedure_time"] = "The procedure time has already passed today."
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
    patient = _patient_row(new, clinic, now)
    return Inputs(
        voice=revise.voice(clinic, patient, protocol, new.site),
        anchors={k: AnchorValue(moment=m) for k, m in _anchors(new).items()},
        choices={**revise.defaults(protocol, clinic), **new.choices},
        answers={},
        medicines=(),
        decisions=(),
        booked_at=now,
        as_of=now,
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


def _patient_row(new: NewPlan, clinic: Clinic, now: datetime) -> PatientRow:
    return PatientRow(
        id=new_id(),
        clinic_id=clinic.id,
        name=new.name,
        first_name=first_name(new.name),
        born=new.born,
        record_number=new.record_number,
        language=new.language,
        reach=new.reach,
        phone=new.phone,
        needs=new.needs,
        created_at=now,
    )


def first_name(name: str) -> str:
    """What the patient is called on their page: the first word of the name as written."""
    return name.split()[0]


def _add_patient(tx: Tx, new: NewPlan, clinic: Clinic, now: datetime) -> str:
    row = _patient_row(new, clinic, now)
    patients.add(tx, row)
    doors.add(tx, clinic_id=clinic.id, patient_id=row.id, carer_id=None)
    tx.enter(Verb.PATIENT_ADDED, subject=row.id, payload={"name": row.name})
    return row.id


def _add_carer(tx: Tx, new: NewPlan, patient_id: str, clinic_id: str) -> None:
    if not new.carer_name:
        return
    known = carers.of_patient(tx, patient_id)
    if any(fold(carer.name) == fold(new.carer_name) for carer in known):
        return
    carer_id = new_id()
    carers.add(
        tx,
        id=carer_id,
        patient_id=patient_id,
        name=new.carer_name,
        relation=new.carer_relation,
        phone=new.carer_phone,
    )
    doors.add(tx, clinic_id=clinic_id, patient_id=patient_id, carer_id=carer_id)
