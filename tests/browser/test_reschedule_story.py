"""The reschedule story: from the nurse's preview to the patient's "I have read this", and back.

Maria has ticked her fast and should have stopped warfarin. Her procedure moves to a day sooner; she
reads it on her phone and says so; it moves back, and her first ticks count again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checklist.actions.medicines import Decided, decide
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.store import Store, revisions
from tests.browser.conftest import Post, fill_birth_date
from tests.browser.rooms import choose
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name
from tests.web.staff.test_worklist import say

SIZES = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture
def told(store: Store, plan: Booked, nurse: Person, clinician: Person) -> Booked:
    """She ticked the fast, and should have stopped warfarin an hour ago."""
    warfarin = name(store, plan, nurse, "warfarin", NOW)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=NOW - timedelta(hours=1),
        restart_owner="Dr Rao",
        restart_by=NOW + timedelta(days=15),
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    say(store, plan, "no-food", MarkState.DONE)
    return plan


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def two(browser: Browser, live: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """The nurse's browser, and the patient's phone."""
    contexts = [
        browser.new_context(base_url=live, java_script_enabled=request.param, viewport=size)
        for size in SIZES
    ]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def move(ward: Page, plan: Booked, day: str, start: str, why: str) -> None:
    """Preview first, then save exactly that."""
    ward.goto(f"/plans/{plan.id}/change")
    choose(ward.get_by_role("group", name="The procedure"), "Another day")
    ward.get_by_label("New date").fill(day)
    ward.get_by_label("Start time").fill(start)
    ward.get_by_role("button", name="See what changes").click()
    expect(ward.get_by_text("The procedure moves from").first).to_be_visible()
    ward.get_by_label("Why, for your colleagues").fill(why)
    ward.get_by_role("button", name="Save this change").click()


def test_from_the_preview_to_the_acknowledgement_and_back(
    two: tuple[Page, Page],
    told: Booked,
    nurse: Person,
    store: Store,
    post: Callable[[Booked], Post],
) -> None:
    ward, phone = two
    with store.read() as reader:
        old = revisions.numbered(reader, told.id, 1).sheet_code
    sign_in(ward, nurse)
    move(ward, told, "2027-03-12", "14:00", "Theatre list moved")
    expect(ward.get_by_text("Saved. Call the patient today")).to_be_visible()
    ward.goto(f"/plans/{told.id}")
    expect(ward.get_by_role("heading", name="Changed instructions")).to_be_visible()
    expect(ward.get_by_text("Fri 12 Mar 2pm").first).to_be_visible()

    phone.goto(f"/s/{old}")
    expect(phone.get_by_text("Do not use this paper any more.")).to_be_visible()
    phone.get_by_role("link", name="See what changed").click()
    phone.get_by_label("The code from your letter").fill(post(told).patient.code)
    fill_birth_date(phone, told)
    phone.get_by_role("button", name="Open the list").click()
    heading = phone.get_by_role("heading", level=1)
    expect(heading).to_have_text("Your procedure is now on Friday 12 March")
    expect(phone.get_by_text("Do not change any medicine yet.")).to_be_visible()
    phone.get_by_role("button", name="I have read this").click()
    expect(heading).to_have_text("Your list is up to date")

    phone.goto(f"/my/{told.id}")
    expect(phone.get_by_text("Something changed")).to_have_count(0)
    expect(phone.get_by_text("Do not change warfarin yet").first).to_be_visible()
    expect(phone.get_by_text("Keep taking warfarin")).to_have_count(0)
    ward.goto(f"/plans/{told.id}")
    expect(ward.get_by_text("Every change was acknowledged.")).to_be_visible()

    move(ward, told, "2027-03-15", "10:30", "And back again")
    with store.read() as reader:
        newest = revisions.of_plan(reader, told.id)[-1].content
        first = revisions.numbered(reader, told.id, 1).content
    food, was = newest.task("no-food"), first.task("no-food")
    assert food is not None
    assert was is not None
    assert (food.opens_at, food.text, food.meaning) == (was.opens_at, was.text, was.meaning)
    phone.goto(f"/my/{told.id}")
    notice = phone.get_by_role("region", name="Your procedure is now on Monday 15 March.")
    expect(notice).to_contain_text("Do not change any medicine yet.")
    expect(phone.get_by_text("Do not change warfarin yet").first).to_be_visible()
