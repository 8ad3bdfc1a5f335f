"""What the patients do in the story."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.rooms import card, named, open_list, question, say_no_to_the_rest
from tests.browser.story.people import BORN, LAST_DOSE_DAYS, WHY_NOT, long


def open_the_link_and_tick(page: Page, link: str) -> None:
    """On a phone: today first, a tick in place and its undoing, and "I can't" with a word why."""
    page.goto(link)
    assert "#" not in page.url, "the link stays in the address"
    open_list(page, BORN)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mabel, your procedure is on")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Do today")
    expect(card(page, "Answer our questions")).to_be_visible()

    page.get_by_role("button", name="Tick: Have your blood test").click()
    expect(page.get_by_role("status")).to_have_text("Saved")
    page.get_by_role("button", name=named("Undo", "Have your blood test")).click()
    expect(page.get_by_role("button", name="Tick: Have your blood test")).to_be_visible()

    page.get_by_role("button", name=named("I can’t", "Ask someone to take you home")).click()
    escort = card(page, "Ask someone to take you home")
    expect(escort).to_contain_text("You said: I can’t")
    expect(escort).to_contain_text(re.compile(r"Nobody has read this yet\. A nurse will read it"))
    escort.get_by_label("Tell us why").fill(WHY_NOT)
    escort.get_by_role("button", name="Send").click()
    expect(escort).to_contain_text(WHY_NOT)


def type_the_code_and_answer(page: Page, code: str) -> None:
    """On an old phone without scripts: the code, what was said before, and all questions."""
    page.goto("/go")
    page.get_by_label("The code from your letter").fill(code.lower().replace("-", " "))
    open_list(page, BORN)
    expect(card(page, "Ask someone to take you home")).to_contain_text("You said: I can’t")
    page.get_by_role("link", name=named("Answer now", "Answer our questions")).click()

    for name, when in [("Warfarin 3mg", "6pm"), ("Amlodipine 5mg", "8am")]:
        page.get_by_label("Name, as on the box").fill(name)
        page.get_by_label("What is it?").select_option("Tablet")
        page.get_by_label("When do you take it?").fill(when)
        page.get_by_role("button", name="Add this medicine").click()
        expect(page.get_by_text("Added to your list.")).to_be_visible()
    allergies = question(page, "Are you allergic to anything?")
    allergies.get_by_role("radio", name="Yes").check()
    allergies.get_by_role("textbox").fill("Penicillin")
    question(page, "Can an adult take you home").get_by_role("radio", name="I’m not sure").check()
    page.get_by_label(re.compile("How bad is your pain now")).fill("7")
    say_no_to_the_rest(page)
    page.get_by_role("button", name="Save my answers").last.click()

    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=named("Change", "Answer our questions"))).to_be_visible()
    expect(card(page, "Warfarin 3mg")).to_contain_text(
        "Keep taking Warfarin 3mg until we tell you to stop."
    )


def read_what_was_decided(phone: Page, old_phone: Page, day: date) -> None:
    """The same sentences on both phones: a clinician's name, a weekday, a date, a clock time."""
    last = day - timedelta(days=LAST_DOSE_DAYS)
    for page in (phone, old_phone):
        page.goto("/my")
        listed = page.get_by_role("main")
        expect(listed).to_contain_text(f"Take your last Warfarin 3mg tablet at 6pm on {long(last)}")
        expect(listed).to_contain_text("Dr Rao decided this.")
        expect(listed).to_contain_text(re.compile(f"Amlodipine 5mg.*6am on {long(day)}", re.S))
        expect(listed).not_to_contain_text("Keep taking Warfarin 3mg until we tell you")
