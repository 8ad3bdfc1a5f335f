"""Puts a patient's choices into timing words: ``{food_hours} before {fasting_anchor}``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import TypeVar, assert_never

from checklist.core.amounts import Amount
from checklist.core.errors import TimingError
from checklist.core.timing import (
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
        case DayOf():
            return DayOf(anchor=anchor_in(timing.anchor, choices))
        case ClockOn():
            return ClockOn(
                clock=clock_in(timing.clock, choices), day=_fill_day(timing.day, choices)
            )
        case DayEdge():
            return DayEdge(edge=timing.edge, day=_fill_day(timing.day, choices))
        case Pick():
            first, second = fill(timing.first, choices), fill(timing.second, choices)
            return Pick(which=timing.which, first=first, second=second)
        case _:
            assert_never(timing)


def _fill_day(day: DayTiming, choices: Mapping[str, str]) -> DayTiming:
    anchor = anchor_in(day.anchor, choices)
    if isinstance(day, DayOf):
        return DayOf(anchor=anchor)
    amount = calendar_amount_in(day.amount, choices)
    return Offset(amount=amount, direction=day.direction, anchor=anchor)


def amount_in(place: Amount | ChoiceRef, choices: Mapping[str, str]) -> Amount:
    """The amount that stands here, or that the choice gives. Raises TimingError."""
    return _chosen(place, choices, parse_amount) if isinstance(place, ChoiceRef) else place


def calendar_amount_in(place: Amount | ChoiceRef, choices: Mapping[str, str]) -> Amount:
    """As amount_in, where only days, weeks and months can stand."""
    amount = amount_in(place, choices)
    if amount.is_elapsed:
        raise TimingError([f"{place} is “{amount}” here, and only days, weeks or months fit."])
    return amount


def clock_in(place: time | ChoiceRef, choices: Mapping[str, str]) -> time:
    """The clock time that stands here, or that the choice gives. Raises TimingError."""
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
