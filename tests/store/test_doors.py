"""Doors, sessions and guesses as rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import Verb
from checklist.core.door_codes import ALPHABET, LOCATOR_LENGTH
from checklist.store import Store, Tx, carers, doors, guesses, sessions, staff
from checklist.store.doors import DoorRow
from checklist.store.patients import PatientRow

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def door(store: Store, nurse: Actor, now: datetime, patient: PatientRow) -> DoorRow:
    """The patient's door, with a session ``mine`` open, and a carer's with ``theirs``."""
    with store.write(nurse, now) as tx:
        tx.enter(Verb.DOOR_ISSUED, "", {})
        made = doors.add(tx, clinic_id=patient.clinic_id, patient_id=patient.id, carer_id=None)
        carers.add(tx, id="ruth", patient_id=patient.id, name="Ruth", relation="", phone="")
        hers = doors.add(tx, clinic_id=patient.clinic_id, patient_id=patient.id, carer_id="ruth")
        sessions.start(tx, id="mine", door_id=made.id, generation=1, at=now, lasts=DAY)
        sessions.start(tx, id="theirs", door_id=hers.id, generation=1, at=now, lasts=DAY)
    return made


def test_a_door_is_found_by_its_locator(store: Store, door: DoorRow, patient: PatientRow) -> None:
    assert len(door.locator) == LOCATOR_LENGTH
    assert set(door.locator) <= set(ALPHABET)
    with store.read() as reader:
        assert doors.get(reader, door.id) == door == doors.by_locator(reader, door.locator)
        assert doors.get(reader, "nowhere") is None
        assert doors.by_locator(reader, "00000") is None
        own, hers = doors.of_patient(reader, patient.id)
    assert (own, hers.carer_id) == (door, "ruth")


def test_wrong_tries_are_counted_until_a_right_one(
    store: Store, nurse: Actor, now: datetime, door: DoorRow
) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.DOOR_REFUSED, door.id, {})
        assert [doors.add_wrong(tx, door.id) for _ in range(3)] == [1, 2, 3]
        doors.clear_wrong(tx, door.id)
        assert doors.add_wrong(tx, door.id) == 1


def test_reissuing_thaws(store: Store, nurse: Actor, now: datetime, door: DoorRow) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.DOOR_FROZEN, door.id, {})
        doors.add_wrong(tx, door.id)
        doors.freeze(tx, door.id, now)
        frozen = doors.get(tx, door.id)
        doors.raise_generation(tx, door.id)
        thawed = doors.get(tx, door.id)
    assert frozen is not None
    assert frozen.frozen_at == now
    assert thawed is not None
    assert (thawed.generation, thawed.frozen_at, thawed.wrong_tries) == (2, None, 0)


def test_who_opened_the_door_acts(
    store: Store, now: datetime, door: DoorRow, patient: PatientRow
) -> None:
    with store.read() as reader:
        own = sessions.door_actor(reader, "mine", now)
        hers = sessions.door_actor(reader, "theirs", now)
    assert own == Actor(
        kind=ActorKind.PATIENT,
        id=patient.id,
        name=patient.name,
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
    )
    assert hers == replace(own, kind=ActorKind.CARER, id="ruth", name="Ruth")


def test_a_frozen_door_locks_nobody_out_who_is_in(
    store: Store, nurse: Actor, now: datetime, door: DoorRow
) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.DOOR_FROZEN, door.id, {})
        doors.freeze(tx, door.id, now)
        assert sessions.door_actor(tx, "mine", now) is not None


@pytest.mark.parametrize(
    "end",
    [
        lambda tx, _door: sessions.revoke(tx, "mine", tx.now),
        lambda tx, door: sessions.revoke_door(tx, door.id, tx.now),
        lambda tx, door: doors.raise_generation(tx, door.id),
        lambda tx, door: doors.revoke(tx, door.id, tx.now),
    ],
    ids=["signed out", "revoked", "re-issued", "closed"],
)
def test_a_session_ends_with_its_door_and_no_other_does(
    store: Store,
    nurse: Actor,
    now: datetime,
    door: DoorRow,
    end: Callable[[Tx, DoorRow], object],
) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.SESSION_REVOKED, "", {})
        end(tx, door)
    with store.read() as reader:
        assert sessions.door_actor(reader, "mine", now) is None
        assert sessions.door_actor(reader, "theirs", now) is not None


def test_a_removed_carer_is_out(store: Store, nurse: Actor, now: datetime, door: DoorRow) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.CARER_REMOVED, "ruth", {})
        carers.remove(tx, "ruth")
    with store.read() as reader:
        assert sessions.door_actor(reader, "theirs", now) is None
        assert sessions.door_actor(reader, "mine", now) is not None


def test_a_session_lasts_until_its_end(store: Store, now: datetime, door: DoorRow) -> None:
    with store.read() as reader:
        assert sessions.door_actor(reader, "mine", now + DAY - HOUR) is not None
        assert sessions.door_actor(reader, "mine", now + DAY) is None
        assert sessions.door_actor(reader, "no such", now) is None


def test_a_closed_door_is_not_found(
    store: Store, nurse: Actor, now: datetime, door: DoorRow, patient: PatientRow
) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.DOOR_REVOKED, door.id, {})
        doors.revoke(tx, door.id, now)
    with store.read() as reader:
        assert doors.by_locator(reader, door.locator) is None
        assert [one.carer_id for one in doors.of_patient(reader, patient.id)] == ["ruth"]


def test_staff_sign_in_and_out(store: Store, nurse: Actor, now: datetime, door: DoorRow) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.SIGNED_IN, nurse.id, {})
        for name in ("here", "there", "elsewhere"):
            sessions.start_staff(tx, id=name, staff_id=nurse.id, at=now, lasts=DAY)
        assert sessions.staff_actor(tx, "here", now) == nurse
        assert sessions.staff_actor(tx, "here", now + DAY) is None
        sessions.revoke(tx, "here", now)
        assert sessions.staff_actor(tx, "here", now) is None
        assert sessions.staff_actor(tx, "there", now) == nurse
        assert sessions.revoke_staff(tx, nurse.id, now) == 2
        assert sessions.staff_actor(tx, "there", now) is None


def test_a_closed_account_is_out(store: Store, nurse: Actor, now: datetime) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.STAFF_CHANGED, nurse.id, {})
        sessions.start_staff(tx, id="here", staff_id=nurse.id, at=now, lasts=DAY)
        staff.set_active(tx, nurse.id, False)
        assert sessions.staff_actor(tx, "here", now) is None


def test_one_kind_of_session_is_not_the_other(
    store: Store, nurse: Actor, now: datetime, door: DoorRow
) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.SIGNED_IN, nurse.id, {})
        sessions.start_staff(tx, id="here", staff_id=nurse.id, at=now, lasts=DAY)
        assert sessions.staff_actor(tx, "mine", now) is None
        assert sessions.door_actor(tx, "here", now) is None


def test_guesses_add_up_and_are_forgotten(store: Store, nurse: Actor, now: datetime) -> None:
    with store.write(nurse, now) as tx:
        tx.enter(Verb.SIGN_IN_REFUSED, "", {})
        assert guesses.wrong(tx, "staff:a@x.example") == (0, None)
        assert guesses.add_wrong(tx, "staff:a@x.example", now, forget_after=HOUR) == 1
        assert guesses.add_wrong(tx, "staff:a@x.example", now + HOUR, forget_after=HOUR) == 2
        assert guesses.wrong(tx, "staff:a@x.example") == (2, now + HOUR)
        assert guesses.wrong(tx, "staff:b@x.example") == (0, None)
        later = now + 3 * HOUR
        assert guesses.add_wrong(tx, "staff:a@x.example", later, forget_after=HOUR) == 1
        assert "x.example" not in str([tuple(row) for row in tx.all("SELECT * FROM guess")])
        guesses.forget(tx, "staff:a@x.example")
        assert guesses.wrong(tx, "staff:a@x.example") == (0, None)
        guesses.add_wrong(tx, "address:1", now, forget_after=HOUR)
        guesses.add_wrong(tx, "address:2", later, forget_after=HOUR)
        assert guesses.sweep(tx, later) == 1
