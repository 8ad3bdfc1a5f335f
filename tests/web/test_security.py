"""Holes that were found once, each held shut by a test of its own."""

from __future__ import annotations

from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked, Person, open_door, sign_in

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
