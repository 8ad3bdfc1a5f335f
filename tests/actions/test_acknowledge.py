"""Reading what changed: by whom, of which revision, and what stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from checklist.actions.acknowledge import Acknowledged, acknowledge
from checklist.actions.filing import gather_facts
from checklist.core.actors import Actor, ActorKind
from checklist.core.attention import Reason, ReasonKind
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, NotAllowed, NotFound
from checklist.core.marks import Channel, MarkState
from checklist.core.news import News
from checklist.store import acknowledgements, entries, new_id
from tests.actions.conftest import ARRIVAL, BOOKED, PROCEDURE, House
from tests.moving import move

MOVED_AT = BOOKED + timedelta(days=2)
READ_AT = MOVED_AT + timedelta(hours=1)
WEEK = timedelta(days=7)


@pytest.fixture
def moved(house: House) -> House:
    """Maria's procedure was moved by a week, two days after it was booked."""
    move_to(house, weeks=1)
    return house


def move_to(house: House, *, weeks: int) -> None:
    move(
        house.store,
        house.plan_id,
        actor=house.nurse,
        now=MOVED_AT,
        procedure=PROCEDURE + weeks * WEEK,
        arrival=ARRIVAL + weeks * WEEK,
    )


def read(
    house: House, revision: int, *, actor: Actor | None = None, channel: Channel = Channel.SCREEN
) -> Acknowledged:
    return acknowledge(
        house.store,
        house.plan_id,
        revision,
        actor=actor or house.patient,
        channel=channel,
        now=READ_AT,
    )


def news(house: House) -> News:
    with house.store.read() as reader:
        facts = gather_facts(reader, house.plan)
    return facts.news.still(facts.states, facts.state, READ_AT)


def asked(house: House) -> list[Reason]:
    return [one for one in house.reasons(READ_AT) if one.kind is ReasonKind.CHANGED]


def rows(house: House) -> list[acknowledgements.AcknowledgementRow]:
    with house.store.read() as reader:
        return acknowledgements.of_plan(reader, house.plan_id)


def acknowledged(house: House) -> int:
    with house.store.read() as reader:
        told = entries.history(reader, house.plan_id)
    return sum(one.entry.verb is Verb.ACKNOWLEDGED for one in told)


def test_a_booking_asks_nobody_to_read_anything(house: House) -> None:
    assert not news(house)
    assert asked(house) == []


def test_a_move_asks_for_an_acknowledgement_until_the_patient_has_read_it(moved: House) -> None:
    assert len(asked(moved)) == 1
    done = read(moved, 2)
    assert not done.repeated
    assert not done.left
    assert asked(moved) == []
    (row,) = rows(moved)
    assert (row.revision, row.by, row.by_kind) == (2, "Maria Silva", ActorKind.PATIENT)
    assert (row.channel, row.at) == (Channel.SCREEN, READ_AT)
    assert acknowledged(moved) == 1


def test_a_nurse_can_read_it_aloud(moved: House) -> None:
    read(moved, 2, actor=moved.nurse, channel=Channel.PHONE)
    (row,) = rows(moved)
    assert (row.by, row.channel) == (moved.nurse.name, Channel.PHONE)
    assert asked(moved) == []


def test_reading_is_a_contact(moved: House) -> None:
    assert moved.plan.contacted_at is None
    read(moved, 2)
    assert moved.plan.contacted_at == READ_AT


def test_reading_it_twice_is_reading_it_once(moved: House) -> None:
    read(moved, 2)
    again = read(moved, 2, actor=moved.nurse, channel=Channel.PHONE)
    assert again.repeated
    assert len(rows(moved)) == acknowledged(moved) == 1


def test_what_changed_meanwhile_stays_open_and_the_answer_says_so(moved: House) -> None:
    move_to(moved, weeks=2)
    done = read(moved, 2)
    assert not done.repeated
    assert done.left.moved is not None
    assert done.left.revision == 3
    (reason,) = asked(moved)
    assert "Thursday 18 March" in reason.words
    assert not read(moved, 3).left


def test_what_moved_back_before_anybody_read_it_is_no_news(moved: House) -> None:
    move_to(moved, weeks=0)
    assert not news(moved)
    assert asked(moved) == []
    assert read(moved, 3).repeated


def test_what_was_read_and_then_moved_back_is_news(moved: House) -> None:
    read(moved, 2)
    move_to(moved, weeks=0)
    assert news(moved).moved is not None


def test_reading_an_old_page_after_a_newer_one_changes_nothing(moved: House) -> None:
    move_to(moved, weeks=2)
    read(moved, 3)
    assert read(moved, 2).repeated
    assert len(rows(moved)) == 1


@pytest.mark.parametrize("revision", [0, -1, 3, 10**12])
def test_a_revision_that_is_not_there_is_refused(moved: House, revision: int) -> None:
    with pytest.raises(Conflict):
        read(moved, revision)
    assert rows(moved) == []


def test_nothing_to_read_writes_nothing(house: House) -> None:
    assert read(house, 1).repeated
    house.answer_all(MOVED_AT, "warfarin")
    assert read(house, house.plan.revision).repeated
    assert rows(house) == []
    assert acknowledged(house) == 0


def test_ones_own_answers_and_a_decision_after_them_ask_for_nothing(house: House) -> None:
    house.answer_all(MOVED_AT, "warfarin", smoker="yes")
    assert house.plan.revision > 1
    assert not news(house)
    assert asked(house) == []


def test_doing_all_that_changed_has_read_it(house: House) -> None:
    """Only the arrival moved, and she is there."""
    move(
        house.store,
        house.plan_id,
        actor=house.nurse,
        now=MOVED_AT,
        arrival=ARRIVAL - timedelta(minutes=30),
    )
    assert asked(house)
    house.mark("arrive", MarkState.DONE, READ_AT)
    assert asked(house) == []


def test_a_machine_and_a_stranger_acknowledge_nothing(moved: House) -> None:
    machine = replace(moved.patient, kind=ActorKind.SYSTEM)
    with pytest.raises(NotAllowed):
        read(moved, 2, actor=machine)
    stranger = replace(moved.patient, patient_id=new_id())
    with pytest.raises(NotFound):
        read(moved, 2, actor=stranger)
    assert rows(moved) == []
