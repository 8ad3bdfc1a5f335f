"""A clinic's hours: when somebody reads what came in, in the clinic's own zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from checklist.core.clinic import Clinic, OpeningHours
from tests.core.plans import at

WEEKDAY = OpeningHours(opens=time(8), closes=time(17))

RIVERSIDE = Clinic(
    id="c1",
    name="Riverside Spine Clinic",
    slug="riverside",
    zone="Europe/London",
    locale="en_GB",
    country="GB",
    phone="01632 960 123",
    out_of_hours_phone="01632 960 999",
    address="1 River Road",
    arrival_place="Entrance B",
    hours=dict.fromkeys(range(5), WEEKDAY),
    holidays=(date(2027, 3, 26), date(2027, 3, 29)),  # Good Friday, Easter Monday
)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2027-03-01 08:00", True),
        ("2027-03-01 07:59", False),
        ("2027-03-01 16:59", True),
        ("2027-03-01 17:00", False),
        ("2027-02-28 12:00", False),  # Sunday
        ("2027-03-26 12:00", False),  # a holiday
        ("2027-03-30 08:00", True),  # the first day of summer time that is open
    ],
)
def test_open_hours_are_half_open_and_local(now: str, is_open: bool) -> None:
    assert RIVERSIDE.is_open(at(now)) is is_open


def test_in_summer_the_doors_open_at_the_same_clock_time() -> None:
    assert not RIVERSIDE.is_open(at("2027-06-01 07:30"))
    assert RIVERSIDE.is_open(at("2027-06-01 08:30"))


def test_what_comes_on_sunday_night_is_read_on_monday_at_eight() -> None:
    assert RIVERSIDE.next_open(at("2027-02-28 21:00")) == at("2027-03-01 08:00")


def test_what_comes_before_easter_is_read_after_it() -> None:
    assert RIVERSIDE.next_open(at("2027-03-25 17:00")) == at("2027-03-30 08:00")


def test_while_open_it_is_read_now() -> None:
    assert RIVERSIDE.next_open(at("2027-03-01 09:17")) == at("2027-03-01 09:17")


def test_early_on_a_working_day_it_is_read_that_day() -> None:
    assert RIVERSIDE.next_open(at("2027-03-01 00:10")) == at("2027-03-01 08:00")


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2027, 3, 4), date(2027, 3, 3)),
        (date(2027, 3, 1), date(2027, 2, 26)),  # Monday: Friday
        (date(2027, 3, 30), date(2027, 3, 25)),  # the day after Easter
        (date(2027, 3, 6), date(2027, 3, 5)),  # a Saturday list
    ],
)
def test_the_last_working_day_before(day: date, before: date) -> None:
    assert RIVERSIDE.working_day_before(day) == before


def test_the_number_to_call_follows_the_hour() -> None:
    assert RIVERSIDE.phone_now(at("2027-03-01 09:00")) == RIVERSIDE.phone
    assert RIVERSIDE.phone_now(at("2027-03-01 19:00")) == RIVERSIDE.out_of_hours_phone


@pytest.mark.parametrize(("country", "number"), [("GB", "999"), ("US", "911"), ("DE", "112")])
def test_the_emergency_number_follows_the_country(country: str, number: str) -> None:
    assert replace(RIVERSIDE, country=country).emergency_number == number


def test_the_clinics_language_is_its_locales() -> None:
    assert RIVERSIDE.language == "en"


def test_a_clinic_that_never_opens_is_refused() -> None:
    never = replace(RIVERSIDE, hours={})
    with pytest.raises(ValueError, match="opening day"):
        never.next_open(at("2027-03-01 09:00"))
    with pytest.raises(ValueError, match="opening day"):
        never.working_day_before(date(2027, 3, 1))
