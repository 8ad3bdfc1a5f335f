"""Amounts of time, in the three families that must never be mixed.

*Elapsed* amounts (minutes, hours) are counted through UTC, so that six hours of fasting are six
hours when the clocks change that night. *Calendar* amounts (days, weeks, months) are counted on the
calendar everybody has. *Working days* are counted on the clinic's own, without its days off and
holidays. "24 hours" and "1 day" are therefore different things, and stay as written.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final, Literal

from checklist.core.calendar import Calendar

__all__ = ["Amount", "Direction", "Family", "Range"]

Direction = Literal["before", "after"]
Family = Literal["elapsed", "calendar", "working"]

_MINUTES_IN_A_DAY: Final = 24 * 60
_LONGEST: Final = 3660 * _MINUTES_IN_A_DAY  # ten years; longer is a slip of the keyboard
_MIXED: Final = {
    "elapsed": "hours and minutes do not mix with days, weeks or months",
    "working": "working days do not mix with anything else",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A length of time as an author wrote it, such as ``Amount(hours=1, minutes=30)``.

    ``str()`` gives the words back. Raises ValueError for nothing at all, for less than nothing,
    for more than ten years, and for a mixture of families.
    """

    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    working_days: int = 0

    def __post_init__(self) -> None:
        counts = [getattr(self, unit.name) for unit in fields(self)]
        if min(counts) < 0 or max(counts) == 0:
            raise ValueError("an amount must be more than nothing")
        on_the_calendar = self.months or self.weeks or self.days
        if self.is_working and (self.is_elapsed or on_the_calendar):
            raise ValueError(_MIXED["working"])
        if self.is_elapsed and on_the_calendar:
            raise ValueError(_MIXED["elapsed"])
        if self.rough_minutes > _LONGEST:
            raise ValueError("an amount is at most ten years")

    @property
    def is_elapsed(self) -> bool:
        """True for minutes and hours, False for what is counted in days of any kind."""
        return bool(self.hours or self.minutes)

    @property
    def is_working(self) -> bool:
        """True for working days, which only a clinic's calendar can count."""
        return bool(self.working_days)

    @property
    def family(self) -> Family:
        """Which of the three it is. Amounts of two families are never one for the other."""
        if self.is_elapsed:
            return "elapsed"
        return "working" if self.is_working else "calendar"

    @property
    def elapsed(self) -> timedelta:
        """The hours and minutes as time that passes; zero for any other amount."""
        return timedelta(seconds=(self.hours * 60 + self.minutes) * 60)

    @property
    def rough_minutes(self) -> int:
        """About how long this is, good for comparing two amounts and never for placing a date.

        Five working days are taken for a week.
        """
        days = self.months * 30 + self.weeks * 7 + self.days
        working = self.working_days * _MINUTES_IN_A_DAY * 7 // 5
        return days * _MINUTES_IN_A_DAY + self.hours * 60 + self.minutes + working

    def from_day(self, day: date, direction: Direction, calendar: Calendar | None = None) -> date:
        """The day this amount before or after ``day``, which itself is not counted.

        Months are counted first and stop at a month's end: one month after 31 January is the last
        day of February. Working days are those of the clinic's ``calendar``. Raises ValueError for
        hours and minutes, which have no days, and for working days without a calendar.
        """
        if self.is_elapsed:
            raise ValueError("hours and minutes are not counted on the calendar")
        sign = 1 if direction == "after" else -1
        if self.is_working:
            if calendar is None:
                raise ValueError("working days are counted on a clinic's calendar")
            return calendar.working_days_from(day, sign * self.working_days)
        month = _add_months(day, sign * self.months) if self.months else day
        return month + timedelta(days=sign * (self.weeks * 7 + self.days))

    def __str__(self) -> str:
        return " ".join(f"{count} {_unit_words(count, unit)}" for count, unit in self._counts())

    def _counts(self) -> list[tuple[int, str]]:
        counts = ((getattr(self, unit.name), unit.name) for unit in fields(self))
        return [(count, unit) for count, unit in counts if count]


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """From one amount to a longer one, as in "5 to 10 minutes".

    Raises ValueError unless both are of one family and ``low`` is the shorter.
    """

    low: Amount
    high: Amount

    def __post_init__(self) -> None:
        families = {self.low.family, self.high.family}
        if len(families) > 1:
            raise ValueError(_MIXED["working" if "working" in families else "elapsed"])
        if self.low.rough_minutes >= self.high.rough_minutes:
            raise ValueError("a range goes from the shorter amount to the longer one")

    @property
    def is_elapsed(self) -> bool:
        """True for minutes and hours, False for what is counted in days of any kind."""
        return self.low.is_elapsed

    def __str__(self) -> str:
        (count, unit), *more = self.low._counts()
        if not more and [unit] == [unit for _, unit in self.high._counts()]:
            return f"{count} to {self.high}"
        return f"{self.low} to {self.high}"


def _unit_words(count: int, unit: str) -> str:
    return (unit if count != 1 else unit.removesuffix("s")).replace("_", " ")


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
