"""What somebody said reaches a nurse, whatever happens to the task afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.actors import ActorKind
from checklist.core.attention import Band, ReasonKind, reasons
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import PlanState
from tests.core.attention.facts import facts, mark, of, one, resolved
from tests.core.plans import STOP, WARFARIN, at, decided, inputs, moved, plan

STOPPED = inputs(medicines=(WARFARIN,), decisions=(STOP,))
CONTENT = plan(STOPPED)
STOP_KEY = "medicine-stop:m1"


def test_a_cant_on_sunday_night_is_read_on_monday_and_says_what_was_said() -> None:
    said = mark(CONTENT, "escort", MarkState.CANT, word="my son is away")
    reason = one(facts(STOPPED, said), ReasonKind.CANT, "2027-02-28 21:00")
    assert reason.words == "Says “I can’t”: Ask someone to take you home: “my son is away”"
    assert reason.detail == "Maria Silva, 9pm on Sunday 28 February"
    assert reason.band is Band.NOW
    assert reason.do_by == at("2027-03-01 17:00")


def test_a_slip_is_a_matter_of_now_in_the_words_of_its_button() -> None:
    said = mark(CONTENT, STOP_KEY, MarkState.SLIPPED, word="one, at 8am")
    reason = one(facts(STOPPED, said), ReasonKind.SLIPPED, "2027-03-01 08:00")
    assert reason.words == "Says “I took one”: Do not take warfarin: “one, at 8am”"
    assert (reason.band, reason.tag) == (Band.NOW, "blood thinner")


def test_a_meal_on_the_day_is_to_be_dealt_with_before_the_procedure() -> None:
    said = mark(CONTENT, "no-food", MarkState.SLIPPED, "2027-03-04 08:05")
    reason = one(facts(STOPPED, said), ReasonKind.SLIPPED, "2027-03-04 08:10")
    assert (reason.band, reason.do_by) == (Band.NOW, at("2027-03-04 10:30"))


def test_not_sure_waits_for_today_until_the_procedure_is_near() -> None:
    known = facts(STOPPED, mark(CONTENT, "escort", MarkState.UNSURE))
    assert one(known, ReasonKind.UNSURE, "2027-03-01 09:00").band is Band.TODAY
    assert one(known, ReasonKind.UNSURE, "2027-03-02 10:30").band is Band.NOW


def test_a_small_cant_never_becomes_a_matter_of_now() -> None:
    known = facts(STOPPED, mark(CONTENT, "read-about", MarkState.CANT))
    assert one(known, ReasonKind.CANT, "2027-03-03 09:00").band is Band.TODAY


@pytest.mark.parametrize("state", [MarkState.DONE, MarkState.NOT_NEEDED])
def test_a_tick_raises_nothing(state: MarkState) -> None:
    known = facts(STOPPED, mark(CONTENT, "escort", state))
    kinds = {r.kind for r in reasons(known) if r.subject == "escort"}
    assert kinds == set()


def test_a_cant_taken_back_or_ticked_after_all_clears_itself() -> None:
    cant = mark(CONTENT, "escort", MarkState.CANT)
    for state in (MarkState.CLEARED, MarkState.DONE):
        after = mark(CONTENT, "escort", state, "2027-02-28 21:05", replaces=frozenset({cant.id}))
        assert not of(facts(STOPPED, cant, after), ReasonKind.CANT, "2027-03-01 09:00")


def test_a_slip_is_still_read_after_the_tick_that_followed_it() -> None:
    slip = mark(CONTENT, STOP_KEY, MarkState.SLIPPED)
    tick = mark(CONTENT, STOP_KEY, when="2027-03-01 07:00", replaces=frozenset({slip.id}))
    assert one(facts(STOPPED, slip, tick), ReasonKind.SLIPPED, "2027-03-01 09:00")


def test_a_slip_set_right_by_staff_clears_itself() -> None:
    slip = mark(CONTENT, STOP_KEY, MarkState.SLIPPED)
    tick = mark(
        CONTENT,
        STOP_KEY,
        when="2027-03-01 09:00",
        replaces=frozenset({slip.id}),
        actor_kind=ActorKind.STAFF,
    )
    assert not of(facts(STOPPED, slip, tick), ReasonKind.SLIPPED, "2027-03-01 09:05")


def test_dealt_with_once_it_does_not_ask_again_when_the_procedure_is_near() -> None:
    known = facts(STOPPED, mark(CONTENT, "escort", MarkState.UNSURE))
    reason = one(known, ReasonKind.UNSURE, "2027-03-01 09:00")
    done = replace(known, resolutions=resolved(reason))
    assert not of(done, ReasonKind.UNSURE, "2027-03-03 09:00")


def test_a_second_slip_is_another_happening() -> None:
    first = mark(CONTENT, STOP_KEY, MarkState.SLIPPED)
    second = mark(
        CONTENT, STOP_KEY, MarkState.SLIPPED, "2027-03-02 08:00", replaces=frozenset({first.id})
    )
    known = facts(STOPPED, first, second)
    read = replace(
        known, resolutions=resolved(of(known, ReasonKind.SLIPPED, "2027-03-01 09:00")[0])
    )
    assert one(read, ReasonKind.SLIPPED, "2027-03-02 09:00").cause == second.id


def test_what_was_said_of_the_old_date_is_still_read_after_a_move() -> None:
    said = mark(CONTENT, "escort", MarkState.CANT)
    later = moved(STOPPED, procedure="2027-03-11 10:30")
    reason = one(facts(later, said), ReasonKind.CANT, "2027-03-01 09:00")
    assert reason.band is Band.TODAY


def test_a_slip_on_a_task_that_was_dropped_is_still_read() -> None:
    slip = mark(CONTENT, STOP_KEY, MarkState.SLIPPED, word="two")
    void = decided(DecisionKind.VOID, "2027-03-01 09:00")
    known = facts(replace(STOPPED, decisions=(STOP, void)), slip)
    reason = one(known, ReasonKind.SLIPPED, "2027-03-01 09:30")
    assert reason.words == "Says “It happened”: a task that is no longer in the plan: “two”"


def test_after_the_procedure_it_is_read_when_there_is_time() -> None:
    said = mark(CONTENT, "escort", MarkState.CANT)
    known = facts(STOPPED, said, state=PlanState.RECOVERING)
    assert one(known, ReasonKind.CANT, "2027-03-04 15:00").band is Band.TIDY


def test_a_slip_of_a_medicine_stays_a_matter_of_now_after_the_procedure() -> None:
    slip = mark(CONTENT, STOP_KEY, MarkState.SLIPPED, "2027-03-05 09:00")
    known = facts(STOPPED, slip, state=PlanState.RECOVERING)
    assert one(known, ReasonKind.SLIPPED, "2027-03-05 09:30").band is Band.NOW


def test_a_slip_in_recovery_is_a_matter_of_now() -> None:
    slip = mark(CONTENT, "no-driving", MarkState.SLIPPED, "2027-03-06 09:00")
    known = facts(STOPPED, slip, state=PlanState.RECOVERING)
    assert one(known, ReasonKind.SLIPPED, "2027-03-06 09:30").band is Band.NOW


def test_two_answers_that_contradict_are_told() -> None:
    tick = mark(CONTENT, "escort")
    untick = mark(CONTENT, "escort", MarkState.CLEARED)
    reason = one(facts(STOPPED, tick, untick), ReasonKind.DISAGREE, "2027-03-01 09:00")
    assert reason.words == "Two different answers: Ask someone to take you home"


def test_two_phones_that_agree_contradict_nobody() -> None:
    ticks = mark(CONTENT, "escort"), mark(CONTENT, "escort", when="2027-02-28 22:00")
    assert not of(facts(STOPPED, *ticks), ReasonKind.DISAGREE, "2027-03-01 09:00")


def test_a_contradiction_with_a_cant_is_told_once_as_the_cant() -> None:
    tick, cant = mark(CONTENT, "escort"), mark(CONTENT, "escort", MarkState.CANT)
    known = facts(STOPPED, tick, cant)
    assert one(known, ReasonKind.CANT, "2027-03-01 09:00")
    assert not of(known, ReasonKind.DISAGREE, "2027-03-01 09:00")


def test_a_closed_plan_asks_nothing() -> None:
    said = mark(CONTENT, "escort", MarkState.CANT)
    assert reasons(facts(STOPPED, said, state=PlanState.CLOSED)) == ()
