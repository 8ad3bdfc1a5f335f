"""Trying a protocol for a date: every dated task of an invented patient, and nothing kept."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.conftest import Person, sign_in
from tests.web.page import Page, words

TRY = "/protocols/vertebroplasty/1/try"


@pytest.fixture
def reader(client: CheckingClient, clinician: Person, protocol_id: str) -> CheckingClient:
    """A clinician's browser."""
    return sign_in(client, clinician)


def tried(reader: CheckingClient, **typed: str) -> Page:
    return reader.get_page(f"{TRY}?{urlencode(typed)}")


def task(page: Page, key: str) -> str:
    """What one task of the preview says; empty where it is not there."""
    found = [words(e) for e in page.all("article") if e.get("data-task") == key]
    return found[0] if found else ""


def test_untouched_it_shows_a_procedure_in_three_weeks(reader: CheckingClient) -> None:
    page = reader.get_page(TRY)
    assert page.value_of("day") == "2027-03-25"
    assert "4:30am on Thursday 25 March" in task(page, "no-food")
    assert "A procedure at 10:30am on Thursday 25 March 2027, booked on" in page.text


def test_without_any_date_it_says_so(reader: CheckingClient) -> None:
    assert "A procedure without a date, booked on" in tried(reader, start="10:30").text


def test_hours_without_food_pass_on_a_watch_when_the_clocks_change(reader: CheckingClient) -> None:
    """On 28 March 2027 an hour is skipped at 1am: 6 hours before 6:30am is 11:30pm the day before.

    6:30am is 5:30 UTC, so the limit is 23:30 UTC, still on winter time.
    """
    page = tried(reader, day="2027-03-28", start="06:30", arrival="05:00")
    assert "11:30pm on Saturday 27 March" in task(page, "no-food")


def test_words_do_for_times_where_a_browser_has_no_clock(reader: CheckingClient) -> None:
    page = tried(reader, day="15/3/2027", start="10:30am", arrival="8am")
    assert "4:30am on Monday 15 March" in task(page, "no-food")
    assert page.value_of("start") == "10:30am", "what was typed is kept"


def test_a_choice_moves_its_dates(reader: CheckingClient) -> None:
    page = tried(
        reader, day="2027-03-15", start="10:30", arrival="08:30", choice_food_hours="8 hours"
    )
    assert "2:30am on Monday 15 March" in task(page, "no-food")


def test_an_answer_brings_its_step(reader: CheckingClient) -> None:
    when = {"day": "2027-03-15", "start": "10:30", "arrival": "08:30"}
    assert task(tried(reader, **when, answer_smoker="yes"), "stop-smoking")
    assert not task(tried(reader, **when, answer_smoker="no"), "stop-smoking")


def test_a_medicine_named_is_not_decided_and_a_decided_one_is_dated(reader: CheckingClient) -> None:
    when = {"day": "2027-03-15", "start": "10:30", "arrival": "08:30"}
    page = tried(reader, **when, medicines="Eliquis\nIbuprofen=stop:2027-03-08T20:00")
    assert "Nobody has decided about Eliquis." in page.text
    assert "8pm on Monday 8 March" in page.text


def test_a_start_nobody_knows_is_said(reader: CheckingClient) -> None:
    page = tried(reader, day="2027-03-15")
    assert "The day is known, the time is not: the procedure." in page.text
    assert "4:30am" not in page.text


def test_booked_late_says_what_is_too_late(reader: CheckingClient) -> None:
    when = {"day": "2027-03-15", "start": "10:30", "arrival": "08:30"}
    page = tried(reader, **when, booked="2027-03-13")
    assert "Too late for: " in page.text
    assert "Too late for: " not in tried(reader, **when).text


def test_questions_and_red_flags_stand_beside(reader: CheckingClient) -> None:
    page = reader.get_page(TRY)
    assert "Could you be pregnant?" in page.text
    assert "Call the emergency number" in page.text


def test_an_unreviewed_language_says_that_no_patient_reads_it(reader: CheckingClient) -> None:
    page = reader.get_page("/protocols/vertebroplasty/2/try?day=2027-03-15&start=10:30&language=es")
    assert "Spanish is not reviewed: patients do not read it yet." in page.text
    assert "lunes 15 de marzo" in page.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("day", "2027-02-30", "There is no such date."),
        ("start", "25:00", "Write a clock time"),
        ("age", "old", "Write the age in whole years"),
        ("choice_food_hours", "5 minutes", "cannot be chosen"),
        ("choice_anaesthesia", "hypnosis", "is none of"),
        ("answer_smoker", "maybe", "is none of"),
        ("medicines", "Eliquis=perhaps", "is not a decision"),
        ("medicines", "\n".join(f"m{n}" for n in range(21)), "20 medicines at most"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    reader: CheckingClient, field: str, typed: str, said: str
) -> None:
    when = {"day": "2027-03-15", "start": "10:30", "arrival": "08:30"}
    page = tried(reader, **{**when, field: typed})
    assert said in page.error_of(field)
    assert "No dates yet." in page.text
    if not field.startswith(("choice_a", "answer_")):  # a list has no room for what is not in it
        assert page.value_of(field).strip() == typed


def test_a_clock_time_that_is_skipped_is_refused(reader: CheckingClient) -> None:
    page = tried(reader, day="2027-03-28", start="01:30")
    assert page.error_of("day"), page.text


def test_trying_keeps_nothing(reader: CheckingClient, store: Store) -> None:
    before = _rows(store)
    tried(reader, day="2027-03-15", start="10:30", medicines="Eliquis")
    assert _rows(store) == before


@pytest.mark.parametrize(
    "query",
    [
        "day=9999-12-31&start=23:59",
        "day=0001-01-01&start=00:00",
        "day=" + "9" * 4_000,
        "age=120&day=1001-01-01",
        "age=²&day=2027-03-15",
        "medicines=%00%ED%A0%80%0A=%0A==",
        "choice_food_hours=" + "9" * 3_000 + "%20hours&day=2027-03-15&start=10:30",
        "answer_medicines=yes&day=2027-03-15",
        "language=xx&day=2027-03-15",
        "site=%3Cscript%3Ealert(1)%3C/script%3E&day=2027-03-15&start=10:30",
        "booked=2030-01-01&day=2027-03-15&start=10:30",
    ],
)
def test_nonsense_in_the_address_never_breaks_the_page(reader: CheckingClient, query: str) -> None:
    assert "<script>alert" not in reader.get_page(f"{TRY}?{query}").html


def _rows(store: Store) -> list[int]:
    with store.read() as found:
        return [
            found.value(f"SELECT count(*) FROM {table}")  # noqa: S608  # our own tables
            for table in ("plan", "patient", "medicine", "revision", "entry")
        ]
