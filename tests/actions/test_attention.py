"""What a nurse does about a reason: it goes only when its cause is dealt with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.attention import (
    CallOutcome,
    give_back,
    log_call,
    take,
    write_note,
)
from checklist.core.errors import Invalid, NotAllowed
from checklist.store import contacts
from tests.actions.conftest import BOOKED, House

MORNING = BOOKED + timedelta(hours=23)


def test_reaching_the_patient_is_a_contact_and_a_message_is_an_attempt(house: House) -> None:
    silent_at = BOOKED + timedelta(hours=49)
    log_call(house.store, house.plan_id, CallOutcome.MESSAGE, "", actor=house.nurse, now=MORNING)
    assert "no_contact" in {r.kind for r in house.reasons(silent_at)}
    log_call(
        house.store, house.plan_id, CallOutcome.REACHED, "Fine", actor=house.nurse, now=MORNING
    )
    assert "no_contact" not in {r.kind for r in house.reasons(silent_at)}
    with house.store.read() as reader:
        assert len(contacts.calls(reader, house.plan_id)) == 2


def test_taking_and_giving_back(house: House) -> None:
    owners = []
    for verb in (take, give_back):
        verb(house.store, house.plan_id, actor=house.nurse, now=MORNING)
        owners.append(house.plan.owner_id)
    assert owners == [house.nurse.id, None]
    with pytest.raises(NotAllowed):
        take(house.store, house.plan_id, actor=house.patient, now=MORNING)


def test_an_empty_note_and_an_endless_one_are_refused(house: House) -> None:
    for text in ("  ", "x" * 2001):
        with pytest.raises(Invalid):
            write_note(house.store, house.plan_id, text, actor=house.nurse, now=MORNING)
    write_note(house.store, house.plan_id, " Rings at noon ", actor=house.nurse, now=MORNING)
    with house.store.read() as reader:
        assert [n.text for n in contacts.notes(reader, house.plan_id)] == ["Rings at noon"]
