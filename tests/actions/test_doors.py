"""Doors: links and codes that open, that do not, that freeze, and that are revoked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from checklist.actions.doors import (
    MOST_WRONG,
    MOST_WRONG_FROM_ONE_ADDRESS,
    letters,
    open_door,
    reissue,
)
from checklist.core.errors import GuessLimit, Invalid, NotAllowed
from checklist.store import doors, sessions
from tests.actions.conftest import BOOKED, House

KEY = b"k" * 32
BORN = date(1947, 6, 12)
LATER = BOOKED + timedelta(days=1)


def letter(house: House) -> tuple[str, str]:
    made = letters(
        house.store, house.plan_id, KEY, "https://t.example", actor=house.nurse, now=BOOKED
    )[0]
    return made.link.partition("#")[2], made.code


def enter(house: House, typed: str, born: date = BORN, address: str = "203.0.113.7") -> str:
    return open_door(house.store, typed, born, KEY, address=address, now=LATER)


def test_the_link_and_the_code_both_open_however_the_code_is_typed(house: House) -> None:
    link, code = letter(house)
    for typed in (link, "#" + link, code, code.lower(), code.replace("-", " "), f" {code} "):
        session_id = enter(house, typed)
        with house.store.read() as reader:
            actor = sessions.door_actor(reader, session_id, LATER)
        assert actor is not None
        assert actor.patient_id == house.plan.patient_id


def test_a_letter_printed_again_is_the_same_letter(house: House) -> None:
    assert letter(house) == letter(house)


def test_the_wrong_birth_date_the_wrong_code_and_nonsense_read_the_same(house: House) -> None:
    link, code = letter(house)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    said = set()
    for typed, born in ((link, date(1947, 6, 13)), (wrong, BORN), ("nonsense", BORN), ("", BORN)):
        with pytest.raises(Invalid) as refused:
            enter(house, typed, born)
        said.add(str(refused.value))
    assert len(said) == 1


def test_some_wrong_tries_freeze_the_door_until_staff_reissue_it(house: House) -> None:
    link, code = letter(house)
    for _ in range(MOST_WRONG - 1):
        with pytest.raises(Invalid):
            enter(house, code, date(1950, 1, 1))
    with pytest.raises(GuessLimit):
        enter(house, code, date(1950, 1, 1))
    with pytest.raises(GuessLimit):
        enter(house, link)
    with house.store.read() as reader:
        door = doors.of_patient(reader, house.plan.patient_id)[0]
    reissue(house.store, house.plan_id, door.id, actor=house.nurse, now=LATER)
    fresh, _ = letter(house)
    assert fresh != link
    assert enter(house, fresh)
    with pytest.raises(Invalid):
        enter(house, link)


def test_getting_in_forgets_the_wrong_tries(house: House) -> None:
    link, _ = letter(house)
    for _ in range(3):
        for _ in range(MOST_WRONG - 1):
            with pytest.raises(Invalid):
                enter(house, link, date(1950, 1, 1), address=f"198.51.100.{_}")
        assert enter(house, link, address="192.0.2.1")


def test_reissuing_ends_what_is_open_on_the_lost_phone(house: House) -> None:
    link, _ = letter(house)
    session_id = enter(house, link)
    with house.store.read() as reader:
        door = doors.of_patient(reader, house.plan.patient_id)[0]
    reissue(house.store, house.plan_id, door.id, actor=house.nurse, now=LATER)
    with house.store.read() as reader:
        assert sessions.door_actor(reader, session_id, LATER) is None


def test_one_address_cannot_try_everybodys_codes(house: House) -> None:
    for _ in range(MOST_WRONG_FROM_ONE_ADDRESS):
        with pytest.raises(Invalid):
            enter(house, "22222-22222", address="198.51.100.9")
    with pytest.raises(GuessLimit):
        enter(house, "22222-22222", address="198.51.100.9")
    link, _ = letter(house)
    assert enter(house, link, address="198.51.100.10")


def test_a_patient_prints_no_letters(house: House) -> None:
    with pytest.raises(NotAllowed):
        letters(house.store, house.plan_id, KEY, "x", actor=house.patient, now=LATER)


def test_opening_the_list_is_a_contact_and_the_nurse_stops_reading_of_silence(
    house: House,
) -> None:
    """The worklist went on saying "nothing opened" of a patient who had opened the list."""
    silent_at = BOOKED + timedelta(hours=49)
    assert "no_contact" in {reason.kind for reason in house.reasons(silent_at)}
    link, _ = letter(house)
    enter(house, link)
    assert house.plan.started
    assert "no_contact" not in {reason.kind for reason in house.reasons(silent_at)}
