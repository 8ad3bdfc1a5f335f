"""What anybody may read, with no door before it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from checklist.actions import medicines
from checklist.actions.answers import NamedMedicine
from checklist.core.clinic import Clinic
from checklist.store import Store, revisions
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked


def test_red_flags_need_no_door(client: CheckingClient, plan: Booked) -> None:
    page = client.get_page("/help")
    assert "Call 999 now for any of these" in page.text
    assert "Your chest hurts." in page.text
    assert "tel:999" in page.links


def test_the_number_is_the_one_that_answers_now(
    client: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    assert "Call us: 01632 960 123" in client.get_page("/help").text
    clock_at_nine.move_to(datetime(2027, 3, 3, 22, tzinfo=UTC))
    page = client.get_page("/help")
    assert "Call us: 01632 960 199" in page.text
    assert "Monday to Friday, 8am to 6pm" in page.text


def test_where_two_clinics_share_a_server_nobody_is_sent_to_the_wrong_number(
    client: CheckingClient, plan: Booked, other_clinic: Clinic
) -> None:
    page = client.get_page("/help")
    assert "Call 112 now" in page.text
    assert "01632" not in page.text
    assert "Our number is on your letter." in page.text


def test_before_there_is_any_clinic_the_first_page_stands(client: CheckingClient) -> None:
    assert client.get_page("/").h1 == "Your checklist"
    client.get_page("/go")
    client.get_page("/help")


def test_the_newest_sheet_says_so_and_names_nobody(
    client: CheckingClient, plan: Booked, store: Store
) -> None:
    with store.read() as reader:
        code = revisions.latest(reader, plan.id).sheet_code
    page = client.get_page(f"/s/{code}")
    assert page.h1 == "Yes, this is the newest list"
    assert "Maria" not in page.html
    assert "Vertebroplasty" not in page.html


def test_an_old_sheet_is_not_to_be_used(client: CheckingClient, plan: Booked, store: Store) -> None:
    with store.read() as reader:
        code = revisions.latest(reader, plan.id).sheet_code
    named = NamedMedicine(name="Warfarin")
    medicines.add_medicine(store, plan.id, named, actor=plan.nurse.actor, now=NOW)
    page = client.get_page(f"/s/{code.lower()}")
    assert page.h1 == "There is a newer list"
    assert "Do not use this paper any more." in page.text
    assert "A newer list was made on Wednesday 3 March." in page.text


def test_an_old_sheet_says_since_when_it_is_old_and_names_nobody(
    client: CheckingClient, plan: Booked, store: Store
) -> None:
    """Since the very next list, however many came after."""
    with store.read() as reader:
        code = revisions.latest(reader, plan.id).sheet_code
    for days in (1, 2):
        named = NamedMedicine(name=f"Warfarin {days}")
        by = plan.nurse.actor
        medicines.add_medicine(store, plan.id, named, actor=by, now=NOW + timedelta(days=days))
    page = client.get_page(f"/s/{code}")
    assert "It is old. A newer list was made on Thursday 4 March." in page.text
    assert page.link("See what changed") == f"/go?sheet={code}"
    named_there = ("Maria", "Silva", "Warfarin", "Vertebroplasty", plan.id, "15 March")
    assert [word for word in named_there if word in page.html] == []


def test_a_sheet_nobody_printed_is_not_known(client: CheckingClient, plan: Booked) -> None:
    assert client.get_page("/s/ZZZ-ZZZ", status=404).h1 == "We do not know this sheet"
