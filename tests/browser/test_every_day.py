"""Drops four times a day, and a temperature to write down: on a phone, with and without scripts,
and on paper.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Judge, Post, fill_birth_date
from tests.browser.test_print_pages import GOLDEN, PAPERS, printed, readable
from tests.eyes import TOO_HOT
from tests.web.entering import Booked, Person

DROPS, TEMPERATURE = '[data-task="drops@1"]', '[data-task="temperature"]'
LONGER_THAN_A_DOUBLE_TAP = 800  # milliseconds
WIDTHS = (360, 768, 1440)
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"

Letters = Callable[[Booked], Post]


def open_list(page: Page, post: Letters, booked: Booked) -> Page:
    page.goto("/go")
    page.locator("[name=code]").fill(post(booked).patient.code)
    fill_birth_date(page, booked)
    page.locator('form[action="/go"] button').first.click()
    page.wait_for_url(f"**/my/{booked.id}")
    return page


@pytest.fixture
def phone(page: Page, post: Letters, eye_plan: Booked) -> Page:
    """Maria's phone, with the list for her eye open."""
    page.set_viewport_size({"width": 360, "height": 740})
    return open_list(page, post, eye_plan)


@pytest.fixture
def plain_phone(
    browser: Browser, live: str, post: Letters, eye_plan: Booked
) -> tuple[BrowserContext, Page]:
    """The same, on a phone that runs no scripts."""
    context = browser.new_context(base_url=live, java_script_enabled=False)
    return context, open_list(context.new_page(), post, eye_plan)


def test_each_tick_is_one_more_and_the_last_can_be_undone(phone: Page) -> None:
    card = phone.locator(DROPS)
    card.get_by_role("button", name="Tick 8am").click()
    expect(card).to_contain_text("1 of 4 today")
    expect(phone.locator("[data-live]")).to_contain_text("Saved. 1 of 4 today.")
    phone.wait_for_timeout(LONGER_THAN_A_DOUBLE_TAP)
    card.get_by_role("button", name="Tick midday").click()
    expect(card).to_contain_text("2 of 4 today")
    phone.wait_for_timeout(LONGER_THAN_A_DOUBLE_TAP)
    card.get_by_role("button", name="Undo the last one").click()
    expect(card).to_contain_text("1 of 4 today")
    expect(card.get_by_role("button", name="Tick midday")).to_be_visible()


def test_a_shaking_hand_ticks_one_time_and_not_two(phone: Page) -> None:
    card = phone.locator(DROPS)
    card.get_by_role("button", name="Tick 8am").click()
    card.get_by_role("button", name="Tick midday").click()  # where the first one just was
    phone.wait_for_timeout(LONGER_THAN_A_DOUBLE_TAP)
    expect(card).to_contain_text("1 of 4 today")


def test_a_dangerous_value_says_what_to_do_with_no_connection(phone: Page) -> None:
    card = phone.locator(TEMPERATURE)
    field = card.get_by_label("Write it here, in °C")
    phone.context.set_offline(True)
    field.fill("38")
    expect(card.get_by_text(TOO_HOT)).to_be_hidden()
    field.fill("39,8")
    expect(card.get_by_text(TOO_HOT)).to_be_visible()
    expect(card.get_by_role("link", name="Call 999")).to_be_visible()
    for half_typed in ("3", "398", ""):
        field.fill(half_typed)
        expect(card.get_by_text(TOO_HOT)).to_be_hidden()
    phone.context.set_offline(False)


def test_a_number_that_cannot_be_stays_in_its_field(phone: Page) -> None:
    card = phone.locator(TEMPERATURE)
    card.get_by_label("Write it here, in °C").fill("370")
    card.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("Please check this number.")
    field = card.get_by_label("Write it here, in °C")
    expect(field).to_have_value("370")
    expect(field).to_be_focused()
    phone.wait_for_timeout(LONGER_THAN_A_DOUBLE_TAP)
    field.fill("37.0")
    card.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("37.0 °C.")


def test_all_of_it_without_scripts(plain_phone: tuple[BrowserContext, Page]) -> None:
    context, page = plain_phone
    page.locator(DROPS).get_by_role("button", name="Tick 8am").click()
    expect(page.locator(DROPS)).to_contain_text("1 of 4 today")
    page.locator(DROPS).get_by_role("button", name="Undo the last one").click()
    expect(page.locator(DROPS)).to_contain_text("0 of 4 today")
    page.locator(TEMPERATURE).get_by_label("Write it here").fill("39,8")
    page.locator(TEMPERATURE).get_by_role("button", name="Save").click()
    expect(page.locator("header").get_by_text(TOO_HOT)).to_be_visible()
    context.close()


def test_the_pages_stand_at_every_width(phone: Page, eye_plan: Booked, axe_clean: Judge) -> None:
    card = phone.locator(DROPS)
    card.get_by_role("button", name="Tick 8am").click()
    expect(card).to_contain_text("1 of 4 today")
    phone.locator(TEMPERATURE).get_by_label("Write it here").fill("39.8")
    here = f"/my/{eye_plan.id}"
    for address in ("", "/questions/ask", "/help", "/sheet"):
        if address:
            phone.goto(here + address)
        for width in WIDTHS:
            phone.set_viewport_size({"width": width, "height": 800})
            assert phone.evaluate(TOO_WIDE) <= 0, f"{address} at {width}"
        axe_clean(phone)


def test_the_plan_page_stands_at_every_width(
    page: Page, nurse: Person, eye_plan: Booked, axe_clean: Judge
) -> None:
    page.goto("/staff/sign-in")
    page.get_by_label("Email").fill(nurse.email)
    page.get_by_label("Password").fill(nurse.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/patients")
    page.goto(f"/plans/{eye_plan.id}")
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TOO_WIDE) <= 0, f"at {width}"
    axe_clean(page)


def test_the_words_of_eye_drops_on_paper(phone: Page, eye_plan: Booked) -> None:
    """TICKWELL_GOLDEN=write writes the golden files anew, to be read before they are kept."""
    phone.goto(f"/my/{eye_plan.id}/sheet")
    for paper in PAPERS:
        pages = printed(phone, paper)
        golden = GOLDEN / f"eye-drops-{paper.lower()}.txt"
        if os.environ.get("TICKWELL_GOLDEN") == "write":
            golden.write_text(readable(pages), encoding="utf-8")
        assert readable(pages) == golden.read_text(encoding="utf-8")
        for week in phone.locator(".sheet-days table").all_inner_texts():
            rows = " ".join(week.split())
            assert any(rows.partition(" 8pm ")[2] in page for page in pages), "a week is not cut"
