"""What was decided reaches the patient: an earlier call, or news that is none, tells nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checklist.actions.approving import approve
from checklist.actions.clinics import ask_for_two
from checklist.actions.events import close_plan, record_event
from checklist.core.calling_off import CallOffKind
from checklist.core.errors import Conflict
from checklist.core.medicines import DecisionKind
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
from tests.actions.test_call_off import MIDWAY, MORNING, off, reached, settle, to_settle

HOUR = timedelta(hours=1)


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
