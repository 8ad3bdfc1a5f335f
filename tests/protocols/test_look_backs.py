"""A result counts only while it is fresh, and a repeat may say how long it goes on."""

from __future__ import annotations

import pytest

from checklist.core.bounds import Bounds
from checklist.core.conditions import Measured
from checklist.core.repeats import Stage
from checklist.protocols import examine, read_protocol

FILE = """\
protocol: look
title: {en: Look}
steps:
  - {step: inr, kind: measure, owner: clinic, due: 2 days before procedure,
     measure: {unit: INR, possible: {at_least: 0, at_most: 20}},
     en: {title: Read the INR, text: We look at it.}}
  - {step: come, kind: attend, due: procedure, waits_for: {CONDITION},
     en: {title: Come, text: Come to us.}}
  - {step: inject, kind: do, opens: the day of procedure, repeat: {REPEAT},
     en: {title: Inject, text: "Do it on {opens:day}."}}
"""
FRESH = "{measured: inr, at_most: 3.5, in_the_last: 72 hours}"
DAYS = "{at: 8pm, for: 35 days}"


def file(condition: str = FRESH, repeat: str = DAYS) -> str:
    return FILE.replace("{CONDITION}", condition).replace("{REPEAT}", repeat)


def test_a_gate_may_ask_for_a_fresh_result() -> None:
    step = read_protocol(file(), "look.yaml").steps[1]
    assert step.waits_for == Measured(
        measured_step="inr", value=Bounds(at_most=3.5), in_the_last="72 hours"
    )


def test_how_long_it_goes_on_is_one_stage() -> None:
    repeat = read_protocol(file(), "look.yaml").steps[2].repeat
    assert repeat is not None
    assert repeat.stages == (Stage(lasts="35 days"),)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("{measured: inr, in_the_last: 7 days}", "expected at_least, at_most, above or below"),
        ("{measured: inr, above: 2, in_the_last: a week}", "expected a time such as “7 days”"),
        ("{measured: inr, above: 2, before: home}", "“before:” stands beside “in_the_last” only"),
        ("{measured: inr, above: 2, in_the_last: 7 days, before: hom}", "Did you mean “home”?"),
    ],
)
def test_a_look_back_that_means_nothing_is_told(condition: str, told: str) -> None:
    (error,) = examine(file(condition), "look.yaml").errors
    assert told in error


def test_for_does_not_stand_beside_stages() -> None:
    both = "{for: 3 days, stages: [{for: 1 day}]}"
    (error,) = examine(file(repeat=both), "look.yaml").errors
    assert "“for” stands in each of the stages" in error
