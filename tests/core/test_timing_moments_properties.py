"""What always holds of timings that ask the clinic's calendar, or have two ends."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.amounts import Direction, Range
from checklist.core.calendar import Calendar
from checklist.core.clock import day_of, exists, instant, local, start_of_day
from checklist.core.moments import opening
from checklist.core.schedule import Moment, RangeEnd, resolve
from checklist.core.timing import (
    Adjusted,
    Adjustment,
    At,
    ClockOn,
    DayOf,
    Offset,
    Timing,
    WeekdayOf,
)
from tests.core.times import (
    APIA,
    LONDON,
    any_ranges,
    clocks,
    days,
    days_and_calendars,
    instants,
    zones,
)

DIRECTIONS = st.sampled_from(["before", "after"])
ENDINGS = st.sampled_from(["working_day_before", "next_working_day"])


def resolved(
    timing: Timing,
    procedure: Moment,
    tz: ZoneInfo,
    calendar: Calendar,
    of_range: RangeEnd = "last",
) -> Moment:
    return resolve(
        timing,
        anchors={"procedure": procedure},
        choices={},
        tz=tz,
        calendar=calendar,
        of_range=of_range,
    )


@given(instants(), any_ranges(), DIRECTIONS, zones(), days_and_calendars())
def test_the_first_end_of_a_range_is_never_after_the_last(
    now: datetime,
    between: Range,
    direction: Direction,
    tz: ZoneInfo,
    place: tuple[date, Calendar],
) -> None:
    timing = Offset(amount=between, direction=direction, anchor="procedure")
    procedure, calendar = Moment.at_instant(now, tz), place[1]
    first, last = (
        opening(resolved(timing, procedure, tz, calendar, end), tz) for end in ("first", "last")
    )
    assert first is not None
    assert last is not None
    assert first <= last
    ends = {
        resolved(
            Offset(amount=amount, direction=direction, anchor="procedure"), procedure, tz, calendar
        )
        for amount in (between.low, between.high)
    }
    assert ends == {resolved(timing, procedure, tz, calendar, end) for end in ("first", "last")}


@given(days_and_calendars(), ENDINGS, zones())
def test_an_adjusted_day_is_a_working_day_and_a_working_day_stays(
    place: tuple[date, Calendar], how: Adjustment, tz: ZoneInfo
) -> None:
    day, calendar = place
    timing = Adjusted(timing=DayOf(anchor="procedure"), how=how)
    found = resolved(timing, Moment.on(day), tz, calendar).day
    assert found is not None
    assert calendar.is_working_day(found)
    if calendar.is_working_day(day):
        assert found == day
    else:
        assert (found > day) == (how == "next_working_day")
    assert resolved(timing, Moment.on(found), tz, calendar).day == found


@given(days_and_calendars(), ENDINGS, zones(), clocks())
def test_an_adjusted_time_keeps_its_clock_wherever_it_exists(
    place: tuple[date, Calendar], how: Adjustment, tz: ZoneInfo, clock: time
) -> None:
    day, calendar = place
    if clock == time(0):
        return
    timing = Adjusted(timing=ClockOn(clock=clock, day=DayOf(anchor="procedure")), how=how)
    moved = resolved(
        Adjusted(timing=DayOf(anchor="procedure"), how=how), Moment.on(day), tz, calendar
    ).day
    assert moved is not None
    found = resolved(timing, Moment.on(day), tz, calendar)
    assert found.at == instant(moved, clock, tz)
    if exists(moved, clock, tz) and found.at is not None:
        assert local(found.at, tz).time() == clock


@given(days_and_calendars(), instants(), zones())
def test_when_we_next_open_somebody_is_there(
    place: tuple[date, Calendar], now: datetime, tz: ZoneInfo
) -> None:
    calendar = place[1]
    timing = Adjusted(timing=At(anchor="procedure"), how="next_opening")
    found = resolved(timing, Moment.at_instant(now, tz), tz, calendar)
    assert found.at is not None
    assert found.at >= now
    assert calendar.is_open(found.at, tz)


@given(days(), st.integers(0, 6), DIRECTIONS)
def test_a_weekday_is_the_nearest_on_its_side(
    day: date, weekday: int, direction: Direction
) -> None:
    timing = WeekdayOf(weekday=weekday, direction=direction, anchor="procedure")
    found = resolved(timing, Moment.on(day), LONDON, Calendar()).day
    assert found is not None
    assert found.weekday() == weekday
    away = (found - day).days
    assert 1 <= (away if direction == "after" else -away) <= 7


@given(days_and_calendars(), zones())
def test_a_day_opens_before_it_closes_while_the_clinic_works(
    place: tuple[date, Calendar], tz: ZoneInfo
) -> None:
    day, calendar = place
    opens, closes = (
        resolved(ClockOn(clock=hour, day=DayOf(anchor="procedure")), Moment.on(day), tz, calendar)
        for hour in ("opening", "closing")
    )
    assert opens.at is not None
    assert closes.at is not None
    if not calendar.is_working_day(day):
        assert closes.at <= start_of_day(day, tz) < opens.at
    elif tz is not APIA:  # where a day was skipped whole
        assert day_of(opens.at, tz) == day_of(closes.at, tz) == day
        assert opens.at < closes.at
