"""How long a repeat runs, from its beginning to whatever ends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import clock, schedule
from checklist.core.plan import parsed
from checklist.core.repeats import Repeat, Stage
from checklist.core.schedule import Moment

__all__ = ["AHEAD", "End", "Span", "span_of", "stages_of"]

AHEAD: Final = timedelta(weeks=13)
"""How far the days of a repeat that nobody can end yet are made."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when until when a repeat runs (UTC, half-open), on the clinic's clocks."""

    opens: Moment
    begins: datetime
    ends: datetime
    tz: ZoneInfo
    choices: Mapping[str, str]

    @property
    def first(self) -> date:
        return clock.day_of(self.begins, self.tz)

    def firm_on(self, day: date) -> bool:
        """An hour that is about so leaves the days after it firm; a day that is leaves none."""
        return self.opens.firm or (self.opens.at is not None and day > self.first)

    @property
    def last(self) -> date:
        return schedule.last_full_day(self.ends, self.tz)


@dataclass(frozen=True, kw_only=True)
class End:
    """What ends a repeat: its ``closes``, and what has ``ended`` it (UTC).

    ``at_least`` says that it goes on after ``closes`` until it is ended. As nobody knows how long
    that is, its days are made for AHEAD beyond ``as_of`` (UTC), and more with each revision.
    """

    closes: Moment | None
    ended: datetime | None
    at_least: bool
    as_of: datetime


def span_of(
    repeat: Repeat, opens: Moment, end: End, tz: ZoneInfo, choices: Mapping[str, str]
) -> Span | None:
    """How long a repeat runs: to the first of its end, its last stage's end, and what ended it.

    None while its beginning or its end is not known. Stages that come again with each turn of a
    cycle end nothing.
    """
    begins = schedule.opening(opens, tz)
    if begins is None or opens.day is None:
        return None
    ends = [] if end.closes is None else [_closing(end, end.closes, tz)]
    if repeat.stages and repeat.cycle is None:
        *_, (_, after) = stages_of(repeat, opens.day, choices)
        ends.append(clock.start_of_day(after, tz))
    if not ends or None in ends:
        return None
    if end.ended is not None and not end.at_least:
        ends.append(end.ended)
    last = min(at for at in ends if at is not None)
    return Span(opens=opens, begins=begins, ends=last, tz=tz, choices=choices)


def _closing(end: End, closes: Moment, tz: ZoneInfo) -> datetime | None:
    planned = schedule.closing(closes, tz)
    if planned is None or not end.at_least:
        return planned
    return max(planned, end.ended if end.ended is not None else end.as_of + AHEAD)


def stages_of(
    repeat: Repeat, first: date, choices: Mapping[str, str]
) -> Iterator[tuple[Stage, date]]:
    """Each stage with the day after its last."""
    after = first
    for stage in repeat.stages:
        after = parsed.amount_in(stage.lasts, choices).from_day(after, "after")
        yield stage, after
