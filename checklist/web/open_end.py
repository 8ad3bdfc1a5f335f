"""The words of a limit that does not end by itself."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import words
from checklist.core.plan.model import Task
from checklist.core.plan.phrases import phrases

ASK_US: Final = "Ask us before you do this again."


def at_least_until(task: Task, language: str, tz: ZoneInfo, locale: str) -> str:
    """ "at least until the end of Wednesday 14 April"; empty while its earliest end is unknown."""
    if task.closes_at is None:
        return ""
    ends = words.until_words(task.closes_at, tz, locale, firm=not task.estimated)
    return phrases(language).at_least_until.format(ends)
