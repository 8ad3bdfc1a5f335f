"""Protocols in a real browser: tried for a date, checked, published; with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_clinician_rooms import enter
from tests.web.entering import Person
from tests.web.staff.authoring import BROKEN, FIRST, SECOND

Judge = Callable[[Page], None]

WIDTHS = (320, 360, 768, 1440)
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
OVERLAPS = """() => {
  const found = [];
  const names = [...document.querySelectorAll(".stop-name, .middle-name")];
  const boxes = names.map((name) => name.getBoundingClientRect());
  boxes.forEach((one, i) => boxes.forEach((other, j) => {
    const apart = one.right <= other.left || other.right <= one.left
      || one.bottom <= other.top + 2 || other.bottom <= one.top + 2;
    if (i < j && !apart) found.push(`${names[i].textContent} / ${names[j].textContent}`);
  }));
  return found;
}"""
SHOWN = "/protocols/vertebroplasty/2"
TRY = f"{SHOWN}/try?day=2027-03-15&start=10:30&arrival=08:30"
PUBLISH = "/protocols/publish"


@pytest.fixture
def doctor(page: Page, clinician: Person, protocol_id: str) -> Page:
    return enter(page, clinician)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def either(
    browser: Browser, live: str, clinician: Person, protocol_id: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A clinician's browser with scripts, and one without."""
    context = browser.new_context(base_url=live, java_script_enabled=request.param)
    yield enter(context.new_page(), clinician)
    context.close()


def fits(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate(TOO_WIDE)
        assert over <= 0, f"{over}px too wide at {width}"
    page.set_viewport_size({"width": 1280, "height": 900})


def check(page: Page, text: str) -> None:
    page.get_by_label("The protocol’s text").fill(text)
    page.get_by_role("button", name="Check").click()


def test_the_dates_follow_what_is_typed_and_so_does_the_address(doctor: Page) -> None:
    doctor.goto(TRY)
    fasting = doctor.get_by_role("article").filter(
        has=doctor.get_by_role("heading", name="Do not eat before your procedure")
    )
    expect(fasting).to_contain_text("4:30am on Monday 15 March")
    doctor.get_by_label("Procedure date").fill("2027-03-16")
    expect(fasting).to_contain_text("4:30am on Tuesday 16 March")
    expect(doctor.get_by_label("Procedure date")).to_be_focused()
    expect(doctor).to_have_url(re.compile("day=2027-03-16"))
    doctor.reload()
    expect(fasting).to_contain_text("4:30am on Tuesday 16 March")


def test_half_a_date_says_so_and_the_next_key_shows_the_dates_again(doctor: Page) -> None:
    doctor.goto(TRY)
    doctor.get_by_text("Choices").first.click()
    hours = doctor.get_by_label("Time without food")
    hours.fill("8 hour")
    hours.fill("8 h")
    expect(doctor.get_by_text("No dates yet.")).to_be_visible()
    hours.fill("8 hours")
    expect(doctor.get_by_role("heading", name="Every date")).to_be_visible()


def test_a_button_shows_the_dates_too(either: Page) -> None:
    either.goto(TRY)
    either.get_by_label("Start", exact=True).fill("11:30")
    either.get_by_role("button", name="Show the dates").click()
    expect(either.get_by_text("5:30am on Monday 15 March").first).to_be_visible()


def test_a_line_leads_to_its_place_in_the_text(doctor: Page) -> None:
    doctor.goto(PUBLISH)
    check(doctor, BROKEN)
    doctor.locator(".problems.is-now").get_by_role("link").last.click()
    area = doctor.get_by_label("The protocol’s text")
    expect(area).to_be_focused()
    chosen = area.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)")
    assert "arival" in chosen


def test_published_in_the_browser_and_compared(either: Page) -> None:
    for text, version in ((FIRST, 1), (SECOND, 2)):
        either.goto(PUBLISH)
        check(either, text)
        expect(either.get_by_text(f"No errors: Hearing test, version {version}")).to_be_visible()
        either.get_by_label("Why it is published").fill("Agreed on the ward.")
        either.get_by_role("button", name=f"Publish version {version}").click()
        expect(either.get_by_role("heading", level=1)).to_contain_text(f"version {version}")
        expect(either.get_by_text("by Dr Rao: Agreed on the ward.")).to_be_visible()
    either.get_by_role("link", name="what changed").click()
    expect(either.get_by_text("now starts 24 hours before the procedure")).to_be_visible()


def test_a_long_text_and_long_lines_break_nothing(doctor: Page, axe_clean: Judge) -> None:
    doctor.goto(f"{PUBLISH}?from=vertebroplasty")
    fits(doctor)
    check(doctor, BROKEN + "# " + "x" * 2_000 + "\nno" + "y" * 400 + ": 1\n")
    fits(doctor)
    axe_clean(doctor)
    check(doctor, FIRST)
    fits(doctor)
    axe_clean(doctor)


def test_the_picture_scrolls_within_its_own_box(doctor: Page, axe_clean: Judge) -> None:
    doctor.goto(SHOWN)
    fits(doctor)
    doctor.set_viewport_size({"width": 360, "height": 800})
    box = doctor.get_by_role("region", name="The protocol as a picture")
    assert box.evaluate("b => b.scrollWidth > b.clientWidth")
    box.focus()
    doctor.keyboard.press("ArrowRight")
    doctor.wait_for_timeout(300)
    assert box.evaluate("b => b.scrollLeft") > 0, "by keyboard too"
    axe_clean(doctor)


@pytest.mark.parametrize("path", [SHOWN, "/protocols/vertebroplasty/1", "/protocols/colonoscopy/1"])
def test_the_names_of_the_stops_never_run_into_each_other(doctor: Page, path: str) -> None:
    doctor.goto(path)
    for width in (360, 1440):
        doctor.set_viewport_size({"width": width, "height": 900})
        assert doctor.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("path", ["/protocols", TRY, "/protocols/vertebroplasty/diff?from=1&to=2"])
def test_the_other_pages_fit_and_are_sound(doctor: Page, path: str, axe_clean: Judge) -> None:
    doctor.goto(path)
    fits(doctor)
    axe_clean(doctor)
