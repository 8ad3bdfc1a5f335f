"""The gallery in a real browser: accessibility, sizes, paper, and what the scripts add."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from . import render
from .conftest import Clinic

pytestmark = pytest.mark.browser

NAMES = render.page_names()
PATIENT = [name for name in NAMES if name.startswith(("patient", "before"))]
WIDTHS = (360, 1280)

SMALL_TEXT = """() => {
  const small = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest(".visually-hidden, script")) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 20) small.push(walker.currentNode.data);
  }
  return small;
}"""
SMALL_TARGETS = """() => {
  const small = [];
  for (const target of document.querySelectorAll("a, button, input, textarea, label.choice")) {
    if (target.closest("p:not(.more):not(.choices), .choice *, .banner")) continue;
    const box = target.getBoundingClientRect();
    if (!box.width || target.matches(".visually-hidden, [type=hidden]")) continue;
    if (box.height < 47.9 || box.width < 47.9) small.push(target.outerHTML.slice(0, 90));
  }
  return small;
}"""


def open_page(page: Page, clinic: Clinic, name: str, width: int, scheme: str = "light") -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{clinic.url}/{name}.html")


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(page: Page, clinic: Clinic, name: str) -> None:
    for width, scheme in ((360, "light"), (1280, "dark")):
        open_page(page, clinic, name, width, scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out_even_on_a_tiny_screen(page: Page, clinic: Clinic, name: str) -> None:
    for width in (320, 360, 768, 1280):
        open_page(page, clinic, name, width)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over}px too wide at {width}"


@pytest.mark.parametrize("name", PATIENT)
def test_patients_read_20_px_and_press_48_px(page: Page, clinic: Clinic, name: str) -> None:
    for width in WIDTHS:
        open_page(page, clinic, name, width)
        assert page.evaluate(SMALL_TEXT) == []
        assert page.evaluate(SMALL_TARGETS) == []


def test_no_page_breaks_the_content_policy(page: Page, clinic: Clinic) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for name in NAMES:
        open_page(page, clinic, name, 360)
    assert [line for line in said if "Content Security Policy" in line or "Refused" in line] == []


def test_forced_colours_keep_every_control_visible(page: Page, clinic: Clinic) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{clinic.url}/patient-today.html")
    for selector in (".ticked", ".tag", ".box", ".button"):
        width = page.locator(selector).first.evaluate("e => getComputedStyle(e).borderTopWidth")
        assert width != "0px", f"{selector} would melt into the page"


# Paper ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_sheet_of_paper_says_which_it_is(page: Page, clinic: Clinic, paper: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{clinic.url}/sheet-letter.html")
    pdf = PdfReader(BytesIO(page.pdf(format=paper)))
    texts = [" ".join(part.extract_text().split()) for part in pdf.pages]
    assert len(texts) >= 3
    for number, text in enumerate(texts, 1):
        assert "Sheet K7P-4MD · revision 3" in text
        assert f"page {number} of {len(texts)}" in text
        assert "Print" not in text


def test_the_usual_sheet_is_one_page_of_a4(page: Page, clinic: Clinic) -> None:
    page.goto(f"{clinic.url}/sheet.html")
    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) == 1


@pytest.mark.parametrize("name", ["patient-today", "sheet", "staff-worklist"])
def test_a_dark_screen_prints_black_on_white(page: Page, clinic: Clinic, name: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{clinic.url}/{name}.html")
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_item_of_a_sheet_is_cut_in_two(page: Page, clinic: Clinic, paper: str) -> None:
    page.goto(f"{clinic.url}/sheet-letter.html")
    begun = 0
    for part in PdfReader(BytesIO(page.pdf(format=paper))).pages:
        text = " ".join(part.extract_text().split())
        assert re.findall(r"Item (\d+) begins", text) == re.findall(r"Item (\d+) ends", text)
        begun += text.count("begins")
    assert begun == 18


# What the scripts add ---------------------------------------------------------------------------


def test_a_tick_swaps_in_place_and_says_so(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "patient-today", 360)
    page.get_by_role("button", name="Tick: Ask someone to take you home").click()
    expect(page.locator("[data-live]")).to_have_text("Saved")
    row = page.locator('[data-task="escort"]')
    expect(row).to_contain_text("Just now.")
    expect(row).to_be_focused()
    expect(page.locator("#done-beside")).to_have_text("4 of 9")
    assert [(post["state"], post["mark_id"], post["through"]) for post in clinic.posted] == [
        ("done", "m2", "fetch")
    ]


def test_no_connection_says_not_saved_and_keeps_the_form(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "patient-today", 360)
    page.route("**/mark", lambda route: route.abort())
    button = page.get_by_role("button", name="Tick: Ask someone to take you home")
    button.click()
    expect(page.get_by_role("alert")).to_have_text(
        "Not saved. Check your connection and try again."
    )
    page.unroute("**/mark")
    button.click()
    expect(page.locator('[data-task="escort"]')).to_contain_text("Just now.")
    assert len(clinic.posted) == 1


def test_a_refusal_is_left_to_the_servers_own_page(page: Page, clinic: Clinic) -> None:
    clinic.broken = True
    open_page(page, clinic, "patient-today", 360)
    page.get_by_role("button", name="I took one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whole page")
    assert [(post["state"], post["through"]) for post in clinic.posted] == [
        ("slipped", "fetch"),
        ("slipped", "form"),
    ]


def test_a_tap_too_many_sends_one_tick(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "patient-today", 360)
    page.get_by_role("button", name="I have stopped").dblclick()
    expect(page.locator('[data-task="stop-warfarin"]')).to_contain_text("Just now.")
    assert len(clinic.posted) == 1


def test_bigger_text_grows_at_once_and_the_server_hears(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "patient-today", 360)
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    with page.expect_response("**/text-size"):
        page.get_by_role("button", name="Bigger text").click()
    expect(page.get_by_role("button", name="Smaller text")).to_be_visible()
    assert page.evaluate(size) > before * 1.2
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [post["size"] for post in clinic.posted] == ["bigger"]


def test_the_link_leaves_the_address_and_waits_for_a_press(page: Page, clinic: Clinic) -> None:
    page.goto(f"{clinic.url}/before-door.html#3J8QSAMPLESAMPLE")
    expect(page.get_by_role("button", name="Open the list")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    assert "#" not in page.url
    assert clinic.posted == []
    page.get_by_role("button", name="Open the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whole page")
    assert [post["link"] for post in clinic.posted] == ["3J8QSAMPLESAMPLE"]


def test_a_date_is_said_in_words(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "staff-add", 1280)
    page.get_by_label("Procedure date").fill("2027-03-04")
    expect(page.locator("output")).to_have_text("Thursday 4 March 2027")


def test_a_decisions_fields_show_with_their_choice_alone(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "staff-medicines", 1280)
    last_dose = page.get_by_label("Last dose")
    expect(last_dose).to_be_visible()
    page.get_by_role("radio", name="Keep").first.check(force=True)
    expect(last_dose).to_be_hidden()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_the_same_button_posts_the_form(page: Page, clinic: Clinic) -> None:
    open_page(page, clinic, "patient-today", 360)
    page.get_by_role("button", name="Tick: Ask someone to take you home").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whole page")
    assert [(post["state"], post["through"]) for post in clinic.posted] == [("done", "form")]
