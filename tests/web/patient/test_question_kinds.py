"""Questions with a choice of answers, and those that ask for a date."""

from __future__ import annotations

import pytest

from checklist.core.clinic import Clinic
from checklist.core.plan.model import Answer
from checklist.store import Store, answers
from tests.eyes import eyes, publish
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, book
from tests.web.entering import Booked, Person, sign_in
from tests.web.patient.reading import card, my

LAST_TEST = {"last_test_day": "2", "last_test_month": "8", "last_test_year": "2026"}


@pytest.fixture
def here(eye_plan: Booked) -> str:
    return my(eye_plan, "questions", "ask")


def given(store: Store, plan: Booked) -> dict[str, str]:
    with store.read() as reader:
        latest: dict[str, Answer] = dict(answers.latest(reader, plan.id))
    return {key: one.value for key, one in latest.items()}


def test_both_kinds_are_kept(
    eye: CheckingClient, eye_plan: Booked, store: Store, here: str
) -> None:
    page = eye.get_page(here)
    assert "My left eye My right eye Both eyes" in page.text
    page = eye.follow(here, {"eye": "both", **LAST_TEST})
    assert given(store, eye_plan) == {"eye": "both", "last_test": "2026-08-02"}
    assert card(page, "ask").startswith("Done: ")
    again = eye.get_page(here)
    fields = again.form(here).fields
    assert fields["eye"] == "both"
    assert {key: fields[key] for key in LAST_TEST} == LAST_TEST


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"last_test_month": "13"}, "There is no such date. Check the day and the month."),
        ({"last_test_day": "31", "last_test_month": "2"}, "There is no such date."),
        ({"last_test_year": "26"}, "Write the year with four digits."),
        ({"last_test_day": "second"}, "Write the date as day, month and year."),
        ({"last_test_year": ""}, "Write the date as day, month and year."),
        ({"last_test_year": "9" * 5000}, "Write the date as day, month and year."),
    ],
)
def test_a_date_that_cannot_be_is_kept_as_typed_with_a_sentence(
    eye: CheckingClient,
    eye_plan: Booked,
    store: Store,
    here: str,
    typed: dict[str, str],
    said: str,
) -> None:
    eye.get_page(here)
    sent = {"eye": "left", **LAST_TEST, **typed}
    page = eye.send_page(here, sent, status=UNPROCESSABLE)
    assert said in page.text
    fields = page.form(here).fields
    assert {key: fields[key] for key in LAST_TEST} == {key: sent[key] for key in LAST_TEST}
    assert given(store, eye_plan) == {"eye": "left"}, "what can be kept is kept"


def test_no_date_is_asked_for_again(eye: CheckingClient, here: str) -> None:
    eye.get_page(here)
    page = eye.send_page(here, {"eye": "left"}, status=UNPROCESSABLE)
    assert "When was your last eye test?" in page.text


def test_on_paper_there_is_a_box_for_each_option_and_room_for_a_date(
    client: CheckingClient, store: Store, clinic: Clinic, nurse: Person
) -> None:
    kept = publish(store, eyes("ask", version=2), NOW)
    plan = book(store, clinic, nurse, kept, record_number="9", reach="paper")
    text = sign_in(client, nurse).get_page(f"/plans/{plan.id}/sheet").text
    assert "Which eye hurts? My left eye My right eye Both eyes" in text
    assert "When was your last eye test? For example 2 8 2026 Day Month Year" in text


def test_an_option_that_is_none_is_refused(
    eye: CheckingClient, eye_plan: Booked, store: Store, here: str
) -> None:
    eye.get_page(here)
    page = eye.send_page(here, {"eye": "third", **LAST_TEST}, status=UNPROCESSABLE)
    assert "Choose one." in page.text
    assert given(store, eye_plan) == {"last_test": "2026-08-02"}
