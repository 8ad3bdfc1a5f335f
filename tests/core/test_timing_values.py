"""The values inside timing words: amounts, ranges, clock times and the names of anchors."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given

from checklist.core.amounts import Amount, Range
from checklist.core.errors import TimingError
from checklist.core.timing_grammar import parse_amount, parse_anchor, parse_clock, parse_range
from tests.core.times import any_ranges


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("0 hours", "more than nothing"),
        ("1 day 1 hour", "do not mix"),
        ("30 minutes 1 hour", "larger unit goes first"),
        ("4000 days", "ten years"),
        ("3000 working days", "ten years"),
        ("1 week 2 working days", "working days do not mix"),
        ("2 working days 3 hours", "working days do not mix"),
        ("1 day 2 days", "days twice"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_with_a_reason(words: str, reason: str) -> None:
    with pytest.raises(TimingError, match=reason):
        parse_amount(words)


def test_amounts() -> None:
    assert parse_amount("6 hours") == Amount(hours=6)
    assert parse_amount("1 day") == Amount(days=1)
    assert parse_amount("90 minutes") == Amount(minutes=90)
    assert parse_amount("6 weeks") == Amount(weeks=6)
    assert parse_amount("2 working days") == Amount(working_days=2)
    assert parse_amount("1 working day") == Amount(working_days=1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 to 10 minutes", Range(low=Amount(minutes=5), high=Amount(minutes=10))),
        ("30 minutes to 1 hour", Range(low=Amount(minutes=30), high=Amount(hours=1))),
        (
            "45 minutes to 1 hour 30 minutes",
            Range(low=Amount(minutes=45), high=Amount(hours=1, minutes=30)),
        ),
        (
            "2 to 3 working days",
            Range(low=Amount(working_days=2), high=Amount(working_days=3)),
        ),
        (
            "2 weeks 1 day to 3 weeks 1 day",
            Range(low=Amount(weeks=2, days=1), high=Amount(weeks=3, days=1)),
        ),
    ],
)
def test_ranges(words: str, expected: Range) -> None:
    assert parse_range(words) == expected
    assert parse_range(str(expected)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "5 minutes",
        "10 to 5 minutes",
        "5 to minutes",
        "0 to 5 days",
        "5 to",
        "5 minutes to 2 days",
        "1 day to 2 working days",
    ],
)
def test_what_is_not_a_range_is_refused(words: str) -> None:
    with pytest.raises(TimingError):
        parse_range(words)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("7:30am", time(7, 30)),
        ("6 PM", time(18)),
        ("midday", time(12)),
        ("12:30pm", time(12, 30)),
        ("12:30am", time(0, 30)),
        ("18:05", time(18, 5)),
    ],
)
def test_clock_times(words: str, clock: time) -> None:
    assert parse_clock(words) == clock


@pytest.mark.parametrize(
    "words",
    ["the", "days", "{home}", "home now", "6pm", "", "drops.ends", "day.opens", "-dose", "dose-"],
)
def test_what_is_not_an_anchor_is_refused(words: str) -> None:
    with pytest.raises(TimingError):
        parse_anchor(words)


@pytest.mark.parametrize("name", ["home", "dose_2", "first-dose", "the-day", "drops.closes"])
def test_anchors(name: str) -> None:
    assert parse_anchor(name) == name


@given(any_ranges())
def test_every_range_reads_back_as_itself(between: Range) -> None:
    assert parse_range(str(between)) == between
