"""The recovery page: who reads it, who changes a limit, and closing with what is still open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from checklist.actions.events import record_event
from checklist.actions.medicines import Decided, decide
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import PlanState
from checklist.store import Store, clearances, plans
from tests.web.client import CheckingClient
from tests.web.conftest import Booked, Person, sign_in
from tests.web.page import Page
from tests.web.staff.telling import name, newest, tell
from tests.web.staff.test_worklist import say

UNPROCESSABLE, CONFLICT = 422, 409
ENDED = datetime(2027, 3, 15, 11, 30, tzinfo=UTC)
HOME = datetime(2027, 3, 15, 15, 0, tzinfo=UTC)
SIX_WEEKS = datetime(2027, 4, 28, 9, 0, tzinfo=UTC)
MONDAY = datetime(2027, 4, 5, 8, 0, tzinfo=UTC)
LIFTING, DRIVING = "no-lifting", "no-driving"


@pytest.fixture
def home(
    plan: Booked, store: Store, nurse: Person, clock_at_nine: time_machine.Traveller
) -> Booked:
    """Maria is home, and it is three weeks later."""
    said = {"taken_home": "yes", "pain_before": "7", "painkillers_before": "every_day"}
    tell(store, plan, nurse, ENDED, **said)
    record_event(store, plan.id, "procedure_end", ENDED, actor=nurse.actor, now=HOME)
    record_event(store, plan.id, "home", HOME, actor=nurse.actor, now=HOME)
    clock_at_nine.move_to(MONDAY)
    return plan


@pytest.fixture
def rao(client: CheckingClient, clinician: Person, home: Booked) -> CheckingClient:
    return sign_in(client, clinician)


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/recovery"


def wish(step: str, kind: str, last_day: str = "", **more: str) -> dict[str, str]:
    return {"step": step, "kind": kind, "last_day": last_day, "reason": "Healed well", **more}


def seen(page: Page, plan: Booked) -> str:
    return next(form.fields["seen"] for form in page.forms() if "seen" in form.fields)


def change(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    shown = client.send_page(url(plan), {**typed, "do": "preview"})
    return client.follow(url(plan), {**typed, "do": "save", "seen": seen(shown, plan)})


def test_each_limit_with_its_end_and_whose_value_it_is(
    rao: CheckingClient, home: Booked, store: Store
) -> None:
    say(store, home, LIFTING, MarkState.SLIPPED, "My shopping", at=MONDAY)
    page = rao.get_page(url(home))
    assert "At least until the end of Sunday 25 April. Then they ask us" in page.text
    assert "No heavy lifting for: 6 weeks (the clinic)" in page.text
    assert "It has no date: it ends when somebody says so." in page.text
    assert "My shopping" in page.text
    assert "Your pain was 7 before." in page.text


def test_it_is_shown_in_the_patients_words_before_it_is_saved(
    rao: CheckingClient, home: Booked, store: Store
) -> None:
    shown = rao.send_page(url(home), wish(LIFTING, "extended", "2027-05-10", do="preview"))
    assert "Maria will read" in shown.text
    assert "From Tuesday 11 May, ask us before you lift." in shown.text
    with store.read() as reader:
        assert clearances.history(reader, home.id) == ()
    page = change(rao, home, **wish(LIFTING, "extended", "2027-05-10"))
    assert "Made longer to the end of Monday 10 May. Dr Rao" in page.text
    assert "Healed well" in page.text


def test_clearing_and_taking_it_back(rao: CheckingClient, home: Booked) -> None:
    page = change(rao, home, **wish(DRIVING, "cleared"))
    assert "You may drive again" in page.text
    page = change(rao, home, **wish(DRIVING, "reopened"))
    assert "Counts again. Dr Rao" in page.text
    assert "You may drive again." not in page.text


def test_a_day_left_in_the_field_does_not_hinder_clearing(
    rao: CheckingClient, home: Booked
) -> None:
    page = change(rao, home, **wish(DRIVING, "cleared", "2027-03-01"))
    assert "Ended early. Dr Rao" in page.text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        (wish(LIFTING, ""), "kind", "Choose what becomes of this limit."),
        (wish(LIFTING, "extended"), "last_day", "Choose the last day."),
        (wish(LIFTING, "extended", "soon"), "last_day", "Write the date as day, month and year."),
        (wish(LIFTING, "extended", "2027-04-04"), "last_day", "This day is over."),
    ],
    ids=["nothing", "no-day", "no-date", "past"],
)
def test_what_cannot_be_is_said_beside_its_field(
    rao: CheckingClient, home: Booked, typed: dict[str, str], field: str, said: str
) -> None:
    page = rao.send_page(url(home), {**typed, "do": "save", "seen": "1"}, status=UNPROCESSABLE)
    assert page.error_of(f"limit-{LIFTING}-{field}").startswith(said)
    kept = next(f for f in page.forms() if f.fields.get("step") == LIFTING)
    assert kept.fields["reason"] == "Healed well"


def test_without_a_reason_what_was_seen_stays_in_sight(rao: CheckingClient, home: Booked) -> None:
    shown = rao.send_page(url(home), wish(LIFTING, "cleared", do="preview"))
    typed = wish(LIFTING, "cleared", do="save", seen=seen(shown, home), reason="")
    page = rao.send_page(url(home), typed, status=UNPROCESSABLE)
    assert page.error_of(f"limit-{LIFTING}-reason") == "Say why, for your colleagues."
    assert "You may lift again" in page.text


def test_who_looked_before_a_colleague_saved_reads_it_again(
    rao: CheckingClient, home: Booked
) -> None:
    shown = rao.send_page(url(home), wish(LIFTING, "extended", "2027-05-10", do="preview"))
    change(rao, home, **wish(DRIVING, "cleared"))
    typed = wish(LIFTING, "extended", "2027-05-10", do="save", seen=seen(shown, home))
    page = rao.send_page(url(home), typed, status=CONFLICT)
    assert "Something changed since you looked." in page.text


def test_a_nurse_reads_it_and_may_change_nothing(
    client: CheckingClient, nurse: Person, home: Booked
) -> None:
    page = sign_in(client, nurse).get_page(url(home))
    assert "Only a clinician ends a limit or makes it longer." in page.text
    assert not [form for form in page.forms() if "step" in form.fields]
    client.send(url(home), wish(LIFTING, "cleared", do="save", seen="1"), status=403)


def test_before_the_procedure_there_is_nothing_to_change(
    client: CheckingClient, clinician: Person, plan: Booked
) -> None:
    page = sign_in(client, clinician).get_page(url(plan))
    assert not [form for form in page.forms() if "step" in form.fields]
    assert "Recovery" not in client.get_page(f"/plans/{plan.id}").text


def test_closing_tells_what_is_still_open_and_keeps_the_note(
    rao: CheckingClient, home: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(SIX_WEEKS)
    sign_in(rao, home.nurse)
    closing = f"/plans/{home.id}/close"
    page = rao.get_page(closing)
    assert "Limit not ended: Do not drive yet" in page.text
    assert "Not ticked: Come for your check-up" in page.text
    assert "No answer: How bad is your pain now, from 0 to 10? (After 6 weeks)" in page.text
    assert "Close the plan with this open" in page.text
    rao.follow(closing, {"note": "Moved away, seen elsewhere"})
    with store.read() as reader:
        assert plans.need(reader, home.id).state is PlanState.CLOSED
    history = rao.get_page(f"/plans/{home.id}/history")
    assert "Closed the plan Moved away, seen elsewhere" in history.text
    rao.send_page(closing, {"note": ""}, status=CONFLICT)
    assert "only once" in rao.get_page(closing).text


def test_a_note_that_is_too_long_is_kept_and_closes_nothing(
    rao: CheckingClient, home: Booked, store: Store
) -> None:
    closing = f"/plans/{home.id}/close"
    page = rao.send_page(closing, {"note": "x" * 1001}, status=UNPROCESSABLE)
    assert page.error_of("note").startswith("Please use fewer than")
    assert newest(store, home).plan_id == home.id
    with store.read() as reader:
        assert plans.need(reader, home.id).state is PlanState.RECOVERING


def test_a_whole_recovery_has_nothing_open(
    rao: CheckingClient, home: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    tell(store, home, home.nurse, MONDAY, "pain-week", pain_week="4")
    for step in (DRIVING, LIFTING, "no-strain"):
        change(rao, home, **wish(step, "cleared"))
    clock_at_nine.move_to(SIX_WEEKS)
    sign_in(rao, home.nurse)
    tell(store, home, home.nurse, SIX_WEEKS, "pain-six-weeks", pain_six_weeks="2")
    say(store, home, "follow-up", MarkState.DONE, at=SIX_WEEKS)
    page = rao.get_page(f"/plans/{home.id}/close")
    assert "Nothing is open" in page.text
    assert "Your pain was 7 before. It was 4 after 1 week. It is 2 now." in page.text


def test_an_ended_limit_is_over_on_the_plan_and_is_no_limit_in_the_doctors_letter(
    rao: CheckingClient, home: Booked
) -> None:
    change(rao, home, **wish(DRIVING, "cleared"))
    plan_page = rao.get_page(f"/plans/{home.id}")
    assert "Over You may drive again" in plan_page.text
    letter = rao.get_page(f"/plans/{home.id}/doctor-letter")
    assert "You may drive again" not in letter.text
    assert "Do not lift more than 5kg" in letter.text


def test_a_stopped_medicine_keeps_the_plan_open(
    rao: CheckingClient, home: Booked, store: Store, clinician: Person
) -> None:
    warfarin = name(store, home, home.nurse, "warfarin", ENDED)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=datetime(2027, 3, 10, 18, 0, tzinfo=UTC),
        restart_owner="Dr Rao",
        restart_by=SIX_WEEKS,
    )
    decide(store, home.id, [stop], actor=clinician.actor, now=MONDAY)
    page = rao.get_page(f"/plans/{home.id}/close")
    assert "warfarin is stopped, and nobody has confirmed when it starts again." in page.text
    assert "Settle each stopped medicine first" in page.text
    assert not page.forms(f"/plans/{home.id}/close")
    rao.send_page(f"/plans/{home.id}/close", {"note": ""}, status=CONFLICT)
