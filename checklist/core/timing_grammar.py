"""Reads timing words. One grammar, written out here; anything else is a TimingError.

::

    words    = ["at least"] ended
    ended    = timing [ [","] "or" ending ]
    ending   = "the working day before" | "the next working day" | "when we next open"
    timing   = "the" ("later" | "earlier") "of" ended "and" timing
             | "when booked"
             | ("start" | "end") "of" day
             | ["at"] clock ["on"] day
             | ["on"] day
             | length ("before" | "after") anchor
             | ["at"] anchor
    day      = "the day of" anchor
             | ("the day" | "the working day" | ["the"] weekday) ("before" | "after") anchor
             | length-in-days ("before" | "after") anchor
    length   = amount | amount "to" amount | number "to" amount | choice
    amount   = number unit { number unit }, largest unit first
    unit     = "months" | "weeks" | "days" | "hours" | "minutes" | "working days", or one of them
    clock    = "7:30am" | "6pm" | "midday" | "18:30" | "opening time" | "closing time" | choice
    weekday  = "monday" … "sunday"
    anchor   = name | step [ ".opens" | ".due" | ".closes" ] | choice
    name     = small letters, digits and underscores; a step's name also has hyphens
    choice   = "{" name "}"

Three families of units never mix in one amount: hours and minutes; days, weeks and months; working
days. A length in days has none of the first.

Meaning, where the words leave a doubt:

- an ending belongs to all that stands before it: behind the second of two it moves whichever is
  picked;
- "the monday before procedure" is never the procedure's own day;
- opening and closing time are the clinic's hours on that day;
- "at least" is an open end, and stands in front of the whole.

Capitals and extra spaces do not matter. Midnight has no clock time: authors write the start or the
end of a day, so that nobody has to guess which night is meant.
"""

from __future__ import annotations

from datetime import time
from functools import lru_cache
from typing import Final

from checklist.core.amounts import Amount, Direction, Range
from checklist.core.timing import (
    BOOKED,
    WEEKDAYS,
    Adjusted,
    At,
    AtLeast,
    ChoiceRef,
    ClinicHour,
    ClockOn,
    DayEdge,
    DayOf,
    DayTiming,
    Offset,
    Pick,
    Timing,
    WeekdayOf,
)
from checklist.core.timing_tokens import Cursor
from checklist.core.timing_values import (
    KEYWORDS,
    NOT_MIDNIGHT,
    UNITS,
    parse_amount,
    parse_anchor,
    parse_clock,
    parse_range,
    read_anchor,
    read_choice,
    read_clock,
    read_length,
)

__all__ = ["parse_amount", "parse_anchor", "parse_clock", "parse_range", "parse_timing"]

_A_TIMING: Final = "a timing such as “6 hours before procedure”"
_A_DAY: Final = "a day such as “the day before procedure”"
_SIDES: Final = ("before", "after")


@lru_cache(maxsize=4096)
def parse_timing(text: str) -> Timing:
    """The timing that ``text`` says. Raises TimingError, with what was expected and where."""
    words = Cursor(text, KEYWORDS)
    at_least = words.takes("at", "least")
    timing = _ended(words)
    words.expect_end()
    return AtLeast(timing=timing) if at_least else timing


def _ended(words: Cursor) -> Timing:
    timing = _timing(words)
    if not words.takes(",") and not words.sees("or"):
        return timing
    words.expect("or")
    if words.takes("when"):
        for word in ("we", "next", "open"):
            words.expect(word)
        return Adjusted(timing=timing, how="next_opening")
    words.expect("the")
    if words.expect("working", "next") == "next":
        words.expect("working")
        words.expect("day")
        return Adjusted(timing=timing, how="next_working_day")
    words.expect("day")
    words.expect("before")
    return Adjusted(timing=timing, how="working_day_before")


