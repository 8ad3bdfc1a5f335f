"""Two clinicians, where the clinic asks for two: nothing reaches the patient on one word alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from checklist.actions import sign_off
from checklist.actions.approving import approve
from checklist.actions.clinics import ask_for_two
from checklist.actions.events import close_plan, record_event
from checklist.actions.medicines import Decided, decide
from checklist.core.actors import Actor
from checklist.core.attention import Facts, ReasonKind
from checklist.core.errors import Conflict, Invalid, NotAllowed, NotFound
from checklist.core.medicines import Decision, DecisionKind, Standing, standing
from tests.actions.changing import NEXT_WEEK, change, to
from tests.actions.conftest import BOOKED, PROCEDURE, House
from tests.actions.test_medicines import EVENING, NEXT_DAY, named, stop

LATER = NEXT_DAY + timedelta(hours=3)
DONE = PROCEDURE + timedelta(hours=5)


@pytest.fixture
def second(house: House) -> Actor:
    """Another clinician of the clinic."""
    return replace(house.clinician, id="second", name="Dr Osei")


@pytest.fixture
def waiting(house: House) -> Decision:
    """Warfarin stopped by Dr Clinician at a clinic that asks for two."""
    ask_for_two(house.store, house.clinic.slug, two=True, actor=house.nurse, now=BOOKED)
    house.answer_all(EVENING, "warfarin", "amlodipine")
    stop(house, "warfarin")
    made = stands(house).waiting
    assert made is not None
    return made


def stands(house: House, name: str = "warfarin") -> Standing:
    return standing(named(house, name).id, house.revision.inputs.decisions)


def steps(house: House) -> set[str]:
    mine = named(house, "warfarin").id
    return {t.step for t in house.revision.content.tasks if t.medicine_id == mine}


def test_until_approved_the_patient_reads_to_keep_taking_it(
    house: House, waiting: Decision
) -> None:
    assert steps(house) == {"medicine-undecided", "medicine-undecided-day"}
    assert stands(house).undecided
    assert [r.kind for r in house.reasons(LATER) if r.kind is ReasonKind.APPROVAL]
    in_the_way = sign_off.blocks(_facts(house), LATER)
    assert "Waits for a second clinician: warfarin" in in_the_way


def _facts(house: House) -> Facts:
    with house.store.read() as reader:
        return sign_off.facts_of(reader, house.plan_id)


def test_approved_by_another_it_reaches_the_patient_in_the_next_revision(
    house: House, waiting: Decision, second: Actor
) -> None:
    before = house.revision.number
    made = approve(house.store, house.plan_id, waiting.id, approved=True, actor=second, now=LATER)
    assert made.number == before + 1
    assert made.reason == "Decision approved: warfarin"
    assert "medicine-last-dose" in steps(house)
    decision = stands(house).decision
    assert decision is not None
    assert decision.approval is not None
    assert (decision.approval.by, decision.approval.at) == ("Dr Osei", LATER)
    assert not [r for r in house.reasons(LATER) if r.kind is ReasonKind.APPROVAL]


def test_nobody_approves_their_own_decision(house: House, waiting: Decision) -> None:
    with pytest.raises(Conflict, match="You decided this yourself"):
        approve(
            house.store, house.plan_id, waiting.id, approved=True, actor=house.clinician, now=LATER
        )
    assert stands(house).waiting is not None


def test_a_nurse_approves_nothing(house: House, waiting: Decision) -> None:
    with pytest.raises(NotAllowed):
        approve(house.store, house.plan_id, waiting.id, approved=True, actor=house.nurse, now=LATER)


def test_refused_it_is_undecided_again_and_says_why(
    house: House, waiting: Decision, second: Actor
) -> None:
    with pytest.raises(Invalid, match="Say why not"):
        approve(house.store, house.plan_id, waiting.id, approved=False, actor=second, now=LATER)
    approve(
        house.store,
        house.plan_id,
        waiting.id,
        approved=False,
        note="Ask haematology first",
        actor=second,
        now=LATER,
    )
    assert stands(house).undecided
    refused = stands(house).refused
    assert refused is not None
    assert refused.approval is not None
    assert refused.approval.note == "Ask haematology first"
    assert steps(house) == {"medicine-undecided", "medicine-undecided-day"}
    assert "Not decided yet: warfarin" in sign_off.blocks(_facts(house), LATER)


@pytest.mark.parametrize("approved", [True, False])
def test_a_word_is_given_once(
    house: House, waiting: Decision, second: Actor, approved: bool
) -> None:
    said = {"approved": approved, "note": "no", "actor": second, "now": LATER}
    approve(house.store, house.plan_id, waiting.id, **said)  # type: ignore[arg-type]  # as named
    with pytest.raises(Conflict, match="does not wait any more"):
        approve(house.store, house.plan_id, waiting.id, **said)  # type: ignore[arg-type]  # as named


def test_what_was_decided_again_since_cannot_be_approved(
    house: House, waiting: Decision, second: Actor
) -> None:
    keep = Decided(medicine_id=waiting.medicine_id, kind=DecisionKind.KEEP)
    decide(house.store, house.plan_id, [keep], actor=house.clinician, now=LATER)
    with pytest.raises(Conflict):
        approve(house.store, house.plan_id, waiting.id, approved=True, actor=second, now=LATER)


def test_a_move_voids_what_waits(house: House, waiting: Decision, second: Actor) -> None:
    """Approved afterwards it would bring the old day's last dose back."""
    change(house, to(house, NEXT_WEEK), at=LATER)
    with pytest.raises(Conflict):
        approve(house.store, house.plan_id, waiting.id, approved=True, actor=second, now=LATER)


def test_what_can_do_no_grave_harm_needs_no_second_word(house: House, waiting: Decision) -> None:
    stop(house, "amlodipine")
    assert stands(house, "amlodipine").held


def test_a_clinic_that_asks_for_one_has_one(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    assert stands(house).held


def test_a_clinic_that_is_not_there_is_said(house: House) -> None:
    with pytest.raises(NotFound, match="no clinic called nowhere"):
        ask_for_two(house.store, "nowhere", two=True, actor=house.nurse, now=BOOKED)


def test_once_the_plan_is_closed_nothing_is_approved_any_more(
    house: House, waiting: Decision, second: Actor
) -> None:
    """It would stop a medicine in a plan that asks for nobody."""
    for event in ("procedure_end", "home"):
        record_event(house.store, house.plan_id, event, DONE, actor=house.nurse, now=DONE)
    close_plan(house.store, house.plan_id, actor=house.nurse, now=DONE)
    with pytest.raises(Conflict):
        approve(house.store, house.plan_id, waiting.id, approved=True, actor=second, now=DONE)
