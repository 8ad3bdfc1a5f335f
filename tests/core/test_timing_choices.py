"""Choices inside timings: each value must fit the place it stands in."""

from __future__ import annotations

import pytest
from hypothesis import given

from checklist.core.errors import TimingError
from checklist.core.timing import Timing
from checklist.core.timing_choices import fill
from checklist.core.timing_grammar import parse_timing
from tests.core.times import timings


@pytest.mark.parametrize(
    ("words", "choices", "filled"),
    [
        (
            "{food_hours} before {fasting_anchor}",
            {"food_hours": "6 hours", "fasting_anchor": "earliest_start"},
            "6 hours before earliest_start",
        ),
        (
            "{when} {how_long} before procedure",
            {"when": "18:00", "how_long": "1 day"},
            "6pm the day before procedure",
        ),
        ("end of the day of {leaving}", {"leaving": "home"}, "end of the day of home"),
        (
            "the later of {a} and {rest} after home",
            {"a": "arrival", "rest": "24 hours"},
            "the later of arrival and 24 hours after home",
        ),
        ("7am the day after {a}", {"a": "home", "not_asked": "for"}, "7am the day after home"),
        ("the day of {a}", {"a": "home"}, "the day of home"),
        ("the monday after {a}", {"a": "home"}, "the monday after home"),
        (
            "{t} the monday after {a}",
            {"t": "8am", "a": "first-dose"},
            "8am the monday after first-dose",
        ),
        ("opening time {d} before home", {"d": "1 day"}, "opening time the day before home"),
        ("at least {rest} after home", {"rest": "6 weeks"}, "at least 6 weeks after home"),
        (
            "{rest} before {a}, or the working day before",
            {"rest": "2 working days", "a": "drops.closes"},
            "2 working days before drops.closes, or the working day before",
        ),
        ("5 to 7 days before {a}", {"a": "home"}, "5 to 7 days before home"),
    ],
)
def test_a_value_takes_its_place(words: str, choices: dict[str, str], filled: str) -> None:
    timing = fill(parse_timing(words), choices)
    assert str(timing) == filled
    assert timing.choices == frozenset()


@pytest.mark.parametrize(
    ("words", "choices", "reason"),
    [
        ("{food} before home", {}, "The choice {food} has no value"),
        ("{food} before home", {"food": "six hours"}, "The choice {food}: .*expected a number"),
        ("6 hours before {where}", {"where": "6 hours"}, "The choice {where}: .*name of an anchor"),
        ("{at} the day before home", {"at": "12am"}, "The choice {at}: .*midnight"),
        ("6pm {early} before home", {"early": "6 hours"}, "{early} is “6 hours” here"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    words: str, choices: dict[str, str], reason: str
) -> None:
    with pytest.raises(TimingError, match=reason):
        fill(parse_timing(words), choices)


@given(timings())
def test_a_timing_without_choices_stays_as_it_is(timing: Timing) -> None:
    if not timing.choices:
        assert fill(timing, {}) == timing
