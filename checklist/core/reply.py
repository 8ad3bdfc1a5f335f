"""What a patient is told of what happens next with "I can't", "I'm not sure" or "I took one".

It promises no more than the clinic's opening hours do, and never that somebody has read what nobody
has.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from checklist.core import clock, words
from checklist.core.clinic import Clinic

LAST_READING: Final = timedelta(minutes=30)
"""What comes in this close to closing time is promised for the next opening, not for today."""

_UNREAD: Final = "Saved. Nobody has read this yet. A nurse will read it {}. Can’t wait? Call now."
_READ: Final = "Saved. A nurse has read this."
_OVERDUE: Final = "Saved. We should have read this by now. Please call us."


def read_from(clinic: Clinic, heard: datetime) -> datetime:
    """When somebody reads what was heard at ``heard`` (both UTC): then, or at the next opening."""
    if not clinic.is_open(heard):
        return clinic.next_open(heard)
    closes = _closes(clinic, heard)
    return heard if heard < closes - LAST_READING else clinic.next_open(closes)


def next_words(clinic: Clinic, heard: datetime, now: datetime, *, read: bool) -> str:
    """The sentences for what was heard at ``heard``, told at ``now`` (both UTC).

    ``read`` says that staff have dealt with it. While nobody has, and the day on which somebody
    would is over, the patient is asked to call: silence must not look like an answer.
    """
    if read:
        return _READ
    reads = read_from(clinic, heard)
    if now >= _closes(clinic, reads):
        return _OVERDUE
    day = clock.day_of(reads, clinic.tz)
    if clock.day_of(now, clinic.tz) == day and now >= reads:
        return _UNREAD.format("today")
    return _UNREAD.format(f"at {words.moment_words(reads, clinic.tz, clinic.locale)}")


def _closes(clinic: Clinic, opened: datetime) -> datetime:
    """The closing time of the working day of ``opened``, an instant within it (UTC)."""
    day = clock.day_of(opened, clinic.tz)
    return clock.instant(day, clinic.hours[day.weekday()].closes, clinic.tz)
