"""The papers that go home with the patient and to their doctor, on A4 and Letter, word for word."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from checklist.actions.going_home import GoingHome, record
from checklist.actions.medicines import Decided
from checklist.actions.mornings import DoseTaken, Filled, fill_in
from checklist.core.medicines import DecisionKind
from checklist.store import Store, medicines, plans
from tests.browser.test_print_pages import GOLDEN, PAPERS, printed, readable, ward
from tests.browser.worked import worked
from tests.web.entering import Booked, Person

__all__ = ["ward", "worked"]

MOST_PAGES = {"after-sheet": 2, "doctor-letter": 1}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A clock time in March 2027, London's winter time."""
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def gone_home(
    store: Store,
    worked: Booked,
    clinician: Person,
    clock_at_nine: time_machine.Traveller,
) -> Booked:
    """The worked timeline up to 3pm: warfarin taken a day longer, and its restart confirmed."""
    with store.read() as reader:
        warfarin = next(m for m in medicines.of_plan(reader, worked.id) if m.name == "warfarin")
        revision = plans.need(reader, worked.id).revision
    late = DoseTaken(medicine_id=warfarin.id, taken_at=datetime(2027, 2, 27, 18, tzinfo=UTC))
    morning = Filled(food="Soup", food_at=at(3, 19), doses=(late,))
    fill_in(store, worked.id, morning, actor=worked.nurse.actor, now=at(4, 8, 40))
    restart = Decided(medicine_id=warfarin.id, kind=DecisionKind.RESTART, restart_at=at(5, 18))
    going = GoingHome(
        ended_at=at(4, 11, 30),
        done="Cement at L2, 3 ml, under sedation",
        complications="A small leak, no symptoms",
        restarts=(restart,),
        escort="Joan Silva",
        escort_phone="07700 900150",
        home_at=at(4, 15),
    )
    record(store, worked.id, going, revision, actor=clinician.actor, now=at(4, 15, 5))
    clock_at_nine.move_to(at(4, 15, 10))
    return worked


@pytest.mark.parametrize("what", ["after-sheet", "doctor-letter"])
def test_the_words_on_paper(gone_home: Booked, ward: Page, what: str) -> None:
    """TICKWELL_GOLDEN=write writes the golden files anew, to be read before they are kept."""
    ward.goto(f"/plans/{gone_home.id}/{what}")
    for paper in PAPERS:
        pages = printed(ward, paper)
        assert len(pages) <= MOST_PAGES[what], paper
        golden = GOLDEN / f"{what}-{paper.lower()}.txt"
        if os.environ.get("TICKWELL_GOLDEN") == "write":
            golden.write_text(readable(pages), encoding="utf-8")
        assert readable(pages) == golden.read_text(encoding="utf-8")
