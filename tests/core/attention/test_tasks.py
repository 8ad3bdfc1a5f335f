"""Tasks nobody ticked: what is grave and was to be done asks for a call, nothing else does."""

from __future__ import annotations

from dataclasses import replace

from checklist.core.attention import Band, Facts, Reason, ReasonKind, reasons
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import PlanState
from tests.core.attention.facts import facts, mark, of, resolved
from tests.core.plans import (
    STOP,
    WARFARIN,
    at,
    booked,
    decided,
    happened,
    inputs,
    moved,
    plan,
    planned,
)

STOPPED = inputs(medicines=(WARFARIN,), decisions=(STOP,))
CONTENT = plan(STOPPED)
STOP_KEY = "medicine-stop:m1"
OVERDUE, LATE = ReasonKind.OVERDUE, ReasonKind.LATE


def about(known: Facts, kind: ReasonKind, now: str) -> dict[str, Reason]:
    return {reason.subject: reason for reason in of(known, kind, now)}


# A change of a medicine that nobody confirmed --------------------------------------------------


def test_a_stop_not_confirmed_says_what_is_known_and_no_more() -> None:
    reason = about(facts(STOPPED), OVERDUE, "2027-02-28 09:00")[STOP_KEY]
    assert reason.words == "Stop of warfarin not confirmed since Friday 26 February"
    assert "still" not in reason.words
    assert reason.detail == "decided by Dr Rao"
    assert (reason.band, reason.tag) == (Band.TODAY, "blood thinner")
    assert reason.since == at("2027-02-26 18:00")
    assert reason.do_by == at("2027-03-01 17:00")


def test_it_asks_from_midday_of_the_day_after() -> None:
    assert STOP_KEY not in about(facts(STOPPED), OVERDUE, "2027-02-27 11:59")
    assert STOP_KEY in about(facts(STOPPED), OVERDUE, "2027-02-27 12:00")


def test_it_is_a_matter_of_now_when_the_procedure_is_near() -> None:
    assert about(facts(STOPPED), OVERDUE, "2027-03-02 10:30")[STOP_KEY].band is Band.NOW


def test_a_tick_confirms_it() -> None:
    known = facts(STOPPED, mark(CONTENT, STOP_KEY, when="2027-02-27 08:00"))
    assert STOP_KEY not in about(known, OVERDUE, "2027-03-03 09:00")


def test_a_last_dose_on_the_evening_before_is_asked_about_before_the_procedure() -> None:
    last = decided(DecisionKind.STOP, "2027-03-01 09:00", last_dose="2027-03-03 18:00")
    known = facts(replace(STOPPED, decisions=(last,)))
    reason = about(known, OVERDUE, "2027-03-04 08:00")[STOP_KEY]
    assert (reason.band, reason.from_at) == (Band.NOW, at("2027-03-03 18:00"))
    assert reason.do_by == at("2027-03-04 10:30")


def test_a_stop_decided_after_its_last_dose_is_not_overdue_before_it_was_decided() -> None:
    made = decided(DecisionKind.STOP, "2027-02-28 15:00", last_dose="2027-02-20 18:00")
    known = facts(replace(STOPPED, decisions=(made,)))
    assert STOP_KEY not in about(known, OVERDUE, "2027-03-01 11:00")
    reason = about(known, OVERDUE, "2027-03-01 12:00")[STOP_KEY]
    assert reason.since == at("2027-02-28 15:00")


def test_a_changed_medicine_is_confirmed_too() -> None:
    made = decided(DecisionKind.CHANGE, "2027-02-22 09:00", instruction="Take half.")
    known = facts(replace(STOPPED, decisions=(made,)))
    reason = about(known, OVERDUE, "2027-02-23 12:00")["medicine-change:m1"]
    assert reason.words == "Change of warfarin not confirmed since Monday 22 February"


def test_keeping_a_medicine_needs_no_confirming() -> None:
    known = facts(replace(STOPPED, decisions=(decided(DecisionKind.KEEP),)))
    assert not any(s.startswith("medicine-") for s in about(known, OVERDUE, "2027-03-03 09:00"))


