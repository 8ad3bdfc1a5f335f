"""Answers that matter and that no clinician has read yet."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.answer_words import SPOKEN, answer_words
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, near_from, sharpening
from checklist.core.plan.model import Answer, PlanState, QuestionAsked
from checklist.core.protocol import Criticality, Phase, QuestionKind

CHOSEN = (QuestionKind.ONE_OF, QuestionKind.DATE, QuestionKind.NUMBER)
"""Kinds whose words are ours; every other answer stands in the patient's own."""


def unread(facts: Facts) -> Iterator[Reason]:
    """Every unread answer; one whose question is no longer asked is still read."""
    asked = {question.key: question for question in facts.revision.content.questions}
    for answer in facts.unread:
        yield from _unread(facts, answer, asked.get(answer.question))


def _unread(facts: Facts, answer: Answer, question: QuestionAsked | None) -> Iterator[Reason]:
    at = answer.given_at or facts.inputs.as_of
    over = facts.state is not PlanState.BEFORE and not _is_asked_after(facts, answer.question)
    reason = Reason(
        kind=ReasonKind.ANSWER,
        subject=answer.question,
        cause=answer.id,
        band=Band.TIDY if over else Band.TODAY,
        words=_words(answer, question, facts.inputs.voice.locale),
        detail=naming.by_whom(facts, answer.given_by, at),
        since=at,
        from_at=at,
        do_by=do_by(facts, at),
    )
    grave = question is not None and question.criticality is Criticality.HARM
    yield from sharpening(reason, near_from(facts) if grave else None, asks_again=False)


def _words(answer: Answer, question: QuestionAsked | None, locale: str) -> str:
    """The question and what was answered: "Do you have diabetes? Yes: “tablets”"."""
    ask = question.ask if question is not None else "An answer to read:"
    value = SPOKEN.get(answer.value) or naming.quoted(answer.value)
    if question is not None and question.kind in CHOSEN:
        value = answer_words(answer, question, locale)
    parts = [part for part in (value, naming.quoted(answer.detail)) if part]
    return f"{ask} {': '.join(parts)}".strip()


def _is_asked_after(facts: Facts, key: str) -> bool:
    return any(
        key in task.questions for task in facts.revision.content.tasks if task.phase is Phase.AFTER
    )
