"""What comes out of the printer, on A4 and Letter: the words, page by page, and nothing cut."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.worked import worked
from tests.web.entering import Booked, Person

__all__ = ["worked"]

GOLDEN = Path(__file__).parents[1] / "golden"
PAPERS = ("A4", "Letter")
MOST_PAGES = {"sheet": 5, "letter": 12}

A4_BETWEEN_MARGINS = 688
"""CSS pixels."""

COLOURS = """() => [...new Set([...document.querySelectorAll('.sheet, .sheet *')].flatMap(e => {
    const s = getComputedStyle(e);
    return [s.color, s.backgroundColor, s.borderTopColor];
}))]"""
TOO_WIDE = """() => {
    for (const line of document.querySelectorAll('.sheet-when span')) {
        line.textContent = 'Wednesday 30 September';
    }
    return [...document.querySelectorAll('.sheet-when')].filter(
        cell => cell.scrollWidth > cell.clientWidth + 1).length;
}"""


@pytest.fixture
def ward(page: Page, nurse: Person) -> Page:
    """A nurse's browser, signed in."""
    page.goto("/staff/sign-in")
    page.get_by_label("Email").fill(nurse.email)
    page.get_by_label("Password").fill(nurse.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/patients")
    return page


def printed(page: Page, paper: str) -> list[str]:
    """The words of each page of the print, with single spaces."""
    pdf = PdfReader(io.BytesIO(page.pdf(format=paper)))
    return [spaced(one.extract_text()) for one in pdf.pages]


def spaced(text: str) -> str:
    return " ".join(text.split())


def readable(pages: list[str]) -> str:
    """For the golden file: a sentence a line, and codes that are different every time left out."""
    text = "\n\n".join(
        f"--- page {number} ---\n{page}" for number, page in enumerate(pages, start=1)
    )
    text = re.sub(r"(Sheet )[0-9A-Z]{3}-[0-9A-Z]{3}", r"\1XXX-XXX", text)
    # Where letters stand apart, a space may come between any two of them.
    text = re.sub(r"\b[0-9A-Z](?: ?[0-9A-Z]){4}-(?: ?[0-9A-Z]){5}\b", "XXXXX-XXXXX", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", text)
    return re.sub(r"(?<=[.?!]) (?=\S)", "\n", text) + "\n"


@pytest.mark.parametrize("what", ["sheet", "letter"])
def test_the_words_on_paper(ward: Page, worked: Booked, what: str) -> None:
    """TICKWELL_GOLDEN=write writes the golden files anew, to be read before they are kept."""
    ward.goto(f"/plans/{worked.id}/{what}")
    for paper in PAPERS:
        pages = printed(ward, paper)
        assert len(pages) <= MOST_PAGES[what]
        golden = GOLDEN / f"{what}-{paper.lower()}.txt"
        if os.environ.get("TICKWELL_GOLDEN") == "write":
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(readable(pages), encoding="utf-8")
        assert readable(pages) == golden.read_text(encoding="utf-8")


def test_no_page_cuts_an_item_ends_with_a_heading_or_lacks_its_foot(
    ward: Page, worked: Booked
) -> None:
    ward.goto(f"/plans/{worked.id}/sheet")
    items = ward.locator(".sheet-task > div, .sheet-limits, .sheet-calls dl").all_inner_texts()
    items.append(" ".join(ward.locator(".sheet-flags p").all_inner_texts()))
    headings = ward.locator(".sheet-part h2, .sheet-calls h2").all_inner_texts()
    assert len(items) > 20
    for paper in PAPERS:
        pages = printed(ward, paper)
        assert len(pages) > 1
        for item in items:
            assert any(spaced(item) in page for page in pages), f"cut on {paper}: {item}"
        for number, page in enumerate(pages, start=1):
            body, foot, _ = re.split(r" (Sheet \w{3}-\w{3} · revision \d, replaces)", page)
            assert foot
            assert page.count(f"page {number} of {len(pages)}") == 1
            assert not [h for h in headings if body.endswith(spaced(h))], body[-200:]


def test_letters_to_two_people_are_not_counted_together(ward: Page, worked: Booked) -> None:
    ward.goto(f"/plans/{worked.id}/letter")
    assert not [page for page in printed(ward, "A4") if re.search(r"page \d+ of \d+", page)]
    ward.get_by_role("link", name="Only Joan Silva").click()
    pages = printed(ward, "A4")
    assert f"page 1 of {len(pages)}" in pages[0]


def test_paper_needs_no_colour_and_cuts_no_day(ward: Page, worked: Booked) -> None:
    """A dark screen prints light all the same, and the longest day of the year has its room."""
    ward.goto(f"/plans/{worked.id}/sheet")
    ward.emulate_media(media="print", color_scheme="dark")
    for colour in ward.evaluate(COLOURS):
        red, green, blue = re.findall(r"[\d.]+", colour)[:3]
        assert red == green == blue, colour
    assert ward.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ward.set_viewport_size({"width": A4_BETWEEN_MARGINS, "height": 1000})
    assert ward.evaluate(TOO_WIDE) == 0
