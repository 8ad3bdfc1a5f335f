"""Going home on one page, and the papers that go along."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind, Medicine
from checklist.core.plan.anchors import is_actual
from checklist.store import Store, revisions
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in
from tests.web.page import Page
from tests.web.staff.telling import name

AFTER = datetime(2027, 3, 15, 14, 0, tzinfo=UTC)
AGREED = datetime(2027, 3, 16, 18, 0, tzinfo=UTC)
CONFLICT = 409
ENDED = {"ended_day": "2027-03-15", "ended_time": "11:30"}
HOME = {"home_day": "2027-03-15", "home_time": "13:50"}


@pytest.fixture
def warfarin(store: Store, plan: Booked, nurse: Person, clinician: Person) -> Medicine:
    """Stopped, and its restart agreed for 6pm on Tuesday 16 March."""
    made = name(store, plan, nurse, "Warfarin 3mg", NOW)
    stop = Decided(
        medicine_id=made.id,
        kind=DecisionKind.STOP,
        last_dose=datetime(2027, 3, 9, 18, tzinfo=UTC),
        restart_at=AGREED,
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    return made


@pytest.fixture
def ward(
    client: CheckingClient,
    nurse: Person,
    warfarin: Medicine,
    clock_at_nine: time_machine.Traveller,
) -> CheckingClient:
    """A nurse, on the afternoon of the day."""
    clock_at_nine.move_to(AFTER)
    return sign_in(client, nurse)


@pytest.fixture
def operator(ward: CheckingClient, clinician: Person) -> CheckingClient:
    """A clinician, at another desk."""
    made = ward.application.test_client()
    assert isinstance(made, CheckingClient)
    return sign_in(made, clinician)


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/going-home"


def preview(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    page = client.get_page(url(plan))
    return client.send_page(url(plan), {**page.form(url(plan)).fields, **typed, "do": "preview"})


def save(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    page = preview(client, plan, **typed)
    response = client.submit(page, url(plan), do="save", **typed)
    assert response.status_code == 303, response.get_data(as_text=True)
    return client.get_page(response.location)


def test_who_was_named_at_the_door_is_not_asked_for_again(
    ward: CheckingClient, plan: Booked
) -> None:
    missing = "Nobody is written down who takes them home."
    assert missing in ward.get_page(url(plan)).text
    page = ward.get_page(f"/plans/{plan.id}/day")
    ward.submit(page, f"/plans/{plan.id}/day", escort="Joan", escort_phone="07700 900150")
    page = ward.get_page(url(plan))
    assert missing not in page.text
    assert page.form(url(plan)).fields["escort"] == "Joan"


def test_the_plan_leads_there_once_the_day_has_begun(
    client: CheckingClient,
    nurse: Person,
    plan: Booked,
    clock_at_nine: time_machine.Traveller,
) -> None:
    sign_in(client, nurse)
    assert url(plan) not in client.get_page(f"/plans/{plan.id}").links
    clock_at_nine.move_to(datetime(2027, 3, 15, 7, tzinfo=UTC))
    sign_in(client, nurse)
    links = client.get_page(f"/plans/{plan.id}").links
    assert url(plan) in links
    assert f"/plans/{plan.id}/doctor-letter" not in links


def test_a_nurse_sees_who_must_confirm_and_can_record_the_rest(
    ward: CheckingClient, store: Store, plan: Booked
) -> None:
    page = ward.get_page(url(plan))
    assert "Agreed beforehand by Dr Rao: from 6pm on Tuesday 16 March." in page.text
    assert "must confirm or change this" in page.text
    assert "Confirm Tue 16 Mar 6pm" not in page.text
    after = save(ward, plan, **ENDED, **HOME, done="Cement at L2", escort="Tom")
    assert "A restart is not confirmed yet: it stays on the worklist." in after.text
    assert "restart not confirmed: Warfarin 3mg" in ward.get_page("/patients").text
    with store.read() as reader:
        assert is_actual(revisions.latest(reader, plan.id).inputs.anchors, "home")


def test_a_clinician_confirms_in_one_tap_after_reading_what_the_patient_reads(
    operator: CheckingClient, store: Store, plan: Booked, warfarin: Medicine
) -> None:
    confirm = {f"{warfarin.id}-how": "confirm"}
    seen = preview(operator, plan, **ENDED, **confirm)
    assert "from 6pm on Tuesday 16 March" in seen.text
    with store.read() as reader:
        assert not is_actual(revisions.latest(reader, plan.id).inputs.anchors, "procedure_end")
    after = save(operator, plan, **ENDED, **HOME, **confirm, escort="Tom")
    assert "from 6pm on Tuesday 16 March, confirmed by Dr Rao" in after.text
    assert "Print the after checklist for the patient to take along." in after.text


def test_another_time_and_not_yet_ask_for_what_they_need(
    operator: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    how = f"{warfarin.id}-how"
    page = operator.get_page(url(plan))
    fields = page.form(url(plan)).fields
    for choice, wanted in (("another", "Say when it restarts"), ("later", "Say who tells")):
        typed = {**fields, **ENDED, how: choice, "do": "preview"}
        answer = operator.send_page(url(plan), typed, status=UNPROCESSABLE)
        assert wanted in answer.text
    later = {how: "later", f"{warfarin.id}-owner": "Dr Osei"}
    typed = {**fields, **ENDED, **later, f"{warfarin.id}-by_day": "2027-03-21", "do": "preview"}
    assert (
        "The clinic is closed that day."
        in operator.send_page(url(plan), typed, status=UNPROCESSABLE).text
    )
    seen = preview(operator, plan, **ENDED, **later, **{f"{warfarin.id}-by_day": "2027-03-22"})
    assert "Dr Osei will tell you by 6pm on Monday 22 March" in seen.text


def test_what_was_typed_comes_back_with_what_is_wrong(ward: CheckingClient, plan: Booked) -> None:
    fields = ward.get_page(url(plan)).form(url(plan)).fields
    typed = {**fields, **ENDED, "home_time": "09:00", "done": "Cement", "do": "preview"}
    page = ward.send_page(url(plan), typed, status=UNPROCESSABLE)
    assert "Going home cannot be before the procedure ended." in page.text
    kept = page.form(url(plan)).fields
    assert (kept["home_time"], kept["done"]) == ("09:00", "Cement")


def test_what_changed_meanwhile_is_read_first(
    ward: CheckingClient, operator: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    seen = preview(ward, plan, **ENDED)
    save(operator, plan, **ENDED, **{f"{warfarin.id}-how": "confirm"})
    answer = ward.submit(seen, url(plan), do="save", **HOME)
    assert answer.status_code == CONFLICT
    assert "Something changed since you looked" in answer.get_data(as_text=True)


def test_the_after_checklist_has_only_what_comes_after(
    operator: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    save(operator, plan, **ENDED, **HOME, **{f"{warfarin.id}-how": "confirm"})
    text = operator.get_page(f"/plans/{plan.id}/after-sheet").text
    assert "Maria, after your procedure on Monday 15 March" in text
    for said in (
        "6pm on Tuesday 16 March",
        "Do not lift more than",
        "From Monday 26 April, ask us before you lift.",
        "Call 999 now for any of these.",
        "01632 960 199",
        "Come for your check-up",
    ):
        assert said in text, said
    for before in ("Ask someone to take you home", "You can eat until", "Answer our questions"):
        assert before not in text, before


def test_the_letter_says_what_was_decided_and_what_really_was(
    operator: CheckingClient, plan: Booked, warfarin: Medicine
) -> None:
    operator.get_page(f"/plans/{plan.id}/day")
    page = operator.get_page(f"/plans/{plan.id}/day")
    dose = {f"dose-{warfarin.id}_day": "2027-03-10", f"dose-{warfarin.id}_time": "18:00"}
    operator.submit(page, f"/plans/{plan.id}/day", **dose)
    save(
        operator,
        plan,
        **ENDED,
        **HOME,
        **{f"{warfarin.id}-how": "confirm"},
        done="Cement at L2, 3 ml",
        complications="A small leak, no symptoms",
    )
    text = operator.get_page(f"/plans/{plan.id}/doctor-letter").text
    for said in (
        "To the family doctor of Maria Silva",
        "last dose decided for 6pm on Tuesday 9 March",
        "really taken last at 6pm on Wednesday 10 March",
        "restart from 6pm on Tuesday 16 March, confirmed by Dr Rao",
        "Cement at L2, 3 ml",
        "A small leak, no symptoms",
        "11:30am on Monday 15 March",
        "Do not lift more than",
        "Your chest hurts.",
        "01632 960 123",
    ):
        assert said in text, said
    history = operator.get_page(f"/plans/{plan.id}/history").text
    assert "letter to the family doctor" in history


def test_a_restart_that_nobody_confirmed_is_never_written_as_settled(
    ward: CheckingClient, plan: Booked
) -> None:
    save(ward, plan, **ENDED, **HOME)
    text = ward.get_page(f"/plans/{plan.id}/doctor-letter").text
    assert "restart not confirmed yet" in text
    assert "confirmed by" not in text
    assert timedelta(0) < AGREED - AFTER
