"""Then and now: what a patient answered when they were asked the same again, side by side.

The outlook a leaflet promises, in the patient's own numbers. Nothing is worked out from them but
whether a number is higher than the first, and nothing is called good or bad. What is missing is
said to be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checklist.core.plan.model import Answer, Content, QuestionAsked, Task

__all__ = ["Point", "Series", "series_of"]


@dataclass(frozen=True, kw_only=True)
class Point:
    """One time at which it was asked: its name ("Before"), and what was answered.

    ``answer`` is None where nobody answered; ``asked_from`` is from when on it is asked (UTC), None
    where that is not known. ``words`` are the answer as it was chosen or typed, "" without one.
    """

    asked: QuestionAsked
    answer: Answer | None
    asked_from: datetime | None

    @property
    def name(self) -> str:
        return self.asked.point

    @property
    def words(self) -> str:
        if self.answer is None:
            return ""
        return self.asked.options.get(self.answer.value, self.answer.value)

    @property
    def number(self) -> float | None:
        """The answer as a number; None where there is none, or it is no number."""
        if self.answer is None or self.asked.options:
            return None
        return float(self.answer.value)

    def is_missing(self, now: datetime) -> bool:
        """Whether it was asked by ``now`` (UTC), and is not answered."""
        return self.answer is None and self.asked_from is not None and self.asked_from <= now


@dataclass(frozen=True, kw_only=True)
class Series:
    """The same question, asked again: at least two points, in their order."""

    key: str
    points: tuple[Point, ...]

    @property
    def is_of_numbers(self) -> bool:
        return not self.points[0].asked.options

    @property
    def answered(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.answer is not None)

    @property
    def compares(self) -> bool:
        """Whether there is a then and a now: the first, and one later."""
        return self.points[0].answer is not None and len(self.answered) > 1

    @property
    def is_complete(self) -> bool:
        return len(self.answered) == len(self.points)

    def missing(self, now: datetime) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.is_missing(now))

    def told(self) -> tuple[str, ...]:
        """Each answer in the author's words: "Your pain was 7 before.", "It is 2 now." """
        return tuple(one.asked.told.replace("{answer}", one.words) for one in self.answered)

    def if_higher(self) -> str:
        """What is read too where the latest number is higher than the first; else ""."""
        first, last = self.points[0].number, self.answered[-1].number if self.answered else None
        higher = first is not None and last is not None and last > first
        return self.answered[-1].asked.if_higher if higher else ""


def series_of(content: Content, answers: Mapping[str, Answer]) -> tuple[Series, ...]:
    """The series that this plan asks, in the order of its questions; ``answers`` by question."""
    asked: dict[str, list[QuestionAsked]] = {}
    for question in content.questions:
        if question.series:
            asked.setdefault(question.series, []).append(question)
    by_question = {key: task for task in content.tasks for key in task.questions}
    return tuple(
        Series(
            key=key,
            points=tuple(_point(one, by_question.get(one.key), answers) for one in questions),
        )
        for key, questions in asked.items()
        if len(questions) > 1
    )


def _point(asked: QuestionAsked, task: Task | None, answers: Mapping[str, Answer]) -> Point:
    return Point(
        asked=asked,
        answer=answers.get(asked.key),
        asked_from=None if task is None else task.opens_at,
    )
