"""The warning signs of a plan: those of today, what a value raised first, each with its number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from checklist.actions.marks import Said, mark_task
from checklist.core.attention import Band, ReasonKind
from checklist.core.marks import Channel, MarkState
from checklist.store import Store, attention, new_id, revisions
from tests.web.client import CheckingClient
from tests.web.conftest import NOW
from tests.web.entering import Booked
from tests.web.page import Page, PostForm
from tests.web.patient.reading import my

AFTER = datetime(2027, 3, 6, 9, tzinfo=UTC)


def test_a_sign_is_shown_while_it_counts(
    eye: CheckingClient, eye_plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    here = my(eye_plan, "help")
    assert "The stitch comes loose." not in eye.get_page(here).text
    clock_at_nine.move_to(AFTER)
    assert "The stitch comes loose." in eye.get_page(here).text
    clock_at_nine.move_to(datetime(2027, 3, 20, 9, tzinfo=UTC))
    assert "The stitch comes loose." not in eye.get_page(here).text


def test_a_sign_has_the_number_of_this_hour(
    eye: CheckingClient, eye_plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    here = my(eye_plan, "help")
    assert "You see less than before. This is me: call 01632 960 777" in eye.get_page(here).text
    clock_at_nine.move_to(datetime(2027, 3, 3, 23, tzinfo=UTC))
    page = eye.get_page(here)
    assert "You see less than before. This is me: call 999" in page.text
    assert "01632 960 777" not in page.text
    before_the_door = eye.get_page("/help").text
    assert "You see less than before. This is me: call 999" in before_the_door


def test_a_value_raises_its_sign_to_the_top(
    eye: CheckingClient, eye_plan: Booked, store: Store
) -> None:
    here = my(eye_plan, "help")
    assert "clots too slowly" not in eye.get_page(here).text
    with store.read() as reader:
        task = revisions.latest(reader, eye_plan.id).content.task("inr")
    assert task is not None
    said = Said(
        id=new_id(),
        task_key="inr",
        state=MarkState.DONE,
        meaning=task.meaning,
        channel=Channel.PHONE,
        value="4",
    )
    mark_task(store, eye_plan.id, said, actor=eye_plan.nurse.actor, now=NOW)
    text = eye.get_page(here).text
    assert "Look at this first: Your blood clots too slowly." in text
    assert text.index("clots too slowly") < text.index("You see less")
    sheet = eye.get_page(my(eye_plan, "sheet")).text
    assert sheet.index("clots too slowly") < sheet.index("You see less")


def test_paper_tells_from_when_a_sign_counts(
    eye: CheckingClient, eye_plan: Booked, clock_at_nine: time_machine.Traveller
) -> None:
    here = my(eye_plan, "sheet")
    assert "From Friday 5 March: The stitch comes loose." in eye.get_page(here).text
    clock_at_nine.move_to(datetime(2027, 3, 20, 9, tzinfo=UTC))
    assert "The stitch comes loose." not in eye.get_page(here).text


def signs(page: Page) -> list[PostForm]:
    return [form for form in page.forms() if "flag" in form.fields]


def test_a_sign_tapped_says_what_to_do_and_tells_the_nurse_once(
    maria: CheckingClient, plan: Booked, store: Store
) -> None:
    here = my(plan, "help")
    page = maria.get_page(here)
    form = next(form for form in signs(page) if form.fields["flag"] == "legs")
    for _ in range(2):
        told = maria.send_page(here, form.fields)
        assert told.text.count("Call 999 now") == 1
        assert "Nobody has read this yet." in told.text
        assert 'href="tel:999"' in told.html
    with store.read() as reader:
        asking = attention.for_plan(reader, plan.id, NOW + timedelta(minutes=5))
    (flag,) = [reason for reason in asking if reason.kind is ReasonKind.RED_FLAG]
    assert flag.band is Band.NOW
    assert flag.detail.endswith("read: call 999 now")


def test_before_the_door_a_tap_calls_and_is_told_to_nobody(
    client: CheckingClient,
    plan: Booked,  # its protocol is published
) -> None:
    page = client.get_page("/help")
    assert "This is me: call 999" in page.text
    assert signs(page) == []


def test_a_sign_the_plan_does_not_have_is_not_found(maria: CheckingClient, plan: Booked) -> None:
    maria.get_page(my(plan, "help"))
    sent = {"flag": "hiccups", "tap": new_id()}
    maria.send_page(my(plan, "help"), sent, status=404)
    maria.send_page(my(plan, "help"), {"flag": "legs", "tap": "nonsense"}, status=409)
