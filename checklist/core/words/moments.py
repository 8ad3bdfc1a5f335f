"""Days, clock times and moments in the words of a locale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core.clock import day_of, is_ambiguous, local, start_of_day
from checklist.core.moments import Moment, last_full_day
from checklist.core.words.locales import tongue
from checklist.core.words.tongue import Tongue

__all__ = [
    "clock_words",
    "date_words",
    "day_words",
    "moment_words",
    "relative_day_words",
    "short_day_words",
    "short_moment_words",
    "time_words",
    "until_words",
]

_ONE_MINUTE: Final = timedelta(minutes=1)


def day_words(
    day: date,
    locale: str,
    *,
    year: bool = False,
    firm: bool = True,
    seen_from: date | None = None,
) -> str:
    """Such as “Thursday 4 March”; in en_US “Thursday, March 4”; with ``year`` the year follows.

    It follows too where the day is far from ``seen_from``, here as in all words below.

    In Spanish “jueves 4 de marzo”, without its article: authors write "el {due:day}". An estimate
    says so unless ``firm``.
    """
    words = tongue(locale, seen_from)
    said = words.day(day, year=year or words.far(day))
    return said if firm else words.about(said)


def date_words(day: date, locale: str) -> str:
    """Such as “4 March”, “March 4” or “4 de marzo”. For a label under a picture, nowhere else."""
    return tongue(locale).day_of_month(day)


def short_day_words(day: date, locale: str) -> str:
    """Such as “Thu 4 Mar”, “Thu, Mar 4” or “jue 4 mar”. For staff, where a table has little room.

    The weekday comes first.
    """
    return tongue(locale).short_day(day)


def relative_day_words(day: date, today: date, locale: str) -> str:
    """ "today", "tomorrow" or "yesterday", seen from ``today``; else the day's words.

    In Spanish these stand where the others do: "hoy", "mañana", "el jueves 4 de marzo".
    """
    words = tongue(locale)
    return words.near.get((day - today).days) or words.the_day(day)


def clock_words(clock: time, locale: str = "en_GB") -> str:
    """ "7:30am", "6pm", "midday" (in en_US "noon").

    In Spanish with its article, as that varies: "las 7:30 de la mañana", "la 1 de la tarde", "las
    12 del mediodía". It follows "a", "de", "desde", "hasta" and "antes de".

    Midnight on its own reads "the start of the day": its usual words, "11:59pm", belong to the day
    before, which a bare clock time cannot know. Where there is a day, use moment_words.
    """
    return tongue(locale).clock(clock)


def moment_words(
    moment: Moment | datetime, tz: ZoneInfo, locale: str, *, seen_from: date | None = None
) -> str:
    """ "4:30am on Thursday 4 March"; only the day where only that is known.

    An estimate reads "about 11:30am on Friday 5 March", and what is not known yet reads "a time we
    will tell you". ``moment`` may be a bare instant, which is firm.

    In Spanish “las 4:30 de la mañana del jueves 4 de marzo”, “el jueves 4 de marzo”, and for an
    estimate the same with “más o menos”. It follows "hasta", "desde" and "antes de"; "a" too where
    the time is always known.
    """
    words = tongue(locale, seen_from)
    if isinstance(moment, datetime):
        return _shown(moment, tz).in_full(words)
    if moment.day is None:
        return words.not_known
    at = moment.at
    said = words.the_day(moment.day) if at is None else _shown(at, tz).in_full(words)
    return said if moment.firm else words.about(said)


def time_words(
    moment: Moment | datetime,
    tz: ZoneInfo,
    locale: str,
    *,
    on: date | None = None,
    seen_from: date | None = None,
) -> str:
    """Only the clock time, “4:30am” or “las 4:30 de la mañana”, where a day is already named.

    Give that day as ``on``: when the time is on another one, the full words come back, so that a
    time never stands under the wrong day. Without it, only midnight does so, whose evening is the
    day before's. Where only the day is known, or nothing, the words are those of moment_words.
    """
    at = moment if isinstance(moment, datetime) else moment.at
    if at is None:
        return moment_words(moment, tz, locale, seen_from=seen_from)
    shown = _shown(at, tz)
    named = day_of(at, tz) if on is None else on
    if shown.day != named:
        return moment_words(moment, tz, locale, seen_from=seen_from)
    words = tongue(locale)
    said = shown.clock_only(words)
    return said if isinstance(moment, datetime) or moment.firm else words.about(said)


def short_moment_words(at: datetime, tz: ZoneInfo, locale: str) -> str:
    """Such as “Thu 4 Mar 4:30am”, for staff; at midnight both day and clock are the evening's."""
    shown = _shown(at, tz)
    words = tongue(locale)
    return shown.with_which(words.short_moment(shown.day, shown.clock), words)


def until_words(
    closes: datetime,
    tz: ZoneInfo,
    locale: str,
    *,
    firm: bool = True,
    seen_from: date | None = None,
) -> str:
    """Until when a window lasts that closes (half-open) at the instant ``closes``.

    "the end of Wednesday 14 April" when it closes as Thursday begins, else "11:30am on Friday
    5 March"; an estimate unless ``firm``. In Spanish “el final del miércoles 14 de abril”, after
    "hasta".
    """
    said = _until(closes.astimezone(UTC), tz, locale, seen_from)
    return said if firm else tongue(locale).about(said)


# A plan of many tasks has few moments, so the words of each are kept. In UTC alone: Python calls
# two local times equal that differ only in which of the two they are when the clocks go back.


@lru_cache(maxsize=4096)
def _until(closes: datetime, tz: ZoneInfo, locale: str, seen_from: date | None) -> str:
    words = tongue(locale, seen_from)
    if closes == start_of_day(day_of(closes, tz), tz):
        return words.end_of(last_full_day(closes, tz))
    return _shown(closes, tz).in_full(words)


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A day and a clock time as people read them.

    ``second`` tells apart a time that comes twice; it is None for all others.
    """

    day: date
    clock: time
    second: bool | None

    def in_full(self, words: Tongue) -> str:
        return self.with_which(words.at(self.day, self.clock), words)

    def clock_only(self, words: Tongue) -> str:
        return self.with_which(words.clock(self.clock), words)

    def with_which(self, said: str, words: Tongue) -> str:
        return said if self.second is None else f"{said} {words.which(second=self.second)}"


def _shown(at: datetime, tz: ZoneInfo) -> _Shown:
    """What to show for an instant: its minute, or the last one of the evening for midnight."""
    if at.tzinfo is None:
        raise ValueError("An instant needs its zone; this datetime has none.")
    return _shown_of(at.astimezone(UTC), tz)


@lru_cache(maxsize=4096)
def _shown_of(at: datetime, tz: ZoneInfo) -> _Shown:
    wall = local(at, tz)
    minute = at - timedelta(seconds=wall.second, microseconds=wall.microsecond)
    if (wall.hour, wall.minute) == (0, 0):
        # The second of two midnights has no evening before it, so its first minute is shown.
        minute += _ONE_MINUTE if wall.fold else -_ONE_MINUTE
    wall = local(minute, tz)
    day, clock = wall.date(), wall.time()
    twice = is_ambiguous(day, clock, tz)
    return _Shown(day=day, clock=clock, second=bool(wall.fold) if twice else None)