def test_settled_for_today_it_asks_again_when_the_procedure_is_near() -> None:
    known = facts(STOPPED)
    reason = about(known, OVERDUE, "2027-02-28 09:00")[STOP_KEY]
    settled = replace(known, resolutions=resolved(reason))
    assert STOP_KEY not in about(settled, OVERDUE, "2027-03-01 09:00")
    assert about(settled, OVERDUE, "2027-03-03 09:00")[STOP_KEY].band is Band.NOW


# Overdue ----------------------------------------------------------------------------------------


def test_a_grave_task_without_a_tick_is_overdue_from_its_due() -> None:
    known = facts(inputs())
    assert "escort" not in about(known, OVERDUE, "2027-03-02 17:59")
    reason = about(known, OVERDUE, "2027-03-02 18:00")["escort"]
    assert reason.words == "No tick by Tuesday 2 March: Ask someone to take you home"
    assert reason.do_by == at("2027-03-03 17:00")


def test_due_on_a_day_is_overdue_when_that_day_is_over_and_names_it() -> None:
    known = facts(inputs())
    assert "answers" not in about(known, OVERDUE, "2027-02-17 23:59")
    reason = about(known, OVERDUE, "2027-02-18 00:00")["answers"]
    assert reason.words == "No tick by Wednesday 17 February: Answer our questions"


def test_what_the_clinic_owes_says_so() -> None:
    reason = about(facts(inputs()), OVERDUE, "2027-03-03 09:00")["check-clotting"]
    assert reason.words == "For us to do by Tuesday 2 March: Check the clotting test"
    assert reason.band is Band.NOW


def test_small_things_arriving_and_the_day_itself_ask_for_no_call() -> None:
    made = replace(
        STOPPED,
        decisions=(decided(DecisionKind.TAKE, take_at="2027-03-04 06:00"),),
    )
    asked = set(about(facts(made), OVERDUE, "2027-03-04 10:00"))
    never = {"read-about", "arrive", "no-food", "no-drink", "day-medicines", "medicine-take:m1"}
    assert not asked & never


def test_a_last_dose_without_a_tick_is_asked_about_once_as_the_stop() -> None:
    asked = set(about(facts(STOPPED), OVERDUE, "2027-03-01 09:00"))
    assert STOP_KEY in asked
    assert "medicine-last-dose:m1" not in asked


def test_any_mark_ends_it_and_an_untick_brings_it_back() -> None:
    content = plan(inputs())
    tick = mark(content, "escort", when="2027-03-02 20:00")
    untick = mark(
        content, "escort", MarkState.CLEARED, "2027-03-02 20:05", replaces=frozenset({tick.id})
    )
    assert "escort" not in about(facts(inputs(), tick), OVERDUE, "2027-03-03 09:00")
    assert "escort" in about(facts(inputs(), tick, untick), OVERDUE, "2027-03-03 09:00")
    unsure = mark(content, "escort", MarkState.UNSURE, "2027-03-02 20:00")
    assert "escort" not in about(facts(inputs(), unsure), OVERDUE, "2027-03-03 09:00")


def test_a_tick_on_other_words_does_not_count() -> None:
    tick = mark(CONTENT, STOP_KEY, when="2027-02-27 08:00")
    other = decided(DecisionKind.STOP, "2027-02-27 09:00", last_dose="2027-02-27 18:00")
    known = facts(replace(STOPPED, decisions=(STOP, other)), tick)
    assert STOP_KEY in about(known, OVERDUE, "2027-02-28 12:00")


def test_with_no_day_known_nothing_is_overdue() -> None:
    assert not [r for r in reasons(facts(inputs(anchors={}))) if r.kind is OVERDUE]


def test_after_the_procedure_what_came_before_it_is_no_longer_asked() -> None:
    known = facts(STOPPED, state=PlanState.RECOVERING)
    assert not about(known, OVERDUE, "2027-03-04 12:00")


