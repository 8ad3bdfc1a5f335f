"""English: "4:30am on Thursday 4 March"; in America "4:30am on Thursday, March 4", and noon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar, Final

from checklist.core.words.tongue import Tongue

__all__ = ["English"]

# fmt: off
_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


@dataclass(frozen=True, kw_only=True)
class English(Tongue):
    """British, or ``american``."""

    language = "en"
    near: ClassVar = {0: "today", 1: "tomorrow", -1: "yesterday"}
    not_known = "a time we will tell you"

    american: bool
    seen_from: date | None = None

    def day(self, day: date, *, year: bool) -> str:
        weekday = _WEEKDAYS[day.weekday()]
        comma = "," if self.american else ""
        return f"{weekday}{comma} {self.day_of_month(day)}" + (
            f"{comma} {day.year}" if year else ""
        )

    def the_day(self, day: date) -> str:
        return self.day(day, year=self.far(day))

    def day_of_month(self, day: date) -> str:
        return self._date(day, _MONTHS[day.month - 1])

    def short_day(self, day: date) -> str:
        weekday = _WEEKDAYS[day.weekday()][:3] + ("," if self.american else "")
        return f"{weekday} {self._date(day, _MONTHS[day.month - 1][:3])}"

    def clock(self, clock: time) -> str:
        if (clock.hour, clock.minute) == (0, 0):
            return "the start of the day"
        if (clock.hour, clock.minute) == (12, 0):
            return "noon" if self.american else "midday"
        minutes = f":{clock.minute:02}" if clock.minute else ""
        return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"

    def short_moment(self, day: date, clock: time) -> str:
        return f"{self.short_day(day)} {self.clock(clock)}"

    def at(self, day: date, clock: time) -> str:
        return f"{self.clock(clock)} on {self.the_day(day)}"

    def end_of(self, day: date) -> str:
        return f"the end of {self.the_day(day)}"

    def about(self, said: str) -> str:
        return f"about {said}"

    def which(self, *, second: bool) -> str:
        return f"({'after' if second else 'before'} the clocks change)"

    def _date(self, day: date, month: str) -> str:
        return f"{month} {day.day}" if self.american else f"{day.day} {month}"
