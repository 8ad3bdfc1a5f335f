"""Moments: points of a plan's time, known to the minute, to the day, or not yet.

A moment plays one of three roles, and each role reads a bare day in its own way. Windows are
half-open: an opening belongs to its window, a closing no longer does. "Six weeks from Thursday
4 March" therefore closes as Thursday 15 April begins, which people read as "until the end of
Wednesday 14 April". A thing due "on Thursday" is due by Thursday's end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from checklist.core.clock import day_of, start_of_day

__all__ = ["Moment", "Precision", "closing", "due_end", "last_full_day", "opening"]


class Precision(StrEnum):
    """How much is known of a moment."""

    UNKNOWN = "unknown"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A point in time, as far as it is known.

    ``at`` is the instant in UTC, None while only the day is known. ``day`` is the calendar day in
    the clinic's zone, None while nothing is known. ``firm`` is False for an estimate, which the
    patient reads as "about"; what is not known is never firm.
    """

    day: date | None
    at: datetime | None
    firm: bool

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is not UTC:
            raise ValueError("A moment's instant is kept in UTC.")
        if self.at is not None and self.day is None:
            raise ValueError("A moment with an instant also has its day.")
        if isinstance(self.day, datetime):
            raise ValueError("A moment's day is a plain date.")
        if self.day is None and self.firm:
            raise ValueError("What is not known cannot be firm.")

    @classmethod
    def unknown(cls) -> Moment:
        """Nothing is known yet."""
        return cls(day=None, at=None, firm=False)

    @classmethod
    def on(cls, day: date, *, firm: bool = True) -> Moment:
        """The day is known, the time of day is not."""
        return cls(day=day, at=None, firm=firm)

    @classmethod
    def at_instant(cls, at: datetime, tz: ZoneInfo, *, firm: bool = True) -> Moment:
        """The instant is known; its day is read in ``tz``, the clinic's zone."""
        return cls(day=day_of(at, tz), at=at.astimezone(UTC), firm=firm)

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.day is None:
            return Precision.UNKNOWN
        return Precision.DATE if self.at is None else Precision.TIME


def opening(moment: Moment, tz: ZoneInfo) -> datetime | None:
    """When a window that opens here opens (UTC): its instant, or the start of its day."""
    if moment.at is not None or moment.day is None:
        return moment.at
    return start_of_day(moment.day, tz)


def closing(moment: Moment, tz: ZoneInfo) -> datetime | None:
    """When a window that closes here closes (UTC): its instant, or the *start* of its day.

    The closing instant itself is outside the window.
    """
    return opening(moment, tz)


def due_end(moment: Moment, tz: ZoneInfo) -> datetime | None:
    """When a thing due here becomes late (UTC): its instant, or the end of its day."""
    if moment.at is not None or moment.day is None:
        return moment.at
    return start_of_day(moment.day + timedelta(days=1), tz)


def last_full_day(closes: datetime, tz: ZoneInfo) -> date:
    """The last calendar day in ``tz`` of a window that closes at the instant ``closes``."""
    # Through UTC: subtracting from a local time would count on the wall clock, gaps and all.
    return day_of(closes.astimezone(UTC) - timedelta.resolution, tz)
