"""The door: it opens for the letter and the birth date, and says the same whatever was wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from checklist.actions.doors import FROZEN, MOST_WRONG, NO_SUCH_DOOR, Letter, letters
from checklist.store import Store
from checklist.web.doors import DOORS
from checklist.web.house import now
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked, Person, book, open_door
from tests.web.patient.reading import my

MARIAS_BIRTHDAY = {"born_day": "2", "born_month": "4", "born_year": "1948"}
TOO_MANY = 429


def letter_of(store: Store, booked: Booked, *, carer: bool = False) -> Letter:
    made = letters(store, booked.id, store.keys.links, "", actor=booked.nurse.actor, now=now())
    return next(one for one in made if one.carer is carer)


def try_code(client: CheckingClient, code: str, **born: str) -> str:
    """Type a code and a birth date that do not open; the sentence that is shown."""
    typed = {"code": code, **MARIAS_BIRTHDAY, **born}
    status = TOO_MANY if born.pop("status", "") else UNPROCESSABLE
    page = client.send_page("/go", typed, status=status)
    return " ".join(li for li in page.text.split("  ") if li)


@pytest.fixture
def code(store: Store, plan: Booked) -> str:
    return letter_of(store, plan).code


def test_the_code_of_the_letter_opens_the_list(
    client: CheckingClient, plan: Booked, code: str
) -> None:
    client.get_page("/go")
    response = client.send("/go", {"code": code, **MARIAS_BIRTHDAY})
    assert response.location == "/my"
    assert client.get("/my").location == my(plan)


@pytest.mark.parametrize("typed", ["{lower}", " {code} ", "{spaced}", "{bare}"])
def test_a_code_is_read_however_it_is_typed(
    client: CheckingClient, plan: Booked, code: str, typed: str
) -> None:
    said = typed.format(
        code=code, lower=code.lower(), spaced=" ".join(code), bare=code.replace("-", "")
    )
    client.get_page("/go")
    client.send("/go", {"code": said, **MARIAS_BIRTHDAY})
    assert client.get_page(my(plan)).h1.startswith("Maria")


def test_the_link_opens_too(client: CheckingClient, plan: Booked, store: Store) -> None:
    link = letter_of(store, plan).link.partition("#")[2]
    client.get_page("/go")
    client.send("/go", {"link": link, **MARIAS_BIRTHDAY})
    assert client.get_page(my(plan)).h1.startswith("Maria")


def test_a_link_with_the_wrong_birth_date_can_be_tried_again(
    client: CheckingClient, plan: Booked, store: Store
) -> None:
    link = letter_of(store, plan).link.partition("#")[2]
    client.get_page("/go")
    page = client.send_page(
        "/go", {"link": link, **MARIAS_BIRTHDAY, "born_day": "3"}, status=UNPROCESSABLE
    )
    assert NO_SUCH_DOOR in page.text
    form = page.form("/go")
    assert form.fields["link"] == link, "nobody has to scan the letter again"
    client.send("/go", dict(form.fields) | {"born_day": "2"})
    assert client.get_page(my(plan)).h1.startswith("Maria")


def test_a_get_opens_nothing(client: CheckingClient, plan: Booked, store: Store) -> None:
    link = letter_of(store, plan).link.partition("#")[2]
    client.get_page(f"/go?link={link}&born_day=2&born_month=4&born_year=1948")
    with client.session_transaction() as session:
        assert DOORS not in session
    assert client.get(my(plan)).location == "/go"


def test_a_wrong_code_and_a_wrong_birth_date_say_the_same(
    client: CheckingClient, plan: Booked, code: str
) -> None:
    client.get_page("/go")
    wrong_code = try_code(client, "22222-22222")
    no_code = try_code(client, "hello")
    wrong_day = try_code(client, code, born_day="3")
    assert NO_SUCH_DOOR in wrong_code
    assert NO_SUCH_DOOR in no_code
    assert NO_SUCH_DOOR in wrong_day


def test_after_some_wrong_tries_the_door_is_frozen_even_for_the_right_one(
    client: CheckingClient, plan: Booked, code: str
) -> None:
    client.get_page("/go")
    for _ in range(MOST_WRONG - 1):
        try_code(client, code, born_day="3")
    frozen = client.send_page("/go", {"code": code, **MARIAS_BIRTHDAY, "born_day": "3"}, status=429)
    assert FROZEN in frozen.text
    right = client.send_page("/go", {"code": code, **MARIAS_BIRTHDAY}, status=TOO_MANY)
    assert FROZEN in right.text


@pytest.mark.parametrize(
    ("born", "sentence"),
    [
        ({"born_day": ""}, "Write the birth date in numbers, for example 2 8 1942."),
        ({"born_month": "April"}, "Write the birth date in numbers, for example 2 8 1942."),
        ({"born_year": "48"}, "Write the year with 4 numbers."),
        ({"born_day": "31"}, "There is no such day. Check the birth date."),
        ({"born_day": "٣"}, "Write the birth date in numbers, for example 2 8 1942."),
    ],
)
def test_a_birth_date_that_is_none_is_told_beside_it_and_costs_no_try(
    client: CheckingClient, plan: Booked, code: str, born: dict[str, str], sentence: str
) -> None:
    client.get_page("/go")
    for _ in range(MOST_WRONG + 1):
        page = client.send_page("/go", {"code": code, **MARIAS_BIRTHDAY, **born}, status=422)
        assert page.error_of("born") == sentence
    assert page.value_of("code") == code, "what was typed is kept"
    client.send("/go", {"code": code, **MARIAS_BIRTHDAY})


def test_no_code_at_all_is_told_beside_it(client: CheckingClient) -> None:
    client.get_page("/go")
    page = client.send_page("/go", {"code": " ", **MARIAS_BIRTHDAY}, status=UNPROCESSABLE)
    assert page.error_of("code") == "Write the code from your letter."


def test_two_people_on_one_phone_choose_by_first_name(
    client: CheckingClient, store: Store, clinic: object, nurse: Person, protocol_id: str
) -> None:
    maria = book(store, clinic, nurse, protocol_id)  # type: ignore[arg-type]  # the fixture's own
    ines = book(
        store,
        clinic,  # type: ignore[arg-type]  # the fixture's own
        nurse,
        protocol_id,
        name="Ines Caldeira",
        record_number="40318",
        born=date(1954, 5, 4),
    )
    open_door(client, maria)
    open_door(client, ines)
    page = client.get_page("/my")
    assert page.h1 == "Whose list?"
    assert client.get_page(page.link("Ines")).h1.startswith("Ines,")
    assert client.get_page(page.link("Maria")).h1.startswith("Maria,")
    assert "Silva" not in page.text


def test_the_same_letter_opened_twice_is_one_door(client: CheckingClient, plan: Booked) -> None:
    open_door(client, plan)
    open_door(client, plan)
    with client.session_transaction() as session:
        assert len(session[DOORS]) == 1


def test_a_carer_is_named_and_helps(
    client: CheckingClient, store: Store, clinic: object, nurse: Person, protocol_id: str
) -> None:
    maria = book(
        store,
        clinic,  # type: ignore[arg-type]  # the fixture's own
        nurse,
        protocol_id,
        reach="carer",
        carer_name="Joan Silva",
    )
    open_door(client, maria, carer=True)
    page = client.get_page(my(maria))
    assert page.h1 == "Maria’s procedure is on Monday 15 March"
    assert "You are helping Maria." in page.text


def test_the_door_outlives_the_year_and_not_for_ever(
    client: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    open_door(client, plan)
    clock_at_nine.shift(timedelta(days=399))
    client.get_page(my(plan))
    clock_at_nine.shift(timedelta(days=2))
    assert client.get(my(plan)).location == "/go"
