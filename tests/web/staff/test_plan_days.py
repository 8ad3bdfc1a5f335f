"""What comes every day, counts or holds a value, as staff see it and write it for the patient."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from checklist.actions.answers import Told, answer
from checklist.actions.events import record_event
from checklist.core.marks import Channel
from checklist.core.plan.model import PlanState
from checklist.store import Store, anchors, marks, plans
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in
from tests.web.page import Page, words

DROPS = "drops@1"


@pytest.fixture
def desk(client: CheckingClient, nurse: Person) -> CheckingClient:
    return sign_in(client, nurse)


def show(client: CheckingClient, plan: Booked) -> Page:
    return client.get_page(f"/plans/{plan.id}")


def task(page: Page, key: str) -> str:
    return words(next(a for a in page.all("article") if a.get("data-task") == key))


def mark(client: CheckingClient, plan: Booked, key: str, **said: str) -> Page:
    forms = show(client, plan).forms(f"/plans/{plan.id}/marks")
    form = next(one for one in forms if one.fields["task"] == key and "why" in one.fields)
    return client.follow(form.action, {**form.fields, "state": "done", **said})


def test_the_days_of_a_step_are_one_entry(desk: CheckingClient, eye_plan: Booked) -> None:
    page = show(desk, eye_plan)
    assert "0 of 4 days done" in task(page, "drops")
    assert "Show the 4 days" in task(page, "drops")
    assert "At least until the end of Thursday 15 April" in task(page, "lift")
    assert "0 of 35 days done" in task(page, "drops-after")
    page = mark(desk, eye_plan, DROPS)
    assert "1 of 4 days done, last ticked Wed 3 Mar 9:17am" in task(page, "drops")
    assert "4 of 4" in task(page, DROPS)


def test_a_nurse_ticks_one_time_of_the_day(desk: CheckingClient, eye_plan: Booked) -> None:
    mark(desk, eye_plan, DROPS, value="8am")
    said = task(mark(desk, eye_plan, DROPS, value="midday"), DROPS)
    assert "2 of 4 (8am, midday)" in said
    assert "Ticked 8am" in said
    assert "(replaced)" not in said, "a tick for midday replaces none for 8am"


def test_a_nurse_takes_back_a_wrong_tick(desk: CheckingClient, eye_plan: Booked) -> None:
    mark(desk, eye_plan, DROPS, value="8am")
    page = mark(desk, eye_plan, DROPS, value="4pm")
    forms = page.forms(f"/plans/{eye_plan.id}/marks")
    wrong = next(one for one in forms if one.fields.get("state") == "cleared")
    page = desk.follow(wrong.action, wrong.fields)
    assert "1 of 4 (8am)" in task(page, DROPS)
    assert "Unticked 4pm" in task(page, DROPS)


def test_a_day_still_to_come_has_no_form(desk: CheckingClient, eye_plan: Booked) -> None:
    page = show(desk, eye_plan)
    offered = {form.fields["task"] for form in page.forms(f"/plans/{eye_plan.id}/marks")}
    assert DROPS in offered
    assert "drops@2" not in offered


def test_the_clinics_own_result_is_written_with_who_measured(
    desk: CheckingClient, eye_plan: Booked
) -> None:
    said = task(mark(desk, eye_plan, "inr", value="1,3"), "inr")
    assert "1.3 INR" in said
    assert "Measured 1.3 INR" in said
    assert "Sam Okafor" in said
    assert "Sam Okafor, for the patient" not in said, "it is our own work"


def test_a_result_opens_what_waited_for_it(desk: CheckingClient, eye_plan: Booked) -> None:
    assert "waits for a result or a check" in task(show(desk, eye_plan), "gel")
    said = task(mark(desk, eye_plan, "inr", value="1.3"), "gel")
    assert "waits for" not in said
    assert "Use it at 6pm." in said


def test_a_result_outside_what_is_fine_is_no_quiet_tick(
    desk: CheckingClient, eye_plan: Booked
) -> None:
    page = mark(desk, eye_plan, "inr", value="5")
    shown = next(a for a in page.all("article") if a.get("data-task") == "inr")
    assert "is-problem" in shown.get("class", "")


def test_a_result_that_cannot_be_comes_back(
    desk: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    form = show(desk, eye_plan).form(f"/plans/{eye_plan.id}/marks", task="inr")
    for typed, said in (
        ("high", "Write a number, in INR."),
        ("130", "Please check this number. Is it right? Then call us."),
    ):
        sent = {**form.fields, "state": "done", "value": typed}
        page = desk.send_page(form.action, sent, status=UNPROCESSABLE)
        assert page.error_of("mark-inr-value") == said
        back = page.form(form.action, task="inr").fields
        assert back["value"] == typed
    with store.read() as reader:
        assert marks.of_task(reader, eye_plan.id, "inr") == []


def test_the_history_tells_the_time_of_day_and_the_value(
    desk: CheckingClient, eye_plan: Booked
) -> None:
    mark(desk, eye_plan, DROPS, value="8am")
    mark(desk, eye_plan, "inr", value="1,3")
    text = desk.get_page(f"/plans/{eye_plan.id}/history").text
    assert "Use your eye drops: done: 8am" in text
    assert "We test your blood: done: 1.3" in text


def test_what_a_missed_step_made_void_says_so(desk: CheckingClient, eye_plan: Booked) -> None:
    page = mark(desk, eye_plan, "first-tablet", state="cant")
    assert "void: a step before it was missed" in task(page, "second-tablet")


def test_a_protocols_own_event_is_recorded(
    desk: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    page = show(desk, eye_plan)
    assert "Trigger injection given: not yet" in page.text
    form = page.form(f"/plans/{eye_plan.id}/events", event="trigger")
    ahead = desk.send_page(form.action, {**form.fields, "time": "23:00"}, status=UNPROCESSABLE)
    assert ahead.error_of("event-trigger-time") == "This time is still to come."
    old = desk.send_page(form.action, {**form.fields, "day": "2025-03-03"}, status=UNPROCESSABLE)
    assert old.error_of("event-trigger-time").startswith("Check the date")
    page = desk.follow(form.action, {**form.fields, "day": "2027-03-02", "time": "21:30"})
    assert "Trigger injection given: 9:30pm on Tuesday 2 March" in page.text
    with store.read() as reader:
        assert anchors.current(reader, eye_plan.id)["trigger"].actual
        assert plans.need(reader, eye_plan.id).state is PlanState.BEFORE, "only it happened"
    history = desk.get_page(f"/plans/{eye_plan.id}/history")
    assert "Recorded Trigger injection given" in history.text


def test_another_protocols_event_is_not_this_plans(
    desk: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    show(desk, plan)
    clock_at_nine.move_to(datetime(2027, 3, 15, 16, tzinfo=UTC))
    sign_in(desk, plan.nurse)
    sent = {"event": "trigger", "day": "2027-03-15", "time": "11:30"}
    desk.send_page(f"/plans/{plan.id}/events", sent, status=409)


def test_after_going_home_an_own_event_keeps_the_plan_as_it_is(
    store: Store, eye_plan: Booked
) -> None:
    at = datetime(2027, 3, 5, 12, tzinfo=UTC)
    who = eye_plan.nurse.actor
    record_event(store, eye_plan.id, "procedure_end", at, actor=who, now=at)
    record_event(store, eye_plan.id, "trigger", at, actor=who, now=at)
    with store.read() as reader:
        assert plans.need(reader, eye_plan.id).state is PlanState.RECOVERING


def test_answers_read_in_their_own_words(
    client: CheckingClient, clinician: Person, eye_plan: Booked, store: Store
) -> None:
    told = (Told(question="eye", value="both"), Told(question="last_test", value="2026-08-02"))
    answer(
        store,
        eye_plan.id,
        "ask",
        told,
        (),
        actor=eye_plan.nurse.actor,
        channel=Channel.PHONE,
        now=NOW,
    )
    page = sign_in(client, clinician).get_page(f"/plans/{eye_plan.id}/review")
    assert "Which eye hurts? Both eyes" in page.text
    assert "Sunday 2 August 2026" in page.text
    assert "Which eye hurts? Both eyes" in show(client, eye_plan).text, "the reason too"


def test_staff_write_down_a_choice_and_a_date(
    desk: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    url = f"/plans/{eye_plan.id}/answers/ask"
    form = desk.get_page(url).form(url)
    sent = {**form.fields, "eye": "right", "through": "phone"}
    parts = {"last_test_day": "31", "last_test_month": "2", "last_test_year": "2026"}
    page = desk.send_page(url, {**sent, **parts}, status=UNPROCESSABLE)
    assert "There is no such date." in page.text
    assert page.form(url).fields["last_test_day"] == "31"
    desk.follow(url, {**sent, **parts, "last_test_day": "28"})
    assert "Sunday 28 February 2026" not in show(desk, eye_plan).text
