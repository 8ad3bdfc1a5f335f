"""Days and times in words: the words of a patient's checklist, in the clinic's locale.

Always a weekday, a month in full and a 12-hour clock. Never an offset, never "12am", never a bare
midnight: the instant at which Thursday begins is written "11:59pm on Wednesday", the evening it
belongs to. What is only estimated reads "about". When the clocks go back and a time comes twice,
the words say which one is meant.

``locale`` is ``en_GB`` or ``en_US``; anything else raises ValueError. Seconds are dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core.clock import day_of, is_ambiguous, local, start_of_day
from checklist.core.moments import Moment, last_full_day

__all__ = [
    "clock_words",
    "date_words",
    "day_words",
    "moment_words",
    "relative_day_words",
    "short_day_words",
    "short_moment_words",
    "span_words",
    "time_words",
    "until_words",
]

# fmt: off
_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_MIDDAY: Final = {"en_GB": "midday", "en_US": "noon"}
_ONE_MINUTE: Final = timedelta(minutes=1)
_NOT_KNOWN: Final = "a time we will tell you"


def day_words(day: date, locale: str, *, year: bool = False) -> str:
    """Such as “Thursday 4 March”; in en_US “Thursday, March 4”; with ``year`` the year follows."""
    weekday, month = _WEEKDAYS[day.weekday()], _MONTHS[day.month - 1]
    if _known(locale) == "en_US":
        return f"{weekday}, {month} {day.day}" + (f", {day.year}" if year else "")
    return f"{weekday} {day.day} {month}" + (f" {day.year}" if year else "")


def date_words(day: date, locale: str) -> str:
    """Such as “4 March”; in en_US “March 4”. For a label under a picture, and nowhere else."""
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}" if _known(locale) == "en_US" else f"{day.day} {month}"


def short_day_words(day: date, locale: str) -> str:
    """Such as “Thu 4 Mar”; in en_US “Thu, Mar 4”. For staff, where a table has little room."""
    weekday, month = _WEEKDAYS[day.weekday()][:3], _MONTHS[day.month - 1][:3]
    if _known(locale) == "en_US":
        return f"{weekday}, {month} {day.day}"
    return f"{weekday} {day.day} {month}"


def relative_day_words(day: date, today: date, locale: str) -> str:
    """ "today", "tomorrow" or "yesterday", seen from ``today``; else the day's words."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get((day - today).days) or day_words(day, locale)


def clock_words(clock: time, locale: str = "en_GB") -> str:
    """ "7:30am", "6pm", "midday" (in en_US "noon").

    Midnight on its own reads "the start of the day": its usual words, "11:59pm", belong to the day
    before, which a bare clock time cannot know. Where there is a day, use moment_words.
    """
    midday = _MIDDAY[_known(locale)]
    if (clock.hour, clock.minute) == (0, 0):
        return "the start of the day"
    if (clock.hour, clock.minute) == (12, 0):
        return midday
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def moment_words(moment: Moment | datetime, tz: ZoneInfo, locale: str) -> str:
    """ "4:30am on Thursday 4 March"; only the day where only that is known.

    An estimate reads "about 11:30am on Friday 5 March", and what is not known yet reads "a time we
    will tell you". ``moment`` may be a bare instant, which is firm.
    """
    if isinstance(moment, datetime):
        return _shown(moment, tz).in_full(locale)
    about = "" if moment.firm else "about "
    if moment.at is not None:
        return about + _shown(moment.at, tz).in_full(locale)
    return _NOT_KNOWN if moment.day is None else about + day_words(moment.day, locale)


def time_words(
    moment: Moment | datetime, tz: ZoneInfo, locale: str, *, on: date | None = None
) -> str:
    """Only the clock time, “4:30am”, for a place that already names the day.

    Give that day as ``on``: when the time is on another one, the full words come back, so that a
    time never stands under the wrong day. Without it, only midnight does so, whose evening is the
    day before's. Where only the day is known, or nothing, the words are those of moment_words.
    """
    at = moment if isinstance(moment, datetime) else moment.at
    if at is None:
        return moment_words(moment, tz, locale)
    shown = _shown(at, tz)
    named = day_of(at, tz) if on is None else on
    if shown.day != named:
        return moment_words(moment, tz, locale)
    about = "" if isinstance(moment, datetime) or moment.firm else "about "
    return about + shown.clock_only(locale)


def short_moment_words(at: datetime, tz: ZoneInfo, locale: str) -> str:
    """Such as “Thu 4 Mar 4:30am”, for staff; at midnight both day and clock are the evening's."""
    shown = _shown(at, tz)
    return f"{short_day_words(shown.day, locale)} {shown.clock_only(locale)}"


def until_words(closes: datetime, tz: ZoneInfo, locale: str, *, firm: bool = True) -> str:
    """Until when a window lasts that closes (half-open) at the instant ``closes``.

    "the end of Wednesday 14 April" when it closes as Thursday begins, else "11:30am on Friday
    5 March"; with "about" before it unless ``firm``.
    """
    about = "" if firm else "about "
    # In UTC, as Python calls times of two zones unequal wherever a clock time comes twice.
    if closes.astimezone(UTC) == start_of_day(day_of(closes, tz), tz):
        return f"{about}the end of {day_words(last_full_day(closes, tz), locale)}"
    return about + moment_words(closes, tz, locale)


def span_words(span: timedelta) -> str:
    """How long, for staff: "3 days", "5 hours", "20 minutes", "under a minute".

    Rounded down to whole days, hours or minutes; before and after read alike.
    """
    minutes = abs(span) // _ONE_MINUTE
    for unit, length in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        count = minutes // length
        if count:
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "under a minute"


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A day and a clock time as people read them; ``which`` tells apart a time that comes twice."""

    day: date
    clock: time
    which: str

    def in_full(self, locale: str) -> str:
        return f"{clock_words(self.clock, locale)} on {day_words(self.day, locale)}{self.which}"

    def clock_only(self, locale: str) -> str:
        return clock_words(self.clock, locale) + self.which


def _shown(at: datetime, tz: ZoneInfo) -> _Shown:
    """What to show for an instant: its minute, or the last one of the evening for midnight."""
    wall = local(at, tz)
    minute = at.astimezone(UTC) - timedelta(seconds=wall.second, microseconds=wall.microsecond)
    if (wall.hour, wall.minute) == (0, 0):
        # The second of two midnights has no evening before it, so its first minute is shown.
        minute += _ONE_MINUTE if wall.fold else -_ONE_MINUTE
    wall = local(minute, tz)
    day, clock = wall.date(), wall.time()
    if not is_ambiguous(day, clock, tz):
        return _Shown(day=day, clock=clock, which="")
    order = "after" if wall.fold else "before"
    return _Shown(day=day, clock=clock, which=f" ({order} the clocks change)")


def _known(locale: str) -> str:
    if locale not in _MIDDAY:
        known = " and ".join(_MIDDAY)
        raise ValueError(f"There are no words for the locale {locale!r} yet: {known} only.")
    return locale
