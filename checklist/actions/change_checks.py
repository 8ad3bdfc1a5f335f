"""What cannot be changed of a live plan: one sentence for each field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from checklist.actions import choices
from checklist.actions.booking import impossible_procedure
from checklist.actions.proposal import Delta, Proposal
from checklist.core import clock
from checklist.core.clinic import Clinic
from checklist.core.moments import Moment
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Protocol

MOST_LETTERS = 200
NOTHING = "Nothing is changed yet."
NO_DAY = "Set the date of the procedure first."
OTHER_DAY = "This is another day than the procedure."
PASSED = "This time has already passed."
AFTER_START = "This must be before the procedure starts."
TOO_LONG = f"Please use fewer than {MOST_LETTERS} letters."
NOT_NEWER = "This is not the newest version of this plan’s protocol. Load the page again."
SAY_WHY = "Say why, for your colleagues."
READ_FIRST = "Tick that you have read what changes."

FIELDS = {"arrival": "arrival_time", "earliest_start": "earliest_time"}
"""The form's field for each moment beside the procedure's own."""


def impossible(
    inputs: Inputs,
    proposal: Proposal,
    delta: Delta,
    protocol: Protocol,
    clinic: Clinic,
    now: datetime,
) -> dict[str, str]:
    """Why the proposal cannot be, by field; empty when it can.

    ``protocol`` is the one the plan would follow, ``inputs`` are the plan's as they stand.
    """
    wrong = _times(inputs, delta, clinic, now)
    by_key = {choice.key: choice for choice in protocol.choices}
    for key, value in proposal.choices.items():
        problem = choices.problem(by_key[key], value) if key in by_key else "Choose one of these."
        if problem:
            wrong[f"choice_{key}"] = problem
    if len(proposal.site or "") > MOST_LETTERS:
        wrong["site"] = TOO_LONG
    if not wrong and delta.empty:
        wrong[""] = NOTHING
    return wrong


def unsigned(proposal: Proposal, delta: Delta) -> dict[str, str]:
    """What is still missing before it is saved: why, and for a new version that it was read."""
    wrong = {}
    if delta.protocol_id and not proposal.approved:
        wrong["approved"] = READ_FIRST
    if not proposal.reason.strip():
        wrong["reason"] = SAY_WHY
    elif len(proposal.reason) > MOST_LETTERS:
        wrong["reason"] = TOO_LONG
    return wrong


def _times(inputs: Inputs, delta: Delta, clinic: Clinic, now: datetime) -> dict[str, str]:
    stands = {name: value.moment for name, value in inputs.anchors.items()}
    moments = {**stands, **delta.anchors}
    wrong: dict[str, str] = {}
    if "procedure" in delta.anchors:
        today = clock.day_of(now, clinic.tz)
        wrong |= impossible_procedure(delta.anchors["procedure"], today, now)
    for name, field in FIELDS.items():
        problem = _beside(name, moments, delta.anchors, clinic, now)
        if problem:
            wrong[field] = problem
    return wrong


def _beside(
    name: str,
    moments: Mapping[str, Moment],
    given: Mapping[str, Moment],
    clinic: Clinic,
    now: datetime,
) -> str:
    """What is wrong with the arrival or the earliest start, beside the procedure they belong to."""
    at, procedure = moments.get(name, Moment.unknown()).at, moments["procedure"]
    if at is None or not given:
        return ""
    if name in given:
        if procedure.day is None:
            return NO_DAY
        if clock.day_of(at, clinic.tz) != procedure.day:
            return OTHER_DAY
        if at <= now:
            return PASSED
    elif name == "earliest_start":
        return ""  # one that stands from before counts no more once the start is before it
    return AFTER_START if procedure.at is not None and at > procedure.at else ""
