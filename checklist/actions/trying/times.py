"""Times as somebody types them to try a protocol: clock times in the clinic's zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.errors import Invalid
from checklist.core.moments import Moment

_TYPED: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::00)?(Z|[+-]\d{2}:\d{2})?)?", re.ASCII
)
_YEARS: Final = range(1900, 2200)


def moment(text: str, tz: ZoneInfo) -> Moment:
    """``2027-03-04T10:30`` is known to the minute, ``2027-03-04`` to the day.

    An offset says which of two is meant where a clock time comes twice. Raises Invalid or
    ImpossibleTime with a sentence for anything else, a skipped clock time among it.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise Invalid({"": _not_read(text)})
    written, hour, offset = match.groups()
    found = _day(written)
    if hour is None:
        return Moment.on(found)
    return Moment.at_instant(_instant(found, _clock(hour), offset, tz), tz)


def instant(text: str, tz: ZoneInfo) -> datetime:
    """As moment(), where a day alone does not do."""
    found = moment(text, tz)
    if found.at is None:
        raise Invalid({"": f"Write the clock time too, such as {text.strip()}T09:00."})
    return found.at


def day(text: str) -> date:
    """A calendar day, ``2027-03-04``. Raises Invalid with a sentence."""
    match = _TYPED.fullmatch(text.strip())
    if match is None or match[2] is not None:
        raise Invalid({"": f"“{text}” is not a day this reads. Write it like 2027-03-04."})
    return _day(match[1])


def looks_typed(text: str) -> bool:
    """Whether the text is written as a time, be it a possible one or not."""
    return _TYPED.fullmatch(text.strip()) is not None


def _not_read(text: str) -> str:
    return (
        f"“{text}” is not a time this reads. Write it like 2027-03-04T10:30, or 2027-03-04 for a "
        "day with no time."
    )


def _day(written: str) -> date:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise Invalid({"": f"There is no day {written} in the calendar."}) from None
    if found.year not in _YEARS:
        raise Invalid({"": f"Choose a year from {_YEARS.start} to {_YEARS.stop - 1}."})
    return found


def _clock(written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise Invalid({"": f"There is no clock time {written}; the last is 23:59."}) from None


def _instant(on: date, at: time, offset: str | None, tz: ZoneInfo) -> datetime:
    first = clock.exact_instant(on, at, tz)
    if offset is None:
        return first
    second = clock.exact_instant(on, at, tz, when_twice="second")
    by_offset = {clock.local(found, tz).utcoffset(): found for found in (second, first)}
    wanted = _offset(offset)
    if wanted not in by_offset:
        there = " or ".join(clock.local(f, tz).isoformat()[-6:] for f in sorted({first, second}))
        sentence = f"The clocks in {tz.key} stand at {there} then, not at {offset}."
        raise Invalid({"": f"{sentence} Write that, or no offset."})
    return by_offset[wanted].astimezone(UTC)


def _offset(written: str) -> timedelta:
    if written == "Z":
        return timedelta(0)
    hours, minutes = int(written[1:3]), int(written[4:6])
    size = timedelta(hours=hours, minutes=minutes)
    return -size if written[0] == "-" else size
