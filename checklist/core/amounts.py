"""Amounts of time, in the two families that must never be mixed.

*Elapsed* amounts (minutes, hours) are counted through UTC, so that six hours of fasting are six
hours when the clocks change that night. *Calendar* amounts (days, weeks, months) are counted on the
clinic's calendar. "24 hours" and "1 day" are therefore different things, and stay as written.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final, Literal

__all__ = ["Amount", "Direction", "Range"]

Direction = Literal["before", "after"]

_MINUTES_IN_A_DAY: Final = 24 * 60
_LONGEST: Final = 3660 * _MINUTES_IN_A_DAY  # ten years; longer is a slip of the keyboard


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A length of time as an author wrote it, such as ``Amount(hours=1, minutes=30)``.

    ``str()`` gives the words back. Raises ValueError for nothing at all, for less than nothing,
    for more than ten years, and for a mixture of the two families.
    """

    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0

    def __post_init__(self) -> None:
        counts = [getattr(self, unit.name) for unit in fields(self)]
        if min(counts) < 0 or max(counts) == 0:
            raise ValueError("an amount must be more than nothing")
        if self.is_elapsed and (self.months or self.weeks or self.days):
            raise ValueError("hours and minutes do not mix with days, weeks or months")
        if self.rough_minutes > _LONGEST:
            raise ValueError("an amount is at most ten years")

    @property
    def is_elapsed(self) -> bool:
        """True for minutes and hours, False for days, weeks and months."""
        return bool(self.hours or self.minutes)

    @property
    def elapsed(self) -> timedelta:
        """The hours and minutes as time that passes; zero for a calendar amount."""
        return timedelta(hours=self.hours, minutes=self.minutes)

    @property
    def rough_minutes(self) -> int:
        """About how long this is, good for comparing two amounts and never for placing a date."""
        days = self.months * 30 + self.weeks * 7 + self.days
        return days * _MINUTES_IN_A_DAY + self.hours * 60 + self.minutes

    def from_day(self, day: date, direction: Direction) -> date:
        """The day this calendar amount before or after ``day``.

        Months are counted first and stop at a month's end: one month after 31 January is the last
        day of February. Raises ValueError for hours and minutes, which have no days.
        """
        if self.is_elapsed:
            raise ValueError("hours and minutes are not counted on the calendar")
        sign = 1 if direction == "after" else -1
        month = _add_months(day, sign * self.months)
        return month + sign * timedelta(weeks=self.weeks, days=self.days)

    def __str__(self) -> str:
        counts = ((getattr(self, unit.name), unit.name) for unit in fields(self))
        return " ".join(
            f"{count} {name if count != 1 else name.removesuffix('s')}"
            for count, name in counts
            if count
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """From one amount to a longer one, as in "5 to 10 minutes".

    Raises ValueError unless both are of one family and ``low`` is the shorter.
    """

    low: Amount
    high: Amount

    def __post_init__(self) -> None:
        if self.low.is_elapsed != self.high.is_elapsed:
            raise ValueError("hours and minutes do not mix with days, weeks or months")
        if self.low.rough_minutes >= self.high.rough_minutes:
            raise ValueError("a range goes from the shorter amount to the longer one")

    def __str__(self) -> str:
        low, high = str(self.low).split(), str(self.high).split()
        if len(low) == len(high) == 2 and low[1].rstrip("s") == high[1].rstrip("s"):
            return f"{low[0]} to {self.high}"
        return f"{self.low} to {self.high}"


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
