"""Where a timing falls on one plan: the tree of ``timing`` made into a moment.

The door is ``schedule.resolve``, which tells the rules. This runs for every step of every plan that
is built, so it makes nothing that it does not hand back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias, assert_never
from zoneinfo import ZoneInfo

from checklist.core.amounts import Amount, Direction, Range
from checklist.core.calendar import Calendar
from checklist.core.clock import WhenTwice, day_of, instant, local
from checklist.core.errors import TimingError
from checklist.core.moments import Moment, due_end, opening
from checklist.core.timing import (
    Adjusted,
    Adjustment,
    At,
    AtLeast,
    ChoiceRef,
    ClockOn,
    DayEdge,
    DayOf,
    DayTiming,
    Offset,
    Pick,
    Timing,
    WeekdayOf,
)
from checklist.core.timing_choices import amount_in, anchor_in, calendar_amount_in, clock_in

__all__ = ["RangeEnd", "Resolver"]

RangeEnd: TypeAlias = Literal["first", "last"]
"""Which end of a range is meant, in the order of time: 7 days before comes before 5 days before."""

_A_WEEK: Final = 7


class Resolver:
    """What one plan gives a timing to stand on; see ``schedule.resolve``."""

    __slots__ = ("_anchors", "_calendar", "_choices", "_first", "_tz", "_when_twice")

    def __init__(
        self,
        *,
        anchors: Mapping[str, Moment],
        choices: Mapping[str, str],
        tz: ZoneInfo,
        calendar: Calendar,
        when_twice: WhenTwice,
        of_range: RangeEnd,
    ) -> None:
        self._anchors = anchors
        self._choices = choices
        self._tz = tz
        self._calendar = calendar
        self._when_twice: WhenTwice = when_twice
        self._first = of_range == "first"

    def moment(self, timing: Timing) -> Moment:
        match timing:
            case At():
                return self._anchor(timing.anchor)
            case Offset():
                amount = amount_in(timing.amount, self._choices)
                return self._elapsed(timing, amount) if amount.is_elapsed else self._day(timing)
            case DayOf() | WeekdayOf():
                return self._day(timing)
            case ClockOn():
                return self._clock_on(timing, self._day(timing.day))
            case DayEdge():
                return self._edge(timing, self._day(timing.day))
            case Pick():
                return self._pick(timing)
            case Adjusted():
                return self._adjusted(timing.timing, self._how(timing))
            case AtLeast():
                return self.moment(timing.timing)
            case _:
                assert_never(timing)

    def _anchor(self, place: str | ChoiceRef) -> Moment:
        name = anchor_in(place, self._choices)
        found = self._anchors.get(name)
        if found is None:
            known = ", ".join(sorted(self._anchors))
            raise TimingError([f"There is no anchor “{name}” here; there are: {known}."])
        return found

    def _elapsed(self, timing: Offset, amount: Amount | Range) -> Moment:
        anchor = self._anchor(timing.anchor)
        if anchor.at is None:
            return Moment.unknown()
        if isinstance(amount, Range):
            amount = amount.low if self._first == (timing.direction == "after") else amount.high
        length = amount.elapsed
        at = anchor.at + length if timing.direction == "after" else anchor.at - length
        return Moment.at_instant(at, self._tz, firm=anchor.firm)

    def _day(self, timing: DayTiming) -> Moment:
        """The calendar day, whatever else is known of its anchor."""
        anchor = self._anchor(timing.anchor)
        day = anchor.day if anchor.at is None else day_of(anchor.at, self._tz)
        if day is None:
            return Moment.unknown()
        match timing:
            case Offset():
                amount = calendar_amount_in(timing.amount, self._choices)
                day = self._counted(day, amount, timing.direction)
            case WeekdayOf():
                day = _weekday_from(day, timing.weekday, timing.direction)
        return Moment.on(day, firm=anchor.firm)

    def _counted(self, day: date, amount: Amount | Range, direction: Direction) -> date:
        if isinstance(amount, Amount):
            return amount.from_day(day, direction, self._calendar)
        # Both ends are counted: 31 days can come after 1 month 2 days.
        low = amount.low.from_day(day, direction, self._calendar)
        high = amount.high.from_day(day, direction, self._calendar)
        return min(low, high) if self._first else max(low, high)

    def _clock_on(self, timing: ClockOn, on: Moment) -> Moment:
        clock = clock_in(timing.clock, self._choices)
        if on.day is None:
            return on
        if clock == "opening":
            at = self._calendar.opening_of(on.day, self._tz)
        elif clock == "closing":
            at = self._calendar.closing_of(on.day, self._tz)
        else:
            at = instant(on.day, clock, self._tz, when_twice=self._when_twice)
        return Moment.at_instant(at, self._tz, firm=on.firm)

    def _edge(self, timing: DayEdge, on: Moment) -> Moment:
        at = opening(on, self._tz) if timing.edge == "start" else due_end(on, self._tz)
        return on if at is None else Moment.at_instant(at, self._tz, firm=on.firm)

    def _pick(self, timing: Pick, how: Adjustment | None = None) -> Moment:
        """A day stands where it begins; beside a time at that very instant the time is later.

        Which of the two it is, is told before an ending (``how``) moves it.
        """
        first, second = self.moment(timing.first), self.moment(timing.second)
        one, other = opening(first, self._tz), opening(second, self._tz)
        if one is None or other is None:
            return Moment.unknown()  # with one of them open, neither is the later nor the earlier
        keys = (one, first.at is not None), (other, second.at is not None)
        second_is_picked = keys[0] < keys[1] if timing.which == "later" else keys[1] < keys[0]
        chosen = second if second_is_picked else first
        if how:
            chosen = self._adjusted(timing.second if second_is_picked else timing.first, how)
        firm = first.firm and second.firm
        return chosen if chosen.firm == firm else replace(chosen, firm=firm)

    def _adjusted(self, timing: Timing, how: Adjustment) -> Moment:
        """The end of a Friday is the Friday's, though Saturday begins: so days move, not instants.

        Only where a timing names no day of its own is it its instant's day that moves.
        """
        match timing:
            case Pick():
                return self._pick(timing, how)
            case ClockOn() if how != "next_opening":
                return self._clock_on(timing, self._moved(self._day(timing.day), how))
            case DayEdge() if how != "next_opening":
                return self._edge(timing, self._moved(self._day(timing.day), how))
            case _:
                return self._moved(self.moment(timing), how)

    def _how(self, timing: Adjusted) -> Adjustment:
        """A range's first end never moves out of the range: it moves on, into it."""
        back = timing.how == "working_day_before"
        return "next_working_day" if back and self._first and timing.has_range else timing.how

    def _moved(self, moment: Moment, how: Adjustment) -> Moment:
        if moment.day is None:
            return moment
        if moment.at is not None and how == "next_opening":
            at = self._calendar.next_opening(moment.at, self._tz)
            return Moment.at_instant(at, self._tz, firm=moment.firm)
        day = moment.day if moment.at is None else day_of(moment.at, self._tz)
        back = how == "working_day_before"
        calendar = self._calendar
        working = calendar.working_day_until(day) if back else calendar.working_day_from(day)
        if working == day:
            return moment
        if moment.at is None:
            return Moment.on(working, firm=moment.firm)
        clock = local(moment.at, self._tz).time()
        at = instant(working, clock, self._tz, when_twice=self._when_twice)
        return Moment.at_instant(at, self._tz, firm=moment.firm)


def _weekday_from(day: date, weekday: int, direction: Direction) -> date:
    if direction == "after":
        return day + timedelta(days=(weekday - day.weekday() - 1) % _A_WEEK + 1)
    return day - timedelta(days=(day.weekday() - weekday - 1) % _A_WEEK + 1)
