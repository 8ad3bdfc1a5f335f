"""A patient with a letter and a phone, with JavaScript and without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checklist.actions import medicines as medicine_actions
from checklist.actions.answers import NamedMedicine
from checklist.actions.events import record_event
from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind
from checklist.store import Store, marks, medicines
from tests.browser.conftest import Judge, Post, fill_birth_date
from tests.web.conftest import NOW, Person
from tests.web.entering import Booked

PHONE = ViewportSize(width=360, height=780)
LAST_DOSE = datetime(2027, 3, 9, 18, tzinfo=UTC)
THE_DAY_BEFORE = datetime(2027, 3, 14, 12, tzinfo=UTC)
EARLY_ON_THE_DAY = datetime(2027, 3, 15, 5, tzinfo=UTC)
AT_HOME = datetime(2027, 3, 15, 16, tzinfo=UTC)


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def phone(request: pytest.FixtureRequest, browser: Browser, live: str) -> Iterator[Page]:
    """A phone of its own, with JavaScript and without."""
    context = browser.new_context(
        base_url=live,
        viewport=PHONE,
        java_script_enabled=request.param,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def warfarin(store: Store, plan: Booked, clinician: Person) -> str:
    """Dr Rao stops Maria's warfarin; the medicine's id."""
    named = NamedMedicine(name="Warfarin", form="tablet")
    medicine_actions.add_medicine(store, plan.id, named, actor=plan.nurse.actor, now=NOW)
    with store.read() as reader:
        medicine_id = medicines.of_plan(reader, plan.id)[0].id
    stop = Decided(
        medicine_id=medicine_id,
        kind=DecisionKind.STOP,
        last_dose=LAST_DOSE,
        restart_owner="Dr Rao",
        restart_by=AT_HOME,
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    return medicine_id


def has_scripts(page: Page) -> bool:
    """Whether this phone runs our scripts: go.js takes the link out of the address."""
    return "#" not in page.url


def enter(page: Page, post: Post, plan: Booked) -> None:
    """Open the door: by the link where scripts run, by the printed code where they do not."""
    page.goto(post.patient.link)
    if not has_scripts(page):
        page.get_by_label("The code from your letter").fill(post.patient.code)
    fill_birth_date(page, plan)
    page.get_by_role("button", name="Open the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Maria, your procedure is on Monday 15 March"
    )


def test_the_door_opens_from_the_letter(
    phone: Page, plan: Booked, post: Callable[[Booked], Post]
) -> None:
    letter = post(plan)
    enter(phone, letter, plan)
    secret = letter.patient.link.partition("#")[2]
    assert secret not in phone.url
    assert secret not in phone.content()


def test_tick_untick_and_a_word_why(
    phone: Page, plan: Booked, post: Callable[[Booked], Post], store: Store
) -> None:
    enter(phone, post(plan), plan)
    test = phone.locator('[data-task="blood-test"]')
    test.get_by_role("button", name=re.compile("^Tick")).click()
    expect(phone.locator("#done-beside")).to_have_text("1 of 10")
    expect(test.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()
    test.get_by_role("button", name=re.compile("^Undo")).click()
    expect(phone.locator("#done-beside")).to_have_text("0 of 10")

    escort = phone.locator('[data-task="escort"]')
    escort.get_by_role("button", name=re.compile("^I can’t")).click()
    expect(escort).to_contain_text("You said: I can’t")
    expect(escort).to_contain_text("Nobody has read this yet. A nurse will read it today.")
    escort.get_by_label("Tell us why, if you like").fill("My son is away")
    with phone.expect_response(re.compile("/marks$")):
        escort.get_by_role("button", name="Send").click()
    expect(escort.get_by_label("Tell us why, if you like")).to_have_value("My son is away")
    with store.read() as reader:
        assert [m.word for m in marks.of_task(reader, plan.id, "escort")] == ["", "My son is away"]


def test_questions_are_answered_and_changed(
    phone: Page, plan: Booked, post: Callable[[Booked], Post]
) -> None:
    enter(phone, post(plan), plan)
    phone.get_by_role("link", name=re.compile("^Answer now")).click()
    phone.get_by_label("Name, as on the box").first.fill("Amlodipine")
    phone.get_by_label("What is it?").first.select_option(label="Tablet")
    for no in phone.get_by_role("radio", name="No", exact=True).all():
        no.check()
    phone.get_by_label(re.compile("How bad is your pain now")).fill("7")
    phone.get_by_role("button", name="Save my answers").last.click()
    answered = phone.locator('[data-task="answers"]')
    expect(answered).to_contain_text("Done: Answer our questions")
    answered.get_by_role("link", name=re.compile("^Change")).click()
    expect(phone.get_by_text("On your list:")).to_be_visible()
    allergies = phone.get_by_role("group", name="Are you allergic to anything?")
    allergies.get_by_role("radio", name="Yes").check()
    allergies.get_by_role("textbox").fill("Latex")
    phone.get_by_role("button", name="Save my answers").last.click()
    expect(phone.locator('[data-task="answers"]')).to_contain_text("Done: ")


def test_i_took_one_says_what_to_do_now(
    phone: Page,
    plan: Booked,
    post: Callable[[Booked], Post],
    warfarin: str,
    clock_at_nine: time_machine.Traveller,
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 10, 9, tzinfo=UTC))
    enter(phone, post(plan), plan)
    stop = phone.locator(f'[data-task="medicine-stop:{warfarin}"]')
    stop.get_by_role("button", name="I took one").click()
    expect(stop).to_contain_text("Do not take any more.")
    call = stop.get_by_role("link", name="Call us: 01632 960 123")
    assert call.get_attribute("href") == "tel:01632960123"


def test_each_of_the_two_fasting_times_is_ticked_in_the_one_card(
    phone: Page,
    plan: Booked,
    post: Callable[[Booked], Post],
    clock_at_nine: time_machine.Traveller,
) -> None:
    enter(phone, post(plan), plan)
    clock_at_nine.move_to(EARLY_ON_THE_DAY)
    phone.reload()
    fasting = phone.locator('[data-task="fasting"]')
    fasting.get_by_role("button", name="I have stopped eating").click()
    expect(fasting).to_contain_text("I have stopped eating. Monday 15 March")
    fasting.get_by_role("button", name="I have stopped drinking").click()
    expect(fasting).to_contain_text("I have stopped drinking. Monday 15 March")
    expect(fasting).to_contain_text("4:30am")


def test_with_javascript_a_tick_stays_on_the_page_and_says_saved(
    page: Page, plan: Booked, post: Callable[[Booked], Post]
) -> None:
    page.set_viewport_size(PHONE)
    enter(page, post(plan), plan)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.locator('[data-task="blood-test"]').get_by_role("button", name=re.compile("^Tick")).click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    focused = page.evaluate("document.activeElement.closest('[data-task]')?.dataset.task")
    assert focused == "blood-test"
    assert loads == []


def test_the_keyboard_reaches_everything_in_the_order_it_is_read(
    page: Page, plan: Booked, post: Callable[[Booked], Post]
) -> None:
    enter(page, post(plan), plan)
    page.reload()
    seen: list[float] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate(
            """() => {
              const at = document.activeElement, pinned = at.closest(".pinned");
              return pinned ? null : at.getBoundingClientRect().top + scrollY;
            }"""
        )
        if box is not None:
            seen.append(box)
    assert seen[1:] == sorted(seen[1:]), "focus goes down the page"


def test_before_the_door_every_page_is_clean(page: Page, plan: Booked, axe_clean: Judge) -> None:
    for path in ("/", "/help", "/go", "/s/ZZZ-ZZZ"):
        page.goto(path)
        axe_clean(page)


def test_ahead_of_the_day_every_page_is_clean(
    page: Page, plan: Booked, post: Callable[[Booked], Post], warfarin: str, axe_clean: Judge
) -> None:
    enter(page, post(plan), plan)
    axe_clean(page)
    for rest in ("about", "help", "tasks/escort"):
        page.goto(f"/my/{plan.id}/{rest}")
        axe_clean(page)
    page.goto(f"/my/{plan.id}/questions/answers")
    axe_clean(page)
    page.get_by_role("button", name="Save my answers").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe_clean(page)


def test_on_the_day_and_after_the_list_is_clean(
    page: Page,
    plan: Booked,
    post: Callable[[Booked], Post],
    warfarin: str,
    store: Store,
    clock_at_nine: time_machine.Traveller,
    axe_clean: Judge,
) -> None:
    enter(page, post(plan), plan)
    for at in (THE_DAY_BEFORE, EARLY_ON_THE_DAY):
        clock_at_nine.move_to(at)
        page.goto(f"/my/{plan.id}")
        axe_clean(page)
    page.get_by_role("button", name="I drank something").click()
    expect(page.get_by_text("You said: I drank something")).to_be_visible()
    axe_clean(page)
    clock_at_nine.move_to(AT_HOME)
    nurse = plan.nurse.actor
    for event, hour in (("procedure_end", 11), ("home", 15)):
        happened = datetime(2027, 3, 15, hour, tzinfo=UTC)
        record_event(store, plan.id, event, happened, actor=nurse, now=AT_HOME)
    page.reload()
    axe_clean(page)


def test_nothing_is_too_small_to_read_or_to_press(
    page: Page, plan: Booked, post: Callable[[Booked], Post]
) -> None:
    page.set_viewport_size(PHONE)
    enter(page, post(plan), plan)
    for path in (f"/my/{plan.id}", f"/my/{plan.id}/questions/answers", "/go"):
        page.goto(path)
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


SMALL = """() => {
  const small = [];
  for (const at of document.querySelectorAll("a, button, input:not([type=hidden]), select")) {
    const box = (at.closest("label") ?? at).getBoundingClientRect();
    if (!box.width || at.matches(".visually-hidden, .skip")) continue;
    if (box.height < 47.5) small.push(at.outerHTML.slice(0, 120) + " " + box.height);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest(".visually-hidden, script")) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 20) small.push(walker.currentNode.data);
  }
  return small;
}"""
