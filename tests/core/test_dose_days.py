"""Dose-free days are counted on the calendar, and a last dose never hides in the wrong day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.dose_days import (
    DoseDay,
    DoseDayKind,
    dose_days,
    full_days_without,
    hours_without,
)
from checklist.core.moments import Moment

LONDON = clock.zone("Europe/London")
THURSDAY = date(2027, 3, 4)
PROCEDURE = Moment.at_instant(datetime(2027, 3, 4, 10, 30, tzinfo=UTC), LONDON)


def test_the_worked_timeline_has_five_full_days_without() -> None:
    """facts.md: the last dose on Friday 26 February leaves five full days before Thursday."""
    days = dose_days(datetime(2027, 2, 26, 18, 0, tzinfo=UTC), PROCEDURE, LONDON)
    assert [one.day.day for one in days] == [26, 27, 28, 1, 2, 3, 4]
    assert full_days_without(days) == 5
    assert days[0].kind is DoseDayKind.LAST
    assert days[-1].kind is DoseDayKind.PROCEDURE


def test_hold_two_days_for_a_thursday_means_a_last_dose_on_monday() -> None:
    days = dose_days(datetime(2027, 3, 1, 20, 0, tzinfo=UTC), PROCEDURE, LONDON)
    assert full_days_without(days) == 2


def test_a_dose_the_evening_before_leaves_no_full_day() -> None:
    days = dose_days(datetime(2027, 3, 3, 23, 59, tzinfo=UTC), PROCEDURE, LONDON)
    assert full_days_without(days) == 0
    assert hours_without(datetime(2027, 3, 3, 23, 59, tzinfo=UTC), PROCEDURE) == 10


def test_a_dose_at_midnight_belongs_to_the_evening_before() -> None:
    """Patients read it as "11:59pm on Monday"; the strip must not say Tuesday."""
    days = dose_days(datetime(2027, 3, 2, 0, 0, tzinfo=UTC), PROCEDURE, LONDON)
    assert days[0].day == date(2027, 3, 1)


def test_both_stand_when_the_last_dose_is_on_the_morning_of_the_procedure() -> None:
    days = dose_days(datetime(2027, 3, 4, 6, 0, tzinfo=UTC), PROCEDURE, LONDON)
    assert days == (
        DoseDay(day=THURSDAY, kind=DoseDayKind.LAST),
        DoseDay(day=THURSDAY, kind=DoseDayKind.PROCEDURE),
    )
    assert full_days_without(days) == 0


def test_a_dose_that_is_not_before_the_procedure_has_no_days() -> None:
    late = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
    assert dose_days(late, PROCEDURE, LONDON) == ()
    assert hours_without(late, PROCEDURE) is None
    assert dose_days(datetime(2027, 3, 5, tzinfo=UTC), Moment.on(THURSDAY), LONDON) == (
        DoseDay(day=THURSDAY, kind=DoseDayKind.LAST),
        DoseDay(day=THURSDAY, kind=DoseDayKind.PROCEDURE),
    )
    assert dose_days(datetime(2027, 3, 5, 9, tzinfo=UTC), Moment.on(THURSDAY), LONDON) == ()


def test_nothing_is_counted_towards_a_day_nobody_knows() -> None:
    last = datetime(2027, 2, 26, 18, tzinfo=UTC)
    assert dose_days(last, Moment.unknown(), LONDON) == ()
    assert hours_without(last, Moment.unknown()) is None
    assert hours_without(last, Moment.on(THURSDAY)) is None


def test_hours_pass_as_on_a_watch_when_the_clocks_go_forward() -> None:
    """From 8pm on Saturday 27 March to 8am on Sunday is eleven hours: one of them never was."""
    last = clock.instant(date(2027, 3, 27), time(20), LONDON)
    sunday = clock.instant(date(2027, 3, 28), time(8), LONDON)
    assert hours_without(last, Moment.at_instant(sunday, LONDON)) == 11


@pytest.mark.parametrize("name", ["Europe/London", "Africa/Cairo", "America/Havana"])
@given(
    procedure_day=st.dates(date(2020, 1, 20), date(2035, 12, 31)),
    minutes=st.integers(0, 20 * 24 * 60),
)
def test_every_day_comes_once_and_in_order(name: str, procedure_day: date, minutes: int) -> None:
    tz: ZoneInfo = clock.zone(name)
    at = clock.start_of_day(procedure_day, tz) + timedelta(hours=10)
    last = at - timedelta(minutes=minutes + 1)
    days = dose_days(last, Moment.at_instant(at, tz), tz)
    assert days[-1].kind is DoseDayKind.PROCEDURE
    assert days[0].kind is DoseDayKind.LAST
    shown = [one.day for one in days]
    assert full_days_without(days) == max(0, (shown[-1] - shown[0]).days - 1)
    assert all(after - before == timedelta(days=1) for before, after in pairwise(shown)) or (
        len(shown) == 2 and shown[0] == shown[1]
    )
