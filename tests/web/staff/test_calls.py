"""Calls, owners and resolutions, from the plan's page."""

from __future__ import annotations

import pytest

from checklist.core.marks import MarkState
from checklist.store import Store, contacts, plans
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked, Person, sign_in
from tests.web.staff.test_worklist import say


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


def test_resolving_needs_a_word_and_then_asks_no_more(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    page = signed_in.get_page(f"/plans/{plan.id}")
    assert "Needs somebody" in page.text
    form = page.form(f"/plans/{plan.id}/attention")
    page = signed_in.send_page(form.action, form.fields, status=UNPROCESSABLE)
    assert page.error_of("resolve-1-note") == "Say in a word what was done."
    page = signed_in.follow(form.action, {**form.fields, "note": "A neighbour drives her."})
    assert "Needs somebody" not in page.text
    assert "A neighbour drives her. Sam Okafor" in page.text
    assert "Nobody needs you now" in signed_in.get_page("/patients").text
    page = signed_in.send_page(form.action, {**form.fields, "note": "Again"}, status=409)
    assert "dealt with already" in page.text


def test_a_reason_that_never_was_is_not_resolved(signed_in: CheckingClient, plan: Booked) -> None:
    signed_in.send_page(
        f"/plans/{plan.id}/attention", {"reason": "boredom", "note": "x"}, status=409
    )


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", ""])
def test_nothing_leads_away_from_here(signed_in: CheckingClient, plan: Booked, back: str) -> None:
    response = signed_in.send(f"/plans/{plan.id}/owner", {"back": back})
    assert response.location == f"/plans/{plan.id}"
