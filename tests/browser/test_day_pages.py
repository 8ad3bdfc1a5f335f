"""The day and going home in a real browser: axe, both widths, light and dark; and by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind
from checklist.store import Store
from tests.browser.conftest import Judge
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name

THE_DAY = datetime(2027, 3, 15, 9, 0, tzinfo=UTC)


@pytest.fixture
def today(
    page: Page,
    store: Store,
    plan: Booked,
    nurse: Person,
    clinician: Person,
    clock_at_nine: time_machine.Traveller,
) -> Page:
    """A clinician on the morning of Maria's procedure; warfarin is stopped."""
    warfarin = name(store, plan, nurse, "warfarin", NOW)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=datetime(2027, 3, 9, 18, tzinfo=UTC),
        restart_at=datetime(2027, 3, 16, 18, tzinfo=UTC),
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    clock_at_nine.move_to(THE_DAY)
    sign_in(page, clinician)
    return page


def test_the_sheet_is_filled_in_by_keyboard_alone(
    today: Page, plan: Booked, axe_clean: Judge
) -> None:
    today.goto(f"/plans/{plan.id}/day")
    today.get_by_role("group", name="Last food").get_by_label("What").focus()
    today.keyboard.type("Toast")
    today.keyboard.press("Tab")
    today.keyboard.press("Tab")
    today.keyboard.type("0800AM")
    today.keyboard.press("Enter")
    expect(today.locator(".shouts")).to_contain_text("3 hours 30 minutes after the limit")
    axe_clean(today)


def test_going_home_is_read_before_it_is_saved(today: Page, plan: Booked, axe_clean: Judge) -> None:
    today.goto(f"/plans/{plan.id}/going-home")
    warfarin = today.get_by_role("group", name="warfarin", exact=True)
    warfarin.get_by_role("radio", name="Confirm Tue 16 Mar 6pm").check(force=True)
    today.get_by_role("button", name="See what Maria will read").click()
    expect(today.get_by_text("Write when the procedure ended first").first).to_be_visible()
    today.get_by_role("region", name="1. The procedure").get_by_label("At", exact=True).fill(
        "08:50"
    )
    today.get_by_role("button", name="See what Maria will read").click()
    shown = today.get_by_role("region", name="Maria will read")
    expect(shown).to_contain_text("Take warfarin again from 6pm on Tuesday 16 March")
    axe_clean(today)


@pytest.mark.parametrize("paper", ["day/sheet", "day/slip", "after-sheet", "doctor-letter"])
def test_the_papers_are_for_everybody(
    today: Page, plan: Booked, axe_clean: Judge, paper: str
) -> None:
    today.goto(f"/plans/{plan.id}/{paper}")
    axe_clean(today)
