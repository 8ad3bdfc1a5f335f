"""Days typed in a hurry, read as they are meant or not at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.near_days import WEEKDAYS, read_near
from checklist.core.words import short_day_words

PROCEDURE = date(2027, 3, 4)


@pytest.mark.parametrize(
    ("typed", "day", "rest"),
    [
        ("thu 4 mar", date(2027, 3, 4), ""),
        ("Thu 4 Mar", date(2027, 3, 4), ""),
        ("Thursday, 4th March", date(2027, 3, 4), ""),
        ("4/3", date(2027, 3, 4), ""),
        ("4.3.", date(2027, 3, 4), ""),
        ("4/3/27", date(2027, 3, 4), ""),
        ("04-03-2027", date(2027, 3, 4), ""),
        ("26 feb 6pm", date(2027, 2, 26), "6pm"),
        ("26feb at 18:00", date(2027, 2, 26), "18:00"),
        ("fri 26 feb, 6:30pm", date(2027, 2, 26), "6:30pm"),
        ("feb 26", date(2027, 2, 26), ""),
        ("26 Feb 2027 6pm", date(2027, 2, 26), "6pm"),
        ("2027-02-26", date(2027, 2, 26), ""),
        ("26/2 6pm", date(2027, 2, 26), "6pm"),
        ("28 dec", date(2026, 12, 28), ""),
        ("29 feb 2028", date(2028, 2, 29), ""),
    ],
)
def test_what_is_typed_in_a_hurry_is_read(typed: str, day: date, rest: str) -> None:
    assert read_near(typed, near=PROCEDURE) == (day, rest)


def test_where_the_month_comes_first_it_is_read_first() -> None:
    assert read_near("3/4", near=PROCEDURE, day_first=False)[0] == PROCEDURE
    assert read_near("2027-03-04", near=PROCEDURE, day_first=False)[0] == PROCEDURE


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("thu 5 mar", "5 Mar 2027 is a Friday, not a Thursday"),
        ("31/2", "no such date"),
        ("13/13", "no such date"),
        ("29 feb", "no such date"),
        ("thursday", "Write the date"),
        ("soon", "Write the date"),
        ("", "Write the date"),
        ("4", "Write the date"),
    ],
)
def test_a_slip_is_said_and_never_guessed(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_near(typed, near=PROCEDURE)


@given(st.integers(min_value=-180, max_value=180))
def test_what_we_write_in_the_field_is_read_back_as_the_same_day(days: int) -> None:
    day = PROCEDURE + timedelta(days=days)
    assert read_near(short_day_words(day, "en_GB"), near=PROCEDURE) == (day, "")
    assert WEEKDAYS[day.weekday()].startswith(short_day_words(day, "en_GB")[:3])


@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    with suppress(ValueError):
        assert isinstance(read_near(typed, near=PROCEDURE)[0], date)
