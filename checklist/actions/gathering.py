"""Everything a plan is built from, read as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from checklist.actions.choices import problem
from checklist.core.clinic import Clinic
from checklist.core.moments import opening
from checklist.core.plan.links import Heard, with_links
from checklist.core.plan.model import Inputs, Revision, Voice, Window
from checklist.core.protocol import Protocol
from checklist.core.words import locale_for
from checklist.store import (
    Reader,
    anchors,
    answers,
    asked_back,
    calling_off,
    choices,
    clearances,
    clinics,
    marks,
    medicines,
    patients,
    presence,
    revisions,
)
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow


def gather(reader: Reader, plan: PlanRow, protocol: Protocol, now: datetime) -> Inputs:
    """The inputs of a plan's next revision, as everything stands."""
    clinic = clinics.get(reader, plan.clinic_id)
    patient = patients.need(reader, plan.patient_id)
    before = revisions.get(reader, plan.revision_id) if plan.revision_id else None
    rare = presence.filled(reader, plan.id)
    inputs = Inputs(
        voice=voice(clinic, patient, protocol, plan.site),
        anchors=anchors.current(reader, plan.id),
        choices={**defaults(protocol, clinic), **choices.current(reader, plan.id)},
        answers=answers.latest(reader, plan.id),
        medicines=medicines.of_plan(reader, plan.id),
        decisions=medicines.decisions(reader, plan.id),
        booked_at=plan.booked_at,
        as_of=now,
        born=patient.born,
        calendar=clinic.calendar,
        begun={} if before is None else _begun(before, clinic, now),
        ended={} if before is None else before.content.ended,
        called_off=calling_off.standing(reader, plan.id) if "call_off" in rare else None,
        callback=calling_off.latest_callback(reader, plan.id) if "callback" in rare else None,
        asked_back=asked_back.of_plan(reader, plan.id) if "asked_back" in rare else (),
        clearances=clearances.current(reader, plan.id) if "clearance" in rare else {},
    )
    return linked_up(reader, plan.id, protocol, inputs)


def linked_up(reader: Reader, plan_id: str, protocol: Protocol, inputs: Inputs) -> Inputs:
    """The inputs with what was said of the tasks that others rest on.

    Whoever changes inputs that were gathered asks for this again: what was said counts only while
    its words still mean the same.
    """
    heard = Heard(
        marks=marks.by_task(reader, plan_id), checks=marks.checks_by_task(reader, plan_id)
    )
    return with_links(protocol, inputs, heard)


def defaults(protocol: Protocol, clinic: Clinic) -> dict[str, str]:
    """The clinic's own value for each choice, else the protocol's.

    A value of the clinic's that this version no longer allows gives way.
    """
    own = clinic.choices
    return {
        c.key: own[c.key] if c.key in own and not problem(c, own[c.key]) else c.default
        for c in protocol.choices
    }


def voice(clinic: Clinic, patient: PatientRow, protocol: Protocol, site: str) -> Voice:
    """How the plan speaks: one language, never a mix."""
    language = protocol.words_language(patient.language, clinic.language)
    return Voice(
        zone=clinic.zone,
        locale=locale_for(language, clinic.locale),
        language=language,
        first_name=patient.first_name,
        clinic_name=clinic.name,
        phone=clinic.phone,
        arrival_place=clinic.arrival_place,
        site=site,
    )


def _begun(before: Revision, clinic: Clinic, now: datetime) -> Mapping[str, Window]:
    """The windows that do not move any more: begun by now, or held since an earlier revision."""
    held = before.inputs.begun
    return {
        step: window
        for step, window in before.content.staying.items()
        if step in held or _has_begun(window, clinic, now)
    }


def _has_begun(window: Window, clinic: Clinic, now: datetime) -> bool:
    if window.opens is None:
        return False
    begins = opening(window.opens, clinic.tz)
    return begins is not None and begins <= now
