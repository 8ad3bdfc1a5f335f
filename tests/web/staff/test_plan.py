"""The plan page: what was said and by whom, marks for the patient, checks, notes, events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.core.plan.model import PlanState
from checklist.store import Store, anchors, entries, marks, plans, revisions
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, book, sign_in
from tests.web.page import Page, PostForm, words
from tests.web.staff.test_worklist import say


@pytest.fixture
def signed_in(client: CheckingClient, nurse: Person, plan: Booked) -> CheckingClient:
    return sign_in(client, nurse)


def show(client: CheckingClient, plan: Booked) -> Page:
    return client.get_page(f"/plans/{plan.id}")


def task(page: Page, key: str) -> str:
    """Everything that the page says about one task."""
    return words(next(a for a in page.all("article") if a.get("data-task") == key))


def mark_form(page: Page, plan: Booked, key: str) -> PostForm:
    return page.form(f"/plans/{plan.id}/marks", task=key)


def mark(
    client: CheckingClient, plan: Booked, key: str, status: int = 303, /, **said: str
) -> Page | None:
    """Say something for the patient through the form of the page."""
    form = mark_form(show(client, plan), plan, key)
    response = client.post(form.action, data={**form.fields, "state": "done", **said})
    assert response.status_code == status, response.get_data(as_text=True)
    return None if status == 303 else Page(response, client.application)


def test_the_page_says_whose_plan_it_is(signed_in: CheckingClient, plan: Booked) -> None:
    page = show(signed_in, plan)
    banner = words(page.one("div", class_="who"))
    for said in ("Maria Silva", "born 2 April 1948", "40317", "Mon 15 Mar 10:30am", "revision 1"):
        assert said in banner
    assert "Maria" not in page.title
    assert "You can eat until 4:30am on Monday 15 March" in page.text
    assert "nobody reached yet" in page.text


def test_opening_a_plan_leaves_an_entry(
    signed_in: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    def opened() -> int:
        with store.read() as reader:
            told = entries.history(reader, plan.id)
        mine = [t for t in told if t.entry.actor_id == nurse.actor.id]
        return sum(t.entry.verb is Verb.OPENED for t in mine)

    before = opened()
    show(signed_in, plan)
    assert opened() == before + 1
    signed_in.get_page(f"/plans/{plan.id}/history")
    assert opened() == before + 2


def test_a_mark_by_phone_says_who_for_whom_through_what_and_when(
    signed_in: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(NOW + timedelta(hours=2))
    sign_in(signed_in, plan.nurse)
    mark(
        signed_in,
        plan,
        "escort",
        through="phone",
        day="2027-03-03",
        time="10:05",
        why="My daughter",
    )
    said = task(show(signed_in, plan), "escort")
    assert "Ticked: My daughter" in said
    assert "Sam Okafor, for the patient, by phone, Wed 3 Mar 10:05am" in said
    assert "heard Wed 3 Mar 11:17am" in said
    with store.read() as reader:
        (kept,) = marks.of_task(reader, plan.id, "escort")
    assert (kept.state, kept.channel) == (MarkState.DONE, Channel.PHONE)
    assert kept.happened_at == datetime(2027, 3, 3, 10, 5, tzinfo=UTC)


def test_a_mark_from_paper_replaces_what_stood(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    mark(signed_in, plan, "escort", through="paper")
    said = task(show(signed_in, plan), "escort")
    assert "Can’t: My son works that day" in said
    assert "(replaced)" in said
    assert "from paper" in said
    assert "two different answers" not in said


def test_sending_the_same_mark_twice_keeps_one(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    form = mark_form(show(signed_in, plan), plan, "escort")
    for _ in range(2):
        signed_in.send(form.action, {**form.fields, "state": "done"})
    with store.read() as reader:
        assert len(marks.of_task(reader, plan.id, "escort")) == 1


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"state": ""}, "state", "Choose what the patient says."),
        ({"through": "pigeon"}, "through", "Say how you heard it: by phone or from paper."),
        ({"day": "2027-03-04"}, "time", "This time is still to come."),
        ({"day": ""}, "day", "Write the date as day, month and year."),
        ({"time": "later"}, "time", "Write a clock time, such as 7:30am."),
    ],
)
def test_a_mark_that_cannot_be_keeps_what_was_typed(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    said: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    page = mark(signed_in, plan, "escort", UNPROCESSABLE, why="My daughter", **said)
    assert page is not None
    page.check()
    assert page.error_of(f"mark-escort-{field}") == sentence
    assert mark_form(page, plan, "escort").fields["why"] == "My daughter"
    with store.read() as reader:
        assert marks.of_plan(reader, plan.id) == []


def test_a_mark_at_a_time_that_comes_twice_is_asked_about(
    signed_in: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 10, 31, 9, tzinfo=UTC))
    sign_in(signed_in, plan.nurse)
    page = mark(signed_in, plan, "escort", UNPROCESSABLE, day="2027-10-31", time="01:30")
    assert page is not None
    assert page.error_of("mark-escort-time_which").startswith("The clocks go back that night")
    mark(signed_in, plan, "escort", day="2027-10-31", time="01:30", time_which="second")
    with store.read() as reader:
        (kept,) = marks.of_task(reader, plan.id, "escort")
    assert kept.happened_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_an_avoid_is_marked_in_the_words_of_its_buttons(
    signed_in: CheckingClient, plan: Booked
) -> None:
    form_words = task(show(signed_in, plan), "no-food")
    assert "I have stopped eating" in form_words
    assert "I ate something" in form_words
    mark(signed_in, plan, "no-food", state="slipped", why="Toast")
    assert "I ate something: Toast" in task(show(signed_in, plan), "no-food")


def test_a_check_is_ours_and_looks_like_no_tick(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.DONE)
    page = show(signed_in, plan)
    form = page.form(f"/plans/{plan.id}/checks")
    assert form.fields["task"] == "escort"
    checked = signed_in.follow(form.action, form.fields)
    stamp = checked.one("span", class_="stamp")
    assert words(stamp) == "Checked"
    assert "Sam Okafor" in task(checked, "escort")
    assert checked.forms(f"/plans/{plan.id}/checks") == []


def test_only_a_critical_tick_can_be_checked(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "read-about", MarkState.DONE)
    page = show(signed_in, plan)
    assert page.forms(f"/plans/{plan.id}/checks") == []
    with store.read() as reader:
        (kept,) = marks.of_task(reader, plan.id, "read-about")
    response = signed_in.post(
        f"/plans/{plan.id}/checks",
        data={"csrf_token": signed_in.token, "task": "read-about", "mark": kept.id},
    )
    assert response.status_code == 404


def test_a_tick_that_changed_meanwhile_is_not_checked(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.DONE)
    form = show(signed_in, plan).form(f"/plans/{plan.id}/checks")
    say(store, plan, "escort", MarkState.CANT, "She fell ill")
    page = signed_in.send_page(form.action, form.fields, status=409)
    assert "changed while you had it open" in page.text
    assert "She fell ill" in page.text


def test_a_note_is_kept_with_its_writer(signed_in: CheckingClient, plan: Booked) -> None:
    show(signed_in, plan)
    page = signed_in.follow(f"/plans/{plan.id}/notes", {"text": "Speaks softly."})
    assert "Speaks softly. Sam Okafor, Wed 3 Mar 9:17am" in page.text
    empty = signed_in.send_page(f"/plans/{plan.id}/notes", {"text": "  "}, status=UNPROCESSABLE)
    assert empty.error_of("note-text") == "Write something first."
    too_long = "x" * 2001
    page = signed_in.send_page(f"/plans/{plan.id}/notes", {"text": too_long}, status=UNPROCESSABLE)
    assert page.error_of("note-text").startswith("Please use fewer than 2,000")
    assert page.form(f"/plans/{plan.id}/notes").fields["text"] == too_long


def test_what_happened_is_recorded_from_the_day_on_and_dates_firm_up(
    signed_in: CheckingClient,
    plan: Booked,
    store: Store,
    clock_at_nine: time_machine.Traveller,
) -> None:
    offered = show(signed_in, plan).forms(f"/plans/{plan.id}/events")
    assert not {"procedure_end", "home"} & {form.fields["event"] for form in offered}
    clock_at_nine.move_to(datetime(2027, 3, 15, 16, 5, tzinfo=UTC))
    sign_in(signed_in, plan.nurse)
    page = show(signed_in, plan)
    assert "about 11:30am on Tuesday 16 March" in task(page, "rest")
    form = page.form(f"/plans/{plan.id}/events", event="procedure_end")
    assert (form.fields["day"], form.fields["time"]) == ("2027-03-15", "16:05")
    page = signed_in.follow(form.action, {**form.fields, "time": "11:40"})
    assert "Rest in bed until 11:40am on Tuesday 16 March" in task(page, "rest")
    assert "Procedure done: 11:40am on Monday 15 March" in page.text
    assert "recovering" in page.h1
    assert next(words(h) for h in page.all("h2")) == "After the procedure"
    home = page.form(f"/plans/{plan.id}/events", event="home")
    early = signed_in.send_page(home.action, {**home.fields, "time": "11:00"}, status=UNPROCESSABLE)
    assert early.error_of("event-home-time").startswith("Going home cannot be before")
    page = signed_in.follow(home.action, {**home.fields, "time": "15:00"})
    assert "Gone home: 3pm on Monday 15 March" in page.text
    with store.read() as reader:
        assert plans.need(reader, plan.id).state is PlanState.RECOVERING
        assert anchors.current(reader, plan.id)["home"].actual


def test_what_was_recorded_on_the_wrong_patient_is_taken_back(
    signed_in: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 15, 11, 5, tzinfo=UTC))
    sign_in(signed_in, plan.nurse)
    done = show(signed_in, plan).form(f"/plans/{plan.id}/events", event="procedure_end")
    page = signed_in.follow(done.action, {**done.fields, "time": "11:00"})
    back = page.form(f"/plans/{plan.id}/events/back")
    page = signed_in.send_page(back.action, back.fields, status=UNPROCESSABLE)
    assert page.error_of("back-procedure_end-reason") == "Say why, for your colleagues."
    page = signed_in.follow(back.action, {**back.fields, "reason": "It was the next patient"})
    assert "Procedure done: not yet" in page.text
    assert "before the procedure" in page.h1
    history = signed_in.get_page(f"/plans/{plan.id}/history")
    assert "Took back what was recorded" in history.text
    assert "Taken back: Procedure done. It was the next patient" in history.text


def test_an_event_cannot_be_in_the_future_or_unknown(
    signed_in: CheckingClient, plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 15, 10, 0, tzinfo=UTC))
    sign_in(signed_in, plan.nurse)
    form = show(signed_in, plan).form(f"/plans/{plan.id}/events", event="procedure_end")
    page = signed_in.send_page(form.action, {**form.fields, "time": "11:40"}, status=UNPROCESSABLE)
    assert page.error_of("event-procedure_end-time") == "This time is still to come."
    signed_in.send_page(form.action, {**form.fields, "event": "party"}, status=409)


def test_recovery_ends_by_closing_the_plan(
    signed_in: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 15, 16, 0, tzinfo=UTC))
    sign_in(signed_in, plan.nurse)
    url = f"/plans/{plan.id}/events"
    assert "close this plan" not in show(signed_in, plan).text
    signed_in.send(url, {"event": "procedure_end", "day": "2027-03-15", "time": "11:30"})
    signed_in.send(url, {"event": "home", "day": "2027-03-15", "time": "15:00"})
    assert "close this plan" in show(signed_in, plan).text
    page = signed_in.follow(f"/plans/{plan.id}/close", {"note": ""})
    assert "closed" in page.h1
    with store.read() as reader:
        assert plans.need(reader, plan.id).state is PlanState.CLOSED


def test_the_history_tells_every_revision_and_who_did_what(
    signed_in: CheckingClient, plan: Booked, store: Store, clock_at_nine: time_machine.Traveller
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    signed_in.get_page("/patients")
    signed_in.send(f"/plans/{plan.id}/notes", {"text": "Ask the daughter."})
    page = signed_in.get_page(f"/plans/{plan.id}/history")
    assert "Revision 1: Booked" in page.text
    assert "Maria Silva Marked Ask someone to take you home: can’t" in page.text
    assert "Sam Okafor Wrote a note Ask the daughter." in page.text
    assert "Sam Okafor Made the plan" in page.text
    with store.read() as reader:
        assert revisions.latest(reader, plan.id).sheet_code[:3] in page.text


def test_an_admin_reads_and_is_offered_nothing_clinical(
    client: CheckingClient, admin: Person, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.DONE)
    sign_in(client, admin)
    page = client.get_page(f"/plans/{plan.id}")
    assert [form.action for form in page.forms() if "/plans/" in form.action] == []


def test_a_patient_with_needs_and_paper_reads_so(
    client: CheckingClient, store: Store, clinic: Clinic, nurse: Person, protocol_id: str
) -> None:
    booked = book(
        store, clinic, nurse, protocol_id, reach="paper", phone="", needs="hard of hearing"
    )
    sign_in(client, nurse)
    page = client.get_page(f"/plans/{booked.id}")
    assert "hard of hearing" in words(page.one("div", class_="who"))
    assert "On paper" in page.text
