"""Every page of the demo, on a phone, a tablet and a desk, by day and by night, with and without
scripts: nothing sticks out, nothing is refused or missing, and axe finds nothing.

One demo and one sign-in for each kind of person serve all of them. axe looks once at each, on the
screen its reader has and in the dark; each room's own tests have it look at every width and scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from bench.demo import Demo, running_demo
from checklist.cli.demo.people import SCENES
from tests.browser.rooms import find_plan, open_list, sign_in
from tests.gallery.test_browser import SMALL_TARGETS

WIDTHS = (360, 768, 1440)
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
CODE = re.compile(r"^[2-9A-Z]{5}-[2-9A-Z]{5}$")
SHEET = re.compile(r"Sheet ([2-9A-Z]{3}-[2-9A-Z]{3})")

# Each stands at another place of the road.
DECIDED, UNDECIDED, STOPPED, TODAY, HOME, OFF, WEEKS = (
    "Leonard Ashby",
    "Edith Blackwood",
    "Walter Hobbs",
    "Ines Caldeira",
    "Margit Halász",
    "Rosalind Achebe",
    "Hester Vale",
)
NOBODY, PATIENT, NURSE, CLINICIAN = "nobody", "patient", "nurse", "clinician"

PAGES: tuple[tuple[str, str, str, str], ...] = (
    # who looks, the endpoint, its address, whose plan
    (NOBODY, "public.start", "/", ""),
    (NOBODY, "go.landing", "/go", ""),
    (NOBODY, "public.help_page", "/help", ""),
    (NOBODY, "public.sheet", "/s/{sheet}", DECIDED),
    (NOBODY, "sign_in.form", "/staff/sign-in", ""),
    (PATIENT, "patient.plans", "/my", ""),
    (PATIENT, "patient.today", "/my/{plan}", DECIDED),
    (PATIENT, "patient.today", "/my/{plan}", UNDECIDED),
    (PATIENT, "patient.today", "/my/{plan}", TODAY),
    (PATIENT, "patient.today", "/my/{plan}", HOME),
    (PATIENT, "patient.today", "/my/{plan}", OFF),
    (PATIENT, "patient.today", "/my/{plan}", WEEKS),
    (PATIENT, "patient.dose", "/my/{plan}/medicines/{medicine}", STOPPED),
    (PATIENT, "patient.questions", "/my/{plan}/questions/answers", UNDECIDED),
    (PATIENT, "patient.changed", "/my/{plan}/changed", DECIDED),
    (PATIENT, "patient.task", "/my/{plan}/tasks/escort", DECIDED),
    (PATIENT, "patient.task", "/my/{plan}/tasks/no-food", TODAY),
    (PATIENT, "patient.about", "/my/{plan}/about", DECIDED),
    (PATIENT, "patient.help_page", "/my/{plan}/help", HOME),
    (PATIENT, "patient.sheet", "/my/{plan}/sheet", UNDECIDED),
    (NURSE, "worklist.patients", "/patients", ""),
    (NURSE, "worklist.patients", "/patients?show=all", ""),
    (NURSE, "worklist.patients", "/patients?show=off", ""),
    (NURSE, "insights.page", "/insights", ""),
    (NURSE, "new_plan.form", "/patients/new", ""),
    (NURSE, "plan.show", "/plans/{plan}", UNDECIDED),
    (NURSE, "plan.show", "/plans/{plan}", TODAY),
    (NURSE, "plan.show", "/plans/{plan}", HOME),
    (NURSE, "plan.show", "/plans/{plan}", OFF),
    (NURSE, "plan.history", "/plans/{plan}/history", DECIDED),
    (NURSE, "change.form", "/plans/{plan}/change", UNDECIDED),
    (NURSE, "answers_for.form", "/plans/{plan}/answers/answers", UNDECIDED),
    (NURSE, "print_plan.letter", "/plans/{plan}/letter", UNDECIDED),
    (NURSE, "print_plan.sheet", "/plans/{plan}/sheet", DECIDED),
    (NURSE, "print_plan.after", "/plans/{plan}/after-sheet", HOME),
    (NURSE, "print_plan.doctor_letter", "/plans/{plan}/doctor-letter", HOME),
    (NURSE, "call_off.form", "/plans/{plan}/call-off", DECIDED),
    (NURSE, "settle.page", "/plans/{plan}/settle", OFF),
    (NURSE, "day.page", "/plans/{plan}/day", TODAY),
    (NURSE, "day.sheet", "/plans/{plan}/day/sheet", TODAY),
    (NURSE, "day.slip", "/plans/{plan}/day/slip", TODAY),
    (NURSE, "checks.page", "/plans/{plan}/critical", DECIDED),
    (CLINICIAN, "settle.page", "/plans/{plan}/settle", OFF),
    (CLINICIAN, "going_home.page", "/plans/{plan}/going-home", HOME),
    (CLINICIAN, "recovery.page", "/plans/{plan}/recovery", WEEKS),
    (CLINICIAN, "recovery.closing", "/plans/{plan}/close", WEEKS),
    (CLINICIAN, "asking.form", "/plans/{plan}/ask", UNDECIDED),
    (CLINICIAN, "hold_table.page", "/hold-table", ""),
    (CLINICIAN, "clinician.reviews", "/reviews", ""),
    (CLINICIAN, "clinician.review", "/plans/{plan}/review", UNDECIDED),
    (CLINICIAN, "clinician.sign_off", "/plans/{plan}/sign-off", UNDECIDED),
    (CLINICIAN, "change.version", "/plans/{plan}/version", UNDECIDED),
    (CLINICIAN, "protocols.every", "/protocols", ""),
    (CLINICIAN, "protocols.show", "/protocols/vertebroplasty/1", ""),
    (CLINICIAN, "protocols.show", "/protocols/vertebroplasty/2?language=es", ""),
    (CLINICIAN, "protocols.compare", "/protocols/vertebroplasty/diff?from=1&to=2", ""),
    (CLINICIAN, "protocols_try.page", "/protocols/vertebroplasty/2/try", ""),
    (CLINICIAN, "protocols_publish.form", "/protocols/publish?from=vertebroplasty", ""),
    (CLINICIAN, "medicines.page", "/plans/{plan}/medicines", UNDECIDED),
    (CLINICIAN, "medicines.page", "/plans/{plan}/medicines", DECIDED),
)
NO_PAGE = {"health.healthz"}


@dataclass(kw_only=True)
class House:
    """Everybody's browsers, with scripts and without, and what went wrong in them."""

    pages: dict[tuple[str, bool], Page] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    medicine: str = ""
    wrong: list[str] = field(default_factory=list)

    def take_in(self, who: str, context: BrowserContext, *, scripts: bool) -> Page:
        """Give somebody a page that tells when something fails in it."""
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("requestfailed", lambda one: self.wrong.append(f"{one.url}: {one.failure}"))
        page.on("console", self._hear)
        page.on("response", self._receive)
        self.pages[who, scripts] = page
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.wrong.append(said.text)

    def _receive(self, answer: Response) -> None:
        if answer.status >= 400:
            self.wrong.append(f"{answer.url}: {answer.status}")


