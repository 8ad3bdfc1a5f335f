"""An answer as people read it: an option in its words, a date as a date, a number with its unit."""

from __future__ import annotations

from datetime import date
from typing import Final

from checklist.core import words
from checklist.core.plan.model import Answer, QuestionAsked
from checklist.core.protocol import QuestionKind

SPOKEN: Final = {"yes": "Yes", "no": "No", "unsure": "Not sure"}


def answer_words(answer: Answer, question: QuestionAsked | None, locale: str) -> str:
    """The value alone, without its detail.

    ``question`` is None for one that is no longer asked: then it stands as it was kept.
    """
    value = answer.value
    if question is None:
        return SPOKEN.get(value, value)
    if question.kind == QuestionKind.ONE_OF:
        return question.options.get(value, value)
    if question.kind == QuestionKind.DATE:
        return _date(value, locale)
    if question.kind == QuestionKind.NUMBER:
        return f"{value} {question.unit}".strip()
    return SPOKEN.get(value, value)


def _date(value: str, locale: str) -> str:
    try:
        return words.day_words(date.fromisoformat(value), locale, year=True)
    except ValueError:
        return value
