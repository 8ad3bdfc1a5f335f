"""The worked timeline, in the very sentences a patient reads.

A procedure on Thursday 4 March 2027 at 10:30am in London, arrival 8:30am; it ends at 11:30am and
the patient is home at 3pm. The clocks go forward on Sunday 28 March.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checklist.core.plan.build import build
from checklist.core.plan.model import Content, Task
from checklist.core.protocol import Phase, Tier
from tests.words.plans import BARELY, KNOWN, OVER, inputs, vertebroplasty


@pytest.fixture(scope="module")
def before() -> Content:
    return build(vertebroplasty(), inputs(KNOWN))


@pytest.fixture(scope="module")
def after() -> Content:
    return build(vertebroplasty(), inputs(OVER))


def task(content: Content, key: str) -> Task:
    found = content.task(key)
    assert found is not None, key
    return found


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (
            "medicine-undecided:undecided",
            "Keep taking Eliquis 5mg until we tell you to stop. "
            "Has someone else told you to stop? Call us before your next tablet.",
        ),
        (
            "medicine-undecided:formless",
            "Keep taking ibuprofen until we tell you to stop. "
            "Has someone else told you to stop? Call us before you take more.",
        ),
        (
            "medicine-last-dose:warfarin",
            "Take your last warfarin tablet at 6pm on Friday 26 February. "
            "Do not take more until we tell you. Dr Rao decided this. If you take one, call us.",
        ),
        (
            "medicine-stop:warfarin",
            "Your last warfarin tablet is the one for 6pm on Friday 26 February. "
            "Do not take more until we tell you. Dr Rao decided this. If you take one, call us.",
        ),
        ("no-food", "You can eat until 4:30am on Thursday 4 March. Do not eat after that."),
        (
            "no-drink",
            "You can drink water until 8:30am on Thursday 4 March. "
            "Do not drink anything after that.",
        ),
        (
            "arrive",
            "Come to Entrance B at 8:30am on Thursday 4 March. "
            "Bring this list, and all your medicines in their boxes.",
        ),
        (
            "rest",
            "Rest in bed until about 11:30am on Friday 5 March. "
            "Get up for the toilet, with someone near.",
        ),
        (
            "no-lifting",
            "Do not lift heavy bags. Do not lift a child. "
            "This lasts until the end of Wednesday 14 April. "
            "From Thursday 15 April, ask us before you lift.",
        ),
        (
            "no-driving",
            "Do not drive until your surgeon says you can. "
            "Do not drive if your medicine makes you sleepy.",
        ),
    ],
)
def test_before_the_day(before: Content, key: str, said: str) -> None:
    assert task(before, key).text == said


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (
            "rest",
            "Rest in bed until 11:30am on Friday 5 March. "
            "Get up for the toilet, with someone near.",
        ),
        (
            "first-night",
            "Go home with an adult. Do not go home alone. "
            "Have an adult stay with you until 11:30am on Friday 5 March.",
        ),
        (
            "medicine-restart:restart",
            "Take aspirin again from 8am on Saturday 6 March. Dr Rao decided this. "
            "Do not take extra to catch up.",
        ),
        (
            "medicine-restart-unknown:warfarin",
            "Do not take warfarin until we tell you. "
            "Dr Rao will tell you by 4pm on Friday 5 March. "
            "No call by then? Call us on 01632 960 123.",
        ),
    ],
)
def test_once_the_procedure_is_over(after: Content, key: str, said: str) -> None:
    assert task(after, key).text == said


def test_six_weeks_close_as_thursday_begins_in_summer_time(before: Content) -> None:
    assert task(before, "no-lifting").closes_at == datetime(2027, 4, 14, 23, 0, tzinfo=UTC)
    assert task(before, "no-strain").closes_at == datetime(2027, 4, 14, 23, 0, tzinfo=UTC)


def test_driving_has_no_end(before: Content) -> None:
    driving = task(before, "no-driving")
    assert driving.closes_at is None
    assert driving.opens_at == datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
    # The card for the first day must not read as leave to drive on the second.
    first_day = task(before, "after-sedation").text
    assert first_day.endswith(
        "Did we say not to drive for longer? Then do not drive until we say you can."
    )


def test_low_sugar_stands_before_the_fasting_rule(before: Content) -> None:
    order = [t.key for t in before.tasks if t.phase is Phase.DAY]
    assert order.index("low-sugar") < order.index("no-food") < order.index("no-drink")


def test_with_no_times_yet_nobody_goes_without_food_or_drink_too_long() -> None:
    barely = build(vertebroplasty(), inputs(BARELY))
    assert task(barely, "no-food").text.endswith("Eat as usual until then.")
    assert task(barely, "no-drink").text.endswith("Drink as usual until then.")
    assert task(barely, "no-lifting").text.endswith(
        "From Thursday 15 April, ask us before you lift."
    )


def test_each_choice_changes_the_words_it_should(before: Content) -> None:
    other = build(
        vertebroplasty(),
        inputs(
            KNOWN,
            anaesthesia="asleep",
            sips="sips",
            drink_hours="3 hours",
            lifting_limit="10lb",
            bed_rest="none",
        ),
    )
    assert task(other, "no-food").why.startswith("You will be asleep.")
    assert task(before, "no-food").why.startswith("You will be awake, with medicine to relax you.")
    assert task(other, "no-drink").text == (
        "You can drink water until 7:30am on Thursday 4 March. "
        "Do not drink more than small sips of water after that."
    )
    assert task(other, "no-lifting").title == "Do not lift more than 10lb"
    assert other.task("rest") is None
    assert other.task("get-up") is not None
    assert before.task("get-up") is None
    assert "past_sleep" in task(other, "answers").questions
    assert "past_sleep" not in task(before, "answers").questions


def test_the_benchmark_emergency_signs_are_there(before: Content) -> None:
    signs = [flag.text for flag in before.flags if flag.tier is Tier.EMERGENCY]
    for sign in (
        "Your chest hurts.",
        "You cannot breathe well.",
        "Your legs are weak or numb.",
        "You cannot pass urine.",
        "Your face drops.",
    ):
        assert sign in signs


def test_a_typical_plan_is_of_a_size_one_can_keep() -> None:
    """No answers and no medicines yet: what everybody gets."""
    nobody_asked = replace(inputs(KNOWN), answers={}, medicines=(), decisions=())
    assert 20 <= len(build(vertebroplasty(), nobody_asked).tasks) <= 30
