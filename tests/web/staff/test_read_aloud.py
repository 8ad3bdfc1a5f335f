"""The nurse sees who has not read a change, reads it aloud, and writes that down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions.acknowledge import acknowledge
from checklist.core.actors import Actor, ActorKind
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel
from checklist.store import Store, acknowledgements
from tests.moving import move
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, book, sign_in
from tests.web.page import Page, words

START = datetime(2027, 3, 22, 10, 30, tzinfo=UTC)


@pytest.fixture
def moved(store: Store, plan: Booked) -> Booked:
    """Maria’s procedure is a week later, since just now."""
    move_to(store, plan, START)
    return plan


def move_to(store: Store, plan: Booked, start: datetime) -> None:
    move(
        store,
        plan.id,
        actor=plan.nurse.actor,
        now=NOW,
        procedure=start,
        arrival=start - timedelta(hours=2),
    )


def home(plan: Booked) -> str:
    return f"/plans/{plan.id}"


def save(plan: Booked) -> str:
    return f"{home(plan)}/acknowledgements"


def card(page: Page) -> str:
    found = [s for s in page.all("section") if s.get("aria-labelledby") == "changed"]
    assert len(found) <= 1
    return words(found[0]) if found else ""


def test_without_a_change_there_is_no_card(
    client: CheckingClient, plan: Booked, nurse: Person
) -> None:
    sign_in(client, nurse)
    assert card(client.get_page(home(plan))) == ""


def test_what_to_read_aloud_stands_there_word_for_word(
    client: CheckingClient, moved: Booked, nurse: Person
) -> None:
    sign_in(client, nurse)
    told = card(client.get_page(home(moved)))
    assert told.startswith("Changed instructions not acknowledged, changed 9:17am")
    assert "Your procedure is now on Monday 22 March. It was Monday 15 March." in told
    assert (
        "Come to Entrance B. It was: at 8:30am on Monday 15 March. It is now: Come to Entrance B "
        "at 8:30am on Monday 22 March." in told
    )
    assert "Throw away your old paper list." in told


def test_the_worklist_says_who_has_not_read_it(
    client: CheckingClient, moved: Booked, nurse: Person
) -> None:
    sign_in(client, nurse)
    page = client.get_page("/patients")
    assert (
        "Changed and not acknowledged: the procedure is now on Monday 22 March, and 7 more"
        in page.text
    )


def test_read_aloud_it_is_acknowledged_and_says_by_whom(
    client: CheckingClient, moved: Booked, nurse: Person, store: Store
) -> None:
    sign_in(client, nurse)
    page = client.get_page(home(moved))
    after = client.get_page(client.submit(page, save(moved)).location)
    assert "Saved: read aloud by phone, and acknowledged." in after.text
    assert card(after) == (
        "Changed instructions Every change was acknowledged. "
        "Sam Okafor, read it aloud by phone, Wed 3 Mar 9:17am, revision 2"
    )
    assert "not acknowledged" not in client.get_page("/patients").text
    with store.read() as reader:
        (row,) = acknowledgements.of_plan(reader, moved.id)
    assert (row.revision, row.channel) == (2, Channel.PHONE)
    history = client.get_page(f"{home(moved)}/history").text
    assert "Said they read what changed" in history


def test_what_the_patient_read_on_screen_is_said(
    client: CheckingClient, moved: Booked, nurse: Person, store: Store
) -> None:
    maria = Actor(
        kind=ActorKind.PATIENT,
        id="door",
        name="Maria Silva",
        clinic_id=moved.plan.clinic_id,
        patient_id=moved.patient.id,
    )
    acknowledge(store, moved.id, 2, actor=maria, channel=Channel.SCREEN, now=NOW)
    sign_in(client, nurse)
    assert "Maria Silva, on screen, Wed 3 Mar 9:17am, revision 2" in card(
        client.get_page(home(moved))
    )


def test_a_change_made_while_the_nurse_was_reading_stays_open(
    client: CheckingClient, moved: Booked, nurse: Person, store: Store
) -> None:
    sign_in(client, nurse)
    page = client.get_page(home(moved))
    move_to(store, moved, START + timedelta(days=7))
    after = client.get_page(client.submit(page, save(moved)).location)
    assert "Something changed since you opened the page: read that aloud too." in after.text
    assert "Your procedure is now on Monday 29 March. It was Monday 22 March." in card(after)


@pytest.mark.parametrize("sent", ["", "0", "3", "x"])
def test_a_revision_that_is_not_there_is_refused_and_keeps_the_page(
    client: CheckingClient, moved: Booked, nurse: Person, store: Store, sent: str
) -> None:
    sign_in(client, nurse)
    page = client.get_page(home(moved))
    response = client.submit(page, save(moved), revision=sent)
    assert response.status_code == 409
    assert "This page is too old." in response.get_data(as_text=True)
    with store.read() as reader:
        assert acknowledgements.of_plan(reader, moved.id) == []


def test_an_admin_reads_it_and_records_nothing(
    client: CheckingClient, moved: Booked, admin: Person
) -> None:
    sign_in(client, admin)
    page = client.get_page(home(moved))
    assert "Your procedure is now on Monday 22 March." in card(page)
    assert page.forms(save(moved)) == []


def test_on_paper_the_worklist_asks_for_a_call(
    client: CheckingClient, store: Store, clinic: Clinic, nurse: Person, protocol_id: str
) -> None:
    plan = book(store, clinic, nurse, protocol_id, reach="paper")
    move_to(store, plan, START)
    sign_in(client, nurse)
    page = client.get_page("/patients")
    assert "Call: the list on paper is old" in page.text
