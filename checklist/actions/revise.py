"""Make the next revision of a plan, and file what needs a human. Called inside a write."""

from __future__ import annotations

from datetime import datetime

from checklist.actions import filing
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.plan.build import build
from checklist.core.plan.diff import diff, fingerprint
from checklist.core.plan.late import mark_late
from checklist.core.plan.model import Change, Content, Inputs, Revision, Voice
from checklist.core.protocol import Protocol
from checklist.store import (
    Reader,
    Tx,
    anchors,
    answers,
    choices,
    clinics,
    medicines,
    patients,
    plans,
    protocols,
    revisions,
)
from checklist.store.ids import new_id
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow


def revise(tx: Tx, plan_id: str, *, actor: Actor, now: datetime, reason: str) -> Revision:
    """Freeze the plan as its inputs now make it, and re-file its attention.

    ``reason`` is for staff ("Eliquis decided"). Raises NotFound for an unknown plan.
    """
    plan = plans.need(tx, plan_id)
    protocol = protocols.get(tx, plan.protocol_id)
    inputs = gather(tx, plan, protocol, now)
    before = revisions.get(tx, plan.revision_id) if plan.revision_id else None
    content, changes = frozen(protocol, inputs, before)
    revision = Revision(
        id=new_id(),
        plan_id=plan_id,
        number=1 if before is None else before.number + 1,
        inputs=inputs,
        content=content,
        changes=changes,
        made_at=now,
        made_by=actor.name,
        reason=reason,
        fingerprint=fingerprint(content, inputs),
        sheet_code=revisions.free_sheet_code(tx),
    )
    revisions.add(tx, revision, protocol_id=plan.protocol_id)
    tx.enter(
        Verb.REVISION_MADE,
        subject=revision.id,
        payload={"number": revision.number, "reason": reason},
        plan_id=plan_id,
    )
    filing.file_revision(tx, plan, revision)
    return revision


def frozen(
    protocol: Protocol, inputs: Inputs, before: Revision | None
) -> tuple[Content, tuple[Change, ...]]:
    """What a revision would hold: used by ``revise`` and by every preview."""
    earlier = before.content if before is not None else None
    content = mark_late(build(protocol, inputs), earlier, protocol, inputs)
    return content, diff(earlier, content)


def gather(reader: Reader, plan: PlanRow, protocol: Protocol, now: datetime) -> Inputs:
    """Everything a plan is built from, as it stands."""
    clinic = clinics.get(reader, plan.clinic_id)
    patient = patients.need(reader, plan.patient_id)
    return Inputs(
        voice=voice(clinic, patient, protocol, plan.site),
        anchors=anchors.current(reader, plan.id),
        choices={**defaults(protocol, clinic), **choices.current(reader, plan.id)},
        answers=answers.latest(reader, plan.id),
        medicines=medicines.of_plan(reader, plan.id),
        decisions=medicines.decisions(reader, plan.id),
        booked_at=plan.booked_at,
        as_of=now,
    )


def defaults(protocol: Protocol, clinic: Clinic) -> dict[str, str]:
    """The clinic's own value for each choice, else the protocol's."""
    return {c.key: clinic.choices.get(c.key, c.default) for c in protocol.choices}


def voice(clinic: Clinic, patient: PatientRow, protocol: Protocol, site: str) -> Voice:
    """How the plan speaks: one language, never a mix."""
    return Voice(
        zone=clinic.zone,
        locale=clinic.locale,
        language=protocol.words_language(patient.language, clinic.language),
        first_name=patient.first_name,
        clinic_name=clinic.name,
        phone=clinic.phone,
        arrival_place=clinic.arrival_place,
        site=site,
    )
