"""How tests read the patient's page and press its buttons."""

from __future__ import annotations

from werkzeug.test import TestResponse

from tests.web.client import CheckingClient
from tests.web.entering import Booked
from tests.web.page import Page, words

FETCH = {"X-Requested-With": "fetch"}


def my(booked: Booked, *rest: str) -> str:
    """An address of the patient's own pages."""
    return "/".join(("/my", booked.id, *rest))


def card(page: Page, key: str) -> str:
    """Everything read on a task's card."""
    found = [e for e in page.root.iter() if e.get("data-task") == key]
    assert len(found) == 1, f"{len(found)} cards of {key}"
    return words(found[0])


def part(page: Page, place: str) -> str:
    """Everything read in one part of the page."""
    return words(page.one("section", aria_labelledby=place))


def fields_of(page: Page, booked: Booked, key: str) -> dict[str, str]:
    """What the form of a task sends untouched; of two, the one with the buttons."""
    forms = [f for f in page.forms(my(booked, "marks")) if f.fields["task"] == key]
    assert forms, f"no form for {key}"
    pressed = [f for f in forms if any(name == "state" for name, _, _ in f.buttons)]
    return dict((pressed or forms)[0].fields)


def press(client: CheckingClient, booked: Booked, key: str, state: str, why: str = "") -> Page:
    """Press a button of a task without JavaScript, and read the page that comes."""
    page = client.get_page(my(booked))
    fields = fields_of(page, booked, key) | {"state": state}
    if why:
        fields["why"] = why
    response = client.post(my(booked, "marks"), data=fields)
    assert response.status_code == 303, response.get_data(as_text=True)
    address, _, anchor = response.location.partition("#")
    shown = client.get_page(address)
    assert anchor in [e.get("id") for e in shown.root.iter()], "the way back leads to the card"
    return shown


def fetch(client: CheckingClient, booked: Booked, key: str, state: str) -> TestResponse:
    """Press a button as js/tick.js does."""
    fields = fields_of(client.get_page(my(booked)), booked, key)
    return client.post(my(booked, "marks"), data=fields | {"state": state}, headers=FETCH)
