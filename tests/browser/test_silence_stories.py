"""Two stories of silence: "I can't" on a Sunday night; nobody heard, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Browser, Locator, Page, expect

from checklist.core.clinic import Clinic
from checklist.store import Store
from tests.browser.conftest import Post, fill_birth_date
from tests.browser.rooms import named
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import book
from tests.web.entering import Booked, Person

SUNDAY_NIGHT = datetime(2027, 3, 7, 21, 0, tzinfo=UTC)
MONDAY = datetime(2027, 3, 8, 9, 0, tzinfo=UTC)
TWO_DAYS_ON = datetime(2027, 3, 5, 10, 0, tzinfo=UTC)  # a Friday
AFTER_LUNCH = datetime(2027, 3, 5, 14, 30, tzinfo=UTC)
LAST_WORKING_DAY = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)  # the procedure is on Monday 15 March


def on(browser: Browser, live: str, *, scripts: bool = True) -> Page:
    """A browser of one's own; without scripts, an old phone."""
    context = browser.new_context(
        base_url=live, java_script_enabled=scripts, viewport={"width": 1280, "height": 900}
    )
    return context.new_page()


def row(page: Page, name: str) -> Locator:
    page.goto("/patients")
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_i_cant_on_sunday_night(
    browser: Browser,
    live: str,
    plan: Booked,
    nurse: Person,
    post: Callable[[Booked], Post],
    clock_at_nine: time_machine.Traveller,
    scripts: bool,  # a parameter of the test
) -> None:
    clock_at_nine.move_to(SUNDAY_NIGHT)
    phone, ward = on(browser, live, scripts=scripts), on(browser, live, scripts=scripts)
    phone.goto("/go")
    phone.get_by_label("The code from your letter").fill(post(plan).patient.code)
    fill_birth_date(phone, plan)
    phone.get_by_role("button", name="Open the list").click()
    phone.get_by_role("button", name=named("I can’t", "Ask someone to take you home")).click()
    honest = "Saved. Nobody has read this yet. A nurse will read it at 8am on Monday 8 March."
    expect(phone.get_by_text(honest)).to_be_visible()

    clock_at_nine.move_to(MONDAY)
    sign_in(ward, nurse)
    said = row(ward, "Maria Silva")
    expect(said).to_contain_text("Says “I can’t”: Ask someone to take you home")
    expect(said).to_contain_text("9pm on Sunday 7 March")
    said.get_by_text("Log what became of it").click()
    said.get_by_role("button", name="Called and resolved").click()
    expect(ward.get_by_text("Called and resolved.")).to_be_visible()
    phone.goto(f"/my/{plan.id}")
    expect(phone.get_by_text("A nurse has read this.")).to_be_visible()

    ward.get_by_role("button", name="Undo").click()
    expect(row(ward, "Maria Silva")).to_contain_text("Says “I can’t”")
    phone.goto(f"/my/{plan.id}")
    expect(phone.get_by_text("A nurse has read this.")).to_have_count(0)


def test_silent_on_the_phone_and_silent_on_paper(
    browser: Browser,
    live: str,
    plan: Booked,  # Maria, on the phone
    nurse: Person,
    store: Store,
    clinic: Clinic,
    protocol_id: str,
    clock_at_nine: time_machine.Traveller,
) -> None:
    """Nobody hears from either. One is silence; the other has calls at their times."""
    book(
        store,
        clinic,
        nurse,
        protocol_id,
        name="Ottilie Paperwhite",
        record_number="77300",
        reach="paper",
    )
    clock_at_nine.move_to(TWO_DAYS_ON)
    ward = on(browser, live)
    sign_in(ward, nurse)
    expect(row(ward, "Maria Silva")).to_contain_text("No contact yet")
    first = row(ward, "Ottilie Paperwhite")
    expect(first).to_contain_text("First call to a patient on paper")
    first.get_by_text("Log what became of it").click()
    first.get_by_role("button", name="Left a message, asks again 2pm").click()
    expect(ward.get_by_text("Left a message. It asks again 2pm.")).to_be_visible()
    expect(row(ward, "Ottilie Paperwhite")).to_have_count(0)

    clock_at_nine.move_to(AFTER_LUNCH)
    sign_in(ward, nurse)
    back = row(ward, "Ottilie Paperwhite")
    expect(back).to_contain_text("1 call, left a message 10am")
    back.get_by_text("Log what became of it").click()
    back.get_by_role("button", name="Called and resolved").click()
    expect(row(ward, "Ottilie Paperwhite")).to_have_count(0)

    clock_at_nine.move_to(LAST_WORKING_DAY)
    sign_in(ward, nurse)
    eve = row(ward, "Ottilie Paperwhite")
    expect(eve).to_contain_text("Call before the day: are they well? Who takes them home?")
    expect(eve).not_to_contain_text("No tick by")
    expect(row(ward, "Maria Silva")).to_contain_text("No contact yet")
