"""Before signing, a clinician reads each result with its age: an old one is not taken for new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from checklist.store import Store
from tests.moving import move
from tests.web.client import CheckingClient
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person, sign_in
from tests.web.staff.test_clinician import get_ready

MAY = datetime(2027, 5, 4, 9, 30, tzinfo=UTC)


def test_a_result_that_is_missing_says_so(
    client: CheckingClient, clinician: Person, plan: Booked
) -> None:
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/review")
    assert "Read the clotting test not yet" in page.text
    assert "Read the kidney test not yet" in page.text
    page = client.get_page(f"/plans/{plan.id}/sign-off")
    assert "○ Read the clotting test: not yet (not complete)" in page.text


def test_a_result_says_its_value_who_wrote_it_down_and_its_age(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    get_ready(store, plan, nurse)
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/review")
    read = "Sam Okafor, Wed 3 Mar 9:20am, 12 days before the procedure"
    assert f"Read the clotting test 1.1 INR {read}" in page.text
    page = client.get_page(f"/plans/{plan.id}/sign-off")
    assert "✓ Read the clotting test: 1.1 INR, 12 days before the procedure" in page.text


def test_moved_by_weeks_the_old_blood_test_shows_how_old_it_would_be(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    get_ready(store, plan, nurse)
    later = NOW + timedelta(minutes=20)
    arrival = MAY - timedelta(hours=2)
    move(store, plan.id, actor=nurse.actor, now=later, procedure=MAY, arrival=arrival)
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/sign-off")
    assert "Read the clotting test: 1.1 INR, 62 days before the procedure" in page.text


def test_while_the_procedure_has_no_day_a_result_has_no_age(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    get_ready(store, plan, nurse)
    later = NOW + timedelta(minutes=20)
    move(store, plan.id, actor=nurse.actor, now=later, postponed=True)
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/sign-off")
    assert "Read the clotting test: 1.1 INR" in page.text
    assert (
        "before the procedure"
        not in page.text.partition("What it rests on")[2].partition("Answers ·")[0]
    )
