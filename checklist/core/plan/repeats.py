"""A step that repeats, day by day: on which days, how often, at what times, until when.

Days are calendar days in the clinic's zone, counted from the day the step opens. One task a day
counts how often it is to be done; each time of day is a task of its own only where the protocol
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from checklist.core import clock
from checklist.core.amounts import Amount
from checklist.core.plan import parsed
from checklist.core.plan.model import Sitting
from checklist.core.plan.spans import Span, stages_of
from checklist.core.repeats import Cycle, Repeat, Session, Stage
from checklist.core.schedule import Moment

MOST_DAYS: Final = 3660
"""No repeat runs longer; the reader refuses one that makes too many tasks long before."""

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One day of a repeat, or one time of day. ``suffix`` makes the task's key: "@3.morning".

    ``due`` is the last of the day's times, or the day. ``exact`` says that it is the time to do it
    at. ``counts`` is 0 where the task is done once.
    """

    suffix: str
    opens: Moment
    due: Moment
    closes: Moment
    counts: int = 0
    exact: bool = False
    sittings: tuple[Sitting, ...] = ()
    amount: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Doing:
    """What is done on one day: how often or when, and how much."""

    times: int
    sessions: tuple[Session, ...]
    amount: Mapping[str, str]


def occurrences(repeat: Repeat, span: Span) -> Iterator[Occurrence]:
    """Every day of the repeat on which something is to be done, in order."""
    if span.begins >= span.ends:
        return
    for day, doing in _days(repeat, span):
        offset = (day - span.first).days
        yield from _on(day, offset, doing, repeat.separate, span)


def _days(repeat: Repeat, span: Span) -> Iterator[tuple[date, _Doing]]:
    usual = _Doing(times=repeat.times, sessions=repeat.sessions, amount=repeat.amount)
    if not repeat.stages:
        off = _off_days(repeat.cycle, span)
        for day in _pattern(repeat, span.first, span.last, span.choices):
            if day not in off:
                yield day, usual
        return
    for first, rests in _turns(repeat.cycle, span):
        yield from _staged(repeat, first, min(rests - _ONE_DAY, span.last), usual, span)


def _staged(
    repeat: Repeat, first: date, last: date, usual: _Doing, span: Span
) -> Iterator[tuple[date, _Doing]]:
    """The stages one after the other, from ``first`` and not beyond ``last``."""
    starts = first
    for stage, after in stages_of(repeat, first, span.choices):
        for day in _pattern(repeat, starts, min(after - _ONE_DAY, last), span.choices):
            yield day, _in_stage(stage, usual)
        starts = after


def _in_stage(stage: Stage, usual: _Doing) -> _Doing:
    own = bool(stage.times or stage.sessions)
    return _Doing(
        times=stage.times if own else usual.times,
        sessions=stage.sessions if own else usual.sessions,
        amount=stage.amount or usual.amount,
    )


def _pattern(repeat: Repeat, first: date, last: date, choices: Mapping[str, str]) -> Iterator[date]:
    """The days on which it comes, from ``first`` to ``last``."""
    if repeat.weekdays:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        yield from (day for day in days if day.weekday() in repeat.weekdays)
        return
    every = parsed.amount_in(repeat.every, choices)
    for count in range(MOST_DAYS):
        day = _multiple(every, count).from_day(first, "after") if count else first
        if day > last:
            return
        yield day


@lru_cache(maxsize=4096)
def _multiple(every: Amount, count: int) -> Amount:
    """``count`` times an amount, so that every month on the 31st comes back to the 31st."""
    return Amount(months=every.months * count, weeks=every.weeks * count, days=every.days * count)


def _turns(cycle: Cycle | None, span: Span) -> Iterator[tuple[date, date]]:
    """Each turn of a cycle: its first day, and the day from which it rests. One without a cycle."""
    if cycle is None:
        yield span.first, span.last + _ONE_DAY
        return
    on, off = (parsed.amount_in(words, span.choices) for words in (cycle.on, cycle.off))
    day = span.first
    while day <= span.last:
        rests = on.from_day(day, "after")
        yield day, rests
        day = off.from_day(rests, "after")


def _off_days(cycle: Cycle | None, span: Span) -> frozenset[date]:
    """The days on which a cycle rests."""
    turns = list(_turns(cycle, span))
    starts = [*(first for first, _ in turns[1:]), span.last + _ONE_DAY]
    return frozenset(
        rests + timedelta(days=n)
        for (_, rests), again in zip(turns, starts, strict=True)
        for n in range((again - rests).days)
    )


def _on(day: date, offset: int, doing: _Doing, separate: bool, span: Span) -> Iterator[Occurrence]:
    sittings = tuple(_sittings(day, doing.sessions, span))
    if doing.sessions and not sittings:
        return
    opens, closes = _edges(day, span)
    if separate:
        for sitting in sittings or (Sitting(name="1"),):
            yield Occurrence(
                suffix=f"@{offset}.{sitting.name}",
                opens=opens,
                due=_due(day, sitting.at, span),
                closes=closes,
                exact=True,
                sittings=(sitting,),
                amount=doing.amount,
            )
        return
    count = len(sittings) or doing.times
    yield Occurrence(
        suffix=f"@{offset}",
        opens=opens,
        due=_due(day, sittings[-1].at if sittings else None, span),
        closes=closes,
        counts=count if count > 1 else 0,
        exact=len(sittings) == 1,
        sittings=sittings or tuple(Sitting(name=str(n + 1)) for n in range(count)),
        amount=doing.amount,
    )


def _due(day: date, at: datetime | None, span: Span) -> Moment:
    """The last time of the day, else its end, or that of the repeat where it comes sooner."""
    firm, ends = span.firm_on(day), clock.start_of_day(day + _ONE_DAY, span.tz)
    if at is None and span.ends < ends:
        at = span.ends
    return Moment.on(day, firm=firm) if at is None else Moment.at_instant(at, span.tz, firm=firm)


def _sittings(day: date, sessions: tuple[Session, ...], span: Span) -> Iterator[Sitting]:
    """The clock times of one day that lie within the span. One the clocks skip comes after it."""
    for session in sessions:
        words = parsed.chosen(session.clock, span.choices)
        at = clock.instant(day, parsed.clock(words), span.tz)
        if span.begins <= at < span.ends:
            yield Sitting(name=session.name, at=at)


def _edges(day: date, span: Span) -> tuple[Moment, Moment]:
    """The part of a day that lies within the span: the whole day, but at either end."""
    firm = span.firm_on(day)
    begins, ends = clock.start_of_day(day, span.tz), clock.start_of_day(day + _ONE_DAY, span.tz)
    opens = span.opens if span.begins > begins else Moment.on(day, firm=firm)
    if span.ends < ends:
        return opens, Moment.at_instant(span.ends, span.tz, firm=firm)
    return opens, Moment.on(day + _ONE_DAY, firm=firm)
