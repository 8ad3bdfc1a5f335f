"""Clock time and instants: where a clinic's calendar meets UTC.

An *instant* is an aware ``datetime`` in UTC. A *day* is a ``date`` and a *clock* a naive ``time``,
both read in the clinic's zone. Every conversion in the house happens here, because each of these
is a wrong dose or a wrong fast when done by hand:

- in spring a clock time can be skipped (a *gap*): it is taken as the first instant after the gap;
- in autumn a clock time can come twice: the caller says which one is meant;
- a day can start at 1am (Africa/Cairo), start twice (America/Havana) or not exist at all
  (30 December 2011 in Pacific/Apia).

Zones come from the pinned ``tzdata`` package and never from the host, so that the same plan has the
same times on every machine.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from checklist.core.errors import ImpossibleTime, UnknownZone

__all__ = [
    "WhenTwice",
    "day_of",
    "exact_instant",
    "exists",
    "from_utc_text",
    "instant",
    "is_ambiguous",
    "local",
    "start_of_day",
    "utc_text",
    "zone",
]

WhenTwice = Literal["first", "second"]
"""Which of the two is meant when the clocks go back and a clock time comes twice."""

_ONE_SECOND = timedelta(seconds=1)


@cache
def _zone_names() -> frozenset[str]:
    """Every name the pinned data holds.

    Names are checked against this list rather than against the file system, which on some machines
    ignores case and would follow ``..``.
    """
    return frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split())


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone called ``name`` (such as ``Europe/London``), from the pinned data.

    Raises UnknownZone when the data holds no zone of exactly that name.
    """
    if name not in _zone_names():
        raise UnknownZone(f"There is no time zone called “{name}”. Write one like Europe/London.")
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@lru_cache(maxsize=4096)
def _readings(day: date, clock: time, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """The clock time under the offset before and the offset after any change, both in UTC.

    They are one instant on ordinary days, in time order when the time comes twice, and in reverse
    order when it is skipped (PEP 495).
    """
    if clock.tzinfo is not None:
        raise ValueError("A clock time has no zone of its own; the clinic's zone is given apart.")
    wall = datetime.combine(day, clock, tzinfo=tz)
    return wall.replace(fold=0).astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def exists(day: date, clock: time, tz: ZoneInfo) -> bool:
    """Whether the clocks in ``tz`` ever show ``clock`` on ``day``."""
    before, after = _readings(day, clock, tz)
    return before <= after


def is_ambiguous(day: date, clock: time, tz: ZoneInfo) -> bool:
    """Whether the clocks in ``tz`` show ``clock`` twice on ``day``."""
    before, after = _readings(day, clock, tz)
    return before < after


def instant(day: date, clock: time, tz: ZoneInfo, *, when_twice: WhenTwice = "first") -> datetime:
    """The instant (UTC) at which the clocks in ``tz`` show ``clock`` on ``day``.

    A skipped time gives the first instant after the gap; one that comes twice gives the first,
    unless ``when_twice`` asks for the second. Use exact_instant where a person typed the time.
    """
    before, after = _readings(day, clock, tz)
    if before > after:
        return _end_of_gap(after, before, tz)
    return before if when_twice == "first" else after


def exact_instant(
    day: date, clock: time, tz: ZoneInfo, *, when_twice: WhenTwice = "first"
) -> datetime:
    """As instant(), for a time somebody typed: raises ImpossibleTime when the clocks skip it.

    The error's text is a sentence to show beside the field; it names the first time that exists.
    """
    found = instant(day, clock, tz, when_twice=when_twice)
    if not exists(day, clock, tz):
        raise ImpossibleTime(
            f"The clocks go forward that day, so {clock:%H:%M} does not happen. "
            f"The first time after it is {local(found, tz):%H:%M}."
        )
    return found


def _end_of_gap(low: datetime, high: datetime, tz: ZoneInfo) -> datetime:
    """The instant the clocks jump, which lies after ``low`` and not after ``high``.

    ZoneInfo does not tell its changes, so they are found by halving; they are on whole seconds.
    """
    low, high = low.replace(microsecond=0), high.replace(microsecond=0)
    before = local(low, tz).utcoffset()
    while high - low > _ONE_SECOND:
        middle = low + (high - low) // _ONE_SECOND // 2 * _ONE_SECOND
        if local(middle, tz).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def start_of_day(day: date, tz: ZoneInfo) -> datetime:
    """The first instant (UTC) of the calendar day ``day`` in ``tz``.

    It is 1am where the clocks skip midnight, the first midnight where there are two, and the start
    of the next day that exists where the whole day is skipped.
    """
    return instant(day, time(0), tz)


def local(moment: datetime, tz: ZoneInfo) -> datetime:
    """The same instant, as the clocks in ``tz`` show it. Raises ValueError for a naive datetime."""
    return _aware(moment).astimezone(tz)


def day_of(moment: datetime, tz: ZoneInfo) -> date:
    """The calendar day in ``tz`` on which the instant falls."""
    return local(moment, tz).date()


def utc_text(moment: datetime) -> str:
    """The instant as fixed-width UTC text, ``2027-03-04T10:30:00.000000Z``; sorts as time does."""
    return _aware(moment).astimezone(UTC).isoformat(timespec="microseconds")[: -len("+00:00")] + "Z"


def from_utc_text(text: str) -> datetime:
    """The instant (UTC) that utc_text wrote. Raises ValueError for any other spelling."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or utc_text(moment) != text:
        raise ValueError(f"Not an instant as this house writes it: {text!r}")
    return moment.astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("An instant needs its zone; this datetime has none.")
    return moment
