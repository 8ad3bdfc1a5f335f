"""Small rows for store tests, made through the store itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.moments import Moment
from checklist.core.plan.model import AnchorValue, Content, Inputs, Revision, Task, Voice
from checklist.core.protocol import (
    LANGUAGE_VERSION,
    Criticality,
    Kind,
    Owner,
    Phase,
    Protocol,
    Provenance,
)
from checklist.store import Store, new_id, patients, plans, protocols, revisions
from checklist.store.patients import PatientRow

PROTOCOL = Protocol(
    key="vertebroplasty",
    version=1,
    language=LANGUAGE_VERSION,
    title={"en": "Vertebroplasty"},
    texts={},
    provenance=Provenance(
        sources=("a guideline",),
        reviewed_by="Dr Reviewer",
        reviewed_on=date(2026, 1, 1),
        next_review=date(2028, 1, 1),
    ),
    anchors={},
    choices=(),
    questions=(),
    medicine_groups=(),
    medicine_words={},
    steps=(),
    red_flags=(),
    about=(),
)

PROCEDURE = Moment.on(date(2027, 3, 4))

TASK = Task(
    key="food",
    step="food",
    kind=Kind.AVOID,
    owner=Owner.PATIENT,
    phase=Phase.DAY,
    criticality=Criticality.HARM,
    title="Do not eat",
    text="Do not eat from 4:30am on Thursday 4 March.",
    opens_at=datetime(2027, 3, 4, 4, 30, tzinfo=UTC),
    due_at=None,
    closes_at=datetime(2027, 3, 4, 10, 30, tzinfo=UTC),
    day=date(2027, 3, 4),
    when="from 4:30am on Thursday 4 March",
    meaning="m1",
)


def add_protocol(store: Store, actor: Actor, now: datetime, protocol: Protocol = PROTOCOL) -> str:
    with store.write(actor, now) as tx:
        protocol_id = protocols.publish(
            tx, protocol, source=f"version {protocol.version}", by=actor.name, at=now
        )
        tx.enter(Verb.PROTOCOL_PUBLISHED, protocol_id, {})
    return protocol_id


def patient(clinic: Clinic, name: str = "Margaret Ellis", record: str = "RS 204-118") -> PatientRow:
    return PatientRow(
        id=new_id(),
        clinic_id=clinic.id,
        name=name,
        first_name=name.split()[0],
        born=date(1948, 3, 4),
        record_number=record,
        language="en",
        reach="phone",
        phone="07700 900123",
        needs="hearing aid",
        created_at=datetime(2027, 2, 1, 9, tzinfo=UTC),
    )


def add_patient(store: Store, actor: Actor, now: datetime, row: PatientRow) -> PatientRow:
    with store.write(actor, now) as tx:
        patients.add(tx, row)
        tx.enter(Verb.PATIENT_ADDED, row.id, {"name": row.name})
    return row


def add_plan(
    store: Store,
    actor: Actor,
    now: datetime,
    of: PatientRow,
    protocol_id: str,
    procedure: Moment = PROCEDURE,
) -> str:
    """A plan with one revision of one task."""
    plan_id = new_id()
    with store.write(actor, now, on=(plan_id,)) as tx:
        plans.insert(
            tx,
            id=plan_id,
            clinic_id=of.clinic_id,
            patient_id=of.id,
            protocol_id=protocol_id,
            clinician="Dr Clara Clinician",
            site="L2",
            booked_at=now,
        )
        made = revision(plan_id, now, procedure=procedure)
        revisions.add(tx, made, protocol_id=protocol_id)
        plans.set_revision(tx, plan_id, made, procedure)
        tx.enter(Verb.PLAN_MADE, plan_id, {"patient": of.id}, plan_id=plan_id)
    return plan_id


def revision(
    plan_id: str, now: datetime, *, number: int = 1, procedure: Moment = PROCEDURE
) -> Revision:
    inputs = Inputs(
        voice=Voice(
            zone="Europe/London",
            locale="en_GB",
            language="en",
            first_name="Margaret",
            clinic_name="Riverside Spine Clinic",
            phone="020 7946 0100",
            arrival_place="Reception",
        ),
        anchors={"procedure": AnchorValue(moment=procedure)},
        choices={"food_hours": "6 hours"},
        answers={},
        medicines=(),
        decisions=(),
        booked_at=now,
        as_of=now,
    )
    content = Content(
        title="Vertebroplasty",
        language="en",
        tasks=(TASK,),
        questions=(),
        flags=(),
        about=(),
        anchors={"procedure": procedure},
        decide_by={},
    )
    return Revision(
        id=new_id(),
        plan_id=plan_id,
        number=number,
        inputs=inputs,
        content=content,
        made_at=now,
        made_by="Nora Nurse",
        reason="Booked",
        fingerprint="f1",
    )


def renamed(row: PatientRow, name: str, record: str) -> PatientRow:
    """The same person's row under a new id, name and number."""
    return replace(row, id=new_id(), name=name, first_name=name.split()[0], record_number=record)
