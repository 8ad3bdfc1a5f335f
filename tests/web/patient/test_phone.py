"""What belongs to the phone: bigger text, and leaving."""

from __future__ import annotations

import pytest

from checklist.core.audit import Verb
from checklist.store import Store
from checklist.web.doors import DOORS
from tests.web.client import CheckingClient
from tests.web.conftest import Booked
from tests.web.patient.reading import FETCH, my


def test_bigger_text_is_remembered_and_comes_back_to_the_page(
    maria: CheckingClient, plan: Booked
) -> None:
    page = maria.follow("/text-size", {"size": "bigger", "next": my(plan, "about")})
    assert "text-bigger" in (page.one("html").get("class") or "")
    assert page.h1 == "About your procedure"
    normal = maria.follow("/text-size", {"size": "normal", "next": my(plan)})
    assert "text-bigger" not in (normal.one("html").get("class") or "")


def test_with_javascript_nothing_is_loaded(maria: CheckingClient) -> None:
    answer = maria.post("/text-size", data={"csrf_token": maria.token}, headers=FETCH)
    assert answer.status_code == 204


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "",
        "/\n/x.example",
    ],
)
def test_it_never_leads_to_another_site(maria: CheckingClient, elsewhere: str) -> None:
    assert maria.send("/text-size", {"size": "bigger", "next": elsewhere}).location == "/"


def test_leaving_shuts_the_door_for_good(maria: CheckingClient, plan: Booked, store: Store) -> None:
    maria.get_page(my(plan))
    with maria.session_transaction() as session:
        held = list(session[DOORS])
    assert maria.send("/leave").location == "/go"
    assert maria.get(my(plan)).location == "/go"
    with maria.session_transaction() as session:
        session[DOORS] = held  # somebody kept the cookie
    assert maria.get(my(plan)).location == "/go"
    with store.read() as reader:
        assert reader.value(
            "SELECT count(*) FROM entry WHERE verb = :verb", {"verb": Verb.SIGNED_OUT}
        )


def test_leaving_twice_harms_nothing(maria: CheckingClient) -> None:
    maria.get_page("/go")
    maria.send("/leave")
    maria.get_page("/go")
    assert maria.send("/leave").location == "/go"
