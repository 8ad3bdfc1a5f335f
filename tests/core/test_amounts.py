"""Amounts: three families that never mix, and months that stop at a month's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from checklist.core.amounts import Amount, Range
from checklist.core.calendar import Calendar
from tests.core.times import (
    calendar_amounts,
    day_amounts,
    days,
    days_and_calendars,
    elapsed_amounts,
    working_amounts,
)


def test_hours_pass_and_days_are_counted() -> None:
    assert Amount(hours=1, minutes=30).elapsed == timedelta(minutes=90)
    assert Amount(hours=24).is_elapsed
    assert not Amount(days=1).is_elapsed
    with pytest.raises(ValueError, match="not counted on the calendar"):
        Amount(hours=24).from_day(date(2027, 3, 4), "after")


def test_working_days_need_a_clinic_s_calendar() -> None:
    thursday, two = date(2027, 3, 4), Amount(working_days=2)
    assert two.is_working
    assert not two.is_elapsed
    with pytest.raises(ValueError, match="on a clinic's calendar"):
        two.from_day(thursday, "after")
    assert two.from_day(thursday, "after", Calendar()) == date(2027, 3, 8)
    closed_monday = Calendar(holidays=(date(2027, 3, 8),))
    assert two.from_day(thursday, "after", closed_monday) == date(2027, 3, 9)


def test_every_amount_knows_its_family() -> None:
    assert Amount(hours=24).family == "elapsed"
    assert Amount(days=1).family == "calendar"
    assert Amount(working_days=1).family == "working"


def test_five_working_days_are_about_a_week() -> None:
    assert Amount(working_days=5).rough_minutes == Amount(weeks=1).rough_minutes


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({}, "more than nothing"),
        ({"days": 0}, "more than nothing"),
        ({"days": -1, "weeks": 1}, "more than nothing"),
        ({"days": 1, "hours": 1}, "do not mix"),
        ({"working_days": 1, "hours": 1}, "working days do not mix"),
        ({"working_days": 1, "weeks": 1}, "working days do not mix"),
        ({"working_days": 2700}, "ten years"),
        ({"months": 130}, "ten years"),
        ({"days": 10**12}, "ten years"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(counts: dict[str, int], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Amount(**counts)


@pytest.mark.parametrize(
    ("day", "months", "after", "before"),
    [
        ("2027-01-31", 1, "2027-02-28", "2026-12-31"),
        ("2028-01-31", 1, "2028-02-29", "2027-12-31"),
        ("2027-03-31", 1, "2027-04-30", "2027-02-28"),
        ("2027-12-15", 1, "2028-01-15", "2027-11-15"),
        ("2027-03-04", 3, "2027-06-04", "2026-12-04"),
        ("2028-02-29", 12, "2029-02-28", "2027-02-28"),
    ],
)
def test_months_stop_at_the_end_of_a_month(day: str, months: int, after: str, before: str) -> None:
    amount = Amount(months=months)
    assert amount.from_day(date.fromisoformat(day), "after") == date.fromisoformat(after)
    assert amount.from_day(date.fromisoformat(day), "before") == date.fromisoformat(before)


def test_six_weeks_from_a_thursday_is_a_thursday() -> None:
    assert Amount(weeks=6).from_day(date(2027, 3, 4), "after") == date(2027, 4, 15)


def test_the_words_are_the_author_s() -> None:
    assert str(Amount(hours=24)) == "24 hours"
    assert str(Amount(minutes=90)) == "90 minutes"
    assert str(Amount(hours=1, minutes=1)) == "1 hour 1 minute"
    assert str(Amount(months=1, weeks=2, days=3)) == "1 month 2 weeks 3 days"
    assert str(Amount(working_days=1)) == "1 working day"
    assert str(Amount(working_days=2)) == "2 working days"


def test_a_range_shares_its_unit_when_it_can() -> None:
    assert str(Range(low=Amount(minutes=5), high=Amount(minutes=10))) == "5 to 10 minutes"
    assert str(Range(low=Amount(weeks=1), high=Amount(weeks=2))) == "1 to 2 weeks"
    assert str(Range(low=Amount(minutes=30), high=Amount(hours=1))) == "30 minutes to 1 hour"
    working = Range(low=Amount(working_days=1), high=Amount(working_days=2))
    assert str(working) == "1 to 2 working days"
    mixed = Range(low=Amount(weeks=2, days=1), high=Amount(weeks=3, days=1))
    assert str(mixed) == "2 weeks 1 day to 3 weeks 1 day"


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (Amount(minutes=10), Amount(minutes=5), "shorter"),
        (Amount(minutes=60), Amount(hours=1), "shorter"),
        (Amount(hours=24), Amount(days=2), "do not mix"),
        (Amount(days=1), Amount(working_days=2), "working days do not mix"),
    ],
)
def test_a_range_goes_upwards_in_one_family(low: Amount, high: Amount, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Range(low=low, high=high)


@given(days(), day_amounts())
def test_days_before_and_then_after_come_back(day: date, amount: Amount) -> None:
    assert amount.from_day(amount.from_day(day, "before"), "after") == day


@given(days(), calendar_amounts())
def test_after_is_later_and_before_is_earlier(day: date, amount: Amount) -> None:
    assert amount.from_day(day, "before") < day < amount.from_day(day, "after")


@given(elapsed_amounts())
def test_rough_length_is_exact_for_what_passes(amount: Amount) -> None:
    assert timedelta(minutes=amount.rough_minutes) == amount.elapsed


@given(days_and_calendars(), working_amounts())
def test_working_days_before_and_then_after_come_back(
    place: tuple[date, Calendar], amount: Amount
) -> None:
    day, calendar = place
    day = calendar.working_day_from(day)
    before = amount.from_day(day, "before", calendar)
    assert amount.from_day(before, "after", calendar) == day


@given(days_and_calendars(), working_amounts())
def test_working_days_are_counted_one_by_one(place: tuple[date, Calendar], amount: Amount) -> None:
    day, calendar = place
    found = amount.from_day(day, "after", calendar)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days + 1))
    assert calendar.is_working_day(found)
    assert sum(map(calendar.is_working_day, between)) == amount.working_days
