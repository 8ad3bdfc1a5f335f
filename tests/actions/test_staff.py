"""Signing in: right, wrong, guessed, revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.staff import FREE_TRIES, add_staff, sign_in, sign_out
from checklist.core.actors import Role, system
from checklist.core.clinic import Clinic
from checklist.core.errors import GuessLimit, Invalid
from checklist.store import Store, sessions
from tests.actions.conftest import BOOKED

PASSWORD = "a-long-enough-passphrase"


@pytest.fixture
def email(store: Store, clinic: Clinic) -> str:
    with store.write(system("setup", clinic.id), BOOKED) as tx:
        add_staff(
            tx,
            clinic_id=clinic.id,
            name="Sam Okafor",
            title="RN",
            role=Role.NURSE,
            email="Sam@Clinic.example",
            password=PASSWORD,
        )
    return "sam@clinic.example"


def test_signing_in_gives_a_session_that_ends_by_itself_and_by_hand(
    store: Store, email: str
) -> None:
    session_id = sign_in(store, f" {email.upper()} ", PASSWORD, now=BOOKED)
    with store.read() as reader:
        actor = sessions.staff_actor(reader, session_id, BOOKED)
        assert sessions.staff_actor(reader, session_id, BOOKED + timedelta(hours=13)) is None
    assert actor is not None
    assert actor.role is Role.NURSE
    sign_out(store, session_id, actor=actor, now=BOOKED)
    with store.read() as reader:
        assert sessions.staff_actor(reader, session_id, BOOKED) is None


def test_a_wrong_password_and_an_unknown_address_read_the_same(store: Store, email: str) -> None:
    said = set()
    for address, password in ((email, "wrong"), ("nobody@clinic.example", PASSWORD), ("", "")):
        with pytest.raises(Invalid) as refused:
            sign_in(store, address, password, now=BOOKED)
        said.add(str(refused.value))
    assert len(said) == 1


def test_guessing_is_slowed_and_the_right_password_waits_too(store: Store, email: str) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(Invalid):
            sign_in(store, email, "wrong", now=BOOKED)
    with pytest.raises(GuessLimit) as limited:
        sign_in(store, email, PASSWORD, now=BOOKED)
    assert limited.value.until is not None
    assert sign_in(store, email, PASSWORD, now=limited.value.until)


def test_a_short_password_and_a_taken_address_are_refused(
    store: Store, clinic: Clinic, email: str
) -> None:
    with store.write(system("setup", clinic.id), BOOKED) as tx:
        for field, address, password in (
            ("password", "new@clinic.example", "short"),
            ("email", email, PASSWORD),
        ):
            with pytest.raises(Invalid) as refused:
                add_staff(
                    tx,
                    clinic_id=clinic.id,
                    name="New",
                    title="",
                    role=Role.NURSE,
                    email=address,
                    password=password,
                )
            assert list(refused.value.problems) == [field]
