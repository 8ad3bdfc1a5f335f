"""A nurse's day in a real browser: add a patient, see every date, mark, check, call."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from checklist.core.marks import MarkState
from checklist.store import Store
from tests.web.entering import Booked, Person
from tests.web.staff.test_worklist import say

Judge = Callable[[Page], None]


def sign_in(page: Page, who: Person) -> None:
    page.goto("/patients")
    page.get_by_label("Email").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Patients")


def add_edith(page: Page) -> None:
    """Fill the form by keyboard alone, as fast hands do."""
    page.get_by_role("link", name="+ Add patient").click()
    page.get_by_label("Name", exact=True).focus()
    keys = page.keyboard
    keys.type("Edith Blackwood")
    for typed in ("2", "8", "1942", "40342"):
        keys.press("Tab")
        keys.type(typed)
    page.get_by_label("Procedure", exact=True).select_option("Vertebroplasty")
    page.get_by_label("Procedure date").fill("2027-03-15")
    page.get_by_label("Start time").fill("10:30")
    page.get_by_label("Arrival time").fill("08:30")
    page.get_by_label("Phone", exact=True).fill("07700 900150")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_nurse_adds_a_patient_and_works_on_the_plan(
    browser: Browser,
    browser_context_args: dict[str, Any],
    live: str,
    nurse: Person,
    protocol_id: str,
    javascript: bool,
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=javascript)
    page = context.new_page()
    sign_in(page, nurse)
    expect(page.get_by_text("Nobody needs you now")).to_be_visible()

    add_edith(page)
    page.get_by_role("button", name="See every date first").click()
    expect(page.get_by_role("heading", name=re.compile("Every date of this plan"))).to_be_visible()
    expect(page.get_by_text("You can eat until 4:30am on Monday 15 March")).to_be_visible()
    page.get_by_role("button", name="Save this plan").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_role("region", name="Patient")).to_contain_text("born 2 August 1942")
    expect(page.get_by_role("link", name="Print the letter")).to_be_visible()

    blood = page.get_by_role("article", name="Have your blood test")
    blood.get_by_text("Mark for the patient").click()
    blood.get_by_role("radio", name="Done").check()
    blood.get_by_role("button", name="Save the mark").click()
    blood = page.get_by_role("article", name="Have your blood test")
    expect(blood).to_contain_text("Sam Okafor, for the patient, by phone")
    expect(blood).not_to_contain_text("Checked")
    blood.get_by_role("button", name="Check").click()
    blood = page.get_by_role("article", name="Have your blood test")
    expect(blood.locator(".stamp")).to_have_text("Checked")

    calls = page.get_by_role("complementary")
    calls.get_by_text("Log a call").click()
    calls.get_by_role("radio", name="Left a message").check()
    calls.get_by_label("Note", exact=True).fill("Will call back at 4")
    calls.get_by_role("button", name="Save the call").click()
    expect(page.get_by_role("complementary")).to_contain_text("left a message")
    expect(page.get_by_role("complementary")).to_contain_text("Will call back at 4")
    context.close()


def test_what_is_wrong_is_said_beside_the_field_and_led_to(
    page: Page, live: str, nurse: Person, protocol_id: str
) -> None:
    sign_in(page, nurse)
    add_edith(page)
    page.get_by_label("Procedure date").fill("2020-03-15")
    page.get_by_role("button", name="See every date first").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("The procedure date is in the past.")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Procedure date")).to_be_focused()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Edith Blackwood")


def test_a_chosen_date_is_said_in_words(
    page: Page, live: str, nurse: Person, protocol_id: str
) -> None:
    """A browser shows 03/04 or 04/03 as its own language likes; the words leave no doubt."""
    sign_in(page, nurse)
    page.goto("/patients/new")
    page.get_by_label("Procedure date").fill("2027-03-15")
    expect(page.get_by_text("Monday 15 March 2027")).to_be_visible()


def test_a_call_is_logged_and_the_patient_taken_from_the_list(
    page: Page, live: str, nurse: Person, plan: Booked, store: Store
) -> None:
    say(store, plan, "escort", MarkState.CANT, "My son works that day")
    sign_in(page, nurse)
    row = page.get_by_role("row").filter(has_text="Maria Silva")
    expect(row).to_contain_text("My son works that day")
    row.get_by_text("Log").click()
    row.get_by_role("button", name="No answer").click()
    row = page.get_by_role("row").filter(has_text="Maria Silva")
    expect(row).to_contain_text("1 call, no answer")
    row.get_by_role("button", name=re.compile("Take it")).click()
    row = page.get_by_role("row").filter(has_text="Maria Silva")
    expect(row).to_contain_text("Sam Okafor")
    assert "Silva" not in page.url


def test_the_back_button_does_not_show_a_patient_after_signing_out(
    page: Page, live: str, nurse: Person, plan: Booked
) -> None:
    sign_in(page, nurse)
    page.goto(f"/plans/{plan.id}")
    page.get_by_text("Sam Okafor, nurse").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff sign in")
    page.go_back()
    expect(page.get_by_text("Maria Silva")).to_have_count(0)
