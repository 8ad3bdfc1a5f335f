"""What the clinician does in the story."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.rooms import choose, named
from tests.browser.story.people import LAST_DOSE_DAYS, NAME, RESTART_DAYS


def read_the_answers(page: Page) -> None:
    """What waits leads to the answers; each that matters is read."""
    page.goto("/reviews")
    row = page.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("Answer to read")
    row.get_by_role("link", name=named("Read answers", NAME)).click()
    unread = page.get_by_role("button", name="I have read this")
    assert unread.count() > 0
    for left in range(unread.count() - 1, -1, -1):
        unread.first.click()
        expect(unread).to_have_count(left)


def find_what_is_in_the_way(page: Page, plan: str) -> None:
    """A sign-off names what is missing, and offers nothing to sign."""
    page.goto(f"{plan}/sign-off")
    way = page.get_by_role("main")
    for missing in ("Not decided yet: Warfarin 3mg", "Waits for: Clotting test read"):
        expect(way).to_contain_text(missing)
    expect(page.get_by_role("button", name="Sign Mabel off as ready")).to_have_count(0)


def decide_the_medicines(page: Page, plan: str, day: date) -> None:
    """Stop one with its last dose, take the other on the day; two medicines in one save."""
    page.goto(f"{plan}/medicines")
    warfarin = page.get_by_role("region", name="Warfarin 3mg")
    choose(warfarin, "Stop")
    warfarin.get_by_label("Last dose").fill((day - timedelta(days=LAST_DOSE_DAYS)).isoformat())
    warfarin.get_by_label("at", exact=True).locator("visible=true").fill("18:00")
    warfarin.get_by_label("Restart").locator("visible=true").select_option("when we tell them")
    warfarin.get_by_label("who tells them").fill("Dr Rao")
    warfarin.get_by_label("at the latest").fill((day + timedelta(days=RESTART_DAYS)).isoformat())
    amlodipine = page.get_by_role("region", name="Amlodipine 5mg")
    choose(amlodipine, "Take on the day")
    amlodipine.get_by_label("On the day, at").fill("06:00")
    page.get_by_role("button", name="Preview what Mabel will read").click()
    expect(page.get_by_role("region", name="Warfarin 3mg")).to_contain_text("Mabel will read")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 decided")


def sign_off(page: Page, plan: str) -> None:
    page.goto(f"{plan}/sign-off")
    page.get_by_role("button", name="Sign Mabel off as ready").click()
    page.goto(f"{plan}/sign-off")
    expect(page.get_by_text("Nothing more to do here.")).to_be_visible()
