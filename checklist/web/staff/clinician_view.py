"""What a clinician reads before deciding: answers, what stands, what blocks, and who signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklist.core import words
from checklist.core.answer_words import answer_words
from checklist.core.attention import Facts
from checklist.core.clinic import Clinic
from checklist.core.medicines import DecisionKind, Standing, standing
from checklist.core.plan.model import Answer, QuestionAsked, Revision
from checklist.core.protocol import Kind, Owner, Phase, QuestionKind
from checklist.store.answers import ReviewRow
from checklist.store.sign_offs import SignOffRow
from checklist.web.staff import say_when
from checklist.web.staff.decision_words import KINDS


@dataclass(frozen=True, kw_only=True)
class Answered:
    """All that was answered on one plan. ``history`` is oldest first; ``read`` is by answer id."""

    clinic: Clinic
    now: datetime
    revision: Revision
    history: Sequence[Answer]
    read: Mapping[str, ReviewRow]

    def when(self, at: datetime | None) -> str:
        return "" if at is None else say_when.short(at, self.clinic)


# Answers -----------------------------------------------------------------------------------------


def answers(answered: Answered) -> list[dict[str, Any]]:
    """Every question that was answered: unread ones that matter first, then in their order."""
    found = []
    for question in answered.revision.content.questions:
        given = [one for one in answered.history if one.question == question.key]
        if given and question.kind != QuestionKind.MEDICINES.value:
            found.append(_answer(question, given, answered))
    return sorted(found, key=lambda one: (not one["unread"], not one["matters"]))


def unanswered(answered: Answered) -> list[str]:
    """What nobody has answered yet."""
    known = {one.question for one in answered.history}
    return [
        question.ask
        for question in answered.revision.content.questions
        if question.key not in known and question.kind != QuestionKind.MEDICINES.value
    ]


def _answer(question: QuestionAsked, given: Sequence[Answer], answered: Answered) -> dict[str, Any]:
    latest, earlier = given[-1], given[:-1]
    matters = latest.value in question.matters
    read = answered.read.get(latest.id)
    return {
        "id": latest.id,
        "ask": question.ask,
        "said": said(latest, question, answered.clinic),
        "by": f"{latest.given_by}, {answered.when(latest.given_at)}",
        "matters": matters,
        "unread": matters and read is None,
        "read": "" if read is None else f"Read by {read.by}, {answered.when(read.at)}",
        "note": "" if read is None else read.note,
        "earlier": [
            f"Before: {said(one, question, answered.clinic)} "
            f"({one.given_by}, {answered.when(one.given_at)})"
            for one in reversed(earlier)
        ],
    }


def said(answer: Answer, question: QuestionAsked, clinic: Clinic) -> str:
    """An answer in one line: "Yes: “latex, a rash”"."""
    value = answer_words(answer, question, clinic.locale)
    return f"{value}: “{answer.detail}”" if answer.detail else value


# What stands -------------------------------------------------------------------------------------


def medicines(revision: Revision) -> list[dict[str, str]]:
    """Each medicine and what stands for it, in a word."""
    return [
        {"name": medicine.name, "stands": _stands(standing(medicine.id, revision.inputs.decisions))}
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
    matter = [one for one in answers(answered) if one["matters"]]
    unread = sum(1 for one in matter if one["unread"])
    listed = medicines(facts.revision)
    to_decide = sum(1 for one in listed if one["stands"] == "to decide")
    missing = len(unanswered(answered))
    return [
        _line(
            (
                f"Answers: {len(matter)} that matter, {len(matter) - unread} read"
                if matter
                else "Answers: none that matter"
            )
            + (f"; {missing} not answered yet" if missing else ""),
            done=not unread and not missing,
        ),
        _line(
            f"Medicines: {len(listed)}, {len(listed) - to_decide} decided"
            if listed
            else "Medicines: none named",
            done=not to_decide,
        ),
        _before(facts),
    ]


def _before(facts: Facts) -> dict[str, Any]:
    """The patient's own critical items up to the procedure that can be settled."""
    counted = [
        task
        for task in facts.revision.content.tasks
        if task.critical
        and task.phase is Phase.BEFORE
        and task.kind is not Kind.KNOW
        and task.owner is not Owner.CLINIC
    ]
    settled = sum(1 for task in counted if facts.states[task.key].settled)
    return _line(
        f"Critical items before the day: {settled} of {len(counted)} settled",
        done=settled == len(counted),
    )


def _line(text: str, *, done: bool) -> dict[str, Any]:
    return {"text": text, "done": done}


# Sign-off ----------------------------------------------------------------------------------------


def sign_off(
    latest: SignOffRow | None, revision: Revision, since: Iterable[Revision], answered: Answered
) -> dict[str, Any]:
    """The latest sign-off: whether it stands, and what changed since where it does not.

    ``since`` are the revisions made after the one signed.
    """
    if latest is None:
        return {"made": False, "stands": False, "by": "", "statement": "", "changes": []}
    stands = latest.fingerprint == revision.fingerprint
    when = words.moment_words(latest.at, answered.clinic.tz, answered.clinic.locale)
    return {
        "made": True,
        "stands": stands,
        "by": f"{latest.by}, {when}, revision {latest.revision}",
        "statement": latest.statement,
        "changes": [] if stands else [_change(one, answered) for one in since],
    }


def _change(revision: Revision, answered: Answered) -> dict[str, Any]:
    return {
        "what": f"Revision {revision.number}, {answered.when(revision.made_at)}, "
        f"{revision.made_by}: {revision.reason}",
        "tasks": [change.title for change in revision.changes],
    }


def statement(revision: Revision, clinic: Clinic) -> str:
    """What is offered to sign; the clinician may write it anew."""
    procedure = revision.content.anchors["procedure"]
    day = words.day_words(procedure.day, clinic.locale) if procedure.day else "a day to be set"
    return (
        "I have read the answers and decided about every medicine. "
        f"Ready for {revision.content.title.lower()} on {day}."
    )
