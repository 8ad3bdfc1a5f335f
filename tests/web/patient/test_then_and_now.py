"""Then and now on the patient's own page: their numbers, in words, and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from checklist.actions.events import close_plan, record_event
from checklist.actions.recovery import LimitChange, change_limit
from checklist.core.clearances import ClearanceKind
from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.conftest import Booked, Person, open_door
from tests.web.staff.telling import newest, tell

ENDED = datetime(2027, 3, 15, 11, 30, tzinfo=UTC)
HOME = datetime(2027, 3, 15, 15, 0, tzinfo=UTC)
A_WEEK = datetime(2027, 3, 23, 9, 0, tzinfo=UTC)
LATER = datetime(2027, 4, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(
    client: CheckingClient,
    plan: Booked,
    store: Store,
    nurse: Person,
    clock_at_nine: time_machine.Traveller,
) -> CheckingClient:
    """Maria, a week after, with her first answers given."""
    said = {"taken_home": "yes", "pain_before": "5", "painkillers_before": "every_day"}
    tell(store, plan, nurse, ENDED, **said)
    record_event(store, plan.id, "procedure_end", ENDED, actor=nurse.actor, now=HOME)
    record_event(store, plan.id, "home", HOME, actor=nurse.actor, now=HOME)
    clock_at_nine.move_to(A_WEEK)
    return open_door(client, plan)


def test_one_number_is_no_picture(home: CheckingClient, plan: Booked) -> None:
    assert "Your pain was 5 before." not in home.get_page(f"/my/{plan.id}").text


def test_less_pain_is_said_and_not_praised(
    home: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    tell(store, plan, nurse, A_WEEK, "pain-week", pain_week="2", painkillers_week="some_days")
    page = home.get_page(f"/my/{plan.id}")
    assert "Your pain was 5 before. It was 2 after 1 week." in page.text
    assert "Did you take painkillers before? Every day. After 1 week? On some days." in page.text
    assert "more than before" not in page.text


def test_more_pain_reads_kindly_and_says_whom_to_call(
    home: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    tell(store, plan, nurse, A_WEEK, "pain-week", pain_week="8")
    page = home.get_page(f"/my/{plan.id}")
    assert "That is more than before. We are sorry. Call us on 01632 960 123" in page.text


def test_at_night_it_gives_the_number_that_answers(
    home: CheckingClient,
    plan: Booked,
    store: Store,
    nurse: Person,
    clock_at_nine: time_machine.Traveller,
) -> None:
    tell(store, plan, nurse, A_WEEK, "pain-week", pain_week="8")
    clock_at_nine.move_to(A_WEEK.replace(hour=22))
    assert "Call us on 01632 960 199, so that" in home.get_page(f"/my/{plan.id}").text


def test_what_is_missing_is_said_to_be_missing(
    home: CheckingClient,
    plan: Booked,
    store: Store,
    nurse: Person,
    clock_at_nine: time_machine.Traveller,
) -> None:
    clock_at_nine.move_to(LATER)
    open_door(home, plan)
    tell(store, plan, nurse, LATER, "pain-six-weeks", pain_six_weeks="1")
    page = home.get_page(f"/my/{plan.id}")
    assert "Your pain was 5 before. It is 1 now. After 1 week: no answer yet." in page.text


def test_a_limit_ended_early_is_news_and_has_no_buttons(
    home: CheckingClient, plan: Booked, store: Store, clinician: Person
) -> None:
    said = LimitChange(step="no-driving", kind=ClearanceKind.CLEARED, reason="Healed")
    seen = str(newest(store, plan).number)
    change_limit(store, plan.id, said, seen, actor=clinician.actor, now=A_WEEK)
    page = home.get_page(f"/my/{plan.id}")
    assert "Something changed" in page.text
    assert "You may drive again. Dr Rao said so on Tuesday 23 March." in page.text
    assert "Do not drive until" not in page.text
    assert "I drove" not in page.text


def test_a_closed_list_reads_kindly_and_still_opens(
    home: CheckingClient, plan: Booked, store: Store, nurse: Person
) -> None:
    """The door stays: trouble is known up to three months after."""
    close_plan(store, plan.id, actor=nurse.actor, now=A_WEEK)
    page = home.get_page(f"/my/{plan.id}")
    assert page.h1 == "Your list is closed"
    assert "Keep the warning signs near you." in page.text
    assert "Your legs are weak or numb." in home.get_page(f"/my/{plan.id}/help").text
