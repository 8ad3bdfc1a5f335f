"""What stands beside a plan's tasks: reasons, calls, notes, medicines, sign-off, what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import url_for

from checklist.actions.events import EVENTS
from checklist.core import clock, words
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.attention import Reason
from checklist.core.clinic import Clinic
from checklist.core.medicines import Decision, DecisionKind, Medicine, Standing
from checklist.core.medicines import standing as what_stands
from checklist.core.moments import Moment
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState, Revision
from checklist.store.carers import CarerRow
from checklist.store.contacts import CallRow, NoteRow
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.store.resolutions import ResolutionRow
from checklist.store.sign_offs import SignOffRow
from checklist.web.staff import say_when
from checklist.web.staff.worklist_view import CALL_WORDS, reason_line

REACH_WORDS = {
    "phone": "On a phone",
    "paper": "On paper",
    "carer": "Through a carer",
}
STATE_WORDS = {
    PlanState.BEFORE: "before the procedure",
    PlanState.RECOVERING: "recovering",
    PlanState.CLOSED: "closed",
}
_DECIDED = {
    DecisionKind.KEEP: "keep",
    DecisionKind.STOP: "stop",
    DecisionKind.TAKE: "take on the day",
    DecisionKind.CHANGE: "change",
}


def reasons_view(reasons: Sequence[Reason], now: datetime, clinic: Clinic) -> list[dict[str, Any]]:
    """Why this plan needs somebody, each with what resolves it."""
    return [
        {
            **reason_line(reason),
            "band": reason.band.value,
            "do_by": say_when.do_by(reason.do_by, now, clinic),
            "kind": reason.kind.value,
            "subject": reason.subject,
            "cause": reason.cause,
            "form": f"resolve-{number}",
        }
        for number, reason in enumerate(reasons, start=1)
    ]


def resolved_view(made: Sequence[ResolutionRow], clinic: Clinic) -> list[dict[str, str]]:
    """What was resolved before, by whom, and how."""
    return [
        {"note": row.note, "by": row.by, "when": say_when.short(row.at, clinic)} for row in made
    ]


def reach_view(
    patient: PatientRow, helping: Sequence[CarerRow], contacted_at: datetime | None, clinic: Clinic
) -> dict[str, Any]:
    """How to reach the patient, and since when we are in touch."""
    contact = "nobody reached yet"
    if contacted_at is not None:
        contact = f"in touch since {say_when.short(contacted_at, clinic)}"
    return {
        "how": REACH_WORDS.get(patient.reach, patient.reach),
        "phone": patient.phone,
        "needs": patient.needs,
        "carers": [
            {"name": one.name, "relation": one.relation, "phone": one.phone} for one in helping
        ],
        "contact": contact,
    }


def calls_view(made: Sequence[CallRow], clinic: Clinic) -> list[dict[str, str]]:
    return [
        {
            "when": say_when.short(call.at, clinic),
            "by": call.by,
            "said": CALL_WORDS[call.outcome],
            "note": call.note,
        }
        for call in made
    ]


def notes_view(made: Sequence[NoteRow], clinic: Clinic) -> list[dict[str, str]]:
    return [
        {"when": say_when.short(note.at, clinic), "by": note.by, "text": note.text} for note in made
    ]


def owner_view(plan: PlanRow, actor: Actor, names: dict[str, str]) -> dict[str, str]:
    """Who took the plan's reasons, and what one may do about it."""
    may_own = may(actor, Act.OWN)
    mine = plan.owner_id == actor.id
    return {
        "name": names.get(plan.owner_id, "a colleague") if plan.owner_id else "nobody",
        "take_url": url_for("calls.take", plan_id=plan.id) if may_own and not mine else "",
        "give_url": url_for("calls.give_back", plan_id=plan.id) if may_own and mine else "",
    }


