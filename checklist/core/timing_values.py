"""The parts of timing words that name a value: amounts, ranges, clock times, anchors, choices.

Each ``read_`` takes its part from a cursor; each ``parse_`` reads a whole text that is nothing
else. The grammar stands in ``timing_grammar``.
"""

from __future__ import annotations

from datetime import time
from functools import lru_cache
from typing import Final

from checklist.core.amounts import Amount, Range
from checklist.core.timing import STEP_EDGES, WEEKDAYS, ChoiceRef
from checklist.core.timing_tokens import Cursor, Token

__all__ = [
    "A_CLOCK",
    "KEYWORDS",
    "NOT_MIDNIGHT",
    "UNITS",
    "parse_amount",
    "parse_anchor",
    "parse_clock",
    "parse_range",
    "read_anchor",
    "read_choice",
    "read_clock",
    "read_length",
]

UNITS: Final = {
    word: unit
    for unit in ("months", "weeks", "days", "hours", "minutes")
    for word in (unit, unit.removesuffix("s"))
}
"""Each unit's words, by one and by many, to the name of its count in an Amount."""

_ORDER: Final = ("months", "weeks", "days", "working_days", "hours", "minutes")
# fmt: off
_RESERVED: Final = frozenset({
    "the", "day", "of", "before", "after", "on", "at", "start", "end", "when",
    "later", "earlier", "and", "to", "midnight", *UNITS,
})
KEYWORDS: Final = _RESERVED | {
    "booked", "midday", "opening time", "closing time", "least", "or", "next", "working", *WEEKDAYS,
}
"""Every word with a meaning of its own, from which a misspelt one is guessed."""
# fmt: on

A_CLOCK: Final = "a clock time such as “7:30am” or “midday”"
_AN_ANCHOR: Final = "the name of an anchor such as “procedure”"
NOT_MIDNIGHT: Final = "the start or the end of a day, as midnight belongs to two"
_A_UNIT: Final = "minutes, hours, days, working days, weeks or months"
_DASHES: Final = frozenset("-–—")
_DIGITS: Final = tuple(str(number) for number in range(1, 13))


@lru_cache(maxsize=1024)
def parse_amount(text: str) -> Amount:
    """An amount such as "6 weeks" or "1 hour 30 minutes". Raises TimingError."""
    words = Cursor(text, KEYWORDS)
    amount = _amount(words)
    words.expect_end()
    return amount


@lru_cache(maxsize=1024)
def parse_range(text: str) -> Range:
    """A range such as "5 to 10 minutes" or "30 minutes to 1 hour". Raises TimingError."""
    words = Cursor(text, KEYWORDS)
    length = read_length(words)
    if not isinstance(length, Range):
        words.fail("“to”")
    words.expect_end()
    return length


@lru_cache(maxsize=1024)
def parse_clock(text: str) -> time:
    """A clock time such as "7:30am", "midday" or "18:30". Raises TimingError."""
    words = Cursor(text, KEYWORDS)
    clock = read_clock(words)
    words.expect_end()
    return clock


@lru_cache(maxsize=1024)
def parse_anchor(text: str) -> str:
    """The name of an anchor, or of a step and an edge of its window. Raises TimingError."""
    words = Cursor(text, KEYWORDS)
    anchor = _anchor_name(words, _AN_ANCHOR)
    words.expect_end()
    return anchor


def read_choice(words: Cursor) -> ChoiceRef:
    return ChoiceRef(name=words.take().text.strip("{} "))


def read_anchor(words: Cursor, expected: str = _AN_ANCHOR) -> str | ChoiceRef:
    if words.peek().kind == "choice":
        return read_choice(words)
    return _anchor_name(words, expected)


def read_length(words: Cursor) -> Amount | Range:
    """An amount, or a range; the first number of "5 to 10 minutes" borrows the second's unit."""
    start = words.peek()
    borrows = words.peek(1).text == "to"
    count = _number(words) if borrows else 0
    low = None if borrows else _amount(words)
    if low and not words.sees("to"):
        return low
    words.expect("to")
    high = _amount(words)
    unit = next(unit for unit in _ORDER if getattr(high, unit))
    try:
        return Range(low=low or Amount(**{unit: count}), high=high)
    except ValueError as problem:
        words.refuse(start, str(problem))


def read_clock(words: Cursor) -> time:
    token = words.peek()
    clock = _clock_of(token) if token.kind == "clock" else None
    if clock is None:
        words.fail(A_CLOCK, among=("midday",))
    if clock == time(0):
        words.fail(NOT_MIDNIGHT)
    words.take()
    return clock


def _anchor_name(words: Cursor, expected: str) -> str:
    token = words.peek()
    name, dot, edge = token.text.partition(".")
    if token.kind != "word" or name in _RESERVED:
        if name == "the" and words.peek(1).kind == "word" and words.peek(1).text not in _RESERVED:
            words.refuse(token, f"expected {expected}, found “the”", " Leave out “the”.")
        words.fail(expected)
    if dot and edge not in STEP_EDGES:
        edges = " or ".join(f"“{name}.{edge}”" for edge in STEP_EDGES)
        words.fail(edges, among=[f"{name}.{edge}" for edge in STEP_EDGES])
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
        count, at_unit = _number(words), words.peek()
        unit = _unit(words)
        if unit in counts:
            words.refuse(at_unit, f"there are {unit.replace('_', ' ')} twice")
        counts[unit] = count
        if list(counts) != sorted(counts, key=_ORDER.index):
            words.refuse(at_unit, "the larger unit goes first")
    return counts


def _unit(words: Cursor) -> str:
    if words.takes("working", "days") or words.takes("working", "day"):
        return "working_days"
    if words.peek().text not in UNITS:
        _refuse_dash(words)
        token = words.peek(1 if words.sees("working") else 0)
        words.fail(_A_UNIT, token, among=("working days", *UNITS))
    return UNITS[words.take().text]


def _refuse_dash(words: Cursor) -> None:
    """Raises TimingError for "5-7 days"."""
    low, dash, high, *unit = (words.peek(ahead) for ahead in range(-1, 4))
    if dash.text in _DASHES and high.kind == "number":
        said = " ".join(word.text for word in unit if word.text in (*UNITS, "working")) or "days"
        said = f"{low.text} to {high.text} {said}"
        words.refuse(dash, "a range has “to” between its numbers", f" Write “{said}”.")


def _number(words: Cursor) -> int:
    if words.peek().kind != "number":
        words.fail("a number", among=(*_DIGITS, *KEYWORDS))
    if len(words.peek().text) > 7:
        words.fail("a smaller number")
    return int(words.take().text)


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
