"""Holes that were found once, each held shut by a test of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from checklist.actions.doors import MOST_WRONG_FROM_ONE_ADDRESS
from checklist.core.clinic import Clinic
from checklist.settings import Settings
from checklist.store import Store
from checklist.web.app import create_app
from checklist.web.headers import HEADERS
from checklist.web.house import KEY
from checklist.web.typed import plain
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked, Person, book, open_door, sign_in
from tests.web.entering import code_of

HUGE = "9" * 5_000


def test_a_number_longer_than_python_reads_is_the_last_page(
    client: CheckingClient, clinician: Person
) -> None:
    sign_in(client, clinician)
    for address in ("/patients?show=all&page=", "/reviews?page="):
        for page in (HUGE, "9" * 18, "-1", "²", "x", ""):
            client.get_page(address + page)


def test_a_day_beyond_the_calendar_is_refused_beside_its_field(
    client: CheckingClient, nurse: Person, plan: Booked
) -> None:
    sign_in(client, nurse)
    for year in ("9" * 23, HUGE):
        born = {"born_day": "1", "born_month": "1", "born_year": year}
        page = client.send_page("/patients/new", born, status=UNPROCESSABLE)
        assert page.error_of("born")
        page = client.send_page("/patients/new", {"procedure_day": f"{year}/1/2027"}, status=422)
        assert page.error_of("procedure_day")


def test_a_number_of_rows_nobody_could_count_is_no_number_of_rows(
    client: CheckingClient, plan: Booked
) -> None:
    open_door(client, plan)
    client.send_page(f"/my/{plan.id}/questions/answers", {"rows": HUGE}, status=UNPROCESSABLE)


def test_a_link_that_no_printer_made_is_only_wrong(
    client: CheckingClient, plan: Booked, store: Store, settings: Settings
) -> None:
    """Its locator is a real one; what follows cannot be a link's."""
    locator = code_of(store, settings, plan)[:5]
    client.get_page("/go")
    born = {"born_day": "2", "born_month": "4", "born_year": "1948"}
    for rest in ("é" * 22, "\x00" * 22, "=" * 22, "😀" * 22):
        page = client.send_page("/go", {"link": locator + rest, **born}, status=UNPROCESSABLE)
        assert "We do not know this code" in page.text


def test_signing_in_closes_what_the_browser_held_before(
    client: CheckingClient, plan: Booked, nurse: Person, store: Store
) -> None:
    """Whoever planted or left a cookie here keeps neither its token, its lists nor its session."""
    open_door(client, plan)
    client.get_page(f"/my/{plan.id}")
    old_token = client.token
    sign_in(client, nurse)
    assert client.get(f"/my/{plan.id}").location == "/go"
    assert client.post("/staff/sign-out", data={"csrf_token": old_token}).status_code == 400
    client.send("/staff/sign-in", {"email": nurse.email, "password": nurse.password})
    assert open_sessions(store) == ["staff"], "the earlier sign-in of this browser is over"


def test_signing_out_leaves_nothing_on_the_wards_computer(
    client: CheckingClient, plan: Booked, nurse: Person, store: Store
) -> None:
    sign_in(client, nurse)
    open_door(client, plan)
    client.get_page("/patients")
    client.send("/staff/sign-out")
    assert client.get(f"/my/{plan.id}").location == "/go"
    assert open_sessions(store) == []


def test_the_first_door_a_browser_opens_begins_a_session_of_its_own(
    client: CheckingClient, plan: Booked
) -> None:
    """A token that stood in the cookie before anybody was let in is worth nothing after."""
    client.get_page("/go")
    old_token = client.token
    open_door(client, plan)
    refused = client.post("/text-size", data={"csrf_token": old_token})
    assert refused.status_code == 400


def test_a_second_list_on_one_phone_leaves_the_pages_of_the_first_as_they_were(
    client: CheckingClient, store: Store, clinic: Clinic, nurse: Person, protocol_id: str
) -> None:
    maria = book(store, clinic, nurse, protocol_id)
    ines = book(store, clinic, nurse, protocol_id, name="Ines Caldeira", record_number="40318")
    open_door(client, maria)
    client.get_page(f"/my/{maria.id}")
    token = client.token
    open_door(client, ines)
    assert client.post("/text-size", data={"csrf_token": token}).status_code == 303


def open_sessions(store: Store) -> list[str]:
    """The kinds of sessions that still let somebody in."""
    with store.read() as reader:
        rows = reader.all("SELECT kind FROM session WHERE revoked_at IS NULL")
    return [row[0] for row in rows]


