"""A code that is frozen shuts nobody away from help."""

from __future__ import annotations

from flask import Flask

from checklist.actions.doors import MOST_WRONG
from checklist.settings import Settings
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.entering import Booked, code_of, open_door

WRONG_BIRTHDAY = {"born_day": "3", "born_month": "4", "born_year": "1948"}


def freeze(client: CheckingClient, code: str) -> None:
    """Try a code with the wrong birth date until it is frozen; its page still leads to help."""
    client.get_page("/go")
    for _ in range(MOST_WRONG):
        answer = client.post(
            "/go", data={"csrf_token": client.token, "code": code, **WRONG_BIRTHDAY}
        )
    assert answer.status_code == 429
    assert 'href="/help"' in answer.text
    assert "tel:" in answer.text


def test_a_frozen_code_leaves_the_red_flags_open(
    client: CheckingClient, plan: Booked, store: Store, settings: Settings
) -> None:
    freeze(client, code_of(store, settings, plan))
    page = client.get_page("/help")
    assert "Call 999 now for any of these" in page.text
    assert "tel:999" in page.links


def test_a_phone_that_is_in_keeps_its_list_when_the_code_is_frozen(
    client: CheckingClient, app: Flask, plan: Booked, store: Store, settings: Settings
) -> None:
    open_door(client, plan)
    somebody = app.test_client()
    assert isinstance(somebody, CheckingClient)
    freeze(somebody, code_of(store, settings, plan))
    assert client.get_page(f"/my/{plan.id}").h1.startswith("Maria, your procedure")
