"""Holes that were found once, each held shut by a test of its own."""

from __future__ import annotations

from checklist.core.clinic import Clinic
from checklist.settings import Settings
from checklist.store import Store
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
