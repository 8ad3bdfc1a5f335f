"""The worklist: who needs somebody, why, by when; the other lists; finding a patient."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from checklist.actions import marks, medicines
from checklist.actions.answers import NamedMedicine
from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.store import Store, entries, new_id, revisions
from checklist.web.staff.worklist import filter as worklist_filter
from checklist.web.staff.worklist import lists as worklist_lists
from checklist.web.staff.worklist.road_view import road_stops
from checklist.web.staff.worklist.view import capped
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, book, sign_in
from tests.web.page import Page, words

WORKLIST = "/patients"


@pytest.fixture
def signed_in(client: CheckingClient, nurse: Person) -> CheckingClient:
    return sign_in(client, nurse)


def say(
    store: Store, booked: Booked, key: str, state: MarkState, word: str = "", *, at: datetime = NOW
) -> None:
    """The patient says something about a task, on their phone."""
    with store.read() as reader:
        revision = revisions.latest(reader, booked.id)
    task = revision.content.task(key)
    assert task is not None
    actor = Actor(
        kind=ActorKind.PATIENT,
        id=booked.patient.id,
        name=booked.patient.name,
        clinic_id=booked.patient.clinic_id,
        patient_id=booked.patient.id,
    )
    said = marks.Said(
        id=new_id(),
        task_key=key,
        state=state,
        meaning=task.meaning,
        channel=Channel.SCREEN,
        word=word,
    )
    marks.mark_task(store, booked.id, said, actor=actor, now=at)


def rows(page: Page) -> list[str]:
    """Every patient's row, in words, in the order of the page."""
    return [words(row) for body in page.all("tbody") for row in body.iter("tr")]


def bands(page: Page) -> list[str]:
    return [words(h) for h in page.all("h2") if (h.get("id") or "").startswith("band-")]


def test_an_empty_list_says_so_and_when(signed_in: CheckingClient, plan: Booked) -> None:
    page = signed_in.get_page(WORKLIST)
    assert "Nobody needs you now" in page.text
    assert "Up to date, 9:17am" in page.text
    assert "Wednesday 3 March 2027, 9:17am" in page.h1


