"""Ready: what blocks it, what it rests on, what makes it void."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.answers import Told, answer, read_answer
from checklist.actions.events import close_plan, record_event, take_back_event
from checklist.actions.medicines import Decided, decide
from checklist.actions.sign_off import blocks, facts_of, sign_off
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState
from checklist.core.protocol import Kind, Owner
from tests.actions.conftest import BOOKED, PROCEDURE, House

EVENING = BOOKED + timedelta(hours=9)
THE_DAY_BEFORE = PROCEDURE - timedelta(hours=20)


def in_the_way(house: House) -> tuple[str, ...]:
    with house.store.read() as reader:
        return blocks(facts_of(reader, house.plan_id), THE_DAY_BEFORE)


def make_ready(house: House) -> None:
    house.answer_all(EVENING, "Vitamin D")
    keep = [
        Decided(medicine_id=m.id, kind=DecisionKind.KEEP) for m in house.revision.inputs.medicines
    ]
    decide(house.store, house.plan_id, keep, actor=house.clinician, now=EVENING)
    for task in house.revision.content.tasks:
        if task.owner is Owner.CLINIC and task.kind is Kind.DO and task.phase != "after":
            house.mark(task.key, MarkState.DONE, THE_DAY_BEFORE)
    for result, value in (("check-clotting", "1.1"), ("check-kidneys", "74")):
        house.mark(result, MarkState.DONE, THE_DAY_BEFORE, value=value)
    well = (Told(question="ill_now", value="no"), Told(question="changed", value="no"))
    answer(
        house.store,
        house.plan_id,
        "check-well",
        well,
        (),
        actor=house.patient,
        channel=Channel.SCREEN,
        now=THE_DAY_BEFORE,
    )


def sign(house: House) -> None:
    sign_off(
        house.store,
        house.plan_id,
        "All read.",
        house.revision.fingerprint,
        actor=house.clinician,
        now=THE_DAY_BEFORE,
    )


def test_a_new_plan_names_everything_in_the_way(house: House) -> None:
    said = in_the_way(house)
    assert any(line.startswith("Not answered yet") for line in said)
    assert any(line.startswith("For us to do") for line in said)
    with pytest.raises(Conflict):
        sign(house)


def test_ready_is_signed_and_counts(house: House) -> None:
    make_ready(house)
    assert in_the_way(house) == ()
    assert "not_signed" in {r.kind for r in house.reasons(THE_DAY_BEFORE)}
    sign(house)
    assert house.plan.signed
    assert "not_signed" not in {r.kind for r in house.reasons(THE_DAY_BEFORE)}


def test_an_answer_that_matters_blocks_until_a_clinician_has_read_it(house: House) -> None:
    make_ready(house)
    house.answer_all(THE_DAY_BEFORE, allergies="yes")
    assert any(line.startswith("Not read yet") for line in in_the_way(house))
    with house.store.read() as reader:
        unread = facts_of(reader, house.plan_id).unread
    with pytest.raises(NotAllowed):
        read_answer(
            house.store, house.plan_id, unread[0].id, "", actor=house.nurse, now=THE_DAY_BEFORE
        )
    read_answer(
        house.store, house.plan_id, unread[0].id, "", actor=house.clinician, now=THE_DAY_BEFORE
    )
    assert in_the_way(house) == ()


def test_a_corrected_answer_makes_the_sign_off_void_and_asks_again(house: House) -> None:
    make_ready(house)
    sign(house)
    house.answer_all(THE_DAY_BEFORE + timedelta(minutes=5), infection="yes")
    assert not house.plan.signed
    assert "not_signed" in {r.kind for r in house.reasons(THE_DAY_BEFORE + timedelta(minutes=6))}


def test_procedure_done_and_gone_home_leave_the_sign_off_standing(house: House) -> None:
    make_ready(house)
    sign(house)
    done = PROCEDURE + timedelta(hours=1)
    record_event(house.store, house.plan_id, "procedure_end", done, actor=house.nurse, now=done)
    assert house.plan.signed
    assert house.plan.state == PlanState.RECOVERING


def test_the_end_recorded_on_the_wrong_patient_is_taken_back_and_the_fast_goes_on(
    house: House,
) -> None:
    """Two patients of one list: the other one is done, and this one still waits."""
    make_ready(house)
    sign(house)
    before = house.revision.content
    wrong = PROCEDURE + timedelta(minutes=20)
    record_event(house.store, house.plan_id, "procedure_end", wrong, actor=house.nurse, now=wrong)
    at = wrong + timedelta(minutes=3)

    def back(event: str, reason: str) -> None:
        take_back_event(house.store, house.plan_id, event, reason, actor=house.nurse, now=at)

    with pytest.raises(Invalid, match="Say why"):
        back("procedure_end", " ")
    with pytest.raises(Conflict, match="any more"):
        back("home", "Nobody went home")
    back("procedure_end", "It was the next patient")
    assert house.plan.state is PlanState.BEFORE
    assert house.plan.signed
    after = house.revision
    assert after.reason == "Taken back: Procedure done. It was the next patient"
    assert [(t.key, t.when, t.closes_at) for t in after.content.tasks] == [
        (t.key, t.when, t.closes_at) for t in before.tasks
    ]
    with pytest.raises(Conflict, match="any more"):
        back("procedure_end", "Twice")


def test_going_home_is_taken_back_before_the_end_is(house: House) -> None:
    done, home = PROCEDURE + timedelta(hours=1), PROCEDURE + timedelta(hours=5)
    for event, at in (("procedure_end", done), ("home", home)):
        record_event(house.store, house.plan_id, event, at, actor=house.nurse, now=at)

    def back(event: str) -> None:
        why = "The wrong patient"
        take_back_event(house.store, house.plan_id, event, why, actor=house.nurse, now=home)

    with pytest.raises(Conflict, match="Take back going home first"):
        back("procedure_end")
    back("home")
    assert house.plan.state is PlanState.RECOVERING
    assert not is_actual(house.revision.inputs.anchors, "home")


def test_recovery_dates_firm_up_when_the_procedure_is_done(house: House) -> None:
    planned = house.task("rest")
    assert planned.estimated
    assert "about" in planned.text
    ended = PROCEDURE + timedelta(hours=1, minutes=20)
    record_event(house.store, house.plan_id, "procedure_end", ended, actor=house.nurse, now=ended)
    firm = house.task("rest")
    assert not firm.estimated
    assert "11:50am on Friday 5 March" in firm.text
    assert firm.closes_at == ended + timedelta(hours=24)


def test_home_before_the_end_and_times_to_come_are_refused(house: House) -> None:
    ended = PROCEDURE + timedelta(hours=1)
    with pytest.raises(Conflict):
        record_event(house.store, house.plan_id, "home", ended, actor=house.nurse, now=ended)
    with pytest.raises(Invalid):
        record_event(
            house.store,
            house.plan_id,
            "procedure_end",
            ended + timedelta(hours=1),
            actor=house.nurse,
            now=ended,
        )
    record_event(house.store, house.plan_id, "procedure_end", ended, actor=house.nurse, now=ended)
    with pytest.raises(Invalid):
        record_event(
            house.store,
            house.plan_id,
            "home",
            ended - timedelta(minutes=1),
            actor=house.nurse,
            now=ended,
        )


def test_the_wrong_patient_is_not_recorded_as_done_days_before(house: House) -> None:
    two_days_before = PROCEDURE - timedelta(days=2)
    with pytest.raises(Invalid) as refused:
        record_event(
            house.store,
            house.plan_id,
            "procedure_end",
            two_days_before,
            actor=house.nurse,
            now=two_days_before,
        )
    assert "before the day of the procedure" in refused.value.problems["at"]
    assert house.plan.state == PlanState.BEFORE


def test_a_closed_plan_asks_for_nobody(house: House) -> None:
    ended = PROCEDURE + timedelta(hours=1)
    with pytest.raises(Conflict):
        close_plan(house.store, house.plan_id, actor=house.nurse, now=ended)
    record_event(house.store, house.plan_id, "procedure_end", ended, actor=house.nurse, now=ended)
    home = ended + timedelta(hours=4)
    record_event(house.store, house.plan_id, "home", home, actor=house.nurse, now=home)
    close_plan(house.store, house.plan_id, actor=house.nurse, now=home)
    assert house.reasons(home + timedelta(days=100)) == []
    with pytest.raises(Conflict):
        record_event(house.store, house.plan_id, "home", home, actor=house.nurse, now=home)
    assert house.plan.state == PlanState.CLOSED
