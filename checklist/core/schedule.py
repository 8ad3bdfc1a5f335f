"""When things happen: timing words made into moments of one plan.

This is the door to the algebra of time. The parts live in ``clock`` (zones and clock changes),
``moments`` (what is known, and the roles it plays), ``amounts``, ``timing`` (the tree) and
``timing_grammar`` (the words); everything a caller needs can be imported from here.

The rules, all in the clinic's zone:

- minutes and hours pass through UTC and need an anchor known to the minute; otherwise the moment
  is not known yet;
- days, weeks and months are calendar days and give a day, unless the timing names a clock time;
- a moment is firm when everything it rests on is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never
from zoneinfo import ZoneInfo

from checklist.core.amounts import Amount, Direction, Range
from checklist.core.clock import WhenTwice, day_of, instant
from checklist.core.errors import TimingError
from checklist.core.moments import Moment, Precision, closing, due_end, last_full_day, opening
from checklist.core.timing import (
    BOOKED,
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
from checklist.core.timing_choices import (
    amount_in,
    anchor_in,
    calendar_amount_in,
    clock_in,
    fill,
)
from checklist.core.timing_grammar import (
    parse_amount,
    parse_anchor,
    parse_clock,
    parse_range,
    parse_timing,
)

__all__ = [
    "BOOKED",
    "Amount",
    "Direction",
    "Moment",
    "Precision",
    "Range",
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


def resolve(
    timing: Timing,
    *,
    anchors: Mapping[str, Moment],
    choices: Mapping[str, str],
    tz: ZoneInfo,
    when_twice: WhenTwice = "first",
) -> Moment:
    """The moment ``timing`` means for a plan with these anchors and choices.

    ``tz`` is the clinic's zone. A clock time the clocks skip gives the first instant after the gap;
    one that comes twice gives the first, which is the safe one to open or be due at. Ask for the
    second for the closing of an avoid, so that it never ends early.

    Raises TimingError when the timing names an anchor or a choice that is not given, or a choice's
    value does not fit its place. An anchor that is given and not known yet is no error.
    """
    return _Plan(anchors=anchors, choices=choices, tz=tz, when_twice=when_twice).moment(timing)


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What one plan gives a timing to stand on."""

    anchors: Mapping[str, Moment]
    choices: Mapping[str, str]
    tz: ZoneInfo
    when_twice: WhenTwice

    def moment(self, timing: Timing) -> Moment:
        match timing:
            case At():
                return self._anchor(timing.anchor)
            case Offset() if amount_in(timing.amount, self.choices).is_elapsed:
                return self._elapsed(timing)
            case Offset() | DayOf():
                return self._day(timing)
            case ClockOn():
                return self._clock_on(timing)
            case DayEdge():
                return self._edge(timing)
            case Pick():
                return self._pick(timing)
            case _:
                assert_never(timing)

    def _anchor(self, place: str | ChoiceRef) -> Moment:
        name = anchor_in(place, self.choices)
        if name not in self.anchors:
            known = ", ".join(sorted(self.anchors))
            raise TimingError([f"There is no anchor “{name}” here; there are: {known}."])
        return self.anchors[name]

    def _elapsed(self, timing: Offset) -> Moment:
        anchor = self._anchor(timing.anchor)
        if anchor.at is None:
            return Moment.unknown()
        length = amount_in(timing.amount, self.choices).elapsed
        at = anchor.at + length if timing.direction == "after" else anchor.at - length
        return Moment.at_instant(at, self.tz, firm=anchor.firm)

    def _day(self, timing: DayTiming) -> Moment:
        """The calendar day, whatever else is known of its anchor."""
        anchor = self._anchor(timing.anchor)
        day = anchor.day if anchor.at is None else day_of(anchor.at, self.tz)
        if day is None:
            return Moment.unknown()
        if isinstance(timing, Offset):
            amount = calendar_amount_in(timing.amount, self.choices)
            day = amount.from_day(day, timing.direction)
        return Moment.on(day, firm=anchor.firm)

    def _clock_on(self, timing: ClockOn) -> Moment:
        on, clock = self._day(timing.day), clock_in(timing.clock, self.choices)
        if on.day is None:
            return on
        at = instant(on.day, clock, self.tz, when_twice=self.when_twice)
        return Moment.at_instant(at, self.tz, firm=on.firm)

    def _edge(self, timing: DayEdge) -> Moment:
        on = self._day(timing.day)
        at = opening(on, self.tz) if timing.edge == "start" else due_end(on, self.tz)
        return on if at is None else Moment.at_instant(at, self.tz, firm=on.firm)

    def _pick(self, timing: Pick) -> Moment:
        """A day stands where it begins; beside a time at that very instant the time is later."""
        first, second = self.moment(timing.first), self.moment(timing.second)
        keyed = [
            (opens, moment.at is not None, moment)
            for moment in (first, second)
            if (opens := opening(moment, self.tz)) is not None
        ]
        if len(keyed) < 2:
            return Moment.unknown()  # with one of them open, neither is the later nor the earlier
        pick = max if timing.which == "later" else min
        chosen = pick(keyed, key=lambda one: one[:2])[-1]
        return replace(chosen, firm=first.firm and second.firm)
