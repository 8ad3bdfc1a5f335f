"""Every 2 hours from 8am until 10pm: the clock times of a day that come at such a distance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Final

from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.words.moments import clock_words

__all__ = ["clocks_of_a_day", "in_hours"]

_MOST: Final = 48
"""More times a day than one each half hour are a slip of the keyboard."""


def in_hours(every: str | None) -> bool:
    """Whether a distance is one of hours and minutes; one that cannot be read is told elsewhere."""
    try:
        return bool(every) and parsed.amount(every or "").is_elapsed
    except TimingError:
        return False


def clocks_of_a_day(every: str, since: str, until: str) -> tuple[str, ...]:
    """The times as they are written, "8am", "10am", "midday", the last being ``until`` or before.

    Raises ValueError with what an author can mend.
    """
    first, last = _minutes(since), _minutes(until)
    if last <= first:
        raise ValueError(f"“until: {until}” is not later in the day than “from: {since}”")
    apart = parsed.amount(every).rough_minutes
    minutes = range(first, last + 1, apart)
    if len(minutes) > _MOST:
        raise ValueError(f"this is {len(minutes)} times a day, and {_MOST} are the most")
    return tuple(_clocks(minutes))


def _clocks(minutes: range) -> Iterator[str]:
    for minute in minutes:
        yield clock_words(time(*divmod(minute, 60)))


def _minutes(clock: str) -> int:
    try:
        at = parsed.clock(clock)
    except TimingError:
        raise ValueError(f"expected a clock time such as 8am, found “{clock}”") from None
    return at.hour * 60 + at.minute
