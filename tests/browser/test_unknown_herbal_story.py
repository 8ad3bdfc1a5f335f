"""The story of a patient on an unknown herbal: from her own words to what she reads in the end.

On her phone she writes a blood thinner with a slip in it, and a herbal mix nobody knows. She says
what she meant; the nurse sees both; the clinician decides; she reads what to do. The same without
scripts, where "Did you mean …?" comes after saving.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from checklist.core.medicine_names import letters
from checklist.protocols import medicine_list
from checklist.store import Store, medicines
from tests.browser.conftest import Judge, Post, fill_birth_date
from tests.browser.rooms import choose, named
from tests.browser.test_nurse_story import sign_in
from tests.web.entering import Booked, Person

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
HERBAL = "Boswellia mix from the market"
ELIQUIS = "Eliquis 5mg"
MISSPELT = ("elliquis", "warfrin", "clopidogril", "ibuprofin", "apixiban", "asprin", "worfrin")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    found: bool = request.param
    return found


@pytest.fixture
def rooms(browser: Browser, live: str, scripts: bool) -> Iterator[Callable[[ViewportSize], Page]]:
    """A browser of its own for each person of the story."""
    opened = []

    def room(size: ViewportSize) -> Page:
        context = browser.new_context(base_url=live, java_script_enabled=scripts, viewport=size)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield room
    for context in opened:
        context.close()


def open_questions(page: Page, plan: Booked, post: Callable[[Booked], Post]) -> None:
    """Through the door with the code of the letter, and on to the questions."""
    page.goto("/go")
    page.get_by_label("The code from your letter").fill(post(plan).patient.code)
    fill_birth_date(page, plan)
    page.get_by_role("button", name="Open the list").click()
    page.get_by_role("link", name=named("Answer now", "Answer our questions")).click()


def name_field(page: Page) -> Locator:
    return page.get_by_label("Name, as on the box")


def found(page: Page) -> Locator:
    """The names offered while typing."""
    return page.get_by_role("listbox", name="Medicines").get_by_role("option")


def find_while_typing(page: Page) -> None:
    """By keyboard alone: the name is found, and chosen with the arrow and Enter, not before."""
    field = name_field(page)
    field.press_sequentially("elliquis 5mg")
    options = found(page)
    expect(options).to_have_text(["Eliquis apixaban"])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_value("elliquis 5mg")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value(ELIQUIS)
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("rivaroxi")  # half a name, with a slip in it already
    expect(options).to_have_text(["rivaroxaban"])
    field.fill("")


def finds_what_we_find(page: Page) -> None:
    """The phone suggests the same names as the clinic's computer, in the same order."""
    field = name_field(page)
    for written in MISSPELT:
        field.fill(written)
        ours = medicine_list().suggest(letters(written))
        assert ours, written
        expect(found(page)).to_have_text(
            [one.name if one.name == one.generic else f"{one.name} {one.generic}" for one in ours]
        )
    field.fill("")


def name_both(page: Page) -> None:
    """One medicine at a time; she says what she meant, and keeps her words for the other."""
    name_field(page).fill("Elliquis")
    page.get_by_label("Strength").fill("5mg")
    page.get_by_label("What is it?").select_option("Tablet")
    page.get_by_label("Where does it come from?").select_option("My doctor or the hospital")
    page.get_by_role("button", name="Add this medicine").click()
    expect(page.get_by_text("Did you mean Eliquis?")).to_be_visible()
    page.get_by_role("button", name=named("Yes, Eliquis", "Elliquis 5mg")).click()
    expect(page.get_by_text("Did you mean")).to_have_count(0)
    name_field(page).fill(HERBAL)
    page.get_by_label("Where does it come from?").select_option("It is herbal")
    page.get_by_role("button", name="Add this medicine").click()
    expect(page.get_by_text(HERBAL).first).to_be_visible()
    expect(page.get_by_text("Did you mean")).to_have_count(0)


def decide_both(page: Page, plan: Booked) -> None:
    """The clinician stops the herbal, and keeps the blood thinner."""
    page.goto(f"/plans/{plan.id}/medicines")
    choose(page.get_by_role("region", name=ELIQUIS), "Keep")
    herbal = page.get_by_role("region", name=HERBAL)
    choose(herbal, "Change")
    herbal.get_by_label("What the patient should do").fill("Stop taking it today. Bring the bag.")
    page.get_by_role("button", name="Save decisions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 decided")


def test_a_patient_on_an_unknown_herbal(
    rooms: Callable[[ViewportSize], Page],
    scripts: bool,
    plan: Booked,
    nurse: Person,
    clinician: Person,
    store: Store,
    post: Callable[[Booked], Post],
    axe_clean: Judge,
) -> None:
    phone = rooms(PHONE)
    open_questions(phone, plan, post)
    if scripts:
        find_while_typing(phone)
        finds_what_we_find(phone)
    name_both(phone)
    if scripts:
        axe_clean(phone)
    with store.read() as reader:
        listed = {m.name: m for m in medicines.of_plan(reader, plan.id)}
    assert listed["Eliquis"].substance == "apixaban"
    assert listed[HERBAL].unknown
    phone.goto(f"/my/{plan.id}")
    expect(phone.get_by_text(f"Keep taking {HERBAL} until we tell you to stop.")).to_be_visible()

    ward = rooms(DESK)
    sign_in(ward, nurse)
    ward.goto(f"/plans/{plan.id}/medicines")
    eliquis = ward.get_by_role("region", name=ELIQUIS)
    expect(eliquis).to_contain_text("blood thinner")
    herbal = ward.get_by_role("region", name=HERBAL)
    expect(herbal).to_contain_text("unknown")
    expect(herbal).to_contain_text("herbal")
    expect(ward.get_by_text("Only a clinician decides about medicines.")).to_be_visible()

    office = rooms(DESK)
    sign_in(office, clinician)
    decide_both(office, plan)
    phone.goto(f"/my/{plan.id}")
    listed_now = phone.get_by_role("main")
    expect(listed_now).to_contain_text("Stop taking it today. Bring the bag.")
    expect(listed_now).not_to_contain_text(f"Keep taking {HERBAL} until we tell you")


def test_no_name_of_a_medicine_is_in_any_address(
    browser: Browser, live: str, plan: Booked, post: Callable[[Booked], Post]
) -> None:
    """What is typed is looked for on the phone itself: one file is fetched, once."""
    context = browser.new_context(base_url=live, viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    open_questions(page, plan, post)
    page.wait_for_load_state("load")
    asked.clear()
    name_field(page).press_sequentially("elliquis")
    expect(found(page)).to_have_count(1)
    asked = [one for one in asked if "/icon." not in one]
    assert [one for one in asked if "/medicines." not in one] == []
    assert len(asked) == 1
    assert "eliq" not in json.dumps(asked).lower()
    context.close()