def medicines_view(
    revision: Revision, concerns: Mapping[str, str], clinic: Clinic
) -> list[dict[str, str]]:
    """Each medicine and what stands for it; those taken off the list stay out.

    ``concerns`` names the protocol's medicine groups, by key.
    """
    inputs = revision.inputs
    return [
        {
            "name": medicine.name,
            "concern": concerns.get(medicine.group, ""),
            "decided": _medicine_words(
                medicine, what_stands(medicine.id, inputs.decisions), revision, clinic
            ),
        }
        for medicine in inputs.medicines
        if not medicine.withdrawn
    ]


def _medicine_words(
    medicine: Medicine, stands: Standing, revision: Revision, clinic: Clinic
) -> str:
    decision = stands.restart or stands.decision
    if decision is None:
        by = revision.content.decide_by.get(medicine.id)
        return f"undecided, decide by {say_when.short(by, clinic)}" if by else "undecided"
    return f"{_decision_words(decision, clinic)} · {decision.decided_by}"


def _decision_words(decision: Decision, clinic: Clinic) -> str:
    if decision.kind is DecisionKind.RESTART:
        return _timed("restart", decision.restart_at, clinic)
    if decision.kind is DecisionKind.STOP:
        return _timed("stop, last dose", decision.last_dose, clinic)
    if decision.kind is DecisionKind.TAKE:
        return _timed("take on the day", decision.take_at, clinic)
    return _DECIDED.get(decision.kind, decision.kind.value)


def _timed(said: str, at: datetime | None, clinic: Clinic) -> str:
    return said if at is None else f"{said} {say_when.short(at, clinic)}"


def sign_off_view(made: SignOffRow | None, revision: Revision, clinic: Clinic) -> dict[str, str]:
    """Signed off, void since something changed, or not yet."""
    if made is None:
        return {"state": "not yet", "tone": "", "detail": ""}
    detail = f"{made.by}, {say_when.short(made.at, clinic)}, revision {made.revision}"
    if made.fingerprint == revision.fingerprint:
        return {"state": "signed off as ready", "tone": "good", "detail": detail}
    return {"state": "void: the plan changed since", "tone": "now", "detail": detail}


def times_view(plan: PlanRow, revision: Revision, clinic: Clinic, actor: Actor) -> dict[str, Any]:
    """Start and arrival, and whether they can be set here: only on the day that is planned."""
    anchors = revision.content.anchors
    known = {"start": anchors["procedure"], "arrival": anchors["arrival"]}
    before = plan.state is PlanState.BEFORE and plan.procedure_day is not None
    return {
        "rows": [
            {
                "name": name,
                "label": {"start": "Start", "arrival": "Arrival"}[name],
                "said": "not known yet"
                if moment.at is None
                else words.time_words(moment.at, clinic.tz, clinic.locale),
                "value": ""
                if moment.at is None
                else clock.local(moment.at, clinic.tz).strftime("%H:%M"),
            }
            for name, moment in known.items()
        ],
        "offered": before and may(actor, Act.SET_TIME),
        "open": any(moment.at is None for moment in known.values()),
    }


def events_view(
    plan: PlanRow,
    revision: Revision,
    clinic: Clinic,
    actor: Actor,
    now: datetime,
    own: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Procedure done and gone home: recorded, or to be recorded from the day on.

    ``own`` are the protocol's own events with their labels, which may happen at any time.
    """
    anchors = revision.inputs.anchors
    begun = plan.procedure_day is not None and plan.procedure_day <= clock.day_of(now, clinic.tz)
    done = is_actual(anchors, "procedure_end")
    open_for = {**dict.fromkeys(own, True), "procedure_end": begun or done, "home": done}
    closed = plan.state is PlanState.CLOSED
    return [
        {
            "event": event,
            "label": label,
            "recorded": _recorded(anchors[event].moment, clinic)
            if is_actual(anchors, event)
            else "",
            "offered": open_for[event] and not closed and may(actor, Act.RECORD_EVENT),
        }
        for event, label in {**own, **EVENTS}.items()
    ]


def _recorded(moment: Moment, clinic: Clinic) -> str:
    return words.moment_words(moment, clinic.tz, clinic.locale)
