"""A clinician sets a value of the protocol's within the bounds its author gave."""

from __future__ import annotations

import pytest

from checklist.actions.choices import problem
from checklist.core.protocol import Choice, ChoiceKind

EVENING = Choice(
    key="evening",
    kind=ChoiceKind.CLOCK,
    label="Evening drops at",
    default="8pm",
    owner="The clinic",
    at_least="6pm",
    at_most="10:30pm",
)


@pytest.mark.parametrize("value", ["6pm", "20:15", "10:30pm"])
def test_a_clock_time_within_its_bounds_can_be_chosen(value: str) -> None:
    assert problem(EVENING, value) == ""


@pytest.mark.parametrize("value", ["5:59pm", "8am", "22:31"])
def test_a_clock_time_outside_its_bounds_is_refused(value: str) -> None:
    assert problem(EVENING, value) == "Choose from 6pm to 10:30pm."
