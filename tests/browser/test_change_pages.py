"""A plan is moved in the browser: read first, saved as read; with scripts and without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from checklist.actions.medicines import Decided, decide
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.store import Store
from tests.actions.changing import publish_version, sooner_blood_test
from tests.browser.rooms import choose
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name
from tests.web.staff.test_worklist import say

Judge = Callable[[Page], None]

WIDTHS = (320, 360, 768, 1440)
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


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
def either(browser: Browser, live: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser with scripts, and one without."""
    context = browser.new_context(base_url=live, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def ask_for(page: Page, day: str) -> None:
    choose(page.get_by_role("group", name="The procedure"), day)


def move(page: Page) -> None:
    """To two days from now, without an arrival time."""
    ask_for(page, "Another day")
    page.get_by_label("New date").fill("2027-03-05")
    page.get_by_label("Start time").fill("14:00")
    page.get_by_role("button", name="See what changes").click()


def test_a_nurse_moves_a_plan_and_reads_first_whom_to_call(
    either: Page, told: Booked, nurse: Person
) -> None:
    sign_in(either, nurse)
    either.goto(f"/plans/{told.id}")
    either.get_by_role("link", name="Change the plan").click()
    expect(either.get_by_label("New date")).to_be_hidden()
    move(either)
    for said in (
        "The procedure moves from 10:30am on Monday 15 March to 2pm on Friday 5 March.",
        "Call the patient today",
        "By now warfarin should have been stopped.",
        "Fasting is on another night now.",
        "Your procedure is soon. Call us today about your blood test.",
    ):
        expect(either.get_by_text(said).first).to_be_visible()
    either.get_by_label("Why, for your colleagues").fill("Theatre list moved")
    either.get_by_role("button", name="Save this change").click()
    expect(either.get_by_text("Saved. Call the patient today")).to_be_visible()
    expect(either.get_by_text("Fri 5 Mar 2pm").first).to_be_visible()


def test_postponing_hides_the_times_that_it_takes_away(
    either: Page, told: Booked, nurse: Person
) -> None:
    sign_in(either, nurse)
    either.goto(f"/plans/{told.id}/change")
    ask_for(either, "Postpone: no date yet")
    expect(either.get_by_label("Start time")).to_be_hidden()
    either.get_by_role("button", name="See what changes").click()
    expect(either.get_by_text("is postponed. There is no new date yet.")).to_be_visible()


def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Page, live: str, told: Booked, clinician: Person, store: Store, axe_clean: Judge
) -> None:
    publish_version(store, sooner_blood_test)
    sign_in(page, clinician)
    page.goto(f"/plans/{told.id}/change")
    page.locator("details", has_text="What the clinician chose").locator("summary").click()
    judge(page, axe_clean)
    move(page)
    judge(page, axe_clean)
    page.get_by_role("button", name="Save this change").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why, for your colleagues.")
    judge(page, axe_clean)
    page.goto(f"/plans/{told.id}/version")
    judge(page, axe_clean)


def judge(page: Page, axe_clean: Judge) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate(TOO_WIDE)
        assert over <= 0, f"{over}px too wide at {width}"
    axe_clean(page)
