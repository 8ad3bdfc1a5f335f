"""What a sign-off rests on, in lines; who signed last, and what undid it since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for

from checklist.actions.signed import Signed
from checklist.core import words
from checklist.core.attention import Facts
from checklist.core.clinic import Clinic
from checklist.core.medicines import DecisionKind, Standing, standing
from checklist.core.plan.model import Revision
from checklist.core.readiness import Block, Where
from checklist.core.signing import Undoing
from checklist.web.staff import say_when
from checklist.web.staff.clinician.checks_view import checked, critical
from checklist.web.staff.clinician.view import Answered, answers, unanswered
from checklist.web.staff.medicines.decision_words import KINDS

ROOMS = {
    Where.PLAN: ("plan.show", "task-", "To the plan"),
    Where.ANSWERS: ("clinician.review", "answer-", "Read it"),
    Where.MEDICINES: ("medicines.page", "medicine-", "Decide"),
    Where.CHANGE: ("change.form", "", "Set the day"),
}
"""Where each thing in the way is settled: the page, what its parts' ids begin with, the link."""


def in_the_way(blocks: Iterable[Block], plan_id: str) -> list[dict[str, str]]:
    """Each thing in the way, with a link to the very place where it is settled."""
    found = []
    for block in blocks:
        endpoint, prefix, label = ROOMS[block.where]
        anchor = f"{prefix}{block.subject}" if block.subject else None
        url = url_for(endpoint, plan_id=plan_id, _anchor=anchor)
        found.append({"text": block.text, "label": label, "url": url})
    return found


# What it rests on --------------------------------------------------------------------------------


def medicines(revision: Revision) -> list[dict[str, str]]:
    """Each medicine and what stands for it, in a word."""
    return [
        {
            "id": medicine.id,
            "name": medicine.name,
            "stands": _stands(standing(medicine.id, revision.inputs.decisions)),
        }
        for medicine in revision.inputs.medicines
        if not medicine.withdrawn
    ]


def _stands(stands: Standing) -> str:
    if stands.decision is None:
        return "to decide"
    if stands.held:
        return "Stopped"
    made = stands.restart or stands.decision
    return KINDS[made.kind] if made.kind is not DecisionKind.STOP else "Stopped"


def reviewed(facts: Facts, answered: Answered) -> list[dict[str, Any]]:
    """What a sign-off rests on, each with whether it is complete."""
    listed = medicines(facts.revision)
    to_decide = sum(1 for one in listed if one["stands"] == "to decide")
    return [
        _answers(answered),
        _line(
            f"Medicines: {len(listed)}, {len(listed) - to_decide} decided"
            if listed
            else "Medicines: none named",
            done=not to_decide,
        ),
        _before(facts),
    ]


def _answers(answered: Answered) -> dict[str, Any]:
    matter = [one for one in answers(answered) if one["matters"]]
    unread = sum(1 for one in matter if one["unread"])
    missing = len(unanswered(answered))
    said = "Answers: none that matter"
    if matter:
        said = f"Answers: {len(matter)} that matter, {len(matter) - unread} read"
    if missing:
        said += f"; {missing} not answered yet"
    return _line(said, done=not unread and not missing)


def _before(facts: Facts) -> dict[str, Any]:
    """The patient's own critical items up to the procedure that can be settled."""
    counted = critical(facts)
    settled = sum(1 for task in counted if facts.states[task.key].settled)
    ours = sum(1 for task in counted if checked(task, facts))
    return _line(
        f"Critical items before the day: {settled} of {len(counted)} settled, {ours} checked by us",
        done=settled == len(counted),
    )


def _line(text: str, *, done: bool) -> dict[str, Any]:
    return {"text": text, "done": done}


# Sign-off ----------------------------------------------------------------------------------------


def sign_off(signed: Signed | None, clinic: Clinic) -> dict[str, Any]:
    """The latest sign-off: whether it stands, and what undid it where it does not."""
    if signed is None:
        return {"made": False, "stands": False, "by": "", "statement": "", "changes": []}
    made = signed.made
    when = words.moment_words(made.at, clinic.tz, clinic.locale)
    return {
        "made": True,
        "stands": signed.stands,
        "by": f"{made.by}, {when}, revision {made.revision}",
        "statement": made.statement,
        "changes": [_change(one, clinic) for one in signed.undone],
    }


def _change(undoing: Undoing, clinic: Clinic) -> dict[str, Any]:
    return {
        "what": f"{undoing.what} ({undoing.by}, {say_when.short(undoing.at, clinic)})",
        "tasks": list(undoing.tasks),
    }


def statement(revision: Revision, clinic: Clinic) -> str:
    """What is offered to sign; the clinician may write it anew."""
    procedure = revision.content.anchors["procedure"]
    day = words.day_words(procedure.day, clinic.locale) if procedure.day else "a day to be set"
    return (
        "I have read the answers and decided about every medicine. "
        f"Ready for {revision.content.title.lower()} on {day}."
    )
