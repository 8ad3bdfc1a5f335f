"""Build: what is not known is not guessed, the clocks may change, and nothing else may."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from checklist.core.protocol import Phase
from tests.core.plans import (
    AMLODIPINE,
    PROTOCOL,
    STOP,
    WARFARIN,
    answered,
    at,
    inputs,
    keys,
    moment,
    moved,
    plan,
    planned,
    task,
    with_step,
)


def test_with_only_the_day_known_times_are_promised_and_days_are_dated() -> None:
    content = plan(inputs(anchors=planned(procedure="2027-03-04")))
    food = task(content, "no-food")
    assert (food.opens_at, food.closes_at, food.clock, food.when) == (None, None, "", "")
    assert "We will tell you" in food.text
    assert food.day == date(2027, 3, 4)
    assert food.estimated
    assert task(content, "arrive").due_at is None
    assert task(content, "no-lifting").closes_at == at("2027-04-15 00:00")


def test_a_window_that_closes_at_the_procedure_does_not_close_before_its_day() -> None:
    """With only the day known it closes some time that day: never as the day begins."""
    content = plan(inputs(anchors=planned(procedure="2027-03-04")))
    assert task(content, "day-medicines").closes_at is None


def test_with_nothing_known_everything_still_says_something() -> None:
    content = plan(inputs(anchors={}, medicines=(WARFARIN,), decisions=(STOP,)))
    before = plan(inputs(medicines=(WARFARIN,), decisions=(STOP,)))
    assert all(t.text and t.title for t in content.tasks)
    assert keys(content) == keys(before)
    assert task(content, "no-lifting").text == "We will tell you when."
    assert not content.decide_by


def test_a_time_that_becomes_known_changes_what_was_told() -> None:
    vague = plan(inputs(anchors=planned(procedure="2027-03-04")))
    known = plan(inputs())
    assert task(vague, "arrive").meaning != task(known, "arrive").meaning
    assert task(vague, "no-lifting").meaning == task(known, "no-lifting").meaning


def test_an_earliest_start_moves_the_fast_and_not_the_procedure() -> None:
    content = plan(moved(inputs(), earliest_start="2027-03-04 09:00"))
    assert task(content, "no-food").clock == "3am"
    assert task(content, "no-food").opens_at == at("2027-03-04 03:00")
    assert content.anchors["procedure"] == moment("2027-03-04 10:30")


def test_a_fast_that_begins_the_evening_before_names_its_day() -> None:
    anchors = planned(procedure="2027-03-04 07:30", arrival="2027-03-04 06:30")
    content = plan(inputs(anchors=anchors, choices={"food_hours": "8 hours"}))
    assert task(content, "no-food").clock == "11:30pm on Wednesday 3 March"
    assert task(content, "no-food").day == date(2027, 3, 3)


def test_a_fast_that_begins_at_midnight_is_named_by_its_evening() -> None:
    content = plan(inputs(anchors=planned(procedure="2027-03-04 06:00")))
    assert task(content, "no-food").clock == "11:59pm on Wednesday 3 March"
    assert "until 11:59pm on Wednesday 3 March" in task(content, "no-food").text


@pytest.mark.parametrize(
    ("procedure", "food_stops"),
    [
        # Clocks go forward at 1am on Sunday 28 March: six hours before 6am is 11pm, not midnight.
        ("2027-03-28 06:00", "11pm on Saturday 27 March"),
        # They go back at 2am on Sunday 31 October: six hours before 6am is the first of two 1ams.
        ("2027-10-31 06:00", "1am (before the clocks change)"),
    ],
)
def test_six_hours_are_six_hours_when_the_clocks_change(procedure: str, food_stops: str) -> None:
    made = inputs(
        anchors=planned(procedure=procedure),
        booked_at=at("2027-02-01 09:00"),
        as_of=at("2027-02-01 09:00"),
    )
    food = task(plan(made), "no-food")
    assert food.opens_at == at(procedure) - timedelta(hours=6)
    assert food.clock == food_stops


def test_six_weeks_across_the_autumn_change_end_with_a_day() -> None:
    made = inputs(
        anchors=planned(procedure="2027-10-14 10:30"),
        booked_at=at("2027-09-20 09:00"),
        as_of=at("2027-09-20 09:00"),
    )
    lifting = task(plan(made), "no-lifting")
    assert lifting.closes_at == datetime(2027, 11, 25, 0, 0, tzinfo=UTC)
    assert lifting.when == "until the end of Wednesday 24 November"


def test_steps_follow_answers_choices_and_medicines() -> None:
    assert "stop-smoking" not in keys(plan(inputs()))
    assert "stop-smoking" in keys(plan(inputs(answers=answered(smoker="yes"))))
    assert "rest" not in keys(plan(inputs(choices={"bed_rest": "none"})))
    insulin = replace(WARFARIN, id="m3", name="insulin", group="diabetes")
    assert "low-sugar" in keys(plan(inputs(medicines=(insulin,))))


def test_a_withdrawn_medicine_has_no_task_and_calls_no_step() -> None:
    insulin = replace(WARFARIN, id="m3", name="insulin", group="diabetes", withdrawn=True)
    content = plan(inputs(medicines=(insulin,)))
    assert "low-sugar" not in keys(content)
    assert not any(t.medicine_id for t in content.tasks)
    assert not content.decide_by


def test_questions_are_asked_where_their_condition_holds() -> None:
    awake, asleep = plan(inputs()), plan(inputs(choices={"anaesthesia": "asleep"}))
    assert "past_sleep" not in {q.key for q in awake.questions}
    assert "past_sleep" in {q.key for q in asleep.questions}
    assert "past_sleep" in task(asleep, "answers").questions
    assert task(awake, "answers").meaning != task(asleep, "answers").meaning


def test_what_no_group_knows_is_decided_as_early_as_what_matters_most() -> None:
    content = plan(inputs(medicines=(WARFARIN, AMLODIPINE)))
    assert content.decide_by["m1"] == content.decide_by["m2"] == at("2027-02-23 00:00")


def test_reading_order_is_by_phase_then_time() -> None:
    content = plan(inputs(medicines=(WARFARIN,), decisions=(STOP,)))
    phases = [t.phase for t in content.tasks]
    assert phases == sorted(phases, key=[Phase.BEFORE, Phase.DAY, Phase.AFTER].index)
    order = [t.key for t in content.tasks]
    assert order.index("medicine-last-dose:m1") < order.index("escort") < order.index("no-food")
    assert order.index("no-food") < order.index("no-drink") < order.index("rest")


def test_a_choice_reads_in_the_patients_words_and_bounds_the_window() -> None:
    content = plan(inputs(choices={"lifting_limit": "3kg", "lifting_until": "8 weeks"}))
    assert task(content, "no-lifting").title == "Do not lift more than 3kg"
    assert task(content, "no-lifting").closes_at == at("2027-04-29 00:00")


def test_anchors_that_rest_on_a_choice_or_on_each_other_are_found() -> None:
    content = plan(inputs(choices={"bed_rest_anchor": "home"}))
    assert task(content, "rest").closes_at == at("2027-03-05 15:00")


def test_an_avoid_whose_end_comes_twice_does_not_end_at_the_first() -> None:
    protocol = with_step(PROTOCOL, "after-sedation", closes="1:30am on the day of home")
    made = inputs(
        anchors=planned(procedure="2027-10-30 18:00", home="2027-10-31"),
        booked_at=at("2027-10-01 09:00"),
        as_of=at("2027-10-01 09:00"),
    )
    closes = task(plan(made, protocol=protocol), "after-sedation").closes_at
    assert closes == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
