"""Puts a patient's choices into timing words: ``{food_hours} before {fasting_anchor}``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import TypeVar, assert_never

from checklist.core.amounts import Amount, Range
from checklist.core.errors import TimingError
from checklist.core.timing import (
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
from checklist.core.timing_grammar import parse_amount, parse_anchor, parse_clock

__all__ = ["amount_in", "anchor_in", "calendar_amount_in", "clock_in", "fill"]

_T = TypeVar("_T")


def fill(timing: Timing, choices: Mapping[str, str]) -> Timing:
    """The same timing with each choice's value in its place, so that it needs none any more.

    Raises TimingError for a choice that has no value, or a value that does not fit its place: a
    protocol's defaults and bounds are checked with it before any patient meets them.
    """
    match timing:
        case At():
            return At(anchor=anchor_in(timing.anchor, choices))
        case Offset():
            return Offset(
                amount=amount_in(timing.amount, choices),
                direction=timing.direction,
                anchor=anchor_in(timing.anchor, choices),
            )
        case DayOf() | WeekdayOf():
            return _fill_day(timing, choices)
        case ClockOn():
            clock = clock_in(timing.clock, choices)
            return ClockOn(clock=clock, day=_fill_day(timing.day, choices))
        case DayEdge():
            return DayEdge(edge=timing.edge, day=_fill_day(timing.day, choices))
        case _:
            return _fill_inside(timing, choices)


def _fill_inside(timing: Pick | Adjusted | AtLeast, choices: Mapping[str, str]) -> Timing:
    match timing:
        case Pick():
            first, second = fill(timing.first, choices), fill(timing.second, choices)
            return Pick(which=timing.which, first=first, second=second)
        case Adjusted():
            return Adjusted(timing=fill(timing.timing, choices), how=timing.how)
        case AtLeast():
            return AtLeast(timing=fill(timing.timing, choices))
        case _:
            assert_never(timing)


def _fill_day(day: DayTiming, choices: Mapping[str, str]) -> DayTiming:
    anchor = anchor_in(day.anchor, choices)
    match day:
        case DayOf():
            return DayOf(anchor=anchor)
        case WeekdayOf():
            return WeekdayOf(weekday=day.weekday, direction=day.direction, anchor=anchor)
        case Offset():
            amount = calendar_amount_in(day.amount, choices)
            return Offset(amount=amount, direction=day.direction, anchor=anchor)
        case _:
            assert_never(day)


def amount_in(place: Amount | Range | ChoiceRef, choices: Mapping[str, str]) -> Amount | Range:
    """The amount or range that stands here, or that the choice gives. Raises TimingError."""
    return _chosen(place, choices, parse_amount) if isinstance(place, ChoiceRef) else place


def calendar_amount_in(
    place: Amount | Range | ChoiceRef, choices: Mapping[str, str]
) -> Amount | Range:
    """As amount_in, where only days of any kind, weeks and months can stand."""
    amount = amount_in(place, choices)
    if amount.is_elapsed:
        raise TimingError([f"{place} is “{amount}” here, and only days, weeks or months fit."])
    return amount


def clock_in(place: time | ClinicHour | ChoiceRef, choices: Mapping[str, str]) -> time | ClinicHour:
    """The clock time or clinic's hour that stands here, or that the choice gives.

    Raises TimingError.
    """
    return _chosen(place, choices, parse_clock) if isinstance(place, ChoiceRef) else place


def anchor_in(place: str | ChoiceRef, choices: Mapping[str, str]) -> str:
    """The anchor's name that stands here, or that the choice gives. Raises TimingError."""
    return _chosen(place, choices, parse_anchor) if isinstance(place, ChoiceRef) else place


def _chosen(place: ChoiceRef, choices: Mapping[str, str], read: Callable[[str], _T]) -> _T:
    if place.name not in choices:
        raise TimingError([f"The choice {place} has no value."])
    try:
        return read(choices[place.name])
    except TimingError as wrong:
        raise TimingError([f"The choice {place}: {text}" for text in wrong.problems]) from None
