"""A value the patient writes down, and what they read at once where it is not fine."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from checklist.core.attention import ReasonKind
from checklist.store import Store, marks, new_id
from tests.dealing import settle
from tests.eyes import HOT, TOO_HOT
from tests.web.client import CheckingClient
from tests.web.entering import Booked
from tests.web.page import Page, words
from tests.web.patient.reading import FETCH, card, fields_of, my

TEMPERATURE = "temperature"
NIGHT = datetime(2027, 3, 3, 23, 30, tzinfo=UTC)


def write(client: CheckingClient, booked: Booked, value: str) -> Page:
    """Write a value down without JavaScript, and read the page that comes."""
    fields = fields_of(client.get_page(my(booked)), booked, TEMPERATURE)
    sent = fields | {"value": value, "state": "done"}
    response = client.post(my(booked, "marks"), data=sent)
    assert response.status_code == 303, response.get_data(as_text=True)
    return client.get_page(my(booked))


def head(page: Page) -> str:
    return words(page.one("header"))


def values(store: Store, booked: Booked) -> list[str]:
    with store.read() as reader:
        return [mark.value for mark in marks.of_task(reader, booked.id, TEMPERATURE)]


def test_a_value_is_written_in_a_field_with_its_unit(
    eye: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    page = eye.get_page(my(eye_plan))
    assert "Write it here, in °C" in card(page, TEMPERATURE)
    field = page.one("input", id="value-temperature")
    assert field.get("inputmode") == "decimal"
    assert "36.6 °C. " in card(write(eye, eye_plan, "36.6"), TEMPERATURE)
    assert values(store, eye_plan) == ["36.6"]


@pytest.mark.parametrize("typed", ["37,5", " 37.5 ", "37 ,5", "٣٧,٥"])
def test_a_comma_and_a_point_are_the_same_number(
    eye: CheckingClient, eye_plan: Booked, store: Store, typed: str
) -> None:
    write(eye, eye_plan, typed)
    assert values(store, eye_plan) == ["37.5"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write a number, in °C."),
        ("warm", "Write a number, in °C."),
        ("nan", "Write a number, in °C."),
        ("1e2", "Write a number, in °C."),
        ("37.5.1", "Write a number, in °C."),
        ("9" * 4000, "Write a number, in °C."),
        ("98.6", "Please check this number. Is it right? Then call us."),
        ("-37", "Please check this number. Is it right? Then call us."),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence(
    eye: CheckingClient, eye_plan: Booked, store: Store, typed: str, said: str
) -> None:
    fields = fields_of(eye.get_page(my(eye_plan)), eye_plan, TEMPERATURE)
    page = eye.send_page(
        my(eye_plan, "marks"), fields | {"value": typed, "state": "done"}, status=422
    )
    assert said in card(page, TEMPERATURE)
    field = page.one("input", id="value-temperature")
    assert field.get("value") == typed[:40]
    assert field.get("aria-describedby") == "value-temperature-error"
    assert values(store, eye_plan) == []


def test_with_javascript_the_card_comes_back_with_what_is_wrong(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    fields = fields_of(eye.get_page(my(eye_plan)), eye_plan, TEMPERATURE)
    sent = fields | {"value": "370", "state": "done"}
    answer = eye.post(my(eye_plan, "marks"), data=sent, headers=FETCH)
    assert answer.status_code == 422
    assert answer.text.count("data-task=") == 1
    assert 'value="370"' in answer.text
    assert "data-focus" in answer.text


def test_a_dangerous_value_typed_at_night_waits_for_nobody(
    eye: CheckingClient, eye_plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(NIGHT)
    page = write(eye, eye_plan, "39,8")
    for said in (head(page), card(page, TEMPERATURE)):
        assert TOO_HOT in said
        assert "Call 999" in said
    assert "39.8 °C" in head(page)


def test_a_high_value_gives_the_number_that_answers_at_this_hour(
    eye: CheckingClient, eye_plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(NIGHT)
    said = head(write(eye, eye_plan, "38.2"))
    assert HOT in said
    assert "Call us: 01632 960 199" in said
    assert "999" not in said


def test_the_words_stand_in_the_page_before_anything_is_sent(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    """js/measure.js shows them while the number is typed, with no connection at all."""
    page = eye.get_page(my(eye_plan))
    rules = [e for e in page.root.iter("div") if e.get("data-outside") is not None]
    assert [float(rules[0].get("data-at-least", "")), float(rules[1].get("data-above", ""))] == [
        39.5,
        38,
    ]
    assert TOO_HOT in words(rules[0])
    assert all(rule.get("hidden") is not None for rule in rules)


def test_a_value_in_order_asks_for_nothing(eye: CheckingClient, eye_plan: Booked) -> None:
    page = write(eye, eye_plan, "38")
    assert HOT not in page.text
    assert "Call us" not in card(page, TEMPERATURE)


def test_once_a_nurse_has_dealt_with_it_the_head_is_calm_again(
    eye: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    write(eye, eye_plan, "38.4")
    settle(
        store,
        eye_plan.id,
        ReasonKind.VALUE,
        note="Called: she takes it again at noon.",
        actor=eye_plan.nurse.actor,
        now=datetime(2027, 3, 3, 10, tzinfo=UTC),
    )
    page = eye.get_page(my(eye_plan))
    assert HOT not in head(page)
    assert HOT in card(page, TEMPERATURE), "beside the value it stays"


def test_i_cannot_needs_no_number(eye: CheckingClient, eye_plan: Booked, store: Store) -> None:
    fields = fields_of(eye.get_page(my(eye_plan)), eye_plan, TEMPERATURE)
    sent = fields | {"value": "abc", "state": "cant", "mark_id": new_id()}
    assert eye.post(my(eye_plan, "marks"), data=sent).status_code == 303
    assert values(store, eye_plan) == [""]
