"""Calls, owners and resolutions, from the plan's page."""

from __future__ import annotations

import pytest

from checklist.core.marks import MarkState
from checklist.store import Store, contacts, plans
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked, Person, sign_in
from tests.web.staff.test_worklist import say

CONFLICT = 409


@pytest.fixture
def signed_in(client: CheckingClient, nurse: Person, plan: Booked) -> CheckingClient:
    return sign_in(client, nurse)


def test_a_call_is_kept_and_reaching_them_is_a_contact(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    url = f"/plans/{plan.id}/calls"
    page = signed_in.follow(url, {"outcome": "no_answer"})
    assert "no answer" in page.text
    assert "nobody reached yet" in page.text
    page = signed_in.follow(url, {"outcome": "reached", "note": "  All is   well. "})
    assert "reached Wed 3 Mar 9:17am, Sam Okafor All is well." in page.text
    assert "in touch since Wed 3 Mar 9:17am" in page.text
    with store.read() as reader:
        assert len(contacts.calls(reader, plan.id)) == 2


def test_a_call_without_an_outcome_is_asked_about(signed_in: CheckingClient, plan: Booked) -> None:
    url = f"/plans/{plan.id}/calls"
    page = signed_in.send_page(url, {"note": "Spoke long"}, status=UNPROCESSABLE)
    assert page.error_of("call-outcome") == "Say how the call ended."
    assert page.form(url).fields["note"] == "Spoke long"


def test_a_patient_is_taken_and_given_back(
    signed_in: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    page = signed_in.follow(f"/plans/{plan.id}/owner")
    assert "Seen to by Sam Okafor" in page.text
    with store.read() as reader:
        assert plans.need(reader, plan.id).owner_id == nurse.actor.id
    page = signed_in.follow(f"/plans/{plan.id}/owner/none")
    assert "Seen to by nobody" in page.text


def test_words_are_asked_for_where_they_are_needed(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    page = signed_in.get_page(f"/plans/{plan.id}")
    assert "Needs somebody" in page.text
    form = page.form(f"/plans/{plan.id}/outcome")
    sent = {**form.fields, "outcome": "no_problem", "note": " "}
    page = signed_in.send_page(form.action, sent, status=UNPROCESSABLE)
    assert "Say in a word what was done, or why it is no problem." in page.text
    page = signed_in.follow(form.action, {**sent, "note": "A neighbour drives her."})
    assert "Needs somebody" not in page.text
    assert "Not a problem: A neighbour drives her. Sam Okafor" in page.text
    assert "Nobody needs you now" in signed_in.get_page("/patients").text
    page = signed_in.send_page(form.action, {**sent, "note": "Again"}, status=409)
    assert "dealt with already" in page.text


def test_one_tap_and_its_undo(signed_in: CheckingClient, plan: Booked, store: Store) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    listed = signed_in.get_page("/patients")
    form = listed.form(f"/plans/{plan.id}/outcome")
    page = signed_in.follow(form.action, {**form.fields, "outcome": "called"})
    assert "Called and resolved." in page.text
    assert "Nobody needs you now" in page.text, "the list it came from"
    undo = page.form(f"/plans/{plan.id}/outcome/undo")
    page = signed_in.follow(undo.action, undo.fields)
    assert "Taken back. It asks as before." in page.text
    assert "My son works that day" in page.text
    page = signed_in.send_page(undo.action, undo.fields, status=409)
    assert "taken back already" in page.text
    history = signed_in.get_page(f"/plans/{plan.id}/history").text
    assert "Dealt with" in history
    assert "Took back" in history


def test_a_message_says_when_it_asks_again(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "blood-test", MarkState.UNSURE)
    form = signed_in.get_page("/patients").form(f"/plans/{plan.id}/outcome")
    page = signed_in.follow(form.action, {**form.fields, "outcome": "message:soon"})
    assert "Left a message. It asks again 11:17am." in page.text
    page = signed_in.get_page(f"/plans/{plan.id}")
    assert "Left a message, asks again 11:17am" in page.text
    assert "left a message Wed 3 Mar 9:17am" in page.text


def test_what_is_passed_on_stands_with_the_clinicians_too(
    signed_in: CheckingClient, client: CheckingClient, plan: Booked, store: Store, clinician: Person
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    form = signed_in.get_page("/patients").form(f"/plans/{plan.id}/outcome")
    sent = {**form.fields, "outcome": "passed_on", "note": "Can she stay the night?"}
    page = signed_in.follow(form.action, sent)
    assert "Passed to a clinician by Sam Okafor" in page.text, "it stays on the worklist"
    client.send("/staff/sign-out")
    sign_in(client, clinician)
    reviews = client.get_page("/reviews?show=passed").text
    assert "Passed on: Says “I can’t”" in reviews
    assert "“Can she stay the night?”" in reviews


NEVER = [
    ({"reason": "x", "outcome": "called"}, CONFLICT),
    ({"reason": "x", "outcome": "boredom"}, CONFLICT),
    ({"reason": "x"}, CONFLICT),
    ({"outcome": "called"}, UNPROCESSABLE),
]


@pytest.mark.parametrize(("sent", "status"), NEVER)
def test_what_never_was_is_not_dealt_with(
    signed_in: CheckingClient, plan: Booked, sent: dict[str, str], status: int
) -> None:
    signed_in.send_page(f"/plans/{plan.id}/outcome", sent, status=status)


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", ""])
def test_nothing_leads_away_from_here(signed_in: CheckingClient, plan: Booked, back: str) -> None:
    response = signed_in.send(f"/plans/{plan.id}/owner", {"back": back})
    assert response.location == f"/plans/{plan.id}"
