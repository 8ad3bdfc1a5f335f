"""The morning sheet beside its limits: what was after them, and how long, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.core.morning import Morning, after_limits, escort_of, fasting, how_long
from checklist.core.plan.model import Answer
from tests.core.plans import at, inputs, plan

CONTENT = plan(inputs())
"""The worked timeline: food stops at 4:30am, fluid at 8:30am, on Thursday 4 March."""


def filled(**said: object) -> Morning:
    return Morning(id="m1", by="Sam Okafor", at=at("2027-03-04 09:00"), **said)  # type: ignore[arg-type]  # a dict of its fields


def test_the_limits_are_those_of_the_plan() -> None:
    limits = fasting(CONTENT)
    assert limits["food"].opens_at == at("2027-03-04 04:30")
    assert limits["drink"].opens_at == at("2027-03-04 08:30")


def test_at_the_limit_is_in_time_and_a_minute_later_is_not() -> None:
    assert after_limits(filled(food_at=at("2027-03-04 04:30")), CONTENT) == ()
    (late,) = after_limits(filled(food_at=at("2027-03-04 04:31")), CONTENT)
    assert (late.what, late.by) == ("food", timedelta(minutes=1))


def test_food_and_drink_are_judged_each_by_its_own_limit() -> None:
    morning = filled(food_at=at("2027-03-03 20:00"), drink_at=at("2027-03-04 08:45"))
    assert [(late.what, how_long(late.by)) for late in after_limits(morning, CONTENT)] == [
        ("drink", "15 minutes")
    ]


def test_what_nobody_knows_is_no_accusation() -> None:
    assert after_limits(None, CONTENT) == ()
    assert after_limits(filled(food="toast"), CONTENT) == ()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "under a minute"), (1, "1 minute"), (60, "1 hour"), (210, "3 hours 30 minutes")],
)
def test_how_long_is_told_to_the_minute(minutes: int, said: str) -> None:
    assert how_long(timedelta(minutes=minutes, seconds=20)) == said


@pytest.mark.parametrize(
    ("value", "detail", "found"),
    [
        ("yes", "My son Tom, 07700 900123", ("My son Tom", "07700 900123")),
        ("yes", "Joan (+44 7700 900 142)", ("Joan", "+44 7700 900 142")),
        ("yes", "My son", ("My son", "")),
        ("no", "Nobody yet", ("", "")),
        ("yes", "", ("", "")),
    ],
)
def test_the_escort_is_taken_from_the_patients_own_answer(
    value: str, detail: str, found: tuple[str, str]
) -> None:
    answers = {"taken_home": Answer(id="a", question="taken_home", value=value, detail=detail)}
    assert escort_of(answers) == found


def test_without_an_answer_there_is_no_escort() -> None:
    assert escort_of({}) == ("", "")
