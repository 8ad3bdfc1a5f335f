"""What comes every day, told once: a step's days stand for one thing when a plan is compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checklist.core.plan.model import Task

__all__ = ["as_one", "told_once"]


def as_one(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The tasks with all days of a step that repeats made into one, at the place of the first.

    Its key is the step's, its window is from the first day's opening to the last one's closing, and
    its meaning digests theirs.
    """
    series: dict[str, list[Task]] = {}
    order: dict[str, Task] = {}
    for task in tasks:
        key = told_once(task)
        order.setdefault(key, task)
        if task.repeats:
            series.setdefault(key, []).append(task)
    return tuple(
        _joined(key, series[key]) if key in series else first for key, first in order.items()
    )


def told_once(task: Task) -> str:
    """The key under which a task is told: its own, or its step's where it is one day of many."""
    return task.step if task.repeats else task.key


def _joined(key: str, days: list[Task]) -> Task:
    first, last = days[0], days[-1]
    return replace(
        first,
        key=key,
        when=first.series or first.when,
        text="\n".join(_changing(day.text for day in days)),
        due_at=last.due_at,
        closes_at=last.closes_at,
        meaning="-".join(_digests([day.meaning for day in days])),
    )


def _changing(texts: Iterable[str]) -> Iterator[str]:
    """Each text once, in the order in which the days bring them."""
    yield from dict.fromkeys(texts)


def _digests(meanings: list[str]) -> Iterator[str]:
    """Of words and of times apart, as a task's own meaning has them."""
    for part in zip(*(meaning.split("-") for meaning in meanings), strict=True):
        yield hashlib.sha256("\x1f".join(part).encode()).hexdigest()[:12]
