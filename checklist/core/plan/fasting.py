"""A fasting limit told honestly: until when one may eat or drink, or that the time is over.

A limit that has passed is never told as if it could still be kept, and one that has moved says the
time that the protocol's rule gives, and no other.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from checklist.core import words
from checklist.core.plan.model import Task
from checklist.core.plan.phrases import phrases


def is_over(task: Task, now: datetime) -> bool:
    """Whether the time to eat, or to drink, has ended by ``now`` (UTC)."""
    asks = not (task.late or task.asks_nothing_yet)
    return bool(task.fasting) and asks and task.opens_at is not None and task.opens_at <= now


def told(task: Task, now: datetime, *, tz: ZoneInfo, locale: str, language: str) -> str:
    """The task's words as they are true at ``now`` (UTC): "No food now. The time to eat ended …".

    What the protocol says beside the time ("Do not eat after that.") stays as it is.
    """
    if not is_over(task, now) or task.opens_at is None or not task.clock:
        return task.text
    said = phrases(language)
    over = said.food_over if task.fasting == "food" else said.drink_over
    ended = over.format(words.moment_words(task.opens_at, tz, locale))
    rest = [one for one in _sentences(task.text) if task.clock not in one]
    return " ".join((ended, *rest)) if ended not in task.text else task.text


def as_of(task: Task, now: datetime, *, tz: ZoneInfo, locale: str, language: str) -> Task:
    """The task with the words it has at ``now`` (UTC). Its meaning stays: a tick still counts."""
    text = told(task, now, tz=tz, locale=locale, language=language)
    return task if text == task.text else replace(task, text=text)


def _sentences(text: str) -> list[str]:
    parts = text.split(". ")
    return [part if part.endswith(".") else f"{part}." for part in parts if part]
