"""A fasting limit that has passed, or has moved, is told as it is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core import clock
from checklist.core.plan import fasting
from checklist.core.plan.model import Content
from tests.core.plans import at, inputs, plan, planned, task

LONDON = clock.zone("Europe/London")
MADE = inputs()
CONTENT = plan(MADE)


def said(content: Content, key: str, now: str) -> str:
    return fasting.told(
        task(content, key), at(now), tz=LONDON, locale="en_GB", language=content.language
    )


def delayed(start: str, when: str, before: Content = CONTENT) -> Content:
    made = replace(MADE, anchors=planned(procedure=f"2027-03-04 {start}"), as_of=at(when))
    return plan(made, before=before)


def test_until_the_limit_the_words_are_the_protocols() -> None:
    assert said(CONTENT, "no-food", "2027-03-04 04:29") == task(CONTENT, "no-food").text


def test_once_it_has_passed_nothing_reads_as_if_it_could_be_kept() -> None:
    assert said(CONTENT, "no-food", "2027-03-04 04:30") == (
        "No food now. The time to eat ended at 4:30am on Thursday 4 March. Do not eat after that."
    )
    assert said(CONTENT, "no-drink", "2027-03-04 08:30") == (
        "The time to drink ended at 8:30am on Thursday 4 March. Do not drink anything after that."
    )


def test_sips_that_the_clinic_allows_are_not_taken_away() -> None:
    allowed = plan(inputs(choices={"sips": "sips"}))
    assert said(allowed, "no-drink", "2027-03-04 09:00") == (
        "The time to drink ended at 8:30am on Thursday 4 March. "
        "Do not drink more than small sips of water after that."
    )


def test_delayed_a_window_that_opens_again_is_the_rules_and_no_other() -> None:
    later = delayed("17:00", "2027-03-04 09:15")
    food, drink = task(later, "no-food"), task(later, "no-drink")
    assert food.text == "You can eat until 11am on Thursday 4 March. Do not eat after that."
    assert drink.text.startswith("You can drink water until 3pm on Thursday 4 March.")
    assert not food.late


def test_delayed_past_a_limit_that_is_over_already_there_is_no_food_now() -> None:
    later = delayed("14:30", "2027-03-04 09:15")
    food = task(later, "no-food")
    assert food.text == (
        "No food now. The time to eat ended at 8:30am on Thursday 4 March. Do not eat after that."
    )
    assert not food.late, "who kept to the first time has kept to this one"


def test_the_next_revision_still_says_so() -> None:
    later = delayed("14:30", "2027-03-04 09:15")
    again = delayed("14:30", "2027-03-04 10:00", before=later)
    assert task(again, "no-food").text == task(later, "no-food").text
    assert task(again, "no-food").meaning == task(later, "no-food").meaning


def test_brought_forward_over_the_limit_the_patient_calls_us() -> None:
    sooner = delayed("08:00", "2027-03-04 03:00")
    assert task(sooner, "no-food").late
    assert task(sooner, "no-food").text.startswith("Your procedure is soon. Call us today")


@pytest.mark.parametrize("hour", range(7, 24))
def test_whatever_the_new_start_no_time_in_the_past_reads_as_if_it_could_be_kept(hour: int) -> None:
    now = at("2027-03-04 06:50")
    made = delayed(f"{hour:02}:00", "2027-03-04 06:50")
    for key in ("no-food", "no-drink"):
        told = task(made, key)
        assert told.opens_at is not None
        can = told.text.startswith("You can")
        assert can == (told.opens_at > now), told.text


def test_in_spanish_too() -> None:
    content = plan(inputs())
    told = fasting.told(
        task(content, "no-food"), at("2027-03-04 09:00"), tz=LONDON, locale="es_ES", language="es"
    )
    assert told.startswith(
        "Ahora no coma nada. "
        "La hora de comer terminó a las 4:30 de la mañana del jueves 4 de marzo."
    )