@pytest.fixture
def clock_at_nine() -> None:
    """The demo runs in another process, on the true time."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("everywhere")) as running:
        yield running


@pytest.fixture(scope="module")
def house(browser: Browser, demo: Demo) -> Iterator[House]:
    """Everybody is let in once; without scripts they come with the same cookies."""
    made = House()
    look: dict[str, Any] = {
        "base_url": demo.url,
        "color_scheme": "dark",
        "reduced_motion": "reduce",  # axe must not meet a colour half-way through its change
    }
    contexts = {who: browser.new_context(**look) for who in (NURSE, CLINICIAN, PATIENT, NOBODY)}
    for who in (NURSE, CLINICIAN):
        sign_in(made.take_in(who, contexts[who], scripts=True), demo.first(who))
    codes = _read_letters(made)
    _open_lists(made.take_in(PATIENT, contexts[PATIENT], scripts=True), codes)
    made.medicine = _a_medicine(made.pages[PATIENT, True], made.plans[STOPPED])
    made.take_in(NOBODY, contexts[NOBODY], scripts=True)
    for who, context in list(contexts.items()):
        # The bare browsers are light: the colours of a page do not depend on its scripts.
        bare = browser.new_context(
            base_url=demo.url, storage_state=context.storage_state(), java_script_enabled=False
        )
        made.take_in(who, bare, scripts=False)
        contexts[f"{who} without scripts"] = bare
    yield made
    for context in contexts.values():
        context.close()


def _read_letters(house: House) -> dict[str, str]:
    """Each one's plan and code; a carer's stands on the last letter."""
    page, codes = house.pages[NURSE, True], {}
    for name in (DECIDED, UNDECIDED, STOPPED, TODAY, HOME, OFF, WEEKS):
        path = find_plan(page, name)
        house.plans[name] = path.rpartition("/")[2]
        page.goto(f"{path}/letter")
        codes[name] = page.get_by_text(CODE).last.inner_text()
    page.goto(f"/plans/{house.plans[DECIDED]}/sheet")
    found = SHEET.search(page.locator("body").inner_text())
    assert found is not None
    house.sheet = found.group(1)
    return codes


def _open_lists(page: Page, codes: dict[str, str]) -> None:
    born = {scene.name: date.fromisoformat(scene.born) for scene in SCENES}
    for name, code in codes.items():
        page.goto("/go")
        page.get_by_label("The code from your letter").fill(code)
        open_list(page, born[name])


def _a_medicine(page: Page, plan_id: str) -> str:
    """One whose last dose the patient can tell."""
    page.goto(f"/my/{plan_id}")
    link = page.locator(f"a[href^='/my/{plan_id}/medicines/']").first
    return (link.get_attribute("href") or "").rpartition("/")[2]


def test_no_page_is_left_out(app: Flask) -> None:
    """Whoever adds a page adds it here."""
    pages = {
        rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())
    } - NO_PAGE
    assert {endpoint for _, endpoint, _, _ in PAGES} == pages


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
@pytest.mark.parametrize(
    ("who", "address", "name"),
    [pytest.param(who, at, name, id=f"{at} {name}") for who, _, at, name in PAGES],
)
def test_a_page_stands_everywhere(
    house: House, who: str, address: str, name: str, scripts: bool
) -> None:
    page = house.pages[who, scripts]
    house.wrong.clear()
    page.goto(
        address.format(plan=house.plans.get(name, ""), sheet=house.sheet, medicine=house.medicine)
    )
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate(TOO_WIDE)
        assert over <= 0, f"{over}px too wide at {width}"
    page.set_viewport_size({"width": 1280 if who in (NURSE, CLINICIAN) else 360, "height": 900})
    if who == PATIENT and not address.endswith("/sheet"):
        assert page.evaluate(SMALL_TARGETS) == []
    if scripts:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert house.wrong == []
