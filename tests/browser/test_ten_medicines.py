"""Ten medicines decided without leaving the keyboard, in fewer keys than a minute holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from checklist.core.medicines import DecisionKind, standing
from checklist.store import Store
from tests.browser.test_nurse_story import sign_in
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name, newest

A_MINUTE = 200
"""Keys: a hand that knows the page presses three or four a second."""

NAMES = (
    "Warfarin 3mg",
    "Aspirin 75mg",
    "Ibuprofen 400mg",
    "Metformin 500mg",
    "Amlodipine 5mg",
    "Bisoprolol 2.5mg",
    "Atorvastatin 20mg",
    "Omeprazole 20mg",
    "Levothyroxine 50mcg",
    "Vitamin D",
)


class Keys:
    """The keyboard, and how often it was pressed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.pressed += 1

    def write(self, text: str) -> None:
        self._page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, name: str) -> None:
        """On with Tab until this field, of this medicine or the next, has the focus."""
        for _ in range(30):
            self.press("Tab")
            if name in self._focused():
                return
        pytest.fail(f"Tab does not lead to {name}: {self._focused()}")

    def _focused(self) -> str:
        return str(
            self._page.evaluate(
                "() => { const on = document.activeElement;"
                " return (on.name || '') + ' ' + (on.textContent || '').trim() }"
            )
        )


def stop(keys: Keys, last: str, tells: str) -> None:
    """Stop on the focused row: last dose, and who tells them by when."""
    keys.press("s")
    keys.tab_to("last_day")
    keys.write(last)
    keys.tab_to("ending")
    keys.press("ArrowDown")
    keys.tab_to("told_by")
    keys.write(tells)
    keys.tab_to("told_day")
    keys.write("17/3")


def test_ten_are_decided_by_keyboard_in_less_than_a_minute(
    page: Page,
    plan: Booked,
    store: Store,
    nurse: Person,
    clinician: Person,
    axe_clean: Callable[[Page], None],
) -> None:
    ids = [
        name(store, plan, nurse, each, NOW + timedelta(seconds=number)).id
        for number, each in enumerate(NAMES)
    ]
    sign_in(page, clinician)
    page.goto(f"/plans/{plan.id}/medicines")
    expect(page.get_by_role("heading", level=1)).to_have_text("Medicines: 10 to decide")

    keys = Keys(page)
    keys.tab_to("Skip to the page")
    keys.press("Enter")
    keys.tab_to("Keep all")
    keys.press("Enter")
    page.wait_for_url("**keep=rest")
    keys.tab_to("Skip to the page")
    keys.press("Enter")

    keys.tab_to(f"{ids[0]}-kind")
    stop(keys, "9 mar 6pm", "Rao")
    keys.tab_to(f"{ids[1]}-kind")
    stop(keys, "8 mar 8am", "Rao")
    keys.tab_to(f"{ids[2]}-kind")
    stop(keys, "12 mar 8am", "Rao")
    keys.tab_to(f"{ids[3]}-kind")
    keys.press("t")
    keys.tab_to("take_time")
    keys.write("6am")
    keys.tab_to(f"{ids[4]}-kind")
    keys.press("t")
    keys.tab_to("take_time")
    keys.write("6am")
    keys.press("Enter")  # saves, as the first button of the form does

    expect(page.get_by_role("heading", level=1)).to_have_text("Medicines: 10 decided")
    decisions = newest(store, plan).inputs.decisions
    kinds = [standing(each, decisions).decision for each in ids]
    stopped, taken, kept = DecisionKind.STOP, DecisionKind.TAKE, DecisionKind.KEEP
    assert [one.kind for one in kinds if one] == [stopped] * 3 + [taken] * 2 + [kept] * 5
    assert keys.pressed < A_MINUTE, f"{keys.pressed} keys"
    axe_clean(page)


def test_arrow_keys_choose_too_and_a_letter_typed_into_a_field_is_a_letter(
    page: Page, plan: Booked, store: Store, nurse: Person, clinician: Person
) -> None:
    mine = name(store, plan, nurse, "Warfarin 3mg", NOW).id
    sign_in(page, clinician)
    page.goto(f"/plans/{plan.id}/medicines")
    keys = Keys(page)
    keys.tab_to(f"{mine}-kind")
    keys.press("ArrowRight")
    expect(page.get_by_role("radio", name="Stop")).to_be_checked()
    keys.tab_to("last_day")
    keys.write("tks")
    expect(page.get_by_role("radio", name="Stop")).to_be_checked()
    expect(page.get_by_label("Last dose")).to_have_value("tks")
