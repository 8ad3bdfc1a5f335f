"""Vertebroplasty, version 2, date for date.

Every date was worked out by hand from a calendar, never by this code. In London the clocks go
forward on Sunday 28 March 2027 (1am becomes 2am) and back on Sunday 31 October 2027 (2am becomes
1am). 4 March 2027 is a Thursday, so 28 March, 24 days on, is a Sunday; 31 October, 31 weeks on, is
one too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from checklist.core.calendar import Calendar
from checklist.core.marks import MarkState
from checklist.core.plan.model import Link
from tests.core.plans import STOP, WARFARIN, answered, at
from tests.protocols.patients import Patient, patient

NAME = "vertebroplasty-2"


@pytest.fixture(scope="module")
def thursday() -> Patient:
    """The worked timeline: Thursday 4 March 2027 at 10:30am, arrival 8:30am."""
    return patient(NAME, "2027-03-04 10:30", "2027-03-04 08:30")


@pytest.fixture(scope="module")
def recovering(thursday: Patient) -> Patient:
    return thursday.after(
        "2027-03-04 15:05",
        procedure="2027-03-04 10:30",
        procedure_end="2027-03-04 11:30",
        home="2027-03-04 15:00",
    )


# The worked timeline --------------------------------------------------------------------------


def test_food_stops_at_half_past_four_and_water_at_half_past_eight(thursday: Patient) -> None:
    food, drink = thursday.task("no-food"), thursday.task("no-drink")
    assert food.opens_at == datetime(2027, 3, 4, 4, 30, tzinfo=UTC)
    assert food.text == "You can eat until 4:30am on Thursday 4 March. Do not eat after that."
    assert drink.opens_at == datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
    assert drink.text == (
        "You can drink water until 8:30am on Thursday 4 March. Do not drink anything after that."
    )


def test_bed_rest_and_the_first_day_end_on_friday_at_half_past_eleven(recovering: Patient) -> None:
    assert recovering.task("rest").text.startswith("Rest in bed until 11:30am on Friday 5 March.")
    for key in ("rest", "first-night", "after-sedation"):
        assert recovering.task(key).closes_at == datetime(2027, 3, 5, 11, 30, tzinfo=UTC)


def test_lifting_does_not_end_by_itself_after_six_weeks(recovering: Patient) -> None:
    lifting = recovering.task("no-lifting")
    assert lifting.closes_at == datetime(2027, 4, 14, 23, 0, tzinfo=UTC)  # summer time by then
    assert lifting.open_end
    assert lifting.text.endswith(
        "This lasts until the end of Wednesday 14 April. "
        "From Thursday 15 April, ask us before you lift."
    )


def test_lifting_ends_once_staff_record_that_it_may(recovering: Patient) -> None:
    agreed = recovering.after("2027-04-20 10:00", lifting_agreed="2027-04-20 10:00")
    assert not agreed.task("no-lifting").open_end
    assert not agreed.task("no-strain").open_end


def test_driving_ends_by_what_the_surgeon_says_and_by_no_date(recovering: Patient) -> None:
    assert recovering.task("no-driving").closes_at is None
    agreed = recovering.after("2027-04-20 10:00", driving_agreed="2027-04-20 09:30")
    assert agreed.task("no-driving").closes_at == at("2027-04-20 09:30")


def test_pain_is_asked_at_the_start_at_a_week_and_at_six_weeks(recovering: Patient) -> None:
    first, week, six = (recovering.task(k) for k in ("answers", "pain-week", "pain-six-weeks"))
    assert {"pain_before", "painkillers_before"} <= set(first.questions)
    assert (week.questions, week.day) == (("pain_week", "painkillers_week"), date(2027, 3, 14))
    assert week.opens_at == at("2027-03-11 00:00")  # Thursday to Thursday
    assert six.questions == ("pain_six_weeks", "painkillers_six_weeks")
    assert six.day == date(2027, 4, 22)
    assert six.opens_at == at("2027-04-15 00:00")


# Clocks forward -------------------------------------------------------------------------------


def test_a_day_in_bed_across_the_spring_change_is_24_hours_not_a_day_on_the_clock() -> None:
    """From 11:30am on Saturday, one hour of the night is missing: it ends at half past twelve."""
    saturday = patient(NAME, "2027-03-27 10:30", "2027-03-27 08:30").after(
        "2027-03-27 15:05", procedure_end="2027-03-27 11:30", home="2027-03-27 15:00"
    )
    rest = saturday.task("rest")
    assert rest.closes_at == datetime(2027, 3, 28, 11, 30, tzinfo=UTC)
    assert rest.text.startswith("Rest in bed until 12:30pm on Sunday 28 March.")


def test_six_weeks_across_the_spring_change_end_with_a_day() -> None:
    """Saturday 27 March and 42 days: Saturday 8 May."""
    lifting = patient(NAME, "2027-03-27 10:30").task("no-lifting")
    assert lifting.closes_at == datetime(2027, 5, 7, 23, 0, tzinfo=UTC)
    assert "until the end of Friday 7 May. From Saturday 8 May, ask us" in lifting.text


def test_seven_hours_without_food_in_the_short_night_begin_before_the_day_does() -> None:
    """8am summer time is 7am winter time: seven hours before is midnight, not 1am."""
    sunday = patient(
        NAME, "2027-03-28 08:00", "2027-03-28 07:00", choices={"food_hours": "7 hours"}
    )
    food = sunday.task("no-food")
    assert food.opens_at == datetime(2027, 3, 28, 0, 0, tzinfo=UTC)
    assert food.text.startswith("You can eat until 11:59pm on Saturday 27 March.")


def test_clock_times_around_the_spring_change_stay_what_the_clock_shows() -> None:
    monday = patient(NAME, "2027-03-29 10:30", "2027-03-29 08:30")
    assert monday.task("no-food").opens_at == datetime(2027, 3, 29, 3, 30, tzinfo=UTC)
    assert monday.task("no-food").clock == "4:30am"
    escort, well = monday.task("escort"), monday.task("check-well")
    assert escort.due_at == datetime(2027, 3, 27, 18, 0, tzinfo=UTC)
    assert escort.when == "by 6pm on Saturday 27 March"
    assert well.due_at == datetime(2027, 3, 28, 17, 0, tzinfo=UTC)
    assert well.when == "by 6pm on Sunday 28 March"


# Clocks back ----------------------------------------------------------------------------------


def test_a_day_in_bed_across_the_autumn_change_ends_an_hour_earlier_on_the_clock() -> None:
    saturday = patient(NAME, "2027-10-30 10:30", "2027-10-30 08:30").after(
        "2027-10-30 15:05", procedure_end="2027-10-30 11:30", home="2027-10-30 15:00"
    )
    rest = saturday.task("rest")
    assert rest.closes_at == datetime(2027, 10, 31, 10, 30, tzinfo=UTC)
    assert rest.text.startswith("Rest in bed until 10:30am on Sunday 31 October.")
    lifting = saturday.task("no-lifting")
    assert lifting.closes_at == datetime(2027, 12, 11, 0, 0, tzinfo=UTC)
    assert "until the end of Friday 10 December. From Saturday 11 December" in lifting.text


def test_clock_times_around_the_autumn_change_stay_what_the_clock_shows() -> None:
    monday = patient(NAME, "2027-11-01 10:30", "2027-11-01 08:30")
    assert monday.task("escort").due_at == datetime(2027, 10, 30, 17, 0, tzinfo=UTC)
    assert monday.task("check-well").due_at == datetime(2027, 10, 31, 18, 0, tzinfo=UTC)
    assert monday.task("no-food").opens_at == datetime(2027, 11, 1, 4, 30, tzinfo=UTC)


# Working days ---------------------------------------------------------------------------------


def test_the_letter_waits_for_a_working_day() -> None:
    """Friday 26 March 2027 is Good Friday, and Monday 29 March Easter Monday."""
    thursday = patient(NAME, "2027-03-25 10:30")
    assert thursday.task("letter").day == date(2027, 3, 26)
    easter = Calendar(holidays=(date(2027, 3, 26), date(2027, 3, 29)))
    assert thursday.with_inputs(calendar=easter).task("letter").day == date(2027, 3, 30)


# The way home ---------------------------------------------------------------------------------


def _said(
    made: Patient, step: str, state: MarkState, when: str, value: float | None = None
) -> Patient:
    return made.with_inputs(
        links={step: Link(state=state, at=at(when), value=value)}, as_of=at(when)
    )


def test_telling_the_adult_begins_when_there_is_one(thursday: Patient) -> None:
    assert thursday.task("escort-plan").estimated
    found = _said(thursday, "escort", MarkState.DONE, "2027-02-20 12:00")
    assert found.task("escort-plan").opens_at == at("2027-02-20 12:00")
    assert found.task("escort-plan").due_at == at("2027-03-03 18:00")
    assert "escort-help" not in found.shows


def test_with_nobody_to_take_them_home_the_clinic_plans_it_with_them(thursday: Patient) -> None:
    nobody = _said(thursday, "escort", MarkState.CANT, "2027-03-01 12:00")
    assert nobody.task("escort-plan").void
    assert nobody.task("escort-plan").text == (
        "You have no one to take you home yet. Call us on 01632 960 123. We will help you plan."
    )
    # Wednesday 3 March is the working day before; the clinic closes at 5pm.
    assert nobody.task("escort-help").due_at == at("2027-03-03 17:00")
    said_no = thursday.with_inputs(answers=answered(taken_home="no"))
    assert "escort-help" in said_no.shows


# Results and signs ----------------------------------------------------------------------------


def _open_gates(made: Patient) -> set[str]:
    return {gate.key for gate in made.plan.gates if gate.open}


def test_ready_waits_until_both_results_were_read(thursday: Patient) -> None:
    assert {gate.key for gate in thursday.plan.gates} == {"clotting-read", "kidneys-read"}
    assert _open_gates(thursday) == set()
    read = _said(thursday, "check-clotting", MarkState.DONE, "2027-03-02 11:00", 1.1)
    assert _open_gates(read) == {"clotting-read"}


def test_without_a_blood_test_ready_waits_for_none(thursday: Patient) -> None:
    none = thursday.with_inputs(choices={"blood_test": "not_needed"})
    assert _open_gates(none) == {"clotting-read", "kidneys-read"}
    assert not {"blood-test", "check-clotting", "check-kidneys"} & none.shows


def test_a_stroke_is_watched_for_from_the_first_dose_that_is_left_out(thursday: Patient) -> None:
    flags = {flag.key: flag for flag in thursday.plan.flags}
    assert flags["face"].opens_at == at("2027-03-04 10:30")
    stopped = thursday.with_inputs(medicines=(WARFARIN,), decisions=(STOP,))
    flags = {flag.key: flag for flag in stopped.plan.flags}
    assert flags["face"].opens_at == at("2027-02-26 18:00")
    assert flags["site"].opens_at == at("2027-03-04 10:30")
    assert flags["legs"].opens_at is None  # a broken bone can press on nerves before anything
    assert flags["face"].closes_at == at("2027-06-04 00:00")
    assert flags["hard-to-wake"].closes_at is None


# Teach-back -----------------------------------------------------------------------------------


def test_what_can_hurt_most_is_asked_back_with_the_patients_own_times(thursday: Patient) -> None:
    asked = {t.key: t.teaching for t in thursday.plan.tasks if t.teaching is not None}
    assert set(asked) == {"no-food", "no-drink", "escort"}
    assert asked["no-food"] is not None
    assert asked["no-food"].right == "Until 4:30am on Thursday 4 March"
    assert asked["no-food"].right not in asked["no-food"].wrong


def test_while_the_time_is_unknown_nobody_is_asked_for_it() -> None:
    barely = patient(NAME, "2027-03-04")
    assert barely.task("no-food").teaching is None
    assert barely.task("no-food").text.endswith("Eat as usual until then.")


# From version 1 -------------------------------------------------------------------------------


def test_ticks_follow_from_version_1(recovering: Patient) -> None:
    """Every step of version 1 is still there under its own name."""
    old = replace(recovering, protocol=patient("vertebroplasty-1", "2027-03-04 10:30").protocol)
    assert old.shows <= recovering.shows