def test_what_nobody_can_see_is_not_kept(
    client: CheckingClient, plan: Booked, nurse: Person, store: Store
) -> None:
    """An override would turn the rest of a line round: 28 reads as 82."""
    sign_in(client, nurse)
    text = "take\x00 \u202e82\u202c \u2066half\u2069\x1b[31m \ufffea\ttablet\nat 8"
    client.send(f"/plans/{plan.id}/notes", {"text": text})
    with store.read() as reader:
        assert reader.value("SELECT text FROM note") == "take 82 half[31m a\ttablet\nat 8"


def test_names_keep_what_their_script_needs() -> None:
    for name in ("م‌حمد", "क्‍ष", "דוד‏", "José Núñez", "O’Brien", "👩‍⚕️"):
        assert plain(name) == name


@pytest.mark.parametrize(
    ("trusted", "blocked"),
    [(0, "everybody behind the clinic's web server"), (1, "the one who guesses")],
)
def test_with_a_trusted_proxy_each_address_has_guesses_of_its_own(
    settings: Settings, store: Store, plan: Booked, trusted: int, blocked: str
) -> None:
    app = create_app(replace(settings, trusted_proxies=trusted), store)
    app.test_client_class = CheckingClient
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    client.get_page("/go")
    wrong = {"code": "22222-22222", "born_day": "1", "born_month": "1", "born_year": "1950"}

    def guess(forwarded: str) -> int:
        data = {**wrong, "csrf_token": client.token}
        return client.post("/go", data=data, headers={"X-Forwarded-For": forwarded}).status_code

    for number in range(MOST_WRONG_FROM_ONE_ADDRESS):
        assert guess(f"192.0.2.{number}, 203.0.113.7") == UNPROCESSABLE, "only the last is believed"
    assert guess("203.0.113.7") == 429
    assert guess("198.51.100.4") == (429 if trusted == 0 else UNPROCESSABLE), blocked


def test_one_house_on_ipv6_is_one_address(client: CheckingClient, plan: Booked) -> None:
    client.get_page("/go")
    wrong = {"code": "22222-22222", "born_day": "1", "born_month": "1", "born_year": "1950"}
    wrong["csrf_token"] = client.token
    said = [
        client.post(
            "/go", data=wrong, environ_overrides={"REMOTE_ADDR": f"2001:db8:0:1::{number:x}"}
        ).status_code
        for number in range(1, MOST_WRONG_FROM_ONE_ADDRESS + 2)
    ]
    assert said == [UNPROCESSABLE] * MOST_WRONG_FROM_ONE_ADDRESS + [429]


def test_static_files_carry_the_headers_too(client: CheckingClient, app: Flask) -> None:
    for path in app.extensions[KEY].assets.values():
        headers = client.get(path, buffered=True).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, path


def test_every_answer_is_hardened_and_kept_by_nobody(
    client: CheckingClient, plan: Booked, nurse: Person
) -> None:
    answers = [
        client.get("/"),
        client.get("/no-such-page"),
        client.get("/my"),
        client.post("/go"),
        client.delete("/go"),
        client.open("/patients", method="OPTIONS"),
        client.post("/go", data="x" * 300_000, content_type="application/x-www-form-urlencoded"),
        client.get("/healthz"),
    ]
    sign_in(client, nurse)
    answers += [client.get(f"/plans/{plan.id}/letter"), client.get(f"/plans/{plan.id}/sheet")]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Server" not in answer.headers


def test_the_cookie_of_a_real_clinic_is_its_own_and_travels_in_no_open_line(
    settings: Settings, store: Store, clinic: Clinic
) -> None:
    app = create_app(replace(settings, secure_cookies=True), store)
    answer = app.test_client().get("/go", base_url="https://clinic.example")
    name, _, flags = answer.headers["Set-Cookie"].partition("=")
    assert name == "__Host-tickwell"
    for flag in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert f"; {flag}" in flags
    assert "Domain" not in flags
    assert answer.headers["Strict-Transport-Security"]


def test_no_answer_is_made_from_the_host_that_was_asked_for(
    client: CheckingClient, plan: Booked, nurse: Person
) -> None:
    sign_in(client, nurse)
    for path in ("/", "/go", "/patients", f"/plans/{plan.id}/letter", "/no-such-page"):
        answer = client.get(path, headers={"X-Forwarded-Host": "elsewhere.example"})
        assert "elsewhere.example" not in answer.get_data(as_text=True) + str(answer.headers)


def test_a_database_that_fails_still_gives_a_calm_page(
    client: CheckingClient, store: Store, clinic: Clinic
) -> None:
    """The page that says so must not need the database."""
    store.close()
    for path in ("/my", "/patients", "/help", "/s/K7P-4MD"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "We cannot save right now" in answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
