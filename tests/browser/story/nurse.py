"""What the nurse does in the story."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from checklist.core import clock, door_codes, words
from checklist.store.keys import derive
from checklist.web.qr import qr
from tests.browser.rooms import card, choose, fill_date
from tests.browser.story.people import BORN, BRITISH, LONDON, NAME, NUMBER, long


def add_a_patient(page: Page, day: date) -> str:
    """Fill in the form, see every date, save; the path of the plan."""
    page.goto("/patients")
    page.get_by_role("link", name="Add patient").click()
    page.get_by_label("Name", exact=False).first.fill(NAME)
    fill_date(page, BORN)
    page.get_by_label("Record number").fill(NUMBER)
    page.get_by_label("Procedure", exact=True).select_option("Vertebroplasty")
    page.get_by_label("Procedure date").fill(day.isoformat())
    page.get_by_label("Start time").fill("10:30")
    page.get_by_label("Arrival time").fill("08:30")
    page.get_by_label(re.compile("^Phone")).fill("07700 900555")
    page.get_by_role("button", name="See every date first").click()

    expect(page.get_by_role("heading", name="Every date of this plan")).to_be_visible()
    lifting = day + timedelta(weeks=6)
    for words_of_it in (
        f"You can eat until 4:30am on {long(day)}.",
        f"You can drink water until 8:30am on {long(day)}.",
        f"From {long(lifting)}, ask us before you lift.",
    ):
        expect(page.get_by_text(words_of_it)).to_be_visible()
    page.get_by_role("button", name="Save this plan").click()
    page.wait_for_url("**/plans/*")
    expect(page.get_by_text(f"born {words.date_words(BORN, BRITISH)} {BORN.year}")).to_be_visible()
    return page.url[page.url.index("/plans/") :]


def print_the_letter(page: Page, plan: str, root_key: bytes) -> tuple[str, str]:
    """Read the code off the letter, and the link as a phone's camera would."""
    page.goto(plan)
    page.get_by_role("link", name="Print the letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mabel, this is your list")
    code = page.get_by_text(re.compile(r"^[2-9A-Z]{5}-[2-9A-Z]{5}$")).inner_text()
    locator = code[: door_codes.LOCATOR_LENGTH]
    address, _, _ = page.url.partition("/plans/")
    link = f"{address}/go#{door_codes.link(derive(root_key, 'links'), locator, 1)}"
    drawn = page.get_by_role("figure").first.locator("path").last.get_attribute("d")
    assert drawn is not None
    assert drawn in qr(link), "the square on the letter opens something else"
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert code in pages[0].extract_text()
    return link, code


def see_why_and_call(page: Page) -> None:
    """The worklist says why, in Mabel's words; a call is logged with one tap."""
    page.goto("/patients")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=NAME, exact=True))
    expect(row).to_contain_text("Says “I can’t”: Ask someone to take you home: “My son works")
    expect(row).to_contain_text("Are you allergic to anything? Yes: “Penicillin”")
    row.get_by_text("Log what became of it").click()
    row.get_by_role("button", name="No answer").click()
    expect(row).to_contain_text("1 call")


def act_on_the_plan(page: Page, plan: str) -> None:
    """A mark by phone, a check of a critical tick, a note, and a reason dealt with."""
    page.goto(plan)
    expect(page.get_by_label("Beside the plan")).to_contain_text("no answer")

    expect(page.get_by_text("Record: Procedure done")).to_have_count(0)  # it is two weeks away

    blood = card(page, "Have your blood test")
    blood.get_by_text("Mark for the patient").click()
    choose(blood, "Done")
    choose(blood, "By phone")
    blood.get_by_role("button", name="Save the mark").click()
    expect(card(page, "Have your blood test")).to_contain_text("by phone")

    page.get_by_role("button", name="Check this tick: Answer our questions").click()
    expect(card(page, "Answer our questions")).to_contain_text("Checked")

    page.get_by_label("A note for colleagues").fill("Her neighbour may drive her.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Her neighbour may drive her.")).to_be_visible()

    page.get_by_text("What became of it? Says “I can’t”").click()
    page.get_by_label("Why, or a note").locator("visible=true").fill("The neighbour drives.")
    page.get_by_role("button", name="Resolved as noted").locator("visible=true").click()
    expect(page.get_by_text("The neighbour drives.")).to_be_visible()


def do_what_the_clinic_does(page: Page, plan: str) -> None:
    """The clinic's own tasks, marked by the nurse under her own name."""
    for title, result in (
        ("Read the clotting test", "1.1"),
        ("Read the kidney test", "74"),
        ("Decide which medicines to take on the day", ""),
        ("Plan the way home and the first night", ""),
    ):
        page.goto(plan)
        task = card(page, title)
        task.get_by_text("Mark for the patient").click()
        choose(task, "Measured" if result else "Done")
        if result:
            task.get_by_label(re.compile("^Value, in")).fill(result)
        task.get_by_role("button", name="Save the mark").click()
        expect(card(page, title)).to_contain_text("Sam Okafor")


def print_the_sheet(page: Page, plan: str, day: date) -> None:
    """A4 and Letter: the dates, the decision, the numbers, and which sheet it is."""
    page.goto(f"{plan}/sheet")
    for paper in ("A4", "Letter"):
        pages = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        printed = " ".join(" ".join(one.extract_text() for one in pages).split())
        for said in (long(day), "Warfarin 3mg", "01632 960 123", "999", "revision", "printed"):
            assert said in printed, f"{said} is not on {paper}"


def record(page: Page, plan_id: str, event: str) -> datetime:
    """Record what happened just now, with the time the form offers; that time."""
    page.goto(f"/plans/{plan_id}")
    page.get_by_role("group").filter(has_text=f"Record: {event}").get_by_text(
        "Record"
    ).first.click()
    form = page.locator("form").filter(has=page.get_by_role("button", name=f"Record: {event}"))
    day = date.fromisoformat(form.get_by_label("On").input_value())
    at = time.fromisoformat(form.get_by_label("At").input_value())
    form.get_by_role("button", name=f"Record: {event}").click()
    expect(page.get_by_text("Recorded.")).to_be_visible()
    return clock.instant(day, at, LONDON)
