"""The nurse's pages as they look: axe finds nothing, nothing sticks out, keys suffice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from checklist.core.marks import MarkState
from checklist.store import Store
from tests.browser.test_nurse_story import add_edith, sign_in
from tests.web.entering import Booked, Person
from tests.web.staff.test_worklist import say

Judge = Callable[[Page], None]

PAGES = (
    "/patients",
    "/patients?show=before",
    "/patients?show=after",
    "/patients/new",
    "/plans/{plan}",
    "/plans/{plan}/history",
    "/plans/{plan}/answers/answers",
)
WIDTHS = (320, 360, 768, 1280, 1440)
OPEN_ALL = "document.querySelectorAll('main details').forEach(d => d.open = true)"
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def busy(page: Page, live: str, nurse: Person, plan: Booked, store: Store) -> Page:
    """Signed in, with a plan on which things were said, called about and noted."""
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    say(store, plan, "blood-test", MarkState.DONE)
    say(store, plan, "read-about", MarkState.UNSURE, "Which page?")
    sign_in(page, nurse)
    page.goto(f"/plans/{plan.id}")
    page.get_by_label("A note for colleagues").fill("Speaks softly.")
    page.get_by_role("button", name="Save the note").click()
    return page


@pytest.mark.parametrize("url", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(
    busy: Page, plan: Booked, axe_clean: Judge, url: str
) -> None:
    busy.goto(url.format(plan=plan.id))
    busy.evaluate(OPEN_ALL)
    for width in WIDTHS:
        busy.set_viewport_size({"width": width, "height": 800})
        over = busy.evaluate(TOO_WIDE)
        assert over <= 0, f"{over}px too wide at {width}"
    axe_clean(busy)


def test_axe_finds_nothing_on_the_door(page: Page, live: str, axe_clean: Judge) -> None:
    page.goto("/staff/sign-in")
    axe_clean(page)
    page.get_by_role("button", name="Sign in").click()
    axe_clean(page)


def test_axe_finds_nothing_on_forms_that_came_back(
    busy: Page, plan: Booked, axe_clean: Judge
) -> None:
    busy.goto("/patients")
    busy.get_by_role("searchbox").fill("zzz")
    busy.get_by_role("button", name="Find").click()
    axe_clean(busy)
    busy.goto("/patients")
    add_edith(busy)
    busy.get_by_role("button", name="See every date first").click()
    axe_clean(busy)
    busy.get_by_label("Procedure date").fill("2027-10-31")
    busy.get_by_label("Start time").fill("01:30")
    busy.get_by_label("Arrival time").fill("")
    busy.get_by_role("button", name="Show the dates again").click()
    expect(busy.get_by_text("Which one?")).to_be_visible()
    axe_clean(busy)
    busy.goto(f"/plans/{plan.id}")
    busy.get_by_role("button", name="Save the note").click()
    expect(busy.get_by_role("alert")).to_contain_text("Write something first.")
    axe_clean(busy)


def test_the_worklist_can_be_worked_by_keyboard(busy: Page, plan: Booked) -> None:
    """Skip link first, then the way round the page; what is focused can be seen."""
    busy.goto("/patients")
    busy.keyboard.press("Tab")
    expect(busy.get_by_role("link", name="Skip to the page")).to_be_focused()
    busy.keyboard.press("Enter")
    order = []
    for _ in range(30):
        busy.keyboard.press("Tab")
        order.append(
            busy.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")
        )
    assert order[0] == "+ Add patient"
    assert order.index("Find") < order.index("Maria Silva")
    assert order.index("Maria Silva") < order.index("Call: Maria Silva")


def test_the_list_reads_on_paper(busy: Page) -> None:
    busy.goto("/patients")
    busy.emulate_media(media="print")
    expect(busy.get_by_text("Maria Silva").first).to_be_visible()
    expect(busy.get_by_role("button", name="Find")).to_be_hidden()
