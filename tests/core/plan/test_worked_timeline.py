"""The worked timeline, date for date: T Thursday 4 March 2027 10:30am, A 8:30am, E 11:30am, H 3pm.

Every date a patient would read was worked out by hand from a calendar, never by this code.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checklist.core.plan.model import Content
from tests.core.plans import STOP, WARFARIN, at, happened, inputs, plan, task

ANCHORS = {"procedure_end": "2027-03-04 11:30", "home": "2027-03-04 15:00"}


@pytest.fixture(scope="module")
def before() -> Content:
    return plan(inputs(medicines=(WARFARIN,), decisions=(STOP,)))


@pytest.fixture(scope="module")
def recovering() -> Content:
    made = inputs(medicines=(WARFARIN,), decisions=(STOP,))
    return plan(happened(made, "2027-03-04 15:05", **ANCHORS))


def test_food_stops_at_half_past_four(before: Content) -> None:
    food = task(before, "no-food")
    assert food.opens_at == datetime(2027, 3, 4, 4, 30, tzinfo=UTC)
    assert food.clock == "4:30am"
    assert food.text.startswith("You can eat until 4:30am on Thursday 4 March.")
    assert food.when == "from 4:30am on Thursday 4 March"


def test_fluid_stops_at_half_past_eight(before: Content) -> None:
    drink = task(before, "no-drink")
    assert drink.opens_at == datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
    assert drink.clock == "8:30am"
    assert drink.text.startswith("You can drink water until 8:30am on Thursday 4 March.")


def test_arrival_is_at_half_past_eight(before: Content) -> None:
    arrive = task(before, "arrive")
    assert arrive.due_at == datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
    assert arrive.when == "at 8:30am on Thursday 4 March"
    assert "Entrance B" in arrive.title


def test_the_last_dose_is_the_one_the_clinician_typed(before: Content) -> None:
    """Five full dose-free days; the app never counts them, it repeats what was decided."""
    last = task(before, "medicine-last-dose:m1")
    assert last.due_at == datetime(2027, 2, 26, 18, 0, tzinfo=UTC)
    assert last.text == (
        "Take your last warfarin tablet at 6pm on Friday 26 February. "
        "Do not take more until we tell you. Dr Rao decided this. If you take one, call us."
    )
    assert task(before, "medicine-stop:m1").opens_at == last.due_at


def test_before_a_decision_the_patient_keeps_taking_it() -> None:
    undecided = task(plan(inputs(medicines=(WARFARIN,))), "medicine-undecided:m1")
    assert undecided.text == (
        "Keep taking warfarin until we tell you to stop. Has someone else told you to stop? "
        "Call us before your next tablet."
    )


def test_bed_rest_is_about_until_the_end_is_recorded(before: Content, recovering: Content) -> None:
    assert task(before, "rest").text.startswith("Rest in bed until about 11:30am on Friday 5 March")
    assert task(before, "rest").estimated
    rest = task(recovering, "rest")
    assert rest.closes_at == datetime(2027, 3, 5, 11, 30, tzinfo=UTC)
    assert rest.text.startswith("Rest in bed until 11:30am on Friday 5 March.")
    assert not rest.estimated


def test_lifting_ends_as_thursday_15_april_begins_in_summer_time(recovering: Content) -> None:
    lifting = task(recovering, "no-lifting")
    assert lifting.closes_at == datetime(2027, 4, 14, 23, 0, tzinfo=UTC)
    assert lifting.when == "until the end of Wednesday 14 April"
    assert "until the end of Wednesday 14 April" in lifting.text
    assert "From Thursday 15 April, ask us before you lift." in lifting.text


def test_driving_has_no_end_by_date(recovering: Content) -> None:
    driving = task(recovering, "no-driving")
    assert driving.closes_at is None
    assert driving.text == (
        "Do not drive until your surgeon says you can. "
        "Do not drive if your medicine makes you sleepy."
    )


def test_the_first_day_after_sedation_ends_with_bed_rest(recovering: Content) -> None:
    assert task(recovering, "after-sedation").closes_at == at("2027-03-05 11:30")


def test_red_flags_stay_true_for_three_months(recovering: Content) -> None:
    assert task(recovering, "warning-signs").closes_at == at("2027-06-04 00:00")


def test_the_whole_plan_is_a_page_or_two(before: Content) -> None:
    assert 22 <= len(before.tasks) <= 34
    assert before.anchors["home"].day == date(2027, 3, 4)
