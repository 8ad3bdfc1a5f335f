"""What waits, what became void, what ends only when we say so, and what an avoid still allows."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine

from checklist.actions.events import record_event
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.entering import Booked
from tests.web.page import Page
from tests.web.patient.reading import card, my, part, press

ENDED = datetime(2027, 3, 5, 11, tzinfo=UTC)


def pressable(page: Page, booked: Booked, key: str) -> bool:
    return any(form.fields["task"] == key for form in page.forms(my(booked, "marks")))


def test_what_waits_for_a_result_asks_for_nothing(eye: CheckingClient, eye_plan: Booked) -> None:
    page = eye.get_page(my(eye_plan))
    said = card(page, "gel")
    assert "Waiting for a result" in said
    assert "Wait. We look at your blood test first." in said
    assert said in part(page, "next")
    assert not pressable(page, eye_plan, "gel")


def test_what_follows_a_missed_step_says_call_us_first(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    page = press(eye, eye_plan, "first-tablet", "cant")
    said = card(page, "second-tablet")
    assert "Not now" in said
    assert "Do not do this now. Call us first on 01632 960 123." in said
    assert not pressable(page, eye_plan, "second-tablet")
    links = [e.get("href") for e in page.root.iter("a")]
    assert "tel:01632960123" in links


def test_an_avoid_says_what_is_still_allowed(eye: CheckingClient, eye_plan: Booked) -> None:
    page = eye.get_page(my(eye_plan))
    assert "You can wipe it with the clean pad." in card(page, "rub")
    page = press(eye, eye_plan, "rub", "done")
    assert "You can wipe it with the clean pad." in card(page, "rub"), "as long as it holds"


def test_a_limit_with_an_open_end_says_ask_us_and_never_looks_finished(
    eye: CheckingClient,
    eye_plan: Booked,
    store: Store,
    clock_at_nine: time_machine.Traveller,
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 5, 12, tzinfo=UTC))
    record_event(
        store,
        eye_plan.id,
        "procedure_end",
        ENDED,
        actor=eye_plan.nurse.actor,
        now=datetime(2027, 3, 5, 12, tzinfo=UTC),
    )
    said = card(eye.get_page(my(eye_plan)), "lift")
    assert "At least until the end of Thursday 15 April. Ask us before you do this again." in said
    assert "Thursday 15 April, then ask us" in said
    clock_at_nine.move_to(datetime(2027, 4, 30, 12, tzinfo=UTC))
    page = eye.get_page(my(eye_plan))
    assert page.one("progress").get("value") == "95"
    assert "Ask us before you do this again." in card(page, "lift")
