"""Reads timing words. One grammar, written out here; anything else is a TimingError.

::

    timing  = "the" ("later" | "earlier") "of" timing "and" timing
            | "when booked"
            | ("start" | "end") "of" day
            | ["at"] clock ["on"] day
            | ["on"] day
            | amount ("before" | "after") anchor
            | ["at"] anchor
    day     = "the day" ("of" | "before" | "after") anchor
            | calendar-amount ("before" | "after") anchor
    amount  = number unit { number unit }, largest unit first  | choice
    clock   = "7:30am" | "6pm" | "midday" | "18:30"            | choice
    anchor  = a name in small letters, digits and underscores  | choice
    choice  = "{" name "}"

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
    At,
    ChoiceRef,
    ClockOn,
    DayEdge,
    DayOf,
    DayTiming,
    Offset,
    Pick,
    Timing,
)
from checklist.core.timing_tokens import Cursor, Token

__all__ = ["parse_amount", "parse_anchor", "parse_clock", "parse_range", "parse_timing"]

_UNITS: Final = {
    word: unit
    for unit in ("months", "weeks", "days", "hours", "minutes")
    for word in (unit, unit.removesuffix("s"))
}
_ORDER: Final = tuple(dict.fromkeys(_UNITS.values()))
# fmt: off
_RESERVED: Final = frozenset({
    "the", "day", "of", "before", "after", "on", "at", "start", "end", "when",
    "later", "earlier", "and", "to", "midnight", *_UNITS,
})
# fmt: on

_A_TIMING: Final = "a timing such as “6 hours before procedure”"
_A_CLOCK: Final = "a clock time such as “7:30am” or “midday”"
_A_DAY: Final = "a day such as “the day before procedure”"
_NOT_MIDNIGHT: Final = "the start or the end of a day, as midnight belongs to two"
_AN_ANCHOR: Final = "the name of an anchor such as “procedure”"


def parse_timing(text: str) -> Timing:
    """The timing that ``text`` says. Raises TimingError, with what was expected and where."""
    words = Cursor(text)
    timing = _timing(words)
    words.expect_end()
    return timing


@lru_cache(maxsize=1024)
def parse_amount(text: str) -> Amount:
    """An amount such as "6 weeks" or "1 hour 30 minutes". Raises TimingError."""
    words = Cursor(text)
    amount = _amount(words)
    words.expect_end()
    return amount


def parse_range(text: str) -> Range:
    """A range such as "5 to 10 minutes" or "30 minutes to 1 hour". Raises TimingError."""
    words = Cursor(text)
    start = words.peek()
    first = {} if words.peek(1).text == "to" else _counts(words)
    count = 0 if first else _number(words)
    words.expect("to")
    unit = words.peek(1).text  # "5 to 10 minutes": the first number borrows this unit
    high = _amount(words)
    words.expect_end()
    try:
        return Range(low=Amount(**(first or {_UNITS[unit]: count})), high=high)
    except ValueError as problem:
        words.refuse(start, str(problem))


def parse_clock(text: str) -> time:
    """A clock time such as "7:30am", "midday" or "18:30". Raises TimingError."""
    words = Cursor(text)
    clock = _clock(words)
    words.expect_end()
    return clock


def parse_anchor(text: str) -> str:
    """The name of an anchor. Raises TimingError."""
    words = Cursor(text)
    anchor = _anchor_name(words, _AN_ANCHOR)
    words.expect_end()
    return anchor


def _timing(words: Cursor) -> Timing:
    if words.sees("the", "later") or words.sees("the", "earlier"):
        return _pick(words)
    if words.takes("when"):
        return At(anchor=words.expect(BOOKED))
    if words.sees("start") or words.sees("end"):
        return _day_edge(words)
    if words.takes("at"):
        return _clock_on(words) if _at_clock(words) else At(anchor=_anchor(words))
    if _at_clock(words):
        return _clock_on(words)
    if words.takes("on") or words.sees("the"):
        return _day(words)
    if words.sees("midnight"):
        words.fail(_NOT_MIDNIGHT)
    if words.peek().kind == "number" or words.peek(1).text in ("before", "after", *_UNITS):
        return _offset(words)
    return At(anchor=_anchor(words, _A_TIMING))


def _pick(words: Cursor) -> Pick:
    words.expect("the")
    later = words.expect("later", "earlier") == "later"
    words.expect("of")
    first = _timing(words)
    words.expect("and")
    return Pick(which="later" if later else "earlier", first=first, second=_timing(words))


def _day_edge(words: Cursor) -> DayEdge:
    starts = words.expect("start", "end") == "start"
    words.expect("of")
    return DayEdge(edge="start" if starts else "end", day=_day(words))


def _clock_on(words: Cursor) -> ClockOn:
    clock = _choice(words) if words.peek().kind == "choice" else _clock(words)
    words.takes("on")
    return ClockOn(clock=clock, day=_day(words))


def _day(words: Cursor) -> DayTiming:
    if not words.takes("the"):
        start = words.peek()
        if start.kind not in ("number", "choice"):
            words.fail(_A_DAY)
        offset = _offset(words)
        if isinstance(offset.amount, Amount) and offset.amount.is_elapsed:
            words.fail("days, weeks or months, which name a day", start)
        return offset
    words.expect("day")
    which = words.expect("of", "before", "after")
    anchor = _anchor(words)
    if which == "of":
        return DayOf(anchor=anchor)
    return Offset(amount=Amount(days=1), direction=_direction(which), anchor=anchor)


def _offset(words: Cursor) -> Offset:
    amount = _choice(words) if words.peek().kind == "choice" else _amount(words)
    direction = _direction(words.expect("before", "after"))
    return Offset(amount=amount, direction=direction, anchor=_anchor(words))


def _direction(word: str) -> Direction:
    return "before" if word == "before" else "after"


def _at_clock(words: Cursor) -> bool:
    """Whether a clock time comes next; a choice stands for one when a day follows it."""
    if words.peek().kind != "choice":
        return words.peek().kind == "clock"
    following = words.peek(1)
    return following.kind in ("choice", "number") or following.text in ("on", "the")


def _choice(words: Cursor) -> ChoiceRef:
    return ChoiceRef(name=words.take().text.strip("{} "))


def _anchor(words: Cursor, expected: str = _AN_ANCHOR) -> str | ChoiceRef:
    if words.peek().kind == "choice":
        return _choice(words)
    return _anchor_name(words, expected)


def _anchor_name(words: Cursor, expected: str) -> str:
    if words.peek().kind != "word" or words.peek().text in _RESERVED:
        words.fail(expected)
    return words.take().text


def _amount(words: Cursor) -> Amount:
    start = words.peek()
    try:
        return Amount(**_counts(words))
    except ValueError as problem:
        words.refuse(start, str(problem))


def _counts(words: Cursor) -> dict[str, int]:
    """One or more counts with their units, by the unit's name."""
    counts: dict[str, int] = {}
    while not counts or words.peek().kind == "number":
        count = _number(words)
        unit = words.peek()
        if unit.text not in _UNITS:
            words.fail("minutes, hours, days, weeks or months")
        counts[_UNITS[words.take().text]] = count
        if list(counts) != sorted(counts, key=_ORDER.index):
            words.refuse(unit, "the larger unit goes first")
    return counts


def _number(words: Cursor) -> int:
    if words.peek().kind != "number" or len(words.peek().text) > 7:
        words.fail("a number" if words.peek().kind != "number" else "a smaller number")
    return int(words.take().text)


def _clock(words: Cursor) -> time:
    token = words.peek()
    clock = _clock_of(token) if token.kind == "clock" else None
    if clock is None:
        words.fail(_A_CLOCK)
    if clock == time(0):
        words.fail(_NOT_MIDNIGHT)
    words.take()
    return clock


def _clock_of(token: Token) -> time | None:
    """The time a clock token shows; None when no clock shows it or people disagree about it."""
    if token.text == "midday":
        return time(12)
    half = token.text[-2:] if token.text.endswith("m") else ""
    hours, _, minutes = token.text.removesuffix(half).strip().partition(":")
    hour, minute = int(hours), int(minutes or 0)
    if minute > 59 or hour > 23:
        return None
    if not half:
        return time(hour, minute)
    if not 1 <= hour <= 12 or (hour, minute, half) == (12, 0, "pm"):
        return None  # half of all readers take 12pm for midnight: authors write midday
    return time(hour % 12 + (12 if half == "pm" else 0), minute)
