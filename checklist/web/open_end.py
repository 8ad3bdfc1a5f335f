"""The words of a limit that does not end by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import words
from checklist.core.plan.model import Task
from checklist.core.plan.phrases import phrases

ASK_US: Final[Mapping[str, str]] = {
    "en": "Ask us before you do this again.",
    "es": "Pregúntenos antes de volver a hacer esto.",
}
_ASKS: Final[Mapping[str, str]] = {"en": "ask us", "es": "pregúnte"}
"""What words say that tell so already."""


def ask_us(task: Task, language: str) -> str:
    """That it does not end by itself; empty where the step's own words say so."""
    return "" if _ASKS[language] in task.text.casefold() else ASK_US[language]


def at_least_until(task: Task, language: str, tz: ZoneInfo, locale: str) -> str:
    """ "at least until the end of Wednesday 14 April"; empty while its earliest end is unknown."""
    if task.closes_at is None:
        return ""
    ends = words.until_words(task.closes_at, tz, locale, firm=not task.estimated)
    return phrases(language).at_least_until.format(ends)
