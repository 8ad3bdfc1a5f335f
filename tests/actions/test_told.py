"""What was decided reaches the patient: an earlier call, or news that is none, tells nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions.approving import approve
from checklist.actions.callbacks import TOO_LATE_SINCE, Promise, set_callback
from checklist.actions.clinics import ask_for_two
from checklist.actions.events import close_plan, record_event
from checklist.actions.outcomes import Outcome, Word, deal
from checklist.core.attention import ReasonKind
from checklist.core.calling_off import CallOffKind
from checklist.core.errors import Conflict, Invalid
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.store import attention
from tests.actions.changing import (
    LATER,
    NEXT_WEEK,
    STOP_WARFARIN,
    back,
    change,
    decided,
    stands,
    to,
)
from tests.actions.conftest import BOOKED, House
from tests.actions.test_call_off import EVENING, MIDWAY, MORNING, off, reached, settle, to_settle

HOUR = timedelta(hours=1)
MOVED = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


def test_a_call_made_before_a_second_clinician_approved_tells_nothing_of_it(house: House) -> None:
    """Decided at nine, called at ten, approved at eleven: the call could not tell it."""
    ask_for_two(house.store, house.clinic.slug, two=True, actor=house.nurse, now=BOOKED)
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    _approve(house, LATER + HOUR)
    off(house)
    settle(house, kind=DecisionKind.CHANGE, instruction="Take half a tablet.", at=MORNING)
    reached(house, MORNING + HOUR)
    _approve(house, MORNING + 2 * HOUR)
    assert to_settle(house, MORNING + 2 * HOUR)
    reached(house, MORNING + 3 * HOUR)
    assert not to_settle(house, MORNING + 3 * HOUR)


def _approve(house: House, at: datetime) -> None:
    waiting = stands(house, "warfarin").waiting
    assert waiting is not None
    second = replace(house.clinician, id="second", name="Dr Osei")
    approve(house.store, house.plan_id, waiting.id, approved=True, actor=second, now=at)


def test_moved_there_and_back_and_decided_as_before_is_still_told(house: House) -> None:
    """Told by phone to change nothing yet, a patient on paper waits for the call that ends it."""
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    change(house, to(house, NEXT_WEEK), at=LATER + HOUR)
    reached(house, LATER + 2 * HOUR)
    change(house, back(house), at=LATER + 3 * HOUR)
    settle(house, at=LATER + 4 * HOUR, **STOP_WARFARIN)
    (owed,) = to_settle(house, LATER + 4 * HOUR)
    assert owed.words == "Call: tell the patient what was decided about warfarin"
    reached(house, LATER + 5 * HOUR)
    assert not to_settle(house, LATER + 5 * HOUR)


def test_who_went_home_from_what_was_taken_back_has_not_gone_home(house: House) -> None:
    """Stopped midway, home, and on again for another day: limits count from the new home alone."""
    off(house, CallOffKind.STOPPED_MIDWAY, MIDWAY, stopped_at=MIDWAY)
    home = MIDWAY + 2 * HOUR
    record_event(house.store, house.plan_id, "home", home, actor=house.nurse, now=home)
    off(house, CallOffKind.TAKEN_BACK, home + HOUR)
    assert not {"home", "procedure_end"} & house.revision.inputs.anchors.keys()
    change(house, to(house, NEXT_WEEK), at=home + 2 * HOUR)
    end = NEXT_WEEK + HOUR
    record_event(house.store, house.plan_id, "procedure_end", end, actor=house.nurse, now=end)
    with pytest.raises(Conflict, match="gone home first"):
        close_plan(house.store, house.plan_id, actor=house.nurse, now=end)


def test_what_waits_and_falls_takes_no_restart_with_it(house: House) -> None:
    """Taken again from Wednesday week, and a change not yet approved: called off, only that
    falls. "Take it as before" would be days too early.
    """
    ask_for_two(house.store, house.clinic.slug, two=True, actor=house.nurse, now=BOOKED)
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    _approve(house, LATER + HOUR)
    change(house, to(house, NEXT_WEEK + timedelta(days=14)), at=MOVED)
    again = MOVED + timedelta(days=9)
    settle(house, at=MOVED + HOUR, kind=DecisionKind.RESTART, restart_at=again)
    half = "Take half a tablet."
    settle(house, at=MOVED + 2 * HOUR, kind=DecisionKind.CHANGE, instruction=half)
    off(house, at=MOVED + 3 * HOUR)
    assert stands(house, "warfarin").waiting is None
    told = house.medicine_task("restart").text
    assert told.startswith("Take warfarin again from 10am on Wednesday 10 March.")


def test_a_promised_call_is_not_put_off_again_and_again(house: House) -> None:
    """Each week another week: the medicine stays stopped, and never is a matter of now."""
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    off(house)
    day = timedelta(days=1)
    _put_off(house, EVENING + 6 * day, EVENING + 5 * day)
    with pytest.raises(Invalid) as refused:
        _put_off(house, EVENING + 8 * day, EVENING + 6 * day)
    assert refused.value.problems == {"call_by": TOO_LATE_SINCE}
    late = EVENING + 12 * day + 13 * HOUR  # Tuesday 16 March, 9am
    _put_off(house, late + HOUR, late)  # at the latest today


def _put_off(house: House, call_by: datetime, now: datetime) -> None:
    promise = Promise(owner_id=house.clinician.id, call_by=call_by)
    set_callback(house.store, house.plan_id, promise, actor=house.nurse, now=now)


def test_a_call_about_something_else_tells_nothing_of_what_was_decided(house: House) -> None:
    """One tap settles the reason it is about: the patient still waits to hear about warfarin."""
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    house.mark("escort", MarkState.CANT, LATER)
    change(house, to(house, NEXT_WEEK), at=LATER + HOUR)
    settle(house, at=LATER + 2 * HOUR, kind=DecisionKind.KEEP)
    for kind, owed in ((ReasonKind.CANT, 1), (ReasonKind.SETTLE, 0)):
        at = LATER + (3 if owed else 4) * HOUR
        about = [attention.id_of(r) for r in house.reasons(at) if r.kind is kind]
        called = Word(outcome=Outcome.CALLED)
        deal(house.store, house.plan_id, about, called, actor=house.nurse, now=at)
        assert len(to_settle(house, at)) == owed


def test_what_is_taken_again_at_a_time_to_come_is_not_decided_for_the_day_before_it(
    house: House,
) -> None:
    """Moved by weeks, taken again tomorrow: a stop saved now would hide that from the patient."""
    house.answer_all(BOOKED, "warfarin")
    decided(house, "warfarin", **STOP_WARFARIN)
    change(house, to(house, NEXT_WEEK + timedelta(days=14)), at=MOVED)
    again = MOVED + timedelta(days=1)
    settle(house, at=MOVED + HOUR, kind=DecisionKind.RESTART, restart_at=again)
    stop = {
        **STOP_WARFARIN,
        "last_dose": MOVED + timedelta(days=18),
        "restart_by": NEXT_WEEK + timedelta(days=15),
    }
    for said in (stop, {"kind": DecisionKind.KEEP}):
        with pytest.raises(Invalid) as refused:
            settle(house, at=MOVED + 2 * HOUR, **said)
        assert "taken again only from 10am on Tuesday 2 March" in str(refused.value.problems)
    assert house.medicine_task("restart").due_at == again
    settle(house, at=again, **stop)
    assert house.medicine_task("last-dose").due_at == stop["last_dose"]
