"""The clinic's calendar: its working days and opening hours, in its own zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import clock

__all__ = ["ALWAYS_CLOSED", "Calendar", "OpeningHours"]

ALWAYS_CLOSED: Final = "a clinic needs at least one opening day in a year"
_A_YEAR: Final = 366


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """Clock times of one weekday, clinic's zone, half-open."""

    opens: time
    closes: time


_WORKDAY: Final = OpeningHours(opens=time(9), closes=time(17))


def _office_hours() -> Mapping[int, OpeningHours]:
    return dict.fromkeys(range(5), _WORKDAY)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """``hours`` maps a weekday (0 is Monday) to its opening hours; a missing weekday is closed.

    ``holidays`` are days on which the clinic is closed. Without any values: Monday to Friday, 9am
    to 5pm, no holidays.
    """

    hours: Mapping[int, OpeningHours] = field(default_factory=_office_hours)
    holidays: tuple[date, ...] = ()

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.hours and day not in self.holidays

    def is_open(self, now: datetime, tz: ZoneInfo) -> bool:
        """Whether the clinic is open at this instant."""
        day = clock.day_of(now, tz)
        if not self.is_working_day(day):
            return False
        hours = self.hours[day.weekday()]
        return hours.opens <= clock.local(now, tz).time() < hours.closes

    def next_opening(self, now: datetime, tz: ZoneInfo) -> datetime:
        """``now`` while the clinic is open, else the instant (UTC) at which it opens next.

        Raises ValueError for a clinic without one opening day in a year.
        """
        if self.is_open(now, tz):
            return now
        day = clock.day_of(now, tz)
        for ahead in range(_A_YEAR):
            candidate = day + timedelta(days=ahead)
            if self.is_working_day(candidate):
                opens = clock.instant(candidate, self.hours[candidate.weekday()].opens, tz)
                if opens > now and clock.day_of(opens, tz) == candidate:  # a zone can skip a day
                    return opens
        raise ValueError(ALWAYS_CLOSED)

    def opening_of(self, day: date, tz: ZoneInfo) -> datetime:
        """The instant (UTC) of ``day``'s opening; on a day off, of the next working day's.

        Raises ValueError as next_opening.
        """
        working = self.working_day_from(day)
        return clock.instant(working, self.hours[working.weekday()].opens, tz)

    def closing_of(self, day: date, tz: ZoneInfo) -> datetime:
        """The instant (UTC) of ``day``'s closing; on a day off, of the last working day before.

        Raises ValueError as next_opening.
        """
        working = self.working_day_until(day)
        return clock.instant(working, self.hours[working.weekday()].closes, tz)

    def working_day_from(self, day: date) -> date:
        """``day`` if it is a working day, else the next one. Raises ValueError as next_opening."""
        return day if self.is_working_day(day) else self.working_days_from(day, 1)

    def working_day_until(self, day: date) -> date:
        """``day`` if it is a working day, else the last before. Raises as next_opening."""
        return day if self.is_working_day(day) else self.working_days_from(day, -1)

    def working_day_before(self, day: date) -> date:
        """The last working day strictly before ``day``. Raises ValueError as next_opening."""
        return self.working_days_from(day, -1)

    def working_days_from(self, day: date, count: int) -> date:
        """The day ``count`` working days after ``day``, before it where negative.

        ``day`` itself is not counted, whether it is a working day or not. Raises ValueError as
        next_opening.
        """
        step = timedelta(days=1 if count >= 0 else -1)
        days = self._working_days(day + step, step)
        found = day
        for _ in range(abs(count)):
            found = next(days)
        return found

    def _working_days(self, day: date, step: timedelta) -> Iterator[date]:
        missed = 0
        while missed < _A_YEAR:
            if self.is_working_day(day):
                missed = 0
                yield day
            missed += 1
            day += step
        raise ValueError(ALWAYS_CLOSED)
