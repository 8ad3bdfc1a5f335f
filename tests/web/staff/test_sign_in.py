"""Staff sign in and out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from checklist.core.audit import Verb
from checklist.store import Store
from tests.web.client import SEE_OTHER, UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Person, sign_in

SIGN_IN = "/staff/sign-in"


def test_a_nurse_signs_in_and_sees_who_needs_somebody(
    client: CheckingClient, nurse: Person
) -> None:
    client.get_page(SIGN_IN)
    page = client.follow(SIGN_IN, {"email": nurse.email, "password": nurse.password})
    assert page.h1.startswith("Patients")
    assert "Sam Okafor, nurse" in page.text


def test_after_signing_in_the_wanted_page_comes(client: CheckingClient, nurse: Person) -> None:
    door = client.get("/patients/new")
    page = client.get_page(door.location)
    response = client.submit(page, SIGN_IN, email=nurse.email, password=nurse.password)
    assert response.location == "/patients/new"


@pytest.mark.parametrize(
    "then", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "back"]
)
def test_signing_in_never_leads_to_another_site(
    client: CheckingClient, nurse: Person, then: str
) -> None:
    client.get_page(SIGN_IN)
    response = client.send(
        SIGN_IN, {"email": nurse.email, "password": nurse.password, "then": then}
    )
    assert response.location == "/patients"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("okafor@riverside.example", "not the right one at all"),
        ("nobody@riverside.example", "seven cups of quiet tea"),
    ],
)
def test_a_wrong_password_and_an_unknown_address_read_alike(
    client: CheckingClient, nurse: Person, email: str, password: str
) -> None:
    client.get_page(SIGN_IN)
    page = client.send_page(SIGN_IN, {"email": email, "password": password}, status=UNPROCESSABLE)
    assert page.error_of("password") == "The email and password do not match. Try again."
    assert page.value_of("email") == email
    assert page.value_of("password") == ""


def test_an_empty_form_says_what_is_missing(client: CheckingClient) -> None:
    client.get_page(SIGN_IN)
    page = client.send_page(SIGN_IN, {}, status=UNPROCESSABLE)
    assert page.error_of("email") == "Write your email address."
    assert page.error_of("password") == "Write your password."


def test_guessing_is_slowed_down_even_for_the_right_password(
    client: CheckingClient, nurse: Person, clock_at_nine: time_machine.Traveller
) -> None:
    client.get_page(SIGN_IN)
    right = {"email": nurse.email, "password": nurse.password}
    for _ in range(5):
        client.send(SIGN_IN, {**right, "password": "wrong"}, status=UNPROCESSABLE)
    page = client.send_page(SIGN_IN, right, status=429)
    assert "too many wrong tries" in page.text
    clock_at_nine.shift(timedelta(minutes=16))
    client.send(SIGN_IN, right, status=SEE_OTHER)


def test_signing_out_ends_the_session_in_the_database_too(
    client: CheckingClient, nurse: Person, store: Store
) -> None:
    sign_in(client, nurse)
    client.send("/staff/sign-out")
    assert client.get("/patients").location.startswith(SIGN_IN)
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM session WHERE revoked_at IS NULL") == 0


def test_a_revoked_session_lets_nobody_in(
    client: CheckingClient, nurse: Person, store: Store
) -> None:
    sign_in(client, nurse)
    with store.write(nurse.actor, NOW) as tx:
        tx.run("UPDATE session SET revoked_at = started_at")
        tx.enter(Verb.SESSION_REVOKED, "", {})
    assert client.get("/patients").location.startswith(SIGN_IN)


def test_an_idle_hour_signs_out(
    client: CheckingClient, nurse: Person, clock_at_nine: time_machine.Traveller
) -> None:
    sign_in(client, nurse)
    clock_at_nine.shift(timedelta(minutes=59))
    client.get_page("/patients")
    clock_at_nine.shift(timedelta(minutes=59))
    client.get_page("/patients")
    clock_at_nine.shift(timedelta(minutes=61))
    assert client.get("/patients").location.startswith(SIGN_IN)


def test_whoever_is_signed_in_already_goes_on(client: CheckingClient, nurse: Person) -> None:
    sign_in(client, nurse)
    assert client.get(SIGN_IN).location == "/patients"
