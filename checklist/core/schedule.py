"""When things happen: timing words made into moments of one plan.

This is the door to the algebra of time. The parts live in ``clock`` (zones and clock changes),
``calendar`` (working days and opening hours), ``moments`` (what is known, and the roles it plays),
``amounts``, ``timing`` (the tree), ``timing_grammar`` (the words) and ``timing_moments`` (the tree
on one plan); everything a caller needs can be imported from here.

The rules, all in the clinic's zone:

- minutes and hours pass through UTC and need an anchor known to the minute; otherwise the moment
  is not known yet;
- days, weeks and months are calendar days and give a day, unless the timing names a clock time;
- working days, opening hours and the endings ("or the next working day") are the clinic's;
- a day off has no hours: its opening time is that of the next working day, as the door stays shut
  until then, and its closing time that of the last working day before, as nobody answers after it;
- an ending moves a day and keeps the clock time; "or when we next open" leaves a working day as it
  is, and moves an instant outside the opening hours;
- a moment is firm when everything it rests on is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core.amounts import Amount, Direction, Range
from checklist.core.calendar import Calendar
from checklist.core.clock import WhenTwice
from checklist.core.moments import Moment, Precision, closing, due_end, last_full_day, opening
from checklist.core.timing import BOOKED, Timing
from checklist.core.timing_choices import fill
from checklist.core.timing_grammar import (
    parse_amount,
    parse_anchor,
    parse_clock,
    parse_range,
    parse_timing,
)
from checklist.core.timing_moments import RangeEnd, Resolver

__all__ = [
    "BOOKED",
    "Amount",
    "Direction",
    "Moment",
    "Precision",
    "Range",
    "RangeEnd",
    "Timing",
    "WhenTwice",
    "closing",
    "due_end",
    "fill",
    "last_full_day",
    "opening",
    "parse_amount",
    "parse_anchor",
    "parse_clock",
    "parse_range",
    "parse_timing",
    "resolve",
]

_OFFICE: Final = Calendar()


def resolve(
    timing: Timing,
    *,
    anchors: Mapping[str, Moment],
    choices: Mapping[str, str],
    tz: ZoneInfo,
    when_twice: WhenTwice = "first",
    calendar: Calendar | None = None,
    of_range: RangeEnd = "last",
) -> Moment:
    """The moment ``timing`` means for a plan with these anchors and choices.

    ``tz`` is the clinic's zone. A clock time the clocks skip gives the first instant after the gap;
    one that comes twice gives the first, which is the safe one to open or be due at. Ask for the
    second for the closing of an avoid, so that it never ends early.

    ``calendar`` has the clinic's working days and opening hours; without one they are Monday to
    Friday, 9am to 5pm. ``of_range`` says which end of a range is meant, in the order of time: of "5
    to 7 days before" the first is 7 days before.

    Raises TimingError when the timing names an anchor or a choice that is not given, or a choice's
    value does not fit its place. An anchor that is given and not known yet is no error. Raises
    ValueError for a calendar without one opening day in a year, which no clinic has.
    """
    return Resolver(
        anchors=anchors,
        choices=choices,
        tz=tz,
        calendar=calendar or _OFFICE,
        when_twice=when_twice,
        of_range=of_range,
    ).moment(timing)