def _timing(words: Cursor) -> Timing:
    if words.sees("at", "least"):
        words.refuse(words.peek(), "“at least” stands once, in front of the whole timing")
    if words.sees("the", "later") or words.sees("the", "earlier"):
        return _pick(words)
    if words.takes("when"):
        return At(anchor=words.expect(BOOKED))
    if words.sees("start") or words.sees("end"):
        return _day_edge(words)
    if words.takes("at"):
        return _clock_on(words) if _at_clock(words) else At(anchor=read_anchor(words))
    if _at_clock(words):
        return _clock_on(words)
    if words.takes("on") or words.sees("the") or _at_weekday(words):
        return _day(words)
    if words.sees("midnight"):
        words.fail(NOT_MIDNIGHT)
    if words.peek().kind == "number" or words.peek(1).text in (*_SIDES, *UNITS):
        return _offset(words)
    return At(anchor=read_anchor(words, _A_TIMING))


def _pick(words: Cursor) -> Pick:
    words.expect("the")
    later = words.expect("later", "earlier") == "later"
    words.expect("of")
    first = _ended(words)
    words.expect("and")
    return Pick(which="later" if later else "earlier", first=first, second=_timing(words))


def _day_edge(words: Cursor) -> DayEdge:
    starts = words.expect("start", "end") == "start"
    words.expect("of")
    return DayEdge(edge="start" if starts else "end", day=_day(words))


def _clock_on(words: Cursor) -> ClockOn:
    clock = _clock(words)
    words.takes("on")
    return ClockOn(clock=clock, day=_day(words))


def _clock(words: Cursor) -> time | ClinicHour | ChoiceRef:
    if words.takes("opening", "time"):
        return "opening"
    if words.takes("closing", "time"):
        return "closing"
    return read_choice(words) if words.peek().kind == "choice" else read_clock(words)


def _at_clock(words: Cursor) -> bool:
    """Whether a clock time comes next; a choice stands for one when a day follows it."""
    if words.peek().kind != "choice":
        hour = words.sees("opening", "time") or words.sees("closing", "time")
        return hour or words.peek().kind == "clock"
    following = words.peek(1)
    return following.kind in ("choice", "number") or following.text in ("on", "the", *WEEKDAYS)


def _day(words: Cursor) -> DayTiming:
    if words.peek().text in WEEKDAYS:
        return _weekday(words)
    if not words.takes("the"):
        return _days(words)
    if words.peek().text in WEEKDAYS:
        return _weekday(words)
    working = words.takes("working")
    if not words.takes("day"):
        words.fail(
            "“day”" if working else "“day”, “working day” or a weekday such as “monday”",
            among=("day",) if working else ("day", "working", "later", "earlier", *WEEKDAYS),
        )
    if not working and words.takes("of"):
        return DayOf(anchor=read_anchor(words))
    side = _direction(words.expect(*_SIDES) if working else words.expect("of", *_SIDES))
    amount = Amount(working_days=1) if working else Amount(days=1)
    return Offset(amount=amount, direction=side, anchor=read_anchor(words))


def _days(words: Cursor) -> Offset:
    start = words.peek()
    if start.kind not in ("number", "choice"):
        words.fail(_A_DAY)
    offset = _offset(words)
    if isinstance(offset.amount, Amount | Range) and offset.amount.is_elapsed:
        words.fail("days, weeks or months, which name a day", start)
    return offset


def _at_weekday(words: Cursor) -> bool:
    return words.peek().text in WEEKDAYS and words.peek(1).text in _SIDES


def _weekday(words: Cursor) -> WeekdayOf:
    weekday = WEEKDAYS.index(words.take().text)
    side = _direction(words.expect(*_SIDES))
    return WeekdayOf(weekday=weekday, direction=side, anchor=read_anchor(words))


def _offset(words: Cursor) -> Offset:
    length = read_choice(words) if words.peek().kind == "choice" else read_length(words)
    side = _direction(words.expect(*_SIDES))
    return Offset(amount=length, direction=side, anchor=read_anchor(words))


def _direction(word: str) -> Direction:
    return "before" if word == "before" else "after"
