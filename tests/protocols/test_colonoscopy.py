"""Colonoscopy in the morning and in the afternoon, date for date, worked out by hand.

In London the clocks go forward on Sunday 28 March 2027, in New York back on Sunday 7 November 2027
(1 November is a Monday, so the first Sunday is the 7th). Both procedures are on the Monday after.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checklist.core.medicines import Decision, DecisionKind, Medicine
from tests.core.plans import answered, at
from tests.protocols.patients import NEW_YORK, Patient, patient

NAME = "colonoscopy-1"
IRON = Medicine(id="m7", name="ferrous sulfate", form="tablet", group="iron")
WARFARIN = Medicine(id="m1", name="warfarin", form="tablet", group="anticoagulant")


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture(scope="module")
def morning() -> Patient:
    """Monday 29 March 2027 at 8:30am in London, which is 7:30am UTC."""
    return patient(NAME, "2027-03-29 08:30", "2027-03-29 07:30")


@pytest.fixture(scope="module")
def afternoon() -> Patient:
    return patient(NAME, "2027-03-29 14:00", "2027-03-29 13:00")


@pytest.fixture(scope="module")
def new_york() -> Patient:
    """Monday 8 November 2027 at 8:30am in New York, which is 1:30pm UTC."""
    return patient(NAME, "2027-11-08 08:30", "2027-11-08 07:30", zone=NEW_YORK)


# In the morning -------------------------------------------------------------------------------


def test_am_food_stops_at_nine_the_day_before(morning: Patient) -> None:
    clear = morning.task("clear-drinks-am")
    assert clear.opens_at == utc(3, 28, 8)  # 9am on the day the clocks went forward
    assert clear.text.startswith("You can eat until 9am on Sunday 28 March. Do not eat after that.")
    assert clear.except_.startswith("You can have water")


def test_am_the_first_part_is_at_six_the_evening_before(morning: Patient) -> None:
    first = morning.task("first-dose-am")
    assert (first.opens_at, first.closes_at) == (utc(3, 28, 17), utc(3, 28, 23))
    assert first.text.startswith(
        "Start at 6pm on Sunday 28 March. Drink one glass at a time. "
        "Wait 10 to 15 minutes between two glasses."
    )


def test_am_an_early_start_pulls_the_second_part_ahead(morning: Patient) -> None:
    """5am would leave too little time before 8:30am, so it is four and a half hours before."""
    second = morning.task("second-dose-am")
    assert (second.opens_at, second.closes_at) == (utc(3, 29, 3), utc(3, 29, 5, 30))
    assert second.text == (
        "Start at 4am on Monday 29 March. Drink one glass at a time. "
        "Wait 10 to 15 minutes between two glasses. "
        "Finish by 6:30am on Monday 29 March. Do not drink it after that."
    )
    assert second.teaching is not None
    assert second.teaching.right == "By 6:30am on Monday 29 March"


def test_am_a_later_start_keeps_to_the_clock_time() -> None:
    later = patient(NAME, "2027-03-29 11:00", "2027-03-29 10:00")
    assert later.task("second-dose-am").opens_at == utc(3, 29, 4)  # 5am summer time


def test_am_drinking_stops_two_hours_before(morning: Patient) -> None:
    drink = morning.task("no-drink")
    assert drink.opens_at == utc(3, 29, 5, 30)
    assert drink.text == (
        "You can drink clear drinks until 6:30am on Monday 29 March. "
        "Do not drink anything after that."
    )


def test_am_has_nothing_of_the_afternoon(morning: Patient) -> None:
    assert not {key for key in morning.shows if key.endswith("-pm")}
    assert "prep-times" not in morning.shows


# In the afternoon -----------------------------------------------------------------------------


def test_pm_has_its_own_times(afternoon: Patient) -> None:
    assert afternoon.task("clear-drinks-pm").opens_at == utc(3, 28, 12)
    assert afternoon.task("clear-drinks-pm").text.startswith(
        "You can eat until 1pm on Sunday 28 March."
    )
    assert afternoon.task("first-dose-pm").text.startswith("Start at 7pm on Sunday 28 March.")
    second = afternoon.task("second-dose-pm")
    assert (second.opens_at, second.closes_at) == (utc(3, 29, 8), utc(3, 29, 11))
    assert second.text.startswith("Start at 9am on Monday 29 March.")
    assert "Finish by midday on Monday 29 March." in second.text
    assert not {key for key in afternoon.shows if key.endswith("-am")}


def test_midday_itself_is_the_afternoon() -> None:
    assert "first-dose-pm" in patient(NAME, "2027-03-29 12:00").shows
    assert "first-dose-am" in patient(NAME, "2027-03-29 11:59").shows


# While no time is set -------------------------------------------------------------------------


def test_while_the_slot_is_unknown_the_patient_reads_that_we_will_tell_them() -> None:
    barely = patient(NAME, "2027-03-29")
    assert not {key for key in barely.shows if key.endswith(("-am", "-pm"))}
    assert barely.task("prep-times").text == (
        "We will tell you when to stop eating, and when to drink the bowel preparation. "
        "Do not start it before you know. No times the week before? Call us on 01632 960 123."
    )
    assert barely.task("no-drink").text.startswith("Do not drink in the last hours")
    assert barely.task("low-fibre").opens_at == at("2027-03-26 00:00")  # the day is enough


# Days before ----------------------------------------------------------------------------------


def test_low_fibre_food_begins_on_friday(morning: Patient) -> None:
    low = morning.task("low-fibre")
    assert (low.opens_at, low.closes_at) == (utc(3, 26, 0), utc(3, 28, 23))
    assert low.text.startswith("This starts on Friday 26 March. Do not eat brown bread")


@pytest.mark.parametrize("question", ["constipated", "prep_failed"])
def test_whoever_was_not_clean_or_is_constipated_has_the_longer_preparation(
    morning: Patient, question: str
) -> None:
    longer = morning.with_inputs(answers=answered(**{question: "yes"}))
    assert morning.plan.regimens == {"preparation": "standard"}
    assert longer.plan.regimens == {"preparation": "longer"}
    assert "low-fibre" not in longer.shows
    assert longer.task("low-fibre-longer").opens_at == utc(3, 24, 0)  # Wednesday


def test_the_softener_is_taken_on_three_evenings(morning: Patient) -> None:
    """From Thursday 25 March, four days before; the day before is for the preparation alone."""
    longer = morning.with_inputs(answers=answered(constipated="yes"))
    evenings = [t for t in longer.plan.tasks if t.step == "softener"]
    assert [t.key for t in evenings] == ["softener@0", "softener@1", "softener@2"]
    assert [t.day for t in evenings] == [date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 27)]
    assert [t.sittings[0].at for t in evenings] == [utc(3, 25, 20), utc(3, 26, 20), utc(3, 27, 20)]


def test_iron_is_for_a_clinician_to_decide_and_no_sum_is_shown(morning: Patient) -> None:
    takes = morning.with_inputs(medicines=(IRON,))
    assert takes.plan.decide_by["m7"] == at("2027-03-16 00:00")  # by the end of Monday 15 March
    assert takes.task("iron-check").day == date(2027, 3, 22)
    assert takes.task("medicine-undecided:m7").text.startswith(
        "Keep taking ferrous sulfate until we tell you to stop."
    )
    assert not [t.key for t in takes.plan.tasks if "7 days" in t.text]


def test_low_sugar_stands_before_every_rule_about_food(morning: Patient) -> None:
    diabetic = morning.with_inputs(answers=answered(diabetes="yes"))
    order = [t.key for t in diabetic.plan.tasks if t.key != "arrive"]
    rules = [order.index(key) for key in ("low-fibre", "clear-drinks-am", "no-drink")]
    assert order.index("low-sugar") < min(rules)
    assert diabetic.task("low-sugar").opens_at == utc(3, 26, 0)
    assert diabetic.task("diabetes-plan").day == date(2027, 3, 22)


# In New York ----------------------------------------------------------------------------------


def test_across_the_autumn_change_days_are_days_and_hours_are_hours(new_york: Patient) -> None:
    low = new_york.task("low-fibre")
    # Friday 5 November begins in summer time (UTC-4), Monday 8 November in winter time (UTC-5).
    assert (low.opens_at, low.closes_at) == (utc(11, 5, 4), utc(11, 8, 5))
    assert low.text.startswith("This starts on Friday, November 5.")
    assert new_york.task("escort").due_at == utc(11, 6, 22)  # 6pm on Saturday, summer time
    assert new_york.task("clear-drinks-am").opens_at == utc(11, 7, 14)  # 9am on Sunday, winter time
    assert new_york.task("first-dose-am").opens_at == utc(11, 7, 23)
    second = new_york.task("second-dose-am")
    assert (second.opens_at, second.closes_at) == (utc(11, 8, 9), utc(11, 8, 11, 30))
    assert second.text.startswith("Start at 4am on Monday, November 8.")


def test_the_first_day_after_sedation_in_the_long_night_ends_an_hour_early_on_the_clock() -> None:
    """Saturday 6 November at 8:30am; it ends at 9:15am, 24 hours before 8:15am on Sunday."""
    saturday = patient(NAME, "2027-11-06 08:30", zone=NEW_YORK).after(
        "2027-11-06 11:30", procedure_end="2027-11-06 09:15", home="2027-11-06 11:15"
    )
    first_day = saturday.task("after-sedation")
    assert first_day.closes_at == utc(11, 7, 13, 15)
    assert first_day.text.startswith("This lasts until 8:15am on Sunday, November 7. Do not drive.")


# After ----------------------------------------------------------------------------------------


def _polyp(made: Patient) -> Patient:
    return made.after(
        "2027-03-29 09:30", procedure="2027-03-29 08:30", polyp_removed="2027-03-29 09:00"
    )


def test_a_polyp_that_was_removed_changes_what_comes_after(morning: Patient) -> None:
    of_the_polyp = {"polyp-care", "polyp-result", "ask-result"}
    assert not of_the_polyp & morning.shows
    polyp = _polyp(morning)
    assert of_the_polyp <= polyp.shows
    # Two weeks from Monday 29 March: Monday 12 April, so until Sunday is over.
    assert polyp.task("polyp-care").closes_at == utc(4, 11, 23)
    assert "until the end of Sunday 11 April" in polyp.task("polyp-care").text
    assert polyp.task("polyp-result").day == date(2027, 4, 12)
    assert polyp.task("ask-result").text == (
        "Have you not heard about your polyp by Tuesday 13 April? Call us on 01632 960 123."
    )


def test_with_a_polyp_every_stopped_medicine_is_looked_at_again(morning: Patient) -> None:
    stop = Decision(
        id="d1",
        medicine_id="m1",
        kind=DecisionKind.STOP,
        decided_by="Dr Rao",
        decided_at=at("2027-03-10 09:00"),
        last_dose=at("2027-03-24 18:00"),
        restart_at=at("2027-03-30 18:00"),
    )
    stopped = morning.with_inputs(medicines=(WARFARIN,), decisions=(stop,))
    assert "polyp-restarts" not in stopped.shows
    assert "polyp-restarts" in _polyp(stopped).shows
    assert "polyp-restarts" not in _polyp(morning).shows


def test_warning_signs_are_watched_for_two_weeks(morning: Patient) -> None:
    flags = {flag.key: flag for flag in morning.plan.flags}
    for key in ("heavy-bleeding", "bad-belly-pain", "some-blood", "belly-pain", "temperature"):
        assert flags[key].opens_at == utc(3, 29, 7, 30)
        assert flags[key].closes_at == utc(4, 11, 23)
    assert flags["prep-vomiting"].opens_at == at("2027-03-28 00:00")
    assert flags["prep-vomiting"].closes_at == utc(3, 29, 7, 30)


def test_ready_waits_until_the_preparation_was_chosen(morning: Patient) -> None:
    assert [(gate.key, gate.open) for gate in morning.plan.gates] == [("preparation-chosen", False)]
