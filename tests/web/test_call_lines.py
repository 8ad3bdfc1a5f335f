"""Whom to call about one sign: by the hour, on the clinic's clocks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checklist.core.clinic import Clinic
from checklist.core.protocol import CallLine
from checklist.web.call_lines import by_the_hour, number_now

DAY_AND_NIGHT = (
    CallLine(phone="01632 960 777", since="8am", until="8pm"),
    CallLine(phone="emergency", since="8pm", until="8am"),
)


@pytest.mark.parametrize(
    ("hour", "number"),
    [(7, "999"), (8, "01632 960 777"), (19, "01632 960 777"), (20, "999"), (0, "999")],
)
def test_the_line_of_this_hour_counts(clinic: Clinic, hour: int, number: str) -> None:
    now = datetime(2027, 3, 3, hour, tzinfo=UTC)
    assert number_now(DAY_AND_NIGHT, clinic, now, emergency_number="999") == number


def test_the_hours_are_the_clinics_own(clinic: Clinic) -> None:
    """In July it is 8am in London while it is 7am in UTC."""
    now = datetime(2027, 7, 1, 7, tzinfo=UTC)
    assert number_now(DAY_AND_NIGHT, clinic, now, emergency_number="999") == "01632 960 777"


def test_the_clinics_own_number_is_the_one_that_answers(clinic: Clinic) -> None:
    line = (CallLine(phone="clinic"),)
    by_day = number_now(line, clinic, datetime(2027, 3, 3, 9, tzinfo=UTC), emergency_number="999")
    at_night = number_now(
        line, clinic, datetime(2027, 3, 3, 23, tzinfo=UTC), emergency_number="999"
    )
    assert (by_day, at_night) == (clinic.phone, clinic.out_of_hours_phone)


def test_where_no_line_holds_it_is_by_the_tier(clinic: Clinic) -> None:
    now = datetime(2027, 3, 3, 22, tzinfo=UTC)
    assert number_now(DAY_AND_NIGHT[:1], clinic, now, emergency_number="999") == ""
    assert number_now((), clinic, now, emergency_number="999") == ""


def test_before_any_clinic_is_known_only_a_number_for_all_hours_is_given() -> None:
    now = datetime(2027, 3, 3, 9, tzinfo=UTC)
    any_hour = CallLine(phone="01632 960 777")
    assert number_now(DAY_AND_NIGHT, None, now, emergency_number="112") == ""
    assert number_now((any_hour,), None, now, emergency_number="112") == "01632 960 777"
    assert number_now((CallLine(phone="clinic"),), None, now, emergency_number="112") == ""


def test_paper_says_them_all(clinic: Clinic) -> None:
    said = by_the_hour(DAY_AND_NIGHT, clinic, "en_GB").replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Call 01632 960 777 from 8am to 8pm. Call 999 from 8pm to 8am."
    assert by_the_hour((), clinic, "en_GB") == ""
