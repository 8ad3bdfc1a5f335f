"""The story of the day: she ate after the limit, and goes home safe.

Maria says so on her phone at 8:05am and sees at once what to do; the nurse sees it first; the
morning sheet carries it; the clinician delays the start, and her page says honestly what she may
still drink; the procedure is done, her warfarin's restart is confirmed, and the paper goes along.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from checklist.cli.demo.cast import Cast
from checklist.cli.demo.people import Scene
from checklist.cli.demo.stories import ready
from checklist.cli.demo.teller import Teller
from checklist.core.clinic import Clinic
from checklist.store import Store, patients, plans
from tests.browser.conftest import Post, fill_birth_date
from tests.browser.test_nurse_story import sign_in
from tests.web.entering import Booked, Person

SCENE = Scene(
    name="Maria Silva",
    born="1947-06-12",
    story="ready",
    day=0,
    booked=14,
    medicines=("Warfarin 3mg",),
)
WARD, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def at(hour: int, minute: int) -> datetime:
    """A clock time of Monday 15 March, still winter time in London."""
    return datetime.combine(date(2027, 3, 15), time(hour, minute), tzinfo=UTC)


@pytest.fixture
def maria(
    store: Store,
    clinic: Clinic,
    nurse: Person,
    clinician: Person,
    protocol_id: str,
    clock_at_nine: time_machine.Traveller,
) -> Booked:
    """Everything done in time, read, decided and signed; it is the morning of her procedure."""
    clock_at_nine.move_to(at(8, 5))
    cast = Cast(
        store=store,
        clinic=clinic,
        nurse=nurse.actor,
        clinicians={"Dr Rao": clinician.actor},
        protocol_id=protocol_id,
        now=at(8, 5),
    )
    told = Teller(cast, SCENE, "40317")
    ready(told)
    with store.read() as reader:
        plan = plans.need(reader, told.plan_id)
        return Booked(plan=plan, patient=patients.need(reader, plan.patient_id), nurse=nurse)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def desks(
    browser: Browser, live: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Page, Page]]:
    """The patient's phone, the nurse's screen, the clinician's screen."""
    contexts = [
        browser.new_context(base_url=live, java_script_enabled=request.param, viewport=size)  # type: ignore[arg-type]  # two numbers
        for size in (PHONE, WARD, WARD)
    ]
    yield contexts[0].new_page(), contexts[1].new_page(), contexts[2].new_page()
    for context in contexts:
        context.close()


def test_ate_after_the_limit_and_home_in_the_evening(
    desks: tuple[Page, Page, Page],
    maria: Booked,
    nurse: Person,
    clinician: Person,
    post: Callable[[Booked], Post],
    clock_at_nine: time_machine.Traveller,
) -> None:
    phone, ward, operator = desks
    she_says_it(phone, maria, post(maria).patient.code)
    clock_at_nine.move_to(at(8, 10))
    sign_in(ward, nurse)
    the_nurse_sees_it_first(ward)
    clock_at_nine.move_to(at(8, 40))
    the_sheet_carries_it(ward, maria)
    clock_at_nine.move_to(at(8, 50))
    sign_in(operator, clinician)
    the_start_is_delayed(operator, maria)
    her_page_is_honest(phone, maria)
    clock_at_nine.move_to(at(17, 30))
    sign_in(operator, clinician)
    she_goes_home(operator, maria)
    the_paper_goes_along(operator, maria)
    phone.goto(f"/my/{maria.id}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Maria, you are home")
    expect(
        phone.get_by_text("Take Warfarin again from 6pm on Tuesday 16 March").first
    ).to_be_visible()


def she_says_it(phone: Page, maria: Booked, code: str) -> None:
    """One tap, and the answer is there: what to do, and the number to call."""
    phone.goto("/go")
    phone.get_by_label("The code from your letter").fill(code)
    fill_birth_date(phone, maria)
    phone.get_by_role("button", name="Open the list").click()
    expect(phone.get_by_text("The time to eat ended at")).to_be_visible()
    expect(phone.get_by_text("You can eat until")).to_have_count(0)
    phone.get_by_role("button", name="I ate something").click()
    expect(phone.get_by_text("Do not eat any more. Call us now on 01632 960 123.")).to_be_visible()


def the_nurse_sees_it_first(ward: Page) -> None:
    ward.goto("/patients")
    first = ward.locator(".now-band tbody tr").first
    expect(first).to_contain_text("Maria Silva")
    expect(first).to_contain_text("Says “I ate something”: Do not eat before your procedure")


