"""Booked too late: never "due yesterday", and never a lost instruction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Content
from checklist.core.protocol import Criticality, Kind
from tests.core.plans import (
    AMLODIPINE,
    PROTOCOL,
    STOP,
    WARFARIN,
    at,
    booked,
    decided,
    inputs,
    moved,
    plan,
    planned,
    task,
    with_step,
    with_words,
)


def late_keys(content: Content) -> set[str]:
    return {t.key for t in content.tasks if t.late}


def test_nothing_is_late_when_booked_in_time() -> None:
    assert late_keys(plan(inputs(medicines=(WARFARIN,)))) == set()


def test_booked_the_afternoon_before_what_cannot_be_done_reads_call_us_today() -> None:
    content = plan(booked("2027-03-03 15:00"))
    blood = task(content, "blood-test")
    assert blood.late
    assert blood.text == "Your procedure is soon. Call us today about your blood test."
    assert blood.due_at == at("2027-03-04 00:00")
    assert blood.when == "by Wednesday 3 March"
    assert blood.day == date(2027, 3, 3)


def test_answers_are_due_today_and_not_called_for() -> None:
    """Seven days before, booked three days before: they can still be given."""
    protocol = with_step(PROTOCOL, "answers", due="7 days before procedure")
    answers = task(plan(booked("2027-03-01 09:00"), protocol=protocol), "answers")
    assert not answers.late
    assert answers.text == task(plan(inputs()), "answers").text
    assert answers.due_at == at("2027-03-02 00:00")


def test_on_the_day_itself_answers_are_due_before_the_start() -> None:
    answers = task(plan(booked("2027-03-04 07:00")), "answers")
    assert answers.due_at == at("2027-03-04 10:30")


def test_what_the_clinic_does_keeps_its_words_and_is_due_today() -> None:
    check = task(plan(booked("2027-03-03 15:00")), "check-clotting")
    assert check.late
    assert check.text == task(plan(inputs()), "check-clotting").text
    assert check.due_at == at("2027-03-04 00:00")


def test_a_meal_that_should_have_been_the_last_reads_call_us_too() -> None:
    content = plan(booked("2027-03-04 07:00"))
    food, drink = task(content, "no-food"), task(content, "no-drink")
    assert food.late
    assert food.text.startswith("Your procedure is soon. Call us today")
    assert food.opens_at == at("2027-03-04 04:30")
    assert not drink.late  # 8:30am is still to come


def test_a_medicine_whose_decide_by_has_passed_is_called_about_and_kept() -> None:
    content = plan(booked("2027-03-01 09:00", medicines=(WARFARIN, AMLODIPINE)))
    warfarin = task(content, "medicine-undecided:m1")
    assert warfarin.late
    assert warfarin.text == (
        "Your procedure is soon. Call us today about warfarin. Keep taking it until we speak."
    )
    assert not task(content, "medicine-undecided:m2").late  # no group knows it: not alarming


def test_comfort_and_limits_of_no_gravity_are_never_called_about() -> None:
    protocol = with_step(
        PROTOCOL,
        "stop-smoking",
        kind=Kind.AVOID,
        opens="2 weeks before procedure",
        due="",
        when=None,
        criticality=Criticality.DELAY,
    )
    assert not task(plan(booked("2027-03-03 15:00"), protocol=protocol), "stop-smoking").late


@pytest.mark.parametrize("text", ["Ring us about this today.", ""])
def test_a_step_without_late_words_still_says_to_call(text: str) -> None:
    protocol = with_words(PROTOCOL, "blood-test", late=text)
    told = task(plan(booked("2027-03-03 15:00"), protocol=protocol), "blood-test").text
    assert told == (text or "Your procedure is soon. Call us today about this.")


def test_asked_in_time_and_not_done_is_overdue_and_not_late() -> None:
    first = plan(inputs())
    later = plan(replace(inputs(), as_of=at("2027-03-03 09:00")), first)
    assert late_keys(later) == set()
    assert task(later, "blood-test") == task(first, "blood-test")


def test_late_stays_as_it_was_told() -> None:
    first = plan(booked("2027-03-02 15:00"))
    again = plan(replace(booked("2027-03-02 15:00"), as_of=at("2027-03-03 09:00")), first)
    assert task(again, "blood-test") == task(first, "blood-test")


def test_answers_due_today_stay_due_that_day() -> None:
    protocol = with_step(PROTOCOL, "answers", due="7 days before procedure")
    made = booked("2027-03-01 09:00")
    first = plan(made, protocol=protocol)
    again = plan(replace(made, as_of=at("2027-03-02 09:00")), first, protocol)
    assert task(again, "answers") == task(first, "answers")


def test_moved_earlier_what_can_no_longer_be_done_is_late() -> None:
    first = plan(inputs())
    sooner = replace(moved(inputs(), procedure="2027-02-18 10:30"), as_of=at("2027-02-16 09:00"))
    content = plan(sooner, first)
    assert "blood-test" in late_keys(content)
    assert task(content, "blood-test").day == date(2027, 2, 16)


def test_what_was_done_before_it_was_late_stays_done() -> None:
    first = plan(inputs())
    sooner = replace(moved(inputs(), procedure="2027-02-18 10:30"), as_of=at("2027-02-16 09:00"))
    assert task(plan(sooner, first), "blood-test").meaning == task(first, "blood-test").meaning


def test_calling_about_it_is_not_having_done_it() -> None:
    """Ticked on "call us today", then moved to a month later: asked again."""
    late = plan(booked("2027-03-03 15:00"))
    later = moved(booked("2027-03-03 15:00"), procedure="2027-04-01 10:30")
    assert task(plan(later, late), "blood-test").meaning != task(late, "blood-test").meaning


def test_moved_later_nothing_stays_late() -> None:
    late = plan(booked("2027-03-03 15:00", medicines=(WARFARIN,)))
    assert late_keys(late)
    later = moved(booked("2027-03-03 15:00", medicines=(WARFARIN,)), procedure="2027-04-01 10:30")
    assert late_keys(plan(later, late)) == set()


def test_a_decision_taken_in_time_is_not_late_afterwards() -> None:
    made = inputs(medicines=(WARFARIN,), decisions=(STOP,))
    first = plan(made)
    later = plan(replace(made, as_of=at("2027-02-28 09:00")), first)
    assert late_keys(later) == set()
    take = decided(DecisionKind.TAKE, "2027-03-03 09:00", take_at="2027-03-04 06:00")
    taken = plan(replace(made, decisions=(STOP, take), as_of=at("2027-03-03 09:00")), later)
    assert late_keys(taken) == set()


def test_after_the_procedure_nothing_is_late() -> None:
    made = inputs(anchors=planned(procedure="2027-02-10 10:30"), as_of=at("2027-03-30 09:00"))
    assert all(t.phase != "after" for t in plan(made).tasks if t.late)
