"""The stops of a protocol's road: each day that matters, and on the day itself each moment.

Not to scale on purpose: every stop has the same room, and the procedure stands in the middle, as on
the patient's own timeline. To scale, the hours of the day would be one pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from checklist.core import clock
from checklist.core.moments import Moment
from checklist.web.staff.protocols.places import PROCEDURE_AT

_ZONE = clock.zone("Europe/London")
_DAY: Final = clock.day_of(PROCEDURE_AT, _ZONE)
_HALF: Final = 47.0  # per cent of the width on each side; the middle is the procedure's
_MIDDLE: Final = 50.0
_NEAR_BOOKING: Final = 14
"""A day this near the booking counts from it: how long before the procedure that is, varies."""

_NAMED: Mapping[str, str] = {
    "booked": "booked",
    "arrival": "arrival",
    "procedure_end": "done",
    "home": "home",
}
Stop = date | datetime
"""A day of the road, or an instant of the procedure's own day."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One stop as it is drawn: ``x`` in per cent, and up to two lines above the road."""

    x: float
    lines: tuple[str, ...]


class Road:
    """The stops that some instants (UTC) make, in order of time."""

    def __init__(self, instants: Iterable[datetime], anchors: Mapping[str, Moment]) -> None:
        self._named = {
            _stop(moment.at): name
            for name, key in ((word, key) for key, word in _NAMED.items())
            if (moment := anchors.get(key)) is not None and moment.at is not None
        }
        stops = {_stop(at) for at in instants} - {PROCEDURE_AT}
        booked = anchors["booked"].at
        self._booked = _DAY if booked is None else clock.day_of(booked, _ZONE)
        self._before = sorted((s for s in stops if _start(s) < PROCEDURE_AT), key=_start)
        self._after = sorted((s for s in stops if _start(s) > PROCEDURE_AT), key=_start)

    @property
    def count(self) -> int:
        """How many stops there are on the fuller side."""
        return max(len(self._before), len(self._after))

    def x(self, at: datetime) -> float:
        """Where an instant stands, in per cent of the width."""
        stop = _stop(at)
        if stop == PROCEDURE_AT:
            return _MIDDLE
        side, start = (self._before, 0.0)
        if _start(stop) > PROCEDURE_AT:
            side, start = (self._after, 100.0 - _HALF)
        return round(start + _HALF * (side.index(stop) + 0.5) / len(side), 2)

    def drawn(self) -> list[Drawn]:
        """Every stop but the procedure, from left to right."""
        return [
            Drawn(x=self.x(_start(stop)), lines=self._label(stop))
            for stop in (*self._before, *self._after)
        ]

    def _label(self, stop: Stop) -> tuple[str, ...]:
        if stop in self._named:
            return (self._named[stop],)
        if isinstance(stop, datetime):
            return _within_the_day(stop)
        if stop < _DAY and (stop - self._booked).days < _NEAR_BOOKING:
            return ("booked", f"+ {_some((stop - self._booked).days, 'day')}")
        return (_days(stop), "before" if stop < _DAY else "after")


def _stop(at: datetime) -> Stop:
    """The day of an instant; the instant itself on the procedure's day."""
    day = clock.day_of(at, _ZONE)
    return at if day == _DAY else day


def _start(stop: Stop) -> datetime:
    return stop if isinstance(stop, datetime) else clock.start_of_day(stop, _ZONE)


def _within_the_day(at: datetime) -> tuple[str, ...]:
    if at == clock.start_of_day(_DAY, _ZONE):
        return ("the day", "begins")
    minutes = round(abs(at - PROCEDURE_AT) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    said = f"{hours} h" if hours and not rest else f"{minutes} min"
    if hours and rest:
        said = f"{hours} h {rest}"
    return (said, "before" if at < PROCEDURE_AT else "after")


def _days(day: date) -> str:
    days = abs((day - _DAY).days)
    months = abs((day.year - _DAY.year) * 12 + day.month - _DAY.month)
    if months and day.day == _DAY.day:
        return _some(months, "month")
    if days % 7 == 0:
        return _some(days // 7, "week")
    return _some(days, "day")


def _some(count: int, unit: str) -> str:
    return f"{count} {unit}{'s' if count != 1 else ''}"