def the_sheet_carries_it(ward: Page, maria: Booked) -> None:
    ward.goto(f"/plans/{maria.id}")
    ward.get_by_role("link", name="The day").click()
    food = ward.get_by_role("group", name="Last food")
    expect(food).to_contain_text("stop 4:30am")
    food.get_by_label("What").fill("Toast")
    food.get_by_label("At", exact=True).fill("08:00")
    ward.get_by_role("button", name="Save the morning sheet").click()
    expect(ward.locator(".shouts")).to_contain_text(
        "Ate Mon 15 Mar 8am, 3 hours 30 minutes after the limit. Call the anaesthetist"
    )
    ward.goto("/patients")
    expect(ward.locator(".now-band tbody tr").filter(has_text="Maria Silva")).to_have_count(1)
    expect(ward.locator(".now-band")).to_contain_text("Says “I ate something”")


def the_start_is_delayed(operator: Page, maria: Booked) -> None:
    """What it does is read before it is saved."""
    operator.goto(f"/plans/{maria.id}/day")
    operator.get_by_label("New start").fill("14:30")
    operator.get_by_role("button", name="See what it does").click()
    expect(operator.get_by_text("What was eaten is in time for the new start.")).to_be_visible()
    expect(operator.locator("#preview")).to_contain_text("No food now.")
    operator.get_by_label("Why, for your colleagues").fill("Ate at 8am, agreed with anaesthetist")
    operator.get_by_role("button", name="Save the new times").click()
    expect(operator.get_by_text("Saved. Tell the patient now")).to_be_visible()
    expect(operator.locator(".shouts")).to_have_count(0)


def her_page_is_honest(phone: Page, maria: Booked) -> None:
    """No food now; water until half past twelve, as the rule gives; no time that has passed."""
    phone.goto(f"/my/{maria.id}")
    expect(phone.get_by_text("Something changed").first).to_be_visible()
    page = phone.get_by_role("main")
    expect(page).to_contain_text("No food now.")
    expect(page).to_contain_text("You can drink water until")
    expect(page).to_contain_text("12:30pm")
    expect(phone.get_by_text("You can eat until")).to_have_count(0)


def she_goes_home(operator: Page, maria: Booked) -> None:
    operator.goto(f"/plans/{maria.id}/going-home")
    procedure = operator.get_by_role("region", name="1. The procedure")
    procedure.get_by_label("At", exact=True).fill("15:20")
    procedure.get_by_label("What was done").fill("Cement at L2, 3 ml")
    warfarin = operator.get_by_role("group", name="Warfarin 3mg", exact=True)
    warfarin.get_by_role("radio", name="On a date").check(force=True)
    warfarin.get_by_label("Again from").fill("2027-03-16")
    warfarin.get_by_label("at", exact=True).fill("18:00")
    operator.get_by_label("Who", exact=True).fill("Joan Silva")
    home = operator.get_by_role("region", name="5. Gone home")
    home.get_by_label("At", exact=True).fill("17:20")
    operator.get_by_role("button", name="See what Maria will read").click()
    shown = operator.get_by_role("region", name="Maria will read")
    expect(shown).to_contain_text("Take Warfarin again from 6pm on Tuesday 16 March")
    operator.get_by_role("button", name="Save all of this").click()
    expect(operator.get_by_text("Gone home. Print the after checklist")).to_be_visible()
    expect(operator.get_by_text("confirmed by Dr Rao")).to_be_visible()


def the_paper_goes_along(operator: Page, maria: Booked) -> None:
    operator.get_by_role("link", name="Print the after checklist").click()
    expect(operator.get_by_role("heading", level=1)).to_contain_text("after your procedure")
    pages = PdfReader(io.BytesIO(operator.pdf(format="A4"))).pages
    assert len(pages) <= 2
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in (
        "Maria, after your procedure on Monday 15 March",
        "Take Warfarin again from 6pm on Tuesday 16 March",
        "From Monday 26 April, ask us before you lift.",
        "01632 960 199",
        "Your chest hurts.",
    ):
        assert said in text, said
    assert "You can eat until" not in text
    operator.goto(f"/plans/{maria.id}/doctor-letter")
    expect(operator.get_by_text("restart from 6pm on Tuesday 16 March")).to_be_visible()
