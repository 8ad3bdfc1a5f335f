"""The answers as a clinician reads them: what matters first, who gave them, what they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from checklist.core import clock, words
from checklist.core.answer_words import answer_words
from checklist.core.asking_back import ASKED_BACK
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel
from checklist.core.mattering import matters
from checklist.core.plan.model import Answer, PlanState, QuestionAsked, Revision, Task
from checklist.core.protocol import Phase, QuestionKind
from checklist.store.answers import ReviewRow
from checklist.web.staff import say_when
from checklist.web.staff.plan.marks import THROUGH


@dataclass(frozen=True, kw_only=True)
class Answered:
    """All that was answered on one plan. ``history`` is oldest first; ``read`` is by answer id.

    ``through`` says how each answer reached us, by its id.
    """

    clinic: Clinic
    now: datetime
    revision: Revision
    history: Sequence[Answer]
    read: Mapping[str, ReviewRow]
    state: PlanState = PlanState.BEFORE
    through: Mapping[str, Channel] = field(default_factory=dict)

    def when(self, at: datetime | None) -> str:
        return "" if at is None else say_when.short(at, self.clinic)

    def given(self, question: str) -> list[Answer]:
        """Every answer to one question, oldest first."""
        return [one for one in self.history if one.question == question]

    def by(self, answer: Answer) -> str:
        """Who gave it, how, and when: "Sam Okafor, by phone, Wed 3 Mar 9:20am"."""
        through = THROUGH[self.through[answer.id]] if answer.id in self.through else ""
        return ", ".join(
            part for part in (answer.given_by, through, self.when(answer.given_at)) if part
        )


def answers(answered: Answered) -> list[dict[str, Any]]:
    """Every question that was answered: unread ones that matter first, then in their order."""
    found = []
    for question in answered.revision.content.questions:
        given = answered.given(question.key)
        if given and question.kind != QuestionKind.MEDICINES.value:
            found.append(_answer(question, given, answered))
    return sorted(found, key=lambda one: (not one["unread"], not one["matters"]))


def _answer(question: QuestionAsked, given: Sequence[Answer], answered: Answered) -> dict[str, Any]:
    latest, earlier = given[-1], given[:-1]
    weighs = matters(latest, question.matters)
    read = answered.read.get(latest.id)
    return {
        "id": latest.id,
        "ask": _named(question, answered),
        "asked_back": _asked_back_by(question, answered),
        "said": said(latest, question, answered.clinic),
        "by": answered.by(latest),
        "matters": weighs,
        "unread": weighs and read is None,
        "changed": _changed(question, earlier, answered) if read is None else "",
        "read": "" if read is None else f"Read by {read.by}, {answered.when(read.at)}",
        "note": "" if read is None else read.note,
        "earlier": [
            f"Before: {said(one, question, answered.clinic)} ({answered.by(one)})"
            for one in reversed(earlier)
        ],
    }


def _changed(question: QuestionAsked, earlier: Sequence[Answer], answered: Answered) -> str:
    """What it was when a clinician last read it, else what it was before: "was No"."""
    if not earlier:
        return ""
    seen = [one for one in earlier if one.id in answered.read]
    was = (seen or earlier)[-1]
    since = " when it was last read" if seen else ""
    return f"was {said(was, question, answered.clinic)}{since}"


def _asked_back_by(question: QuestionAsked, answered: Answered) -> str:
    for asked in answered.revision.inputs.asked_back:
        if asked.key == question.key:
            return f"{asked.by} asked, {answered.when(asked.at)}"
    return ""


def said(answer: Answer, question: QuestionAsked, clinic: Clinic) -> str:
    """An answer in one line: "Yes: “latex, a rash”"."""
    value = answer_words(answer, question, clinic.locale)
    return f"{value}: “{answer.detail}”" if answer.detail else value


# What nobody has answered ------------------------------------------------------------------------


def unanswered(answered: Answered) -> list[str]:
    """What is asked by now, and nobody has answered."""
    return [
        _named(question, answered)
        for task, question in _open(answered)
        if task.opens_at is None or task.opens_at <= answered.now
    ]


def asked_later(answered: Answered) -> list[str]:
    """What is asked on a day still to come, with that day; nothing of after while it is before."""
    return [
        f"{question.ask} ({_from(task, answered)})"
        for task, question in _open(answered)
        if task.opens_at is not None and task.opens_at > answered.now
    ]


def _open(answered: Answered) -> Iterator[tuple[Task, QuestionAsked]]:
    """The open questions with the tasks that ask them. A clinician's own stand in their own place.

    Before the procedure nobody has failed to answer what is only asked after it; after it, nobody
    answers what was asked before.
    """
    by_key = {question.key: question for question in answered.revision.content.questions}
    known = {one.question for one in answered.history}
    over = answered.state is not PlanState.BEFORE
    for task in answered.revision.content.tasks:
        if task.step == ASKED_BACK or (task.phase is Phase.AFTER) is not over:
            continue
        for key in task.questions:
            question = by_key[key]
            if key not in known and question.kind != QuestionKind.MEDICINES.value:
                yield task, question


def _named(question: QuestionAsked, answered: Answered) -> str:
    """The question; where another has the same words, also from when it is asked."""
    asked = answered.revision.content.questions
    if sum(1 for one in asked if one.ask == question.ask) < 2:
        return question.ask
    for task in answered.revision.content.tasks:
        if question.key in task.questions and task.opens_at is not None:
            return f"{question.ask} ({_from(task, answered)})"
    return question.ask


def _from(task: Task, answered: Answered) -> str:
    if task.opens_at is None or task.opens_at <= answered.revision.inputs.booked_at:
        return "asked at the start"
    clinic = answered.clinic
    day = words.day_words(clock.day_of(task.opens_at, clinic.tz), clinic.locale)
    return f"asked from {'about ' if task.estimated else ''}{day}"
