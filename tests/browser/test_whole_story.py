"""The whole story, once, through the demo command as a person runs it.

A nurse adds Mabel Hartley and prints her letter. Mabel opens her list on a phone, and on an old one
that runs no scripts. The nurse acts on what she says, the clinician decides and signs, and Mabel
reads what was decided. Another patient, whose day is today, goes home. Everything prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.demo import Demo, PatientDoor, running_demo
from checklist.core import clock, words
from checklist.core.moments import Moment
from tests.browser.rooms import card, open_list, sign_in
from tests.browser.story import clinician as the_clinician
from tests.browser.story import nurse as the_nurse
from tests.browser.story import patient as the_patient
from tests.browser.story.people import BRITISH, DAYS_AHEAD, LONDON

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}

Enter = Callable[..., Page]


@pytest.fixture
def clock_at_nine() -> None:
    """The demo runs in another process, on the true time; so does this test."""


@pytest.fixture
def demo(tmp_path: Path, clock_at_nine: None) -> Iterator[Demo]:
    with running_demo(tmp_path) as running:
        yield running


@pytest.fixture
def enter(browser: Browser, demo: Demo) -> Iterator[Enter]:
    """A browser of one's own for each person of the story; nothing may go wrong in any of them."""
    wrong: list[str] = []
    opened = []

    def a_browser(viewport: dict[str, int], *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=demo.url,
            viewport=viewport,  # type: ignore[arg-type]  # width and height
            java_script_enabled=scripts,
            locale="en-GB",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        return page

    yield a_browser
    for context in opened:
        context.close()
    assert wrong == []


def test_the_whole_story(demo: Demo, enter: Enter, tmp_path: Path) -> None:
    today = clock.day_of(datetime.now(LONDON), LONDON)
    day = today + timedelta(days=DAYS_AHEAD)
    nurse, clinician = enter(DESK), enter(DESK)

    sign_in(nurse, demo.first("nurse"))
    plan = the_nurse.add_a_patient(nurse, day)
    link, code = the_nurse.print_the_letter(nurse, plan, root_key(tmp_path))

    phone = enter(PHONE)
    the_patient.open_the_link_and_tick(phone, link)
    old_phone = enter(PHONE, scripts=False)
    the_patient.type_the_code_and_answer(old_phone, code)

    the_nurse.see_why_and_call(nurse)
    the_nurse.act_on_the_plan(nurse, plan)

    sign_in(clinician, demo.first("clinician"))
    the_clinician.read_the_answers(clinician)
    the_clinician.find_what_is_in_the_way(clinician, plan)
    the_clinician.decide_the_medicines(clinician, plan, day)
    the_patient.read_what_was_decided(phone, old_phone, day)
    the_nurse.do_what_the_clinic_does(nurse, plan)
    the_clinician.sign_off(clinician, plan)

    expect_ready_everywhere(nurse, phone, plan)
    the_nurse.print_the_sheet(nurse, plan, day)
    go_home(nurse, enter(PHONE), demo.patients[0])


def root_key(folder: Path) -> bytes:
    """The demo's own: only with it can a test know what the letter's square must open."""
    return bytes.fromhex((folder / "data" / "root.key").read_text())


def expect_ready_everywhere(nurse: Page, phone: Page, plan: str) -> None:
    nurse.goto(plan)
    expect(nurse.get_by_label("Beside the plan")).to_contain_text("signed off as ready")
    phone.goto("/my")
    phone.get_by_role("link", name="Get help now").click()
    expect(phone.get_by_role("link", name="Call 999").first).to_have_attribute("href", "tel:999")


def go_home(nurse: Page, phone: Page, today: PatientDoor) -> None:
    """Whose procedure is today: done, home, and the estimates become firm times."""
    phone.goto(today.link)
    open_list(phone, date.fromisoformat(today.birth_date))
    rest = card(phone, "Rest in bed")
    expect(rest).to_contain_text("until about")

    ended = the_nurse.record(nurse, today.plan, "Procedure done")
    the_nurse.record(nurse, today.plan, "Gone home")
    phone.goto("/my")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("you are home")
    up_again = Moment.at_instant(ended + timedelta(hours=24), LONDON)
    expect(rest).to_contain_text(f"until {words.moment_words(up_again, LONDON, BRITISH)}")
    expect(rest).not_to_contain_text("about")
