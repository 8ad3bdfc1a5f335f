"""What a clinician decided about a medicine, in the words of colleagues."""

from __future__ import annotations

from datetime import datetime

from checklist.core import words
from checklist.core.clinic import Clinic
from checklist.core.medicines import Decision, DecisionKind
from checklist.web.staff import say_when

KINDS = {
    DecisionKind.KEEP: "Keep",
    DecisionKind.STOP: "Stop",
    DecisionKind.TAKE: "Take on the day",
    DecisionKind.CHANGE: "Change",
    DecisionKind.RESTART: "Restart",
}


def decided_words(
    decision: Decision | None, clinic: Clinic, now: datetime, *, confirmed: bool
) -> dict[str, str]:
    """A decision in one line, with a note under it; empty words while there is none.

    ``confirmed`` says that a restart was decided with the procedure over.
    """
    if decision is None:
        return {"kind": "", "tone": "", "what": "", "by": "", "note": ""}
    when = say_when.seen_from(decision.decided_at, now, clinic)
    note = [
        f"asked {decision.consulted}" if decision.consulted else "",
        decision.reason,
        f"source: {decision.source}" if decision.source else "",
        _approved(decision, clinic, now),
    ]
    return {
        "kind": KINDS[decision.kind],
        "tone": "calm" if decision.kind is DecisionKind.STOP else "good",
        "what": _what(decision, clinic, confirmed=confirmed),
        "by": f"decided by {decision.decided_by}, {when}",
        "note": " · ".join(part for part in note if part),
    }


def _approved(decision: Decision, clinic: Clinic, now: datetime) -> str:
    word = decision.approval
    if word is None:
        return ""
    when = say_when.seen_from(word.at, now, clinic)
    said = "approved" if word.approved else "not approved"
    return f"{said} by {word.by}, {when}"


def _what(decision: Decision, clinic: Clinic, *, confirmed: bool) -> str:
    if decision.kind is DecisionKind.STOP:
        return f"last dose {_at(decision.last_dose, clinic)}; {_ending(decision, clinic)}"
    if decision.kind is DecisionKind.TAKE:
        return f"at {_at(decision.take_at, clinic)}, with a small sip of water"
    if decision.kind is DecisionKind.RESTART:
        provisional = "" if confirmed else ", to be confirmed after the procedure"
        return f"from {_at(decision.restart_at, clinic)}{provisional}"
    return f"“{decision.instruction}”" if decision.instruction else ""


def _ending(decision: Decision, clinic: Clinic) -> str:
    if decision.restart_at is not None:
        again = _at(decision.restart_at, clinic)
        return f"planned again from {again}, to be confirmed after the procedure"
    return f"{decision.restart_owner} tells by {_at(decision.restart_by, clinic)}"


def _at(instant: datetime | None, clinic: Clinic) -> str:
    if instant is None:
        return "a time not known"
    return words.moment_words(instant, clinic.tz, clinic.locale)
