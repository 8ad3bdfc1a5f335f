"""The clinic's calendar: its days off, and the hours of the days around them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from checklist.core.calendar import Calendar, OpeningHours
from checklist.core.clock import day_of, local
from tests.core.times import APIA, LONDON, days_and_calendars, instants, utc, zones

EASTER = Calendar(holidays=(date(2027, 3, 26), date(2027, 3, 29)))
"""Good Friday and Easter Monday of 2027, around a weekend; the clocks go forward on the Sunday."""


def test_a_working_day_stays_itself() -> None:
    maundy_thursday = date(2027, 3, 25)
    assert EASTER.working_day_from(maundy_thursday) == maundy_thursday
    assert EASTER.working_day_until(maundy_thursday) == maundy_thursday


@pytest.mark.parametrize("day", ["2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29"])
def test_a_day_off_goes_to_the_working_days_around_it(day: str) -> None:
    off = date.fromisoformat(day)
    assert EASTER.working_day_from(off) == date(2027, 3, 30)
    assert EASTER.working_day_until(off) == date(2027, 3, 25)
    assert EASTER.working_day_before(off) == date(2027, 3, 25)


def test_hours_of_a_working_day_and_of_a_day_off() -> None:
    tuesday, saturday = date(2027, 3, 30), date(2027, 3, 27)
    assert EASTER.opening_of(tuesday, LONDON) == utc("2027-03-30 08:00")
    assert EASTER.closing_of(tuesday, LONDON) == utc("2027-03-30 16:00")
    assert EASTER.opening_of(saturday, LONDON) == utc("2027-03-30 08:00")
    assert EASTER.closing_of(saturday, LONDON) == utc("2027-03-25 17:00")


def test_each_weekday_has_its_own_hours() -> None:
    short_friday = OpeningHours(opens=time(8), closes=time(12))
    calendar = Calendar(hours={3: OpeningHours(opens=time(9), closes=time(17)), 4: short_friday})
    assert calendar.closing_of(date(2027, 3, 4), LONDON) == utc("2027-03-04 17:00")
    assert calendar.closing_of(date(2027, 3, 5), LONDON) == utc("2027-03-05 12:00")
    assert calendar.opening_of(date(2027, 3, 6), LONDON) == utc("2027-03-11 09:00")


def test_a_clinic_that_never_opens_is_refused() -> None:
    never = Calendar(hours={})
    for ask in (never.working_day_from, never.working_day_until, never.working_day_before):
        with pytest.raises(ValueError, match="at least one opening day"):
            ask(date(2027, 3, 4))
    with pytest.raises(ValueError, match="at least one opening day"):
        never.next_opening(utc("2027-03-04 10:30"), LONDON)


def test_nobody_opens_on_a_day_that_never_was() -> None:
    thursday_evening = utc("2011-12-30 08:00")  # 29 December in Apia, which went on to the 31st
    every_day = Calendar(
        hours=dict.fromkeys(range(7), OpeningHours(opens=time(9), closes=time(17)))
    )
    opens = every_day.next_opening(thursday_evening, APIA)
    assert every_day.is_open(opens, APIA)
    assert day_of(opens, APIA) == date(2011, 12, 31)


@given(days_and_calendars())
def test_no_working_day_is_passed_over(place: tuple[date, Calendar]) -> None:
    day, calendar = place
    first, last = calendar.working_day_from(day), calendar.working_day_until(day)
    assert last <= day <= first
    assert calendar.is_working_day(first)
    assert calendar.is_working_day(last)
    between = (last + timedelta(days=n) for n in range(1, (first - last).days))
    assert not any(calendar.is_working_day(each) for each in between if each != day)


@given(days_and_calendars(), instants(), zones())
def test_the_next_opening_is_an_opening(
    place: tuple[date, Calendar], now: datetime, tz: ZoneInfo
) -> None:
    _, calendar = place
    found = calendar.next_opening(now, tz)
    assert found >= now
    assert calendar.is_open(found, tz)
    if found > now:
        assert local(found, tz).time() == calendar.hours[day_of(found, tz).weekday()].opens
