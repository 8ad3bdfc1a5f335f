"""What a person does in each room, by the words on the page."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from bench.demo import StaffDoor


def sign_in(page: Page, who: StaffDoor) -> None:
    """Come in as staff, through the door."""
    page.goto("/staff/sign-in")
    page.get_by_label("Email").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def find_plan(page: Page, name: str) -> str:
    """Find a patient by name and open the plan; its path."""
    page.goto("/patients")
    page.get_by_label("Find a patient").fill(name)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url("**/plans/*")
    return page.url[page.url.index("/plans/") :]


def open_list(page: Page, born: date) -> None:
    """Give the birth date at the patient's door, and press the one button.

    It leads to the list, or to the choice between lists that are open on this phone.
    """
    fill_date(page, born)
    page.get_by_role("button", name="Open the list").click()
    page.wait_for_url(re.compile(r"/my(/|$)"))


def fill_date(page: Page, day: date) -> None:
    """Type a birth date in its three boxes."""
    page.get_by_label("Day", exact=True).fill(str(day.day))
    page.get_by_label("Month", exact=True).fill(str(day.month))
    page.get_by_label("Year", exact=True).fill(str(day.year))


def named(label: str, what: str) -> re.Pattern[str]:
    """The name of a button or link whose label goes on, unseen, with what it is about."""
    return re.compile(f"^{re.escape(label)} ?: {re.escape(what)}")


def card(page: Page, title: str) -> Locator:
    """The card of one task on the patient's list, or its row on the staff's plan."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=title))


def question(page: Page, ask: str) -> Locator:
    """One question with its answers."""
    return page.get_by_role("group", name=ask)


def choose(within: Locator, label: str) -> None:
    """Press one of few buttons that stand side by side; the radio itself is not to be seen."""
    within.locator("label").filter(has=within.page.get_by_role("radio", name=label)).click()


def say_no_to_the_rest(page: Page) -> None:
    """Choose No for each question that has no answer yet."""
    for each in page.get_by_role("group").all():
        yes_no = each.get_by_role("radio", name="No", exact=True)
        if yes_no.count() == 1 and each.get_by_role("radio", checked=True).count() == 0:
            yes_no.check()
