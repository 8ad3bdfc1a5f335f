"""A change from the door to "I have read this", with and without scripts, and read aloud."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from checklist.store import Store, revisions
from tests.browser.conftest import Judge, Post, fill_birth_date
from tests.browser.test_nurse_story import sign_in
from tests.moving import move
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person

START = datetime(2027, 3, 22, 10, 30, tzinfo=UTC)
SMALLEST_TEXT, SMALLEST_TARGET = 20, 48


@pytest.fixture
def moved(store: Store, plan: Booked) -> Booked:
    """Maria's procedure is a week later."""
    before = START - timedelta(hours=2)
    by = plan.nurse.actor
    move(store, plan.id, actor=by, now=NOW, procedure=START, arrival=before)
    return plan


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_old_sheet_leads_to_the_change_and_one_press_reads_it(
    browser: Browser,
    live: str,
    moved: Booked,
    store: Store,
    post: Callable[[Booked], Post],
    *,
    scripts: bool,
) -> None:
    with store.read() as reader:
        old = revisions.numbered(reader, moved.id, 1).sheet_code
    context = browser.new_context(base_url=live, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"/s/{old}")
    page.get_by_role("link", name="See what changed").click()
    page.get_by_label("The code from your letter").fill(post(moved).patient.code)
    fill_birth_date(page, moved)
    page.get_by_role("button", name="Open the list").click()
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == "Your procedure is now on Monday 22 March"
    page.get_by_role("link", name="Go to your list").click()
    page.get_by_role("link", name="See what changed").click()
    page.get_by_role("button", name="I have read this").click()
    assert heading.inner_text() == "Your list is up to date"
    assert page.get_by_text("Thank you. We know that you have read it.").is_visible()
    page.get_by_role("link", name="Go to your list").click()
    assert page.get_by_text("Something changed").count() == 0
    context.close()


def test_what_changed_is_big_enough_and_axe_finds_nothing(
    page: Page, moved: Booked, post: Callable[[Booked], Post], axe_clean: Judge
) -> None:
    page.goto("/go")
    page.get_by_label("The code from your letter").fill(post(moved).patient.code)
    fill_birth_date(page, moved)
    page.get_by_role("button", name="Open the list").click()
    axe_clean(page)
    sizes = page.locator("main").evaluate(
        "main => [...main.querySelectorAll('p, dt, dd, h2, a, button')]"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= SMALLEST_TEXT
    heights = page.locator("main").evaluate(
        "main => [...main.querySelectorAll('a, button')]"
        ".map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= SMALLEST_TARGET
    page.goto(f"/my/{moved.id}")
    axe_clean(page)
    page.goto(f"/my/{moved.id}/changed")
    page.get_by_role("button", name="I have read this").click()
    axe_clean(page)


def test_a_nurse_reads_it_aloud(page: Page, moved: Booked, nurse: Person, axe_clean: Judge) -> None:
    sign_in(page, nurse)
    page.goto(f"/plans/{moved.id}")
    axe_clean(page)
    page.get_by_role("button", name="Read aloud by phone: acknowledged").click()
    assert page.get_by_text("Every change was acknowledged.").is_visible()
    axe_clean(page)


def test_on_paper_too_what_changed_says_whom_to_call(
    page: Page, moved: Booked, post: Callable[[Booked], Post]
) -> None:
    page.goto(post(moved).patient.link)
    fill_birth_date(page, moved)
    page.get_by_role("button", name="Open the list").click()
    page.goto(f"/my/{moved.id}/changed")
    page.emulate_media(media="print")
    foot = page.locator("footer")
    assert foot.is_visible()
    assert foot.inner_text() == "Riverside Spine Clinic, 01632 960 123"
