"""The README's pictures, from the demo: ``python -m bench.take_pictures`` (``make pictures``)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.demo import Demo, StaffDoor, running_demo
from checklist.core import clock

CHROMIUM = "/usr/bin/chromium"
LONDON = clock.zone("Europe/London")
PICTURES = Path(__file__).parent / "pictures"

DECIDING = "Edith Blackwood"
LAST_DOSE_IN = timedelta(days=8)  # four days before her procedure
RESTART_IN = timedelta(days=14)
ON_PAPER = "Leonard Ashby"
ON_A_PHONE = "Tomás Herrera"
BORN = ("19", "1", "1960")

A4 = {"width": 794, "height": 1123}  # at 96 dots an inch
A_PHONE = {"width": 360, "height": 900}
A_DESK = {"width": 1440, "height": 900}

FIRST_PAGE = """() => {
    const edge = 57;  // 15 mm
    document.body.style.padding = `${edge}px`;
    for (const part of document.querySelectorAll(".sheet h2, .sheet-limits, .sheet-task")) {
        if (part.getBoundingClientRect().bottom > innerHeight - edge) part.style.opacity = 0;
    }
}"""
"""The margins of the paper, and nothing of what would come on the next page."""


@dataclass(frozen=True, kw_only=True)
class Studio:
    """A running demo and a browser to look at it with."""

    demo: Demo
    browser: Browser

    @contextmanager
    def page(self, size: dict[str, int], fineness: float = 1) -> Iterator[Page]:
        """A page of its own, with nobody signed in."""
        context = self.browser.new_context(
            base_url=self.demo.url,
            viewport=size,  # type: ignore[arg-type]  # width and height
            device_scale_factor=fineness,
            locale="en-GB",
        )
        yield context.new_page()
        context.close()


def main() -> None:
    """Take all four, anew."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="tickwell-") as folder,
        running_demo(Path(folder)) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        studio = Studio(demo=demo, browser=browser)
        code = the_desk(studio)
        the_phone(studio, code)
        browser.close()


def the_desk(studio: Studio) -> str:
    """The worklist, the printed sheet and the medicines; the code of a patient's letter."""
    with studio.page(A_DESK) as page:
        _sign_in(page, studio.demo.first("nurse"))
        _take(page, "nurse")
        page.goto(f"{_find(page, ON_A_PHONE)}/letter")
        code = page.get_by_text(re.compile(r"^[2-9A-Z]{5}-[2-9A-Z]{5}$")).inner_text()
        plan = _find(page, ON_PAPER)
        page.set_viewport_size(A4)  # type: ignore[arg-type]  # width and height
        page.emulate_media(media="print")
        page.goto(f"{plan}/sheet")
        page.evaluate(FIRST_PAGE)
        _take(page, "sheet")
    with studio.page(A_DESK) as page:
        _sign_in(page, studio.demo.first("clinician"))
        page.goto(f"{_find(page, DECIDING)}/medicines")
        _write_a_last_dose(page)
        _take(page, "clinician")
    return code


def _write_a_last_dose(page: Page) -> None:
    """Half-way through a decision: what will be read, and the days without a dose."""
    first = page.get_by_role("region", name="Eliquis")
    first.get_by_role("radio", name="Stop").check()
    first.get_by_label("Last dose").fill(_in(LAST_DOSE_IN))
    first.get_by_label("at", exact=True).locator("visible=true").fill("18:00")
    first.get_by_label("Restart").locator("visible=true").select_option("when we tell them")
    first.get_by_label("who tells them").fill("Dr Osei")
    first.get_by_label("at the latest").fill(_in(RESTART_IN))
    page.get_by_role("button", name="Preview").click()
    first.get_by_text("will read").wait_for()
    page.evaluate("scrollTo(0, 0)")


def _in(days: timedelta) -> str:
    """That many days from today, as a date field takes it."""
    return (datetime.now(LONDON).date() + days).isoformat()


def the_phone(studio: Studio, code: str) -> None:
    """A patient's list, today first."""
    with studio.page(A_PHONE, fineness=2) as page:
        page.goto("/go")
        page.get_by_label("The code from your letter").fill(code)
        for label, value in zip(("Day", "Month", "Year"), BORN, strict=True):
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_role("button", name="Open the list").click()
        page.wait_for_url("**/my/*")
        page.get_by_role("heading", level=1).evaluate(
            "it => scrollBy(0, it.getBoundingClientRect().top - 8)"
        )
        _take(page, "patient")


def _sign_in(page: Page, who: StaffDoor) -> None:
    page.goto("/staff/sign-in")
    page.get_by_label("Email").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/patients")


def _find(page: Page, name: str) -> str:
    """The address of a patient's plan."""
    page.goto("/patients")
    page.get_by_label("Find a patient").fill(name)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url("**/plans/*")
    return page.url


def _take(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
