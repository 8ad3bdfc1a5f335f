"""The dates of a protocol's life, in words with their year, and whether one is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.protocol import Provenance

SOON = timedelta(days=60)
"""This long ahead a review is told as due soon."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A date in words; ``note`` says in a word what of it needs somebody, "" for nothing.

    ``tone`` is the tag's.
    """

    words: str
    note: str = ""
    tone: str = ""


def dated(day: date | None, clinic: Clinic) -> str:
    """A day without its weekday: "22 November 2026"; "not said" where there is none."""
    if day is None:
        return "not said"
    return words.day_words(day, clinic.locale, year=True).partition(" ")[2]


def moment(at: datetime, clinic: Clinic) -> str:
    """ "22 November 2026, 9:17am"."""
    day = clock.day_of(at, clinic.tz)
    return f"{dated(day, clinic)}, {words.time_words(at, clinic.tz, clinic.locale, on=day)}"


def next_review(provenance: Provenance, today: date, clinic: Clinic) -> Dated:
    """When the next review is due; over means after that day."""
    day = provenance.next_review
    said = dated(day, clinic)
    if day is None:
        return Dated(words=said)
    if day < today:
        return Dated(words=said, note="overdue", tone="now")
    if day <= today + SOON:
        return Dated(words=said, note="due soon", tone="important")
    return Dated(words=said)


def usable_until(provenance: Provenance, today: date, clinic: Clinic) -> Dated:
    """Until when new plans may be made with it; that day is the last one."""
    day = provenance.usable_until
    if day is None:
        return Dated(words="no end")
    said = dated(day, clinic)
    if day < today:
        return Dated(words=said, note="no longer usable", tone="now")
    if day <= today + SOON:
        return Dated(words=said, note="ends soon", tone="important")
    return Dated(words=said)
