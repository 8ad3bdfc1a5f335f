"""The story of one plan: its revisions and its entries, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from checklist.core.actors import ActorKind
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Change, ChangeKind, Revision
from checklist.store.entries import Told
from checklist.web.staff import say_when
from checklist.web.staff.worklist.outcome_view import DONE as OUTCOME_WORDS

DID = {
    Verb.CHAIN_BEGUN: "The record begins",
    Verb.OPENED: "Opened the record",
    Verb.PRINTED: "Printed",
    Verb.EXPORTED: "Exported",
    Verb.PLAN_MADE: "Made the plan",
    Verb.PLAN_CHANGED: "Changed the plan",
    Verb.PLAN_CLOSED: "Closed the plan",
    Verb.REVISION_MADE: "New revision",
    Verb.ANCHOR_SET: "Recorded",
    Verb.CHOICE_SET: "Set a choice",
    Verb.ANSWERED: "Answered",
    Verb.ANSWER_READ: "Read an answer",
    Verb.MEDICINE_NAMED: "Named a medicine",
    Verb.MEDICINE_WITHDRAWN: "Took a medicine off the list",
    Verb.DECIDED: "Decided about a medicine",
    Verb.MARKED: "Marked",
    Verb.CHECKED: "Checked",
    Verb.NOTED: "Wrote a note",
    Verb.CONTACTED: "Called",
    Verb.ACKNOWLEDGED: "Said they read what changed",
    Verb.SIGNED_OFF: "Signed off as ready",
    Verb.LIMIT_CHANGED: "Changed a limit",
    Verb.ATTENTION_TAKEN: "Took it",
    Verb.ATTENTION_RELEASED: "Gave it back",
    Verb.ATTENTION_RESOLVED: "Dealt with",
    Verb.ATTENTION_UNDONE: "Took back",
    Verb.ATTENTION_CLEARED: "Cleared by itself",
    Verb.FLAG_TAPPED: "Tapped a warning sign",
    Verb.DOOR_ISSUED: "Made a new link and code",
    Verb.MORNING_RECORDED: "Filled in the morning sheet",
    Verb.LEAVING_RECORDED: "Wrote down what was done",
}
_UNNAMED = {
    ActorKind.CARER: "a carer",
    ActorKind.STAFF: "somebody who has left",
    ActorKind.SYSTEM: "the system",
}
_ANCHORS = {
    "procedure_end": "procedure done",
    "home": "gone home",
    "procedure": "the start",
    "arrival": "the arrival",
    "earliest_start": "the earliest start",
}
TAKEN_BACK = "Took back what was recorded"
PLANNED, VOIDED = "Set a date or time", "Voided a decision"
_CHANGED = {
    ChangeKind.ADDED: "added",
    ChangeKind.DROPPED: "dropped",
    ChangeKind.MOVED: "moved",
    ChangeKind.REWORDED: "reworded",
}
_STATES = {
    "done": "done",
    "cant": "can’t",
    "unsure": "not sure",
    "not_needed": "not needed",
    "slipped": "it happened",
    "cleared": "unticked",
}
_PRINTS = {"letter": "the letter with the link and code"}
_OUTCOMES = {"reached": "reached", "message": "left a message", "no_answer": "no answer"}
_SHOWN = (
    "number",
    "said",
    "words",
    "reason",
    "note",
    "text",
    "name",
    "value",
    "detail",
    "statement",
)
"""What of a payload is worth reading again, in this order."""


def revision_lines(made: Sequence[Revision], clinic: Clinic) -> list[dict[str, Any]]:
    """Every revision, the newest first, with what changed."""
    return [
        {
            "number": one.number,
            "reason": one.reason,
            "when": "" if one.made_at is None else say_when.short(one.made_at, clinic),
            "by": one.made_by,
            "sheet": one.sheet_code,
            "changes": [_change(change) for change in one.changes],
        }
        for one in reversed(made)
    ]


def _change(change: Change) -> dict[str, str]:
    return {
        "what": f"{_CHANGED[change.kind]}: {change.title}",
        "before": change.before,
        "after": change.after,
    }


def entry_lines(
    told: Sequence[Told],
    patient: str,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    clinic: Clinic,
) -> list[dict[str, str]]:
    """Every entry, the newest first.

    ``names`` are those of staff and carers by id, ``titles`` those of tasks, questions, medicines
    and the protocol's own events by key.
    """
    unnamed = _UNNAMED | {ActorKind.PATIENT: patient}
    return [_entry(one, unnamed, names, titles, clinic) for one in reversed(told)]


def _entry(
    told: Told,
    unnamed: Mapping[ActorKind, str],
    names: Mapping[str, str],
    titles: Mapping[str, str],
    clinic: Clinic,
) -> dict[str, str]:
    entry = told.entry
    return {
        "when": say_when.short(entry.at, clinic),
        "by": names.get(entry.actor_id) or unnamed[entry.actor_kind],
        "did": _did(entry.verb, _payload(told)),
        "what": _what(told, titles),
    }


def _did(verb: Verb, payload: Mapping[str, Any]) -> str:
    if verb is Verb.ANCHOR_SET and payload.get("taken_back"):
        return TAKEN_BACK
    if verb is Verb.ANCHOR_SET and not payload.get("actual"):
        return PLANNED
    if verb is Verb.DECIDED and payload.get("kind") == DecisionKind.VOID:
        return VOIDED  # whoever moved the procedure decided nothing
    return DID.get(verb, verb.value.replace("_", " ").capitalize())


def _payload(told: Told) -> dict[str, Any]:
    """Empty once it is forgotten."""
    payload: dict[str, Any] = {} if told.payload is None else json.loads(told.payload)
    return payload


def _what(told: Told, titles: Mapping[str, str]) -> str:
    """What it was about, as far as it was not forgotten."""
    if told.payload is None:
        return "forgotten"
    payload, subject = _payload(told), told.entry.subject
    if "label" in payload:  # a value that was set, with what it was before
        return f"{payload['label']}: was {payload['before']}, now {payload['after']}"
    if told.entry.verb is Verb.PRINTED and not payload:
        return _PRINTS.get(subject, "")  # a step may have the same key
    said = [titles[subject]] if subject in titles else []
    if told.entry.verb is Verb.ANCHOR_SET and not said:  # a protocol's own is among the titles
        said.append(_ANCHORS.get(subject, subject))
    if told.entry.verb is Verb.CONTACTED:
        said.append(_OUTCOMES.get(subject, subject))
    if payload.get("outcome") in OUTCOME_WORDS:
        said.append(OUTCOME_WORDS[payload["outcome"]])
    if "state" in payload:
        said.append(_STATES.get(payload["state"], str(payload["state"])))
    said += [str(payload[key]) for key in _SHOWN if payload.get(key)]
    return ": ".join(dict.fromkeys(said))
