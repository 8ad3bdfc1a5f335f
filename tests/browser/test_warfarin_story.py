"""Warfarin decided, actually taken a day longer, restarted: from its name on the list to the tick.

On the phone, at the clinician's desk and on the ward, with scripts and without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checklist.actions.events import record_event
from checklist.store import Store
from tests.browser.conftest import Post, fill_birth_date
from tests.browser.rooms import card, choose
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name

SIZES = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
LAST = datetime(2027, 3, 9, 18, tzinfo=UTC)
TAKEN = LAST + timedelta(days=1)
ENDED = datetime(2027, 3, 15, 11, 30, tzinfo=UTC)
AGAIN = datetime(2027, 3, 16, 18, tzinfo=UTC)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def two(browser: Browser, live: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """The desk's browser, and Maria's phone."""
    contexts = [
        browser.new_context(base_url=live, java_script_enabled=request.param, viewport=size)
        for size in SIZES
    ]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def at_the_desk(page: Page, who: Person, path: str) -> None:
    """A session of days ago is over: come in again."""
    page.context.clear_cookies()
    sign_in(page, who)
    page.goto(path)


def open_the_list(page: Page, plan: Booked, post: Callable[[Booked], Post]) -> None:
    page.goto("/go")
    page.get_by_label("The code from your letter").fill(post(plan).patient.code)
    fill_birth_date(page, plan)
    page.get_by_role("button", name="Open the list").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maria")


def test_from_its_name_to_the_restart_that_is_ticked(
    two: tuple[Page, Page],
    plan: Booked,
    nurse: Person,
    clinician: Person,
    store: Store,
    post: Callable[[Booked], Post],
    clock_at_nine: time_machine.Traveller,
) -> None:
    desk, phone = two
    medicines = f"/plans/{plan.id}/medicines"
    name(store, plan, nurse, "Warfarin 3mg", NOW)

    # Nobody has decided: the phone says to keep taking it, and asks whether somebody else did.
    open_the_list(phone, plan, post)
    mine = card(phone, "Warfarin 3mg")
    expect(mine).to_contain_text("Keep taking Warfarin 3mg until we tell you to stop.")
    mine.get_by_role("button", name=re.compile("^I still take it")).click()
    expect(card(phone, "Warfarin 3mg")).to_contain_text("You said: I still take it")

    # Decided, as it is typed in a hurry; the phone reads the last tablet.
    at_the_desk(desk, clinician, medicines)
    warfarin = desk.get_by_role("region", name="Warfarin 3mg")
    choose(warfarin, "Stop")
    warfarin.get_by_label("Last dose").fill("tue 9 mar 6pm")
    warfarin.get_by_label("Restart").locator("visible=true").select_option("when we tell them")
    warfarin.get_by_label("who tells them").fill("Dr Rao")
    warfarin.get_by_label("at the latest").fill("17/3")
    desk.get_by_role("button", name=re.compile("^Save decisions")).click()
    expect(desk.get_by_text("5 full days without, 136 hours")).to_be_visible()
    phone.goto(f"/my/{plan.id}")
    listed = phone.get_by_role("main")
    expect(listed).to_contain_text("Take your last Warfarin 3mg tablet at 6pm on Tuesday 9 March")

    # She took one more, and says so herself.
    clock_at_nine.move_to(TAKEN + timedelta(hours=1))
    phone.goto(f"/my/{plan.id}")
    phone.get_by_role("link", name=re.compile("^When was your last one")).first.click()
    phone.get_by_label("Today, Wednesday 10 March").check()
    phone.get_by_label("At what time?").fill("6pm")
    phone.get_by_role("button", name="Save").click()
    told = phone.get_by_role("main")
    expect(told).to_contain_text("You said: my last one was 6pm on Wednesday 10 March")
    expect(told).to_contain_text("Nobody has read this yet.")

    # It heads the list, stands in the way of "ready", and a clinician looks at it.
    clock_at_nine.move_to(TAKEN + timedelta(hours=15))
    at_the_desk(desk, nurse, "/patients")
    expect(desk.get_by_text("Taken after its last dose: Warfarin 3mg").first).to_be_visible()
    at_the_desk(desk, clinician, f"/plans/{plan.id}/sign-off")
    in_the_way = "Taken later than decided, and no clinician has looked: Warfarin 3mg"
    expect(desk.get_by_text(in_the_way)).to_be_visible()
    desk.goto(medicines)
    said = "Decided Tue 9 Mar 6pm, actually Wed 10 Mar 6pm: 1 day later."
    expect(desk.get_by_text(said)).to_be_visible()
    expect(desk.get_by_text("4 full days without, 112 hours")).to_be_visible()
    desk.get_by_role("button", name=re.compile("^I have looked")).click()
    desk.goto(f"/plans/{plan.id}/sign-off")
    expect(desk.get_by_text(in_the_way)).to_have_count(0)

    # Done and home: the stop stays open until its restart is confirmed, and ticked.
    for event, at in (("procedure_end", ENDED), ("home", ENDED + timedelta(hours=3))):
        record_event(store, plan.id, event, at, actor=nurse.actor, now=at)
    clock_at_nine.move_to(ENDED + timedelta(hours=4))
    at_the_desk(desk, clinician, medicines)
    warfarin = desk.get_by_role("region", name="Warfarin 3mg")
    expect(warfarin).to_contain_text("The procedure is over.")
    choose(warfarin, "Restart")
    warfarin.get_by_label("Again from").fill("16 mar 6pm")
    desk.get_by_role("button", name=re.compile("^Save decisions")).click()
    expect(desk.get_by_role("region", name="Warfarin 3mg")).to_contain_text("from 6pm on Tuesday")

    clock_at_nine.move_to(AGAIN + timedelta(minutes=20))
    phone.goto(f"/my/{plan.id}")
    tick = phone.get_by_role("button", name=re.compile("^Tick: .*Warfarin 3mg"))
    expect(tick).to_have_count(1)
    tick.click()
    expect(
        phone.get_by_role("button", name=re.compile("^Undo.*Warfarin 3mg")).first
    ).to_be_visible()
    at_the_desk(desk, nurse, "/patients")
    expect(desk.get_by_text("Warfarin 3mg")).to_have_count(0)
