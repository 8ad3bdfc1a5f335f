"""The medicines and the sign-off, as they stand beside a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from checklist.actions.signed import Signed
from checklist.core.clinic import Clinic
from checklist.core.medicines import Decision, DecisionKind, Medicine, Standing
from checklist.core.medicines import standing as what_stands
from checklist.core.plan.model import Revision
from checklist.core.plan.off_medicines import waiting_of
from checklist.web.staff import say_when

_DECIDED = {
    DecisionKind.KEEP: "keep",
    DecisionKind.STOP: "stop",
    DecisionKind.TAKE: "take on the day",
    DecisionKind.CHANGE: "change",
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
    if stands.waiting is not None:
        asked = _decision_words(stands.waiting, clinic)
        return f"{asked} · {stands.waiting.decided_by} · waits for a second clinician"
    if decision is None and revision.inputs.called_off is not None:
        waits = medicine.id in waiting_of(revision.inputs)
        return "to settle: the procedure is off" if waits else "as before"
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


def sign_off_view(signed: Signed | None, clinic: Clinic) -> dict[str, str]:
    """Signed off, void since something changed, or not yet. ``undone`` says what undid it first."""
    if signed is None:
        return {"state": "not yet", "tone": "", "detail": "", "undone": ""}
    made = signed.made
    detail = f"{made.by}, {say_when.short(made.at, clinic)}, revision {made.revision}"
    if signed.stands:
        return {"state": "signed off as ready", "tone": "good", "detail": detail, "undone": ""}
    first = signed.undone[0]
    undone = f"{first.what} ({first.by}, {say_when.short(first.at, clinic)})."
    return {"state": "void: the plan changed since", "tone": "now", "detail": detail} | {
        "undone": undone
    }
