"""The recovery story: home, a week, a limit made longer, another ended early, six weeks, closed.

Maria answers on her phone and reads every new end there, in the words the clinician saw before
saving; both see her pain then and now; a nurse closes the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checklist.actions.events import record_event
from checklist.store import Store
from tests.browser.conftest import Post, fill_birth_date
from tests.browser.rooms import choose, named
from tests.browser.test_nurse_story import sign_in
from tests.web.entering import Booked, Person
from tests.web.staff.telling import tell

ENDED = datetime(2027, 3, 15, 11, 30, tzinfo=UTC)
HOME = datetime(2027, 3, 15, 15, 0, tzinfo=UTC)
A_WEEK = datetime(2027, 3, 23, 9, 0, tzinfo=UTC)
MONDAY = datetime(2027, 3, 29, 8, 0, tzinfo=UTC)  # the clocks went forward the day before
SIX_WEEKS = datetime(2027, 4, 27, 8, 0, tzinfo=UTC)
SIZES = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture
def home(plan: Booked, store: Store, nurse: Person) -> Booked:
    said = {"taken_home": "yes", "pain_before": "7", "painkillers_before": "every_day"}
    tell(store, plan, nurse, ENDED, **said)
    record_event(store, plan.id, "procedure_end", ENDED, actor=nurse.actor, now=HOME)
    record_event(store, plan.id, "home", HOME, actor=nurse.actor, now=HOME)
    return plan


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def two(browser: Browser, live: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """The clinic's browser, and the patient's phone."""
    contexts = [
        browser.new_context(base_url=live, java_script_enabled=request.param, viewport=size)
        for size in SIZES
    ]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def open_door(phone: Page, plan: Booked, code: str) -> None:
    phone.goto("/go")
    phone.get_by_label("The code from your letter").fill(code)
    fill_birth_date(phone, plan)
    phone.get_by_role("button", name="Open the list").click()


def answer(phone: Page, title: str, pain: str, painkillers: str) -> None:
    phone.get_by_role("link", name=named("Answer now", title)).click()
    phone.get_by_label(re.compile("How bad is your pain now")).fill(pain)
    group = phone.get_by_role("group", name="Do you take painkillers now?")
    group.get_by_role("radio", name=painkillers, exact=True).check()
    phone.get_by_role("button", name="Save my answers").last.click()


def change(ward: Page, plan: Booked, title: str, what: str, why: str, last_day: str = "") -> None:
    """See what the patient will read, then save exactly that."""
    ward.goto(f"/plans/{plan.id}/recovery")
    limit = ward.get_by_role("article").filter(has=ward.get_by_role("heading", name=title))
    limit.locator("summary").click()
    choose(limit, what)
    if last_day:
        limit.get_by_label("Last day").fill(last_day)
    limit.get_by_label("Why, for your colleagues").fill(why)
    limit.get_by_role("button", name="See what Maria will read").click()
    expect(ward.get_by_text("Maria will read", exact=True)).to_be_visible()
    ward.get_by_role("button", name="Save this change").click()
    expect(ward.get_by_text("Saved. The patient reads it on their list.")).to_be_visible()


def test_a_recovery_from_home_to_closed(
    two: tuple[Page, Page],
    home: Booked,
    nurse: Person,
    clinician: Person,
    post: Callable[[Booked], Post],
    clock_at_nine: time_machine.Traveller,
) -> None:
    ward, phone = two
    code = post(home).patient.code
    clock_at_nine.move_to(A_WEEK)
    open_door(phone, home, code)
    answer(phone, "Tell us about your pain", "8", "Every day")
    main = phone.get_by_role("main")
    expect(main).to_contain_text("Your pain was 7 before. It was 8 after 1 week.")
    expect(main).to_contain_text("We are sorry. Call us on 01632 960 123")

    clock_at_nine.move_to(MONDAY)
    sign_in(ward, clinician)
    change(ward, home, "Do not lift more than", "Longer", "Still sore", last_day="2027-05-10")
    change(ward, home, "Do not drive yet", "It is over now", "Brakes well")
    phone.goto(f"/my/{home.id}")
    expect(main).to_contain_text("This lasts until the end of Monday 10 May.")
    expect(main).to_contain_text("From Tuesday 11 May, ask us before you lift.")
    expect(main).to_contain_text("You may drive again. Dr Rao said so on Monday 29 March.")
    expect(main).not_to_contain_text("Do not drive until")
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your list is up to date")

    clock_at_nine.move_to(SIX_WEEKS)
    phone.goto(f"/my/{home.id}")
    if "/my/" not in phone.url:  # the phone asks again after so long
        open_door(phone, home, code)
    answer(phone, "Tell us about your pain once more", "2", "No")
    told = "Your pain was 7 before. It was 8 after 1 week. It is 2 now."
    expect(main).to_contain_text(told)
    expect(main).not_to_contain_text("more than before")

    ward.context.clear_cookies()
    sign_in(ward, nurse)
    ward.goto(f"/plans/{home.id}")
    ward.get_by_role("link", name="Recovery is over: close this plan").click()
    expect(ward.get_by_text(told)).to_be_visible()
    expect(ward.get_by_text("Limit not ended: Do not lift more than 5kg")).to_be_visible()
    ward.get_by_label("How it went, for your colleagues").fill("Well, lifts with care")
    ward.get_by_role("button", name="Close the plan with this open").click()
    expect(ward.get_by_text("The plan is closed.")).to_be_visible()
    phone.goto(f"/my/{home.id}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your list is closed")
