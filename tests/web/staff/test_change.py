"""Changing a plan in the nurse's room: what it does is read first, and only that is saved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from checklist.actions.events import record_event
from checklist.actions.medicines import Decided, decide
from checklist.core.clinic import Clinic
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.store import Store, plans, revisions
from checklist.store.plans import PlanRow
from tests.actions.changing import publish_version, sooner_blood_test
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, book, sign_in
from tests.web.page import Page
from tests.web.staff.telling import name
from tests.web.staff.test_worklist import say

CONFLICT, FORBIDDEN = 409, 403
NEXT_WEEK = {
    "day": "another",
    "procedure_day": "2027-03-22",
    "procedure_time": "10:30",
    "arrival_time": "08:30",
}


@pytest.fixture
def signed_in(client: CheckingClient, nurse: Person, plan: Booked) -> CheckingClient:
    return sign_in(client, nurse)


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/change"


def preview(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    client.get_page(url(plan))
    return client.send_page(url(plan), {**typed, "do": "preview"})


def refused(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    client.get_page(url(plan))
    return client.send_page(url(plan), {**typed, "do": "preview"}, status=UNPROCESSABLE)


def save(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    page = preview(client, plan, **typed)
    response = client.submit(page, url(plan), do="save", **{"reason": "List moved", **typed})
    assert response.status_code == 303, response.get_data(as_text=True)
    return client.get_page(response.location)


def now_of(store: Store, plan: Booked) -> PlanRow:
    with store.read() as reader:
        return plans.need(reader, plan.id)


def text_of(store: Store, plan: Booked, key: str) -> str:
    with store.read() as reader:
        task = revisions.latest(reader, plan.id).content.task(key)
    assert task is not None
    return task.text


def stopped(store: Store, plan: Booked, nurse: Person, clinician: Person, **said: Any) -> None:
    """Warfarin is stopped; unless told otherwise, its last dose is some days away."""
    warfarin = name(store, plan, nurse, "warfarin", NOW)
    usual: dict[str, Any] = {
        "last_dose": NOW + timedelta(days=5),
        "restart_owner": "Dr Rao",
        "restart_by": NOW + timedelta(days=15),
    }
    one = Decided(medicine_id=warfarin.id, kind=DecisionKind.STOP, **{**usual, **said})
    decide(store, plan.id, [one], actor=clinician.actor, now=NOW)


def test_the_plans_page_leads_to_it_and_it_says_what_stands(
    signed_in: CheckingClient, plan: Booked
) -> None:
    page = signed_in.get_page(f"/plans/{plan.id}")
    assert page.link("Change the plan") == url(plan)
    page = signed_in.get_page(url(plan))
    assert page.h1 == "Change the plan"
    assert "10:30am on Monday 15 March" in page.text
    assert "Stands at 8:30am" in page.text
    assert page.value_of("day") == "keep"
    assert page.value_of("procedure_time") == "", "nothing of the old day is filled in"
    assert "Save this change" not in page.text


def test_another_day_is_read_before_it_is_saved(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "no-food", MarkState.DONE)
    page = preview(signed_in, plan, **NEXT_WEEK)
    said = page.text
    assert (
        "The procedure moves from 10:30am on Monday 15 March to 10:30am on Monday 22 March." in said
    )
    assert "1 thing already ticked will be asked again." in said
    assert "Fasting is on another night now." in said
    assert "was: from 4:30am on Monday 15 March" in said
    assert "now: from 4:30am on Monday 22 March" in said
    assert now_of(store, plan).procedure_day == date(2027, 3, 15)
    after = save(signed_in, plan, **NEXT_WEEK)
    assert "Saved. The plan is changed." in after.text
    assert now_of(store, plan).procedure_day == date(2027, 3, 22)
    history = signed_in.get_page(f"/plans/{plan.id}/history").text
    assert "Moved to another day: List moved" in history
    assert "Procedure: was 10:30am on Monday 15 March, now 10:30am on Monday 22 March" in history


def test_medicines_that_fall_are_named_first_and_the_patient_is_called_today(
    signed_in: CheckingClient, plan: Booked, store: Store, nurse: Person, clinician: Person
) -> None:
    stopped(store, plan, nurse, clinician)
    page = preview(signed_in, plan, **NEXT_WEEK)
    assert "1 medicine decision becomes void. Call the patient today" in page.text
    assert "By now" not in page.text
    after = save(signed_in, plan, **NEXT_WEEK)
    assert "Saved. Call the patient today" in after.text
    assert "Settle the medicines" in after.text
    assert "Decided before: Stop" in after.text
    plan_page = signed_in.get_page(f"/plans/{plan.id}")
    assert "Medicine to decide again: warfarin" in plan_page.text
    assert plan_page.link("Settle the medicines") == f"/plans/{plan.id}/settle"
    history = signed_in.get_page(f"/plans/{plan.id}/history").text
    assert "Voided a decision" in history


def test_who_should_have_stopped_by_now_is_asked_when_the_last_dose_was(
    signed_in: CheckingClient, plan: Booked, store: Store, nurse: Person, clinician: Person
) -> None:
    """Postponed while she is off warfarin: nobody may forget that she is."""
    stopped(store, plan, nurse, clinician, last_dose=NOW - timedelta(hours=1))
    page = preview(signed_in, plan, day="postpone")
    assert "By now warfarin should have been stopped. Ask today when the last dose was" in page.text


def test_postponed_without_a_date_and_dated_again(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    page = preview(signed_in, plan, day="postpone")
    assert "is postponed. There is no new date yet." in page.text
    save(signed_in, plan, day="postpone")
    assert now_of(store, plan).procedure_day is None
    form = signed_in.get_page(url(plan))
    assert "Still no date" in form.text
    assert "Postpone" not in form.text
    page = preview(signed_in, plan, **NEXT_WEEK)
    assert "The procedure gets a date: 10:30am on Monday 22 March." in page.text
    save(signed_in, plan, **NEXT_WEEK)
    assert "8:30am on Monday 22 March" in text_of(store, plan, "arrive")


def test_on_another_day_a_time_left_empty_is_not_known_yet(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    """She must not come at the old hour because nobody typed a new one."""
    save(signed_in, plan, day="another", procedure_day="2027-03-22", procedure_time="14:00")
    assert "We will tell you when to come" in text_of(store, plan, "arrive")


def test_on_a_day_that_stays_a_time_left_empty_stays(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    save(signed_in, plan, day="keep", procedure_time="11:00")
    assert "8:30am on Monday 15 March" in text_of(store, plan, "arrive")
    assert "5am" in text_of(store, plan, "no-food")


def test_site_and_choices_are_changed_here_too(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    changed = {"day": "keep", "site": "L3", "choice_food_hours": "8 hours"}
    page = preview(signed_in, plan, **changed)
    assert "Level or side: was L2, now L3." in page.text
    assert "Time without food: was 6 hours, now 8 hours." in page.text
    save(signed_in, plan, **changed)
    assert now_of(store, plan).site == "L3"
    assert signed_in.get_page(url(plan)).value_of("choice_food_hours") == "8 hours"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"day": "keep"}, "", "Nothing is changed yet."),
        ({"day": "someday"}, "day", "Say what happens to the day."),
        ({"day": "another"}, "procedure_day", "Choose the new date."),
        (
            {"day": "keep", "procedure_day": "2027-03-22"},
            "procedure_day",
            "Choose “Another day” above, or take this date away.",
        ),
        (
            {"day": "another", "procedure_day": "2027-03-02"},
            "procedure_day",
            "The procedure date is in the past.",
        ),
        (
            {"day": "another", "procedure_day": "2037-03-02"},
            "procedure_day",
            "This is more than two years ahead. Check the year.",
        ),
        (
            {"day": "postpone", "procedure_time": "10:00"},
            "procedure_time",
            "There is no date, so there is no time. Take this away.",
        ),
        (
            {"day": "keep", "arrival_time": "11:00"},
            "arrival_time",
            "This must be before the procedure starts.",
        ),
        (
            {"day": "keep", "procedure_time": "half past"},
            "procedure_time",
            "Write a clock time, such as 7:30am.",
        ),
        (
            {"day": "keep", "choice_food_hours": "40 hours"},
            "choice_food_hours",
            "Choose from 4 hours to 12 hours.",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    page = refused(signed_in, plan, **typed)
    assert said in (page.error_of(field) if field else page.text)
    for key, value in typed.items():
        if key != "day":
            assert page.value_of(key) == value
    assert now_of(store, plan).revision == 1


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_asked_about(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    skipped = refused(
        signed_in, plan, day="another", procedure_day="2027-03-28", procedure_time="01:30"
    )
    assert "The clocks go forward that day" in skipped.error_of("procedure_time")
    twice = {"day": "another", "procedure_day": "2027-10-31", "procedure_time": "01:30"}
    asked = refused(signed_in, plan, **twice)
    assert "comes twice" in asked.error_of("procedure_time_which")
    save(signed_in, plan, **twice, procedure_time_which="second")
    at = now_of(store, plan).procedure_at
    assert at is not None
    assert (at.hour, at.minute) == (1, 30)


def test_a_reason_is_asked_for_and_everything_typed_is_kept(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    page = preview(signed_in, plan, **NEXT_WEEK)
    response = signed_in.submit(page, url(plan), **NEXT_WEEK, do="save", reason=" ")
    again = Page(response, signed_in.application)
    assert response.status_code == UNPROCESSABLE
    assert again.error_of("reason") == "Say why, for your colleagues."
    assert again.value_of("procedure_day") == "2027-03-22"
    assert "Save this change" in again.text
    assert now_of(store, plan).revision == 1


def test_what_changed_while_it_was_read_is_read_first(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    page = preview(signed_in, plan, **NEXT_WEEK)
    say(store, plan, "no-food", MarkState.DONE)
    response = signed_in.submit(page, url(plan), **NEXT_WEEK, do="save", reason="List moved")
    again = Page(response, signed_in.application)
    again.check()
    assert response.status_code == CONFLICT
    assert "Something changed since you looked." in again.text
    assert "1 thing already ticked will be asked again." in again.text
    assert now_of(store, plan).procedure_day == date(2027, 3, 15)
    reread = signed_in.submit(again, url(plan), **NEXT_WEEK, do="save", reason="List moved")
    assert reread.status_code == 303


def test_a_colleague_who_made_the_same_change_is_told_of(
    signed_in: CheckingClient, plan: Booked
) -> None:
    page = preview(signed_in, plan, **NEXT_WEEK)
    save(signed_in, plan, **NEXT_WEEK)
    response = signed_in.submit(page, url(plan), **NEXT_WEEK, do="save", reason="List moved")
    assert response.status_code in (CONFLICT, UNPROCESSABLE)


def test_once_the_procedure_is_done_it_is_not_offered_and_refused(
    client: CheckingClient, nurse: Person, clinic: Clinic, protocol_id: str, store: Store
) -> None:
    done = book(store, clinic, nurse, protocol_id, day=NOW.date(), at=None, arrival=None)
    record_event(store, done.id, "procedure_end", NOW, actor=nurse.actor, now=NOW)
    sign_in(client, nurse)
    assert "Change the plan" not in client.get_page(f"/plans/{done.id}").text
    client.get_page("/patients/new")
    client.send(url(done), {"day": "postpone", "do": "preview"}, status=CONFLICT)


# A newer version --------------------------------------------------------------------------------


@pytest.fixture
def newer(store: Store, plan: Booked) -> str:
    """A version in which the blood test is due a day sooner."""
    return publish_version(store, sooner_blood_test)


def test_a_clinician_reads_what_a_new_version_changes_and_approves_it(
    client: CheckingClient, clinician: Person, plan: Booked, store: Store, newer: str
) -> None:
    sign_in(client, clinician)
    offered = client.get_page(url(plan))
    address = f"/plans/{plan.id}/version"
    assert address in offered.links
    page = client.get_page(address)
    assert "was: by Friday 12 March" in page.text
    assert "now: by Thursday 11 March" in page.text
    response = client.submit(page, address, reason="Agreed with the ward")
    again = Page(response, client.application)
    assert response.status_code == UNPROCESSABLE
    assert again.error_of("approved") == "Tick that you have read what changes."
    assert again.value_of("reason") == "Agreed with the ward"
    response = client.submit(again, address, approved="yes", reason="Agreed with the ward")
    assert response.status_code == 303
    assert now_of(store, plan).protocol_id == newer
    assert address not in client.get_page(url(plan)).links
    assert client.get_page(address).h1 == "The newest version already"


def test_a_nurse_is_not_offered_a_version_and_may_not_take_it(
    signed_in: CheckingClient, plan: Booked, newer: str
) -> None:
    assert "Version" not in signed_in.get_page(url(plan)).text
    signed_in.send(
        f"/plans/{plan.id}/version", {"version": newer, "approved": "yes"}, status=FORBIDDEN
    )


def test_a_version_is_saved_only_as_it_was_read(
    client: CheckingClient, clinician: Person, plan: Booked, store: Store, newer: str
) -> None:
    sign_in(client, clinician)
    address = f"/plans/{plan.id}/version"
    page = client.get_page(address)
    say(store, plan, "blood-test", MarkState.DONE, at=datetime.now(NOW.tzinfo))
    name(store, plan, clinician, "warfarin", NOW)
    response = client.submit(page, address, approved="yes", reason="Agreed")
    assert response.status_code == CONFLICT
    assert "Something changed since you looked." in response.get_data(as_text=True)
    assert now_of(store, plan).protocol_id != newer