def test_a_restart_without_a_tick_is_overdue() -> None:
    restart = decided(DecisionKind.RESTART, "2027-03-04 12:00", restart_at="2027-03-06 08:00")
    made = replace(STOPPED, decisions=(STOP, restart))
    made = happened(made, "2027-03-04 15:00", procedure_end="2027-03-04 11:30")
    known = facts(made, state=PlanState.RECOVERING)
    key = "medicine-restart:m1"
    assert key not in about(known, OVERDUE, "2027-03-06 07:59")
    assert about(known, OVERDUE, "2027-03-06 08:00")[key].band is Band.TODAY


def test_an_estimate_accuses_nobody() -> None:
    """Going home was planned for 3pm and not recorded: nothing that rests on it is overdue."""
    made = happened(STOPPED, "2027-03-04 11:31", procedure_end="2027-03-04 11:30")
    known = facts(made, state=PlanState.RECOVERING)
    assert "confirm-restarts" not in about(known, OVERDUE, "2027-03-05 09:00")
    home = happened(made, "2027-03-04 15:01", home="2027-03-04 15:00")
    assert "confirm-restarts" in about(
        facts(home, state=PlanState.RECOVERING), OVERDUE, "2027-03-05 09:00"
    )


# Booked late ------------------------------------------------------------------------------------


def test_booked_late_is_a_matter_of_now_for_what_is_grave() -> None:
    known = facts(booked("2027-03-03 15:00"), contacted_at=at("2027-03-03 15:00"))
    reason = about(known, LATE, "2027-03-03 15:00")["blood-test"]
    assert reason.words == "Booked or changed too late for: Have your blood test"
    assert reason.detail == "the patient reads to call us today"
    assert (reason.band, reason.do_by) == (Band.NOW, at("2027-03-03 17:00"))


def test_booked_late_says_what_we_owe() -> None:
    known = facts(booked("2027-03-03 15:00"))
    reason = about(known, LATE, "2027-03-03 15:00")["check-clotting"]
    assert reason.words == "For us to do, already late: Check the clotting test"


def test_a_small_thing_booked_late_is_for_today() -> None:
    known = facts(booked("2027-03-04 07:00"))
    assert about(known, LATE, "2027-03-04 08:00")["read-about"].band is Band.TODAY


def test_booked_late_is_not_told_twice_as_overdue() -> None:
    known = facts(booked("2027-03-03 15:00"))
    assert "blood-test" not in about(known, OVERDUE, "2027-03-04 08:00")


def test_booked_late_keeps_its_moment_in_later_revisions() -> None:
    made = booked("2027-03-03 15:00")
    first = plan(made)
    later = replace(made, as_of=at("2027-03-03 16:00"))
    before = about(facts(made, content=first), LATE, "2027-03-03 16:30")["blood-test"]
    after = about(facts(later, content=plan(later, first)), LATE, "2027-03-03 16:30")
    assert after["blood-test"] == before


def test_a_tick_clears_booked_late() -> None:
    made = booked("2027-03-03 15:00")
    tick = mark(plan(made), "blood-test", when="2027-03-03 15:30")
    assert "blood-test" not in about(facts(made, tick), LATE, "2027-03-03 16:00")


def test_booked_in_time_is_not_late() -> None:
    assert not [r for r in reasons(facts(STOPPED)) if r.kind is LATE]


def test_moved_too_soon_is_late() -> None:
    sooner = replace(moved(inputs(), procedure="2027-02-18 10:30"), as_of=at("2027-02-16 09:00"))
    known = facts(sooner, content=plan(sooner, plan(inputs())))
    assert "blood-test" in about(known, LATE, "2027-02-16 09:00")


def test_a_medicine_booked_late_is_told_as_one_to_decide() -> None:
    known = facts(booked("2027-03-01 09:00", medicines=(WARFARIN,)))
    assert "medicine-undecided:m1" not in about(known, LATE, "2027-03-01 09:00")


def test_a_day_without_a_time_is_near_from_its_beginning() -> None:
    made = inputs(anchors=planned(procedure="2027-03-04"))
    assert about(facts(made), OVERDUE, "2027-03-02 18:00")["escort"].band is Band.NOW
