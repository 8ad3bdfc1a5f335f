"""Cancelled the evening before, with two medicines stopped: nobody forgets them.

At 8pm a nurse calls it off, and the patient's phone says so at once. Next morning a clinician
settles both, the nurse calls, the patient reads and says so, and the plan leaves the worklist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind
from checklist.store import Store, attention
from tests.browser.conftest import Post, fill_birth_date
from tests.browser.rooms import choose
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name

EVENING = datetime(2027, 3, 14, 20, 0, tzinfo=UTC)  # Sunday, the evening before
MORNING = datetime(2027, 3, 15, 8, 30, tzinfo=UTC)
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture
def two_stopped(store: Store, plan: Booked, nurse: Person, clinician: Person) -> Booked:
    """Warfarin and clopidogrel stopped days before."""
    named = [name(store, plan, nurse, one, NOW) for one in ("warfarin", "clopidogrel")]
    stops = [
        Decided(
            medicine_id=one.id,
            kind=DecisionKind.STOP,
            last_dose=NOW + timedelta(days=5),
            restart_owner="Dr Rao",
            restart_by=NOW + timedelta(days=15),
        )
        for one in named
    ]
    decide(store, plan.id, stops, actor=clinician.actor, now=NOW)
    return plan


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def three(
    browser: Browser, live: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Page, Page]]:
    """The nurse's browser, the clinician's, and the patient's phone, which may have no scripts."""
    contexts = [
        browser.new_context(base_url=live, java_script_enabled=scripts, viewport=size)
        for scripts, size in ((True, DESK), (True, DESK), (request.param, PHONE))
    ]
    ward, surgery, phone = (context.new_page() for context in contexts)
    yield ward, surgery, phone
    for context in contexts:
        context.close()


def cancel(ward: Page, plan: Booked) -> None:
    """Read everything it does, then save exactly that."""
    ward.goto(f"/plans/{plan.id}")
    ward.get_by_role("link", name="Call it off").click()
    choose(ward.get_by_role("group", name="What happened"), "Cancelled")
    ward.get_by_role("button", name="See what it does").click()
    expect(ward.get_by_text("Stopped already: warfarin, clopidogrel.")).to_be_visible()
    expect(ward.get_by_role("textbox", name="at", exact=True)).to_have_value("18:00")
    ward.get_by_role("textbox", name="at", exact=True).fill("16:00")
    ward.get_by_label("Why, for your colleagues").fill("No bed")
    ward.get_by_role("button", name="Call it off").click()
    expect(ward.get_by_role("heading", level=1)).to_have_text("Settle the medicines")
    expect(ward.get_by_text("Only a clinician decides about medicines.")).to_be_visible()
    expect(ward.get_by_role("button", name="Save decisions")).to_have_count(0)


def open_list(phone: Page, plan: Booked, code: str) -> None:
    phone.goto("/go")
    phone.get_by_label("The code from your letter").fill(code)
    fill_birth_date(phone, plan)
    phone.get_by_role("button", name="Open the list").click()
    phone.goto(f"/my/{plan.id}")


def settle(surgery: Page, plan: Booked) -> None:
    """From "Reviews" straight to both medicines: one again tonight, one in another way."""
    surgery.goto("/reviews")
    surgery.get_by_role("link", name="Settle medicines").click()
    surgery.get_by_role("button", name="Save decisions").click()
    expect(surgery.get_by_role("alert")).to_contain_text("Nothing is decided yet.")
    warfarin = surgery.get_by_role("region", name="warfarin")
    choose(warfarin, "Take again from")
    warfarin.get_by_role("textbox", name="Again from").fill("2027-03-15")
    warfarin.get_by_role("textbox", name="at", exact=True).fill("18:00")
    other = surgery.get_by_role("region", name="clopidogrel")
    choose(other, "Change")
    other.get_by_label("What the patient should do").fill("Take 1 tablet from tomorrow morning.")
    surgery.get_by_role("button", name="Save decisions").click()
    expect(surgery.get_by_role("heading", level=1)).to_have_text("The medicines are settled")


def call(ward: Page, plan: Booked) -> None:
    """Two tries: nobody answers, then a message."""
    for outcome in ("No answer", "Left a message"):
        ward.goto(f"/plans/{plan.id}/settle")
        choose(ward.get_by_role("group", name="How the call ended"), outcome)
        ward.get_by_role("button", name="Log the call").click()
        expect(ward.get_by_text("Call logged.")).to_be_visible()


def test_two_stopped_medicines_are_settled_and_told(
    three: tuple[Page, Page, Page],
    two_stopped: Booked,
    nurse: Person,
    clinician: Person,
    store: Store,
    post: Callable[[Booked], Post],
    clock_at_nine: time_machine.Traveller,
) -> None:
    ward, surgery, phone = three
    plan = two_stopped
    clock_at_nine.move_to(EVENING)
    sign_in(ward, nurse)
    cancel(ward, plan)

    open_list(phone, plan, post(plan).patient.code)
    notice = phone.get_by_role("region", name="Your procedure is off.")
    for said in (
        "You stopped warfarin and clopidogrel.",
        "Your doctor must decide what you do next.",
        "We will call by 4pm on Monday 15 March.",
        "No call? Ring us on",
    ):
        expect(notice).to_contain_text(said)
    notice.get_by_role("button", name="I have read this").click()
    phone.goto(f"/my/{plan.id}")
    expect(notice.get_by_role("button", name="I have read this")).to_have_count(0)
    expect(phone.get_by_text("You can eat until")).to_have_count(0)

    clock_at_nine.move_to(MORNING)
    phone.reload()
    expect(notice).to_contain_text("We will call by 4pm today.")
    sign_in(ward, nurse)  # the night's shift is over
    ward.goto("/patients")
    row = ward.get_by_role("row").filter(has=ward.get_by_role("link", name="Maria Silva"))
    expect(row).to_contain_text("Stopped, and the procedure is off: warfarin")
    sign_in(surgery, clinician)
    settle(surgery, plan)
    call(ward, plan)
    row = ward.get_by_role("row").filter(has=ward.get_by_role("link", name="Maria Silva"))
    ward.goto("/patients")
    expect(row).to_contain_text("tell the patient what was decided about")

    phone.reload()
    expect(notice).to_contain_text("Take warfarin again from 6pm on Monday 15 March.")
    expect(notice).to_contain_text("Take 1 tablet from tomorrow morning.")
    notice.get_by_role("button", name="I have read this").click()
    with store.read() as reader:
        assert attention.for_plan(reader, plan.id, MORNING + timedelta(hours=1)) == ()
    ward.goto("/patients")
    expect(row).to_have_count(0)
    ward.goto(f"/plans/{plan.id}/settle")
    expect(ward.get_by_text("Every medicine is decided about, and Maria knows.")).to_be_visible()
