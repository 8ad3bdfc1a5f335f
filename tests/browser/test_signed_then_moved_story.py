"""Signed off, then moved and moved back: what was ready once is not ready by itself again.

Dr Rao asks Maria back and reads her answer; Maria says an instruction back wrong, then right; the
critical items are checked and she is signed off. The procedure moves to another day and back: the
sign-off is void, visibly, and no decision is revived. It is decided and signed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from time_machine import Traveller

from checklist.actions.medicines import Decided, decide
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind, Medicine
from checklist.store import Store
from tests.browser.conftest import Judge, Post, fill_birth_date
from tests.browser.rooms import card, named
from tests.browser.test_nurse_story import sign_in
from tests.browser.test_reschedule_story import SIZES, move
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name
from tests.web.staff.test_clinician import get_ready
from tests.web.staff.test_worklist import say

QUESTION = "Who fills your tablets?"
READY = "Signed as ready"
VOID = "No longer ready."


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def two(
    browser: Browser, live: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Page, bool]]:
    """The clinician's browser, the patient's phone, and whether they run scripts."""
    contexts = [
        browser.new_context(base_url=live, java_script_enabled=request.param, viewport=size)
        for size in SIZES
    ]
    yield contexts[0].new_page(), contexts[1].new_page(), request.param
    for context in contexts:
        context.close()


@pytest.fixture
def warfarin(
    store: Store, plan: Booked, nurse: Person, clinician: Person, clock_at_nine: Traveller
) -> Medicine:
    """All is answered and done, warfarin is to stop on Tuesday the 9th, and it is a while later."""
    get_ready(store, plan, nurse)
    found = name(store, plan, nurse, "warfarin", NOW)
    stop(store, plan, clinician, found, NOW + timedelta(minutes=5))
    say(store, plan, "escort", MarkState.DONE)
    clock_at_nine.move_to(NOW + timedelta(minutes=20))
    return found


def stop(store: Store, plan: Booked, clinician: Person, medicine: Medicine, at: datetime) -> None:
    decided = Decided(
        medicine_id=medicine.id,
        kind=DecisionKind.STOP,
        last_dose=NOW + timedelta(days=6, hours=8, minutes=43),
        restart_owner="Dr Rao",
        restart_by=NOW + timedelta(days=15),
    )
    decide(store, plan.id, [decided], actor=clinician.actor, now=at)


def test_signed_off_then_moved_and_moved_back(
    two: tuple[Page, Page, bool],
    plan: Booked,
    warfarin: Medicine,
    clinician: Person,
    store: Store,
    post: Callable[[Booked], Post],
    axe_clean: Judge,
    clock_at_nine: Traveller,
) -> None:
    ward, phone, scripts = two
    sign_in(ward, clinician)
    ask_about(ward, plan, warfarin)
    answer_on_the_phone(phone, plan, post(plan).patient.code)
    say_it_back(phone, plan)
    read_check_and_sign(ward, plan)

    move(ward, plan, "2027-03-12", "14:00", "Theatre list moved")
    expect_void(ward, phone, plan)
    move(ward, plan, "2027-03-15", "10:30", "And back again")
    expect_void(ward, phone, plan)
    expect(ward.get_by_role("main")).to_contain_text("Not decided yet: warfarin")

    clock_at_nine.move_to(NOW + timedelta(minutes=30))
    stop(store, plan, clinician, warfarin, NOW + timedelta(minutes=29))
    ward.goto(f"/plans/{plan.id}/sign-off")
    expect(ward.get_by_text(VOID)).to_be_visible()  # decided is not signed
    ward.get_by_role("button", name="Sign Maria off as ready").click()
    expect(ward.get_by_text(READY)).to_be_visible()
    expect(ward.get_by_text(VOID)).to_have_count(0)
    if scripts:  # axe is a script itself
        axe_clean(phone)


def ask_about(ward: Page, plan: Booked, medicine: Medicine) -> None:
    """From the review, beside the medicine; a hard word is told, and a plain one is not."""
    ward.goto(f"/plans/{plan.id}/review")
    ward.get_by_role("link", name=f"Ask Maria about {medicine.name}").click()
    box = ward.get_by_label("Your question")
    box.fill("Who is responsible for administering your anticoagulant medication?")
    ward.get_by_role("button", name="Preview").click()
    expect(ward.get_by_text("Hard to read")).to_be_visible()
    box.fill(QUESTION)
    ward.get_by_role("button", name="Preview").click()
    expect(ward.get_by_text("Hard to read")).to_have_count(0)
    expect(ward.get_by_text(f"Dr Rao asks: {QUESTION}")).to_be_visible()
    ward.get_by_role("button", name="Ask Maria").click()
    expect(ward.get_by_text("Asked back, no answer yet")).to_be_visible()
    ward.goto(f"/plans/{plan.id}/sign-off")
    expect(ward.get_by_text(f"Not answered yet: Dr Rao asks: {QUESTION}").first).to_be_visible()
    expect(ward.get_by_role("button", name="Sign Maria off as ready")).to_have_count(0)


def answer_on_the_phone(phone: Page, plan: Booked, code: str) -> None:
    """Where it is asked: first nothing, which is not taken, then the answer."""
    phone.goto("/go")
    phone.get_by_label("The code from your letter").fill(code)
    fill_birth_date(phone, plan)
    phone.get_by_role("button", name="Open the list").click()
    asked = card(phone, f"Dr Rao asks: {QUESTION}")
    expect(asked).to_contain_text("by Thursday 4 March")
    expect(asked.get_by_role("button", name="Call me instead")).to_be_visible()
    asked.get_by_role("button", name="Save my answer").click()
    expect(asked).to_contain_text("Write your answer.")
    asked.get_by_label("Your answer").fill("The pharmacy, in a blister pack")
    asked.get_by_role("button", name="Save my answer").click()
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(asked.get_by_label("Your answer")).to_have_count(0)


def say_it_back(phone: Page, plan: Booked) -> None:
    """Wrong shows the right answer at once; right says yes. It stays so when loaded again."""
    question = phone.get_by_role("article", name="When is your last warfarin tablet?")
    question.get_by_role("button", name=re.compile("do not have to stop")).click()
    expect(question).to_contain_text("That is not quite it.")
    expect(question).to_contain_text("At 6pm on Tuesday 9 March")
    question.get_by_role("button", name="At 6pm on Tuesday 9 March").click()
    phone.goto(f"/my/{plan.id}")
    expect(phone.get_by_text("That is right.")).to_be_visible()
    expect(question).to_have_count(0)
    expect(phone.get_by_text("That is not quite it.")).to_have_count(0)


def read_check_and_sign(ward: Page, plan: Booked) -> None:
    ward.goto(f"/plans/{plan.id}/review")
    expect(ward.get_by_role("heading", level=1)).to_have_text("Answers: 1 to read")
    expect(ward.get_by_text("The pharmacy, in a blister pack")).to_be_visible()
    ward.get_by_role("button", name=named("I have read this", QUESTION)).click()

    ward.goto(f"/plans/{plan.id}/critical")
    box = named("I have checked this", "Ask someone to take you home")
    ward.get_by_role("checkbox", name=box).check()
    ward.get_by_role("button", name="Save the checks").click()
    expect(ward.get_by_text("Checked: 1.")).to_be_visible()

    ward.goto(f"/plans/{plan.id}/sign-off")
    expect(ward.get_by_text(re.compile("Said back: 1 of \\d+ right"))).to_be_visible()
    ward.get_by_role("button", name="Sign Maria off as ready").click()
    expect(ward.get_by_text(READY)).to_be_visible()


def expect_void(ward: Page, phone: Page, plan: Booked) -> None:
    """On the plan, on the worklist, at the sign-off; and the patient reads of no old decision."""
    ward.goto(f"/plans/{plan.id}")
    expect(ward.get_by_role("status").get_by_text(VOID)).to_be_visible()
    ward.goto("/patients")
    row = ward.get_by_role("row").filter(has=ward.get_by_role("link", name="Maria Silva"))
    expect(row).to_contain_text("Signed off before, not ready any more")
    phone.goto(f"/my/{plan.id}")
    expect(phone.get_by_role("main")).not_to_contain_text("Take your last warfarin tablet")
    expect(phone.get_by_role("main")).not_to_contain_text("When is your last warfarin tablet?")
    ward.goto(f"/plans/{plan.id}/sign-off")
    expect(ward.get_by_text(VOID)).to_be_visible()
    expect(ward.get_by_role("button", name="Sign Maria off as ready")).to_have_count(0)
