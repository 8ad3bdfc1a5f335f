"""A clinician's morning in a real browser: by keyboard, with and without JavaScript, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from checklist.store import Store
from tests.browser.worked import worked
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name, newest, tell

__all__ = ["worked"]

Judge = Callable[[Page], None]


def enter(page: Page, who: Person) -> Page:
    page.goto("/staff/sign-in")
    page.get_by_label("Email").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/patients")
    return page


@pytest.fixture
def doctor(page: Page, clinician: Person) -> Page:
    return enter(page, clinician)


@pytest.fixture
def plain(browser: Browser, live: str, clinician: Person) -> Iterator[Page]:
    """A clinician's browser that runs no JavaScript."""
    context: BrowserContext = browser.new_context(base_url=live, java_script_enabled=False)
    yield enter(context.new_page(), clinician)
    context.close()


def test_a_stop_is_decided_by_keyboard_and_shown_before_it_is_saved(
    doctor: Page, plan: Booked, store: Store, nurse: Person
) -> None:
    name(store, plan, nurse, "Warfarin 3mg", NOW)
    doctor.goto(f"/plans/{plan.id}/medicines")
    card = doctor.locator("section.decide")
    expect(card.get_by_label("Last dose")).to_be_hidden()  # nothing is asked before it is needed
    card.get_by_label("Keep").focus()
    doctor.keyboard.press("ArrowRight")
    expect(card.get_by_label("Stop", exact=True)).to_be_checked()
    doctor.keyboard.press("Tab")
    expect(card.get_by_label("Last dose")).to_be_focused()
    card.get_by_label("Last dose").fill("tue 9 mar")
    card.get_by_label("at", exact=True).first.fill("6pm")
    expect(card.get_by_text("5 full days without, 136 hours")).to_be_visible()
    expect(card.get_by_label("who tells them")).to_be_hidden()
    card.get_by_label("Restart").select_option("told")
    card.get_by_label("who tells them").fill("Dr Rao")
    card.get_by_label("at the latest").fill("2027-03-17")
    expect(card.get_by_text("Maria will read")).to_be_visible()
    expect(card.get_by_text("at 6pm on Tuesday 9 March. Do not take more")).not_to_have_count(0)
    expect(card.get_by_label("at the latest")).to_be_focused()  # the preview takes no focus
    assert newest(store, plan).number == 2
    doctor.get_by_role("button", name="Save decisions and make revision 3").press("Enter")
    expect(doctor.get_by_role("heading", level=1)).to_have_text("Medicines: 1 decided")
    assert newest(store, plan).number == 3


def test_without_javascript_a_button_shows_the_same(
    plain: Page, plan: Booked, store: Store, nurse: Person
) -> None:
    name(store, plan, nurse, "Warfarin 3mg", NOW)
    plain.goto(f"/plans/{plan.id}/medicines")
    card = plain.locator("section.decide")
    card.get_by_label("Take on the day").check()
    card.get_by_label("On the day, at").fill("06:00")
    plain.get_by_role("button", name="Preview what Maria will read").click()
    expect(card.get_by_text("Maria will read")).to_be_visible()
    expect(card.get_by_text("at 6am on Monday 15 March. Use a small sip")).to_be_visible()
    expect(card.get_by_label("On the day, at")).to_have_value("06:00")
    plain.get_by_role("button", name="Save decisions").click()
    expect(plain.get_by_text("This is revision 3 now.")).to_be_visible()


def test_what_is_wrong_is_found_from_the_summary(
    doctor: Page, plan: Booked, store: Store, nurse: Person
) -> None:
    name(store, plan, nurse, "Warfarin 3mg", NOW)
    doctor.goto(f"/plans/{plan.id}/medicines")
    doctor.get_by_label("Stop", exact=True).check()
    doctor.get_by_label("Last dose").fill("2027-03-09")
    doctor.get_by_role("button", name="Save decisions").click()
    doctor.get_by_role("link", name="Warfarin 3mg: Write the time as well.").click()
    field = doctor.get_by_label("at", exact=True).first
    expect(field).to_be_in_viewport()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(doctor.get_by_label("Last dose")).to_have_value("2027-03-09")


def test_every_room_reads_well_for_everybody(
    doctor: Page, worked: Booked, store: Store, nurse: Person, axe_clean: Judge
) -> None:
    tell(store, worked, nurse, NOW, allergies="yes: latex", taken_home="yes")
    rooms = ("medicines", "review", "sign-off", "letter", "sheet")
    for address in ("/reviews", *(f"/plans/{worked.id}/{room}" for room in rooms)):
        doctor.goto(address)
        for details in doctor.locator("main details").all():
            details.evaluate("e => { e.open = true; }")
        axe_clean(doctor)
        doctor.set_viewport_size({"width": 360, "height": 780})
        wide = doctor.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{address} is {wide} wide"
