"""What a mark stands on: it is re-opened when what was asked changed, and only then."""

from __future__ import annotations

from dataclasses import replace

from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Inputs
from tests.core.plans import (
    PROTOCOL,
    STOP,
    VOICE,
    WARFARIN,
    answered,
    decided,
    happened,
    inputs,
    moved,
    plan,
    task,
    with_words,
)

BEFORE = inputs(medicines=(WARFARIN,), decisions=(STOP,))


def meaning(made: Inputs, key: str) -> str:
    return task(plan(made), key).meaning


def test_a_fast_moved_to_another_night_is_another_fast() -> None:
    assert meaning(BEFORE, "no-food") != meaning(
        moved(BEFORE, procedure="2027-03-05 10:30"), "no-food"
    )


def test_a_fast_moved_within_the_night_is_another_fast() -> None:
    assert meaning(BEFORE, "no-food") != meaning(
        moved(BEFORE, procedure="2027-03-04 09:30"), "no-food"
    )


def test_answers_given_stay_given_when_the_day_moves() -> None:
    later = moved(BEFORE, procedure="2027-03-11 10:30")
    assert meaning(BEFORE, "answers") == meaning(later, "answers")


def test_being_well_is_asked_again_on_another_day() -> None:
    later = moved(BEFORE, procedure="2027-03-11 10:30")
    assert meaning(BEFORE, "check-well") != meaning(later, "check-well")


def test_another_question_asks_again() -> None:
    assert meaning(BEFORE, "answers") != meaning(
        replace(BEFORE, choices={"anaesthesia": "asleep"}), "answers"
    )


def test_an_estimate_that_firms_up_as_told_keeps_its_marks() -> None:
    after = happened(BEFORE, "2027-03-04 11:31", procedure_end="2027-03-04 11:30")
    assert task(plan(BEFORE), "rest").text != task(plan(after), "rest").text
    assert meaning(BEFORE, "rest") == meaning(after, "rest")


def test_an_estimate_that_turns_out_otherwise_asks_again() -> None:
    after = happened(BEFORE, "2027-03-04 12:31", procedure_end="2027-03-04 12:30")
    assert meaning(BEFORE, "rest") != meaning(after, "rest")


def test_a_new_phone_number_asks_nobody_again() -> None:
    other = replace(BEFORE, voice=replace(VOICE, phone="01632 960 999", first_name="Mary"))
    assert {t.key: t.meaning for t in plan(BEFORE).tasks} == {
        t.key: t.meaning for t in plan(other).tasks
    }


def test_another_place_to_arrive_asks_again() -> None:
    other = replace(BEFORE, voice=replace(VOICE, arrival_place="Entrance C"))
    assert meaning(BEFORE, "arrive") != meaning(other, "arrive")


def test_another_last_dose_is_another_stop() -> None:
    other = decided(DecisionKind.STOP, "2027-02-21 09:00", last_dose="2027-02-27 18:00")
    changed = replace(BEFORE, decisions=(STOP, other))
    for key in ("medicine-last-dose:m1", "medicine-stop:m1"):
        assert meaning(BEFORE, key) != meaning(changed, key)


def test_the_same_last_dose_decided_by_a_colleague_is_the_same_stop() -> None:
    other = replace(STOP, id="d2", decided_by="Dr Osei")
    changed = replace(BEFORE, decisions=(STOP, other))
    assert meaning(BEFORE, "medicine-stop:m1") == meaning(changed, "medicine-stop:m1")


def test_a_restart_does_not_undo_that_the_patient_stopped() -> None:
    over = happened(BEFORE, "2027-03-04 12:00", procedure_end="2027-03-04 11:30")
    restart = decided(DecisionKind.RESTART, "2027-03-04 12:00", restart_at="2027-03-06 08:00")
    decided_on = replace(over, decisions=(STOP, restart))
    assert meaning(BEFORE, "medicine-stop:m1") == meaning(decided_on, "medicine-stop:m1")


def test_other_words_ask_again() -> None:
    protocol = with_words(PROTOCOL, "escort", text="Ask two adults.")
    before, after = plan(BEFORE), plan(BEFORE, protocol=protocol)
    assert task(before, "escort").meaning != task(after, "escort").meaning


def test_other_answers_change_nothing_they_do_not_name() -> None:
    told = replace(BEFORE, answers=answered(alcohol="yes"))
    assert meaning(BEFORE, "escort") == meaning(told, "escort")
