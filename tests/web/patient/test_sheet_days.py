"""What comes every day, on paper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from checklist.actions.events import record_event
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.entering import Booked
from tests.web.page import Page, words
from tests.web.patient.reading import my
from tests.web.patient.test_counters import DROPS, tick

ENDED = datetime(2027, 3, 5, 11, tzinfo=UTC)


def tables(page: Page) -> dict[str, list[str]]:
    """The rows of each table, by its caption."""
    return {
        words(next(table.iter("caption"))): [words(row) for row in table.iter("tr")]
        for table in page.all("table")
    }


def test_a_day_is_a_row_with_a_box_for_each_time(eye: CheckingClient, eye_plan: Booked) -> None:
    page = eye.get_page(my(eye_plan, "sheet"))
    rows = tables(page)["Use your eye drops, Wed 3 Mar to Fri 5 Mar"]
    assert rows == ["8am midday 4pm 8pm", "Wed 3 Mar", "Thu 4 Mar", "Fri 5 Mar"]
    assert "Wait at least 4 hours between them." in page.text


def test_days_that_are_over_are_not_printed(eye: CheckingClient, eye_plan: Booked) -> None:
    assert "Tue 2 Mar" not in eye.get_page(my(eye_plan, "sheet")).text


def test_what_was_ticked_comes_ticked(eye: CheckingClient, eye_plan: Booked) -> None:
    tick(eye, eye_plan, DROPS)
    rows = tables(eye.get_page(my(eye_plan, "sheet")))
    assert "Wed 3 Mar Done" in rows["Use your eye drops, Wed 3 Mar to Fri 5 Mar"]


def test_a_taper_is_cut_where_it_changes(eye: CheckingClient, eye_plan: Booked) -> None:
    page = eye.get_page(my(eye_plan, "sheet"))
    assert "From Saturday 6 March: Use 1 drop each time." in page.text
    assert "From Saturday 27 March: Use 2 drops each time." in page.text
    weeks = {name: rows for name, rows in tables(page).items() if "new drops" in name}
    assert [len(rows) - 1 for rows in weeks.values()] == [7] * 5
    assert [rows[0] for rows in weeks.values()] == ["8am midday 4pm 8pm"] * 3 + ["8am 8pm"] * 2


def test_while_recovering_the_days_left_are_printed(
    eye: CheckingClient,
    eye_plan: Booked,
    store: Store,
    clock_at_nine: time_machine.Traveller,
) -> None:
    who = eye_plan.nurse.actor
    at = ENDED + timedelta(hours=1)
    record_event(store, eye_plan.id, "procedure_end", ENDED, actor=who, now=at)
    clock_at_nine.move_to(datetime(2027, 4, 8, 12, tzinfo=UTC))
    page = eye.get_page(my(eye_plan, "sheet"))
    assert list(tables(page)) == ["Use your new drops, Thu 8 Apr to Fri 9 Apr"]
    clock_at_nine.move_to(datetime(2027, 4, 10, 12, tzinfo=UTC))
    assert "Use your new drops" not in eye.get_page(my(eye_plan, "sheet")).text


def test_a_value_has_a_line_and_what_waits_has_no_box(
    eye: CheckingClient, eye_plan: Booked
) -> None:
    page = eye.get_page(my(eye_plan, "sheet"))
    assert "Write it here, in °C:" in page.text
    item = next(
        e for e in page.root.iter("div") if e.get("class") == "sheet-task" and "gel" in words(e)
    )
    assert not [e for e in item.iter("span") if e.get("class") == "hand-box"]


def test_a_limit_with_an_open_end_says_at_least(eye: CheckingClient, eye_plan: Booked) -> None:
    text = eye.get_page(my(eye_plan, "sheet")).text
    assert "at least until the end of Thursday 15 April" in text
    assert "Ask us before you do this again." in text
    assert "You can wipe it with the clean pad." in text
