"""What people type into staff forms: days, clock times, and where to go back to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from checklist.core import clock
from checklist.core.errors import Invalid
from checklist.core.moments import Moment
from checklist.web.forms import (
    TWICE,
    in_order,
    instant_of,
    moment_of,
    read_clock,
    read_day,
    same_site,
)

LONDON = clock.zone("Europe/London")
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    "typed", ["2027-03-04", "4 3 2027", "04/03/2027", " 4.3.2027 ", "4-3-2027"]
)
def test_a_day_is_read_day_first_or_as_the_browser_sends_it(typed: str) -> None:
    assert read_day(typed) == date(2027, 3, 4)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the date"),
        ("March", "Write the date"),
        ("4 March 2027", "Write the date"),
        ("4 3 27", "Write the year with four digits."),
        ("31 6 2027", "There is no such date."),
        ("29 2 2027", "There is no such date."),
        ("4 13 2027", "There is no such date."),
    ],
)
def test_what_is_no_day_is_told_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_day(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("07:30", time(7, 30)),
        ("7:30am", time(7, 30)),
        ("7:30 PM", time(19, 30)),
        ("0730", time(7, 30)),
        ("7.30", time(7, 30)),
        ("07:30:00", time(7, 30)),
        ("midday", time(12, 0)),
        ("6pm", time(18, 0)),
    ],
)
def test_a_clock_time_is_read_as_people_write_it(typed: str, read: time) -> None:
    assert read_clock(typed) == read


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "7:61", "12am", "midnight", "730am pm"])
def test_what_is_no_clock_time_is_told_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="Write a clock time"):
        read_clock(typed)


def test_a_moment_is_as_precise_as_what_was_typed() -> None:
    assert moment_of(None, time(9), LONDON, field="t") == Moment.unknown()
    assert moment_of(SPRING, None, LONDON, field="t") == Moment.on(SPRING)
    assert moment_of(SPRING, time(9), LONDON, field="t").at == datetime(2027, 3, 28, 8, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_refused_beside_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        instant_of(SPRING, time(1, 30), LONDON, field="t")
    assert list(refused.value.problems) == ["t"]
    assert "does not happen" in refused.value.problems["t"]


@pytest.mark.parametrize("which", ["", "third"])
def test_a_time_that_comes_twice_is_asked_about(which: str) -> None:
    with pytest.raises(Invalid) as refused:
        instant_of(AUTUMN, time(1, 30), LONDON, field="t", which=which)
    assert refused.value.problems == {"t_which": TWICE}


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_either_of_two_times_can_be_meant(which: str, hour: int) -> None:
    at = instant_of(AUTUMN, time(1, 30), LONDON, field="t", which=which)
    assert at == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


def test_saying_which_changes_nothing_on_other_days() -> None:
    plain = instant_of(date(2027, 6, 1), time(1, 30), LONDON, field="t")
    assert instant_of(date(2027, 6, 1), time(1, 30), LONDON, field="t", which="second") == plain


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("/patients", True),
        ("/patients?show=before&page=2", True),
        ("/", True),
        ("", False),
        ("patients", False),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("/\t/evil.example", False),
        ("/\n/evil.example", False),
        ("https://evil.example", False),
        ("javascript:alert(1)", False),
        ("/patients\r\nSet-Cookie: a=b", False),
    ],
)
def test_only_our_own_paths_lead_back(path: str, ours: bool) -> None:
    assert same_site(path) is ours


def test_problems_come_in_the_order_of_the_fields() -> None:
    wrong = {"b": "two", "z": "none of ours", "a": "one"}
    assert list(in_order(wrong, ("a", "b"))) == ["z", "a", "b"]
