"""Every 2 hours from 8am until 10pm: an author names the distance, a patient reads the hours."""

from __future__ import annotations

import pytest

from checklist.protocols import examine, read_protocol

WALK = """\
protocol: walking
title: {en: Walking}
steps:
  - step: walk
    kind: do
    opens: the day after procedure
    closes: 1 week after procedure
    repeat: {every: 2 hours, from: 8am, until: 10pm}
    en: {title: Go for a walk, text: "Walk a bit. Times today: {counts}.", why: It helps.}
"""
HOURS = "{every: 2 hours, from: 8am, until: 10pm}"


def _names(repeat: str) -> list[str]:
    step = read_protocol(WALK.replace(HOURS, repeat), "walking.yaml").steps[0]
    assert step.repeat is not None
    assert step.repeat.every == "1 day"
    return [session.name for session in step.repeat.sessions]


def _errors(repeat: str) -> list[str]:
    found = examine(WALK.replace(HOURS, repeat), "walking.yaml").errors
    return [error.partition(": ")[2] for error in found]


def test_both_ends_are_times_of_the_day_where_they_fall_on_it() -> None:
    assert _names(HOURS) == ["8am", "10am", "midday", "2pm", "4pm", "6pm", "8pm", "10pm"]


def test_an_end_between_two_times_is_none() -> None:
    assert _names("{every: 90 minutes, from: 6:30am, until: 10:30am}") == [
        "6:30am",
        "8am",
        "9:30am",
    ]


def test_hours_may_stand_on_some_days_of_the_week() -> None:
    some = "{every: 4 hours, from: 8am, until: 4pm, on: [monday], gap: 2 hours}"
    assert _names(some) == ["8am", "midday", "4pm"]


def test_a_stage_may_have_hours_of_its_own() -> None:
    stages = "{stages: [{for: 1 day, every: 1 hour, from: 8am, until: 10am}, {for: 3 days}]}"
    step = read_protocol(WALK.replace(HOURS, stages), "walking.yaml").steps[0]
    assert step.repeat is not None
    assert [s.clock for s in step.repeat.stages[0].sessions] == ["8am", "9am", "10am"]
    assert step.repeat.stages[1].sessions == ()


@pytest.mark.parametrize(
    ("repeat", "said"),
    [
        ("{every: 2 hours}", "“every: 2 hours” needs its hours: write “from: 8am” and"),
        ("{every: 2 hours, from: 8am}", "“every: 2 hours” needs its hours"),
        ("{every: 2 days, from: 8am, until: 8pm}", "“from” and “until” go with hours"),
        ("{from: 8am, until: 8pm}", "“from” and “until” go with hours"),
        (
            HOURS.replace("}", ", times: 4}"),
            "“every: 2 hours” and “times” do not go together: the least time",
        ),
        (
            HOURS.replace("}", ", at: [8am]}"),
            "“every: 2 hours” and “at” do not go together: the least time",
        ),
        (HOURS.replace("10pm", "7am"), "“until: 7am” is not later in the day than “from: 8am”."),
        (HOURS.replace("10pm", "late"), "expected a clock time such as 8am, found “late”."),
        (HOURS.replace("2 hours", "5 minutes"), "this is 169 times a day, and 48 are the most."),
        (HOURS.replace("}", ", gap: 3 hours}"), "less than “gap: 3 hours” apart"),
        ("{stages: [{for: 1 week, every: 2 days}]}", "a stage’s “every” is in hours"),
    ],
)
def test_what_hours_need_and_do_not_go_with_is_told(repeat: str, said: str) -> None:
    assert any(said in error for error in _errors(repeat)), _errors(repeat)
