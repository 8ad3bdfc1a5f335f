"""The people of a booking: the patient, new or known, and who helps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from checklist.actions.new_plan import NewPlan
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.folding import fold
from checklist.store import Tx, carers, doors, patients
from checklist.store.ids import new_id
from checklist.store.patients import PatientRow


def patient_row(new: NewPlan, clinic: Clinic, now: datetime) -> PatientRow:
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


def add_patient(tx: Tx, new: NewPlan, clinic: Clinic, now: datetime) -> str:
    row = patient_row(new, clinic, now)
    patients.add(tx, row)
    doors.add(tx, clinic_id=clinic.id, patient_id=row.id, carer_id=None)
    tx.enter(Verb.PATIENT_ADDED, subject=row.id, payload={"name": row.name})
    return row.id


def add_carer(tx: Tx, new: NewPlan, patient_id: str, clinic_id: str) -> None:
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


def reach_as_typed(tx: Tx, new: NewPlan, patient: PatientRow) -> None:
    """Keep how a patient we know wants to be reached now; what was left empty stays as it was."""
    typed = replace(
        patient,
        phone=new.phone or patient.phone,
        reach=new.reach,
        needs=new.needs or patient.needs,
    )
    if typed != patient:
        patients.change(tx, typed)
        tx.enter(Verb.PATIENT_CHANGED, subject=patient.id, payload={"reach": typed.reach})