def test_one_row_tells_who_why_by_when_and_how_to_reach_them(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    page = signed_in.get_page(WORKLIST)
    assert bands(page) == ["Now 1"]
    (row,) = rows(page)
    assert "Maria Silva" in row
    assert "born 2 April 1948 · 40317" in row
    assert "My son works that day" in row
    assert "before 6pm today" in row
    assert "nobody" in row
    assert "07700 900142" in row
    assert "Mon 15 Mar 10:30am" in row
    assert "Vertebroplasty L2 · Dr Rao" in row
    assert page.link("07700 900142").startswith("tel:")
    assert "Needs someone 1" in page.text


def test_one_patient_has_one_row_with_all_reasons(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    say(store, plan, "blood-test", MarkState.UNSURE, "Which day?")
    (row,) = rows(signed_in.get_page(WORKLIST))
    assert "My son works that day" in row
    assert "Which day?" in row


def test_the_soonest_unfixable_comes_first(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
) -> None:
    tomorrow = book(
        store,
        clinic,
        nurse,
        protocol_id,
        name="Ines Caldeira",
        record_number="40555",
        day=date(2027, 3, 4),
    )
    say(store, plan, "blood-test", MarkState.UNSURE)
    say(store, tomorrow, "escort", MarkState.CANT)
    page = signed_in.get_page(WORKLIST)
    assert [band.split()[0] for band in bands(page)] == ["Now", "Today"]
    assert "Ines Caldeira" in rows(page)[0]
    assert "Maria Silva" in rows(page)[-1]


def test_calls_show_as_attempts_and_taking_it_as_the_owner(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    clock_at_nine: time_machine.Traveller,
) -> None:
    say(store, plan, "escort", MarkState.CANT)
    clock_at_nine.move_to(NOW.replace(hour=9, minute=40))
    page = signed_in.get_page(WORKLIST)
    form = page.form(f"/plans/{plan.id}/outcome")
    assert [button[2] for button in form.buttons] == [
        "Called and resolved",
        "Left a message, asks again 11:40am",
        "Left a message, asks again 2pm",
        "Left a message, asks again tomorrow 8am",
        "No answer",
        "Pass to a clinician",
        "Not a problem, because …",
        "Resolved as noted",
    ]
    back = signed_in.send(f"/plans/{plan.id}/calls", {"outcome": "no_answer", "back": WORKLIST})
    assert back.location == WORKLIST
    signed_in.submit(page, f"/plans/{plan.id}/owner")
    (row,) = rows(signed_in.get_page(WORKLIST))
    assert "1 call, no answer 9:40am" in row
    assert "Sam Okafor" in row
    assert "Take it" not in row


def test_mine_lists_whom_i_took(signed_in: CheckingClient, plan: Booked, store: Store) -> None:
    assert "You took nobody" in signed_in.get_page("/patients?mine=1").text
    say(store, plan, "escort", MarkState.CANT)
    signed_in.get_page(WORKLIST)
    signed_in.send(f"/plans/{plan.id}/owner")
    assert bands(signed_in.get_page("/patients?mine=1")) == ["Now 1"]


def test_unowned_leaves_out_whom_somebody_took_and_what_was_passed_on(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT)
    unowned = "/patients?show=unowned"
    page = signed_in.get_page(unowned)
    assert bands(page) == ["Now 1"]
    signed_in.send(f"/plans/{plan.id}/owner")
    assert "Somebody has each of them" in signed_in.get_page(unowned).text
    signed_in.send(f"/plans/{plan.id}/owner/none")
    assert bands(signed_in.get_page(unowned)) == ["Now 1"]
    form = page.form(f"/plans/{plan.id}/outcome")
    signed_in.send(form.action, {**form.fields, "outcome": "passed_on"})
    assert "Somebody has each of them" in signed_in.get_page(unowned).text
    assert bands(signed_in.get_page(WORKLIST)) == ["Now 1"]


def test_the_other_lists_show_plans_with_nothing_open_too(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
) -> None:
    book(
        store,
        clinic,
        nurse,
        protocol_id,
        name="Ines Caldeira",
        record_number="40555",
        day=date(2027, 3, 3),
        at=time(13, 30),
        arrival=time(12),
    )
    before = signed_in.get_page("/patients?show=before")
    assert "Maria Silva" in rows(before)[0]
    assert "nothing open" in rows(before)[0]
    today = signed_in.get_page("/patients?show=today")
    assert [row.split(" born")[0] for row in rows(today)] == ["Ines Caldeira"]
    assert "Today 1:30pm" in rows(today)[0]
    assert len(rows(signed_in.get_page("/patients?show=all"))) == 2
    assert "Nobody is on this list" in signed_in.get_page("/patients?show=after").text
    on_day = signed_in.get_page("/patients?day=2027-03-15")
    assert "Maria Silva" in rows(on_day)[0]
    assert bands(on_day) == ["Monday 15 March"]


def test_what_the_address_asks_wrongly_shows_the_worklist(
    signed_in: CheckingClient, plan: Booked
) -> None:
    page = signed_in.get_page("/patients?show=secrets&day=31-31-31&page=-4&mine=yes")
    assert "Nobody needs you now" in page.text


def test_long_lists_come_in_pages(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worklist_lists, "A_PAGE", 2)
    monkeypatch.setattr(worklist_filter, "A_PAGE", 2)
    for number in range(4):
        book(store, clinic, nurse, protocol_id, record_number=f"5000{number}", name=f"Ada {number}")
    seen = []
    page = signed_in.get_page("/patients?show=before")
    while True:
        seen += rows(page)
        if "Further in the list" not in page.text:
            break
        page = signed_in.get_page(page.link("Further in the list"))
    assert len(seen) == len(set(seen)) == 5
    assert "Earlier in the list" in page.text


def test_the_week_shows_how_ready_each_day_is(
    signed_in: CheckingClient,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
) -> None:
    tuesday = date(2027, 3, 9)
    book(store, clinic, nurse, protocol_id, day=tuesday)  # nothing heard yet
    on_the_way = book(store, clinic, nurse, protocol_id, day=tuesday, record_number="2", name="B C")
    say(store, on_the_way, "escort", MarkState.DONE)
    needing = book(store, clinic, nurse, protocol_id, day=tuesday, record_number="3", name="D E")
    say(store, needing, "escort", MarkState.CANT)
    page = signed_in.get_page(WORKLIST)
    days = [words(item) for item in page.one("ol", class_="days").iter("li")]
    assert len(days) == 7
    assert days[0].startswith("Today, Wed 3")
    assert days[3].startswith("Sat 6")
    assert days[3].endswith("none")
    assert days[6].startswith("Tue 9 3")
    assert days[6].endswith("1 needs someone now, 1 on the way, 1 not started")


@pytest.mark.parametrize(
    "text", ["silva", "SIL mar", "Sílva", "40317", "2 April 1948", "02/04/1948", "silva 2.4.1948"]
)
def test_a_patient_is_found_by_name_number_or_birth_date(
    signed_in: CheckingClient, plan: Booked, text: str
) -> None:
    page = signed_in.send_page("/patients/find", {"q": text})
    assert "Maria Silva" in rows(page)[0]
    assert page.value_of("q") == text


def test_a_patient_is_found_by_the_code_of_a_printed_sheet(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    with store.read() as reader:
        code = revisions.latest(reader, plan.id).sheet_code
    page = signed_in.send_page("/patients/find", {"q": f" {code.lower()} "})
    assert "Maria Silva" in rows(page)[0]


def test_nobody_found_and_nothing_asked_are_said(signed_in: CheckingClient, plan: Booked) -> None:
    assert "Nobody found" in signed_in.send_page("/patients/find", {"q": "zzz"}).text
    assert "Write something" in signed_in.send_page("/patients/find", {"q": " "}).text


def test_another_clinic_finds_none_of_ours(
    client: CheckingClient, other_nurse: Person, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT)
    with store.read() as reader:
        code = revisions.latest(reader, plan.id).sheet_code
    sign_in(client, other_nurse)
    for text in ("silva", "40317", "2 April 1948", code):
        assert rows(client.send_page("/patients/find", {"q": text})) == []
    for filter in ("", "?show=before", "?show=all", "?day=2027-03-15", "?mine=1"):
        assert "Silva" not in client.get_page(WORKLIST + filter).html


def test_a_list_leaves_one_entry_for_each_sign_in_and_filter(
    signed_in: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    for _ in range(3):
        signed_in.get_page(WORKLIST)
        signed_in.get_page("/patients?show=before")
        signed_in.get_page("/patients?show=before&page=2")
    assert _listed(store) == ["before", "needs"]
    signed_in.get_page(WORKLIST)
    signed_in.send("/staff/sign-out")
    sign_in(signed_in, nurse)
    assert _listed(store) == ["before", "needs", "needs"]


def _listed(store: Store) -> list[str]:
    with store.read() as reader:
        rows = reader.all("SELECT subject FROM entry WHERE verb = :verb", {"verb": Verb.LISTED})
    return sorted(row[0] for row in rows)


def test_a_search_leaves_an_entry_and_stays_out_of_the_address(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    signed_in.send_page("/patients/find", {"q": "silva"})
    with store.read() as reader:
        row = reader.one(
            """SELECT p.payload, e.subject FROM entry e JOIN entry_payload p
            ON p.chain = e.chain AND p.seq = e.seq WHERE e.verb = :verb""",
            {"verb": Verb.SEARCHED},
        )
    assert row is not None
    assert "silva" in row["payload"]
    assert row["subject"] == ""
    assert signed_in.get("/patients/find?q=silva").status_code == 405


def test_a_medicine_to_decide_is_opened_and_not_called_about(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    nurse: Person,
    clock_at_nine: time_machine.Traveller,
) -> None:
    medicines.add_medicine(
        store, plan.id, NamedMedicine(name="Eliquis 5mg"), actor=nurse.actor, now=NOW
    )
    say(store, plan, "read-about", MarkState.DONE)
    clock_at_nine.move_to(NOW + timedelta(days=7))
    sign_in(signed_in, nurse)
    (row,) = rows(signed_in.get_page(WORKLIST))
    assert "Medicine to decide: Eliquis 5mg" in row
    assert "Open: Maria Silva" in row


def test_the_record_of_lists_and_searches_verifies(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    signed_in.send_page("/patients/find", {"q": "silva"})
    assert store.verify() > 0
    with store.read() as reader:
        assert entries.history(reader, plan.id)


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (99, "99"), (100, "99+"), (5000, "99+")])
def test_counts_stop_at_ninety_nine(count: int, shown: str) -> None:
    assert capped(count) == shown


def test_a_long_road_keeps_what_needs_somebody() -> None:
    before, after = road_stops("d" * 20 + "x" + "o" * 9 + "|" + "o" * 30)
    assert (len(before), len(after)) == (9, 5)
    assert before == "ddddddxoo"
