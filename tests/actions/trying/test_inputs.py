"""What somebody types becomes a plan's inputs, or a sentence beside each wrong field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from checklist.actions.trying import Ground, Typed, inputs_of, tried
from checklist.core import clock
from checklist.core.calendar import Calendar
from checklist.core.errors import Invalid
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.build import build
from checklist.core.plan.model import Inputs
from checklist.protocols import load_shipped
from tests.core.plans import at
from tests.protocols.drops import drops

DROPS = drops()
TODAY = date(2026, 11, 26)
PROCEDURE = "2027-03-04T10:30"


def inputs(**typed: Any) -> Inputs:
    typed.setdefault("procedure_at", PROCEDURE)
    return inputs_of(DROPS, Typed(**typed), today=TODAY)


def problems(**typed: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        inputs(**typed)
    return refused.value.problems


# When it is booked --------------------------------------------------------------------------------


def test_it_is_booked_six_weeks_before_at_nine() -> None:
    assert inputs().booked_at == at("2027-01-21 09:00") == inputs().as_of


def test_a_protocol_that_begins_earlier_is_booked_earlier_still() -> None:
    first = load_shipped("vertebroplasty-1")[1]
    typed = Typed(procedure_at=PROCEDURE, medicines={"warfarin": "stop:2026-12-24T18:00"})
    made = inputs_of(first, typed, today=TODAY)
    assert made.booked_at == at("2026-12-23 09:00")
    assert not any(task.late for task in tried(first, made).content.tasks)


def test_without_a_procedure_it_is_booked_today() -> None:
    made = inputs(procedure_at="")
    assert made.booked_at == at("2026-11-26 09:00")
    assert made.anchors["procedure"].moment.day is None


def test_seen_before_the_usual_booking_it_is_booked_by_then() -> None:
    made = inputs(now="2027-01-01T12:00")
    assert made.booked_at == made.as_of == at("2027-01-01 12:00")


def test_it_cannot_be_seen_before_it_is_booked() -> None:
    said = problems(booked_at="2027-02-01T09:00", now="2027-01-31T09:00")
    assert said == {"now": "The plan is not booked yet then: choose a later time."}


# What was chosen, said and taken ------------------------------------------------------------------


def test_a_choice_is_the_clinicians_else_the_clinics_else_the_protocols() -> None:
    ground = Ground(choices={"lifting": "8 weeks", "night_time": "10pm"})
    typed = Typed(choices={"night_time": "8:30pm"})
    made = inputs_of(DROPS, typed, today=TODAY, ground=ground)
    assert made.choices == {"lifting": "8 weeks", "night_time": "8:30pm", "sleep": "awake"}


def test_a_clinics_own_value_that_fits_no_more_gives_way_to_the_protocols() -> None:
    ground = Ground(choices={"lifting": "2 weeks", "sleep": "hypnosis", "night_time": "late"})
    made = inputs_of(DROPS, Typed(), today=TODAY, ground=ground)
    assert made.choices == {"lifting": "6 weeks", "night_time": "9pm", "sleep": "awake"}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"choices": {"liftin": "6 weeks"}}, "choices.liftin", "Did you mean “lifting”?"),
        ({"choices": {"lifting": "2 weeks"}}, "choices.lifting", "from 4 weeks to 12 weeks"),
        ({"choices": {"lifting": "soon"}}, "choices.lifting", "“6 weeks”"),
        ({"choices": {"night_time": "25:00"}}, "choices.night_time", "clock time like “9pm”"),
        ({"choices": {"sleep": "awaek"}}, "choices.sleep", "awake, asleep. Did you mean “awake”?"),
        ({"answers": {"wieght": "80"}}, "answers.wieght", "Did you mean “weight”?"),
        ({"answers": {"weight": "8"}}, "answers.weight", "too little: the least is 20"),
        ({"answers": {"weight": "nan"}}, "answers.weight", "“nan” is not a number"),
        ({"answers": {"constipated": "yse"}}, "answers.constipated", "Did you mean “yes”?"),
        ({"answers": {"last_time": "May"}}, "answers.last_time", "Write it like 2027-03-04."),
        ({"answers": {"medicines": "x"}}, "answers.medicines", "named one by one"),
        ({"answers": {"check-inr": "99"}}, "answers.check-inr", "cannot be measured here"),
        ({"medicines": {"warfarin": "stop"}}, "medicines.warfarin", "stop:WHEN"),
        ({"medicines": {"warfarin": "stop:2027-02-26"}}, "medicines.warfarin", "clock time too"),
        ({"medicines": {" ": "keep"}}, "medicines. ", "name first"),
        ({"events": {"triger": "2027-03-01"}}, "events.triger", "Did you mean “trigger”?"),
        ({"events": {"walk": "2027-03-04"}}, "events.walk", "Write the clock time too"),
        ({"events": {"walk@3": "missed"}}, "events.walk@3", "does not repeat"),
        ({"events": {"drops@9.noon": "missed"}}, "events.drops@9.noon", "drops@0.morning"),
        ({"language": "es"}, "language", "There is no language “es”. There are: en."),
        ({"born": "2030-01-01"}, "born", "still to come"),
        ({"holidays": ("Christmas",)}, "holidays", "“Christmas” is not a day"),
        ({"procedure_at": "2027-03-28T01:30"}, "procedure_at", "does not happen"),
    ],
)
def test_each_wrong_field_gets_its_own_sentence(
    typed: dict[str, Any], field: str, said: str
) -> None:
    found = problems(**typed)
    assert list(found) == [field]
    assert said in found[field]


def test_everything_wrong_is_told_at_once() -> None:
    found = problems(
        procedure_at="soon", choices={"lifting": "x"}, answers={"weight": "x"}, language="fr"
    )
    assert set(found) == {"procedure_at", "choices.lifting", "answers.weight", "language"}


def test_an_answer_says_when_it_was_told() -> None:
    made = inputs(answers={"weight": "80@2027-03-01T09:00"})
    assert made.answers["weight"].value == "80"
    assert made.answers["weight"].given_at == at("2027-03-01 09:00")


def test_a_stop_with_its_restart_is_provisional_until_the_procedure_is_over() -> None:
    typed = {"warfarin": "stop:2027-02-26T18:00,restart:2027-03-05T18:00"}
    before = inputs(medicines=typed)
    assert [d.kind for d in before.decisions] == [DecisionKind.STOP]
    assert before.decisions[0].restart_at == at("2027-03-05 18:00")
    after = inputs(medicines=typed, events={"procedure_end": "2027-03-04T11:30"})
    assert [d.kind for d in after.decisions] == [DecisionKind.STOP, DecisionKind.RESTART]
    assert after.decisions[1].decided_at == at("2027-03-04 11:30")


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("", []),
        ("keep", [DecisionKind.KEEP]),
        ("take:2027-03-04T07:00", [DecisionKind.TAKE]),
        ("change:Half a tablet, at 8pm", [DecisionKind.CHANGE]),
    ],
)
def test_every_decision_can_be_typed(typed: str, kinds: list[DecisionKind]) -> None:
    made = inputs(medicines={"warfarin": typed})
    assert [d.kind for d in made.decisions] == kinds
    assert made.medicines[0].group == "anticoagulant"


# What happened ------------------------------------------------------------------------------------


def test_an_event_is_an_anchor_that_happened() -> None:
    made = inputs(events={"trigger": "2027-03-01T22:00"})
    assert made.anchors["trigger"].actual
    assert made.anchors["trigger"].moment.at == at("2027-03-01 22:00")


def test_a_step_is_ticked_missed_or_checked() -> None:
    made = inputs(events={"walk": "2027-03-04T12:00", "arrive": "missed", "check-inr": "checked"})
    assert made.links["walk"].at == at("2027-03-04 12:00")
    assert made.links["arrive"].state is MarkState.CANT
    assert made.links["check-inr"].checked


def test_a_step_that_repeats_is_ticked_on_all_its_days_or_on_one() -> None:
    assert set(inputs(events={"drops": "2027-03-04T08:00"}).links) >= {
        "drops@0.morning",
        "drops@2.night",
    }
    assert set(inputs(events={"drops@1.night": "missed"}).links) == {"drops@1.night"}


def test_a_value_told_without_a_time_was_measured_when_it_was_to_be() -> None:
    made = inputs(answers={"check-inr": "1.4"})
    (task,) = (task for task in build(DROPS, made).tasks if task.step == "check-inr")
    assert task.day is not None
    assert clock.day_of(made.links["check-inr"].at, clock.zone("Europe/London")) == task.day
    assert made.links["check-inr"].at > made.booked_at


def test_a_measured_value_is_a_link_with_its_value() -> None:
    link = inputs(answers={"check-inr": "1.2@2027-03-02T09:00"}).links["check-inr"]
    assert (link.value, link.at) == (1.2, at("2027-03-02 09:00"))


def test_the_clinics_own_calendar_and_the_holidays_typed_stand_together() -> None:
    ground = Ground(calendar=Calendar(holidays=(date(2027, 1, 1),)))
    made = inputs_of(DROPS, Typed(holidays=("2027-03-03",)), today=TODAY, ground=ground)
    assert made.calendar.holidays == (date(2027, 1, 1), date(2027, 3, 3))


def test_the_same_words_give_the_same_inputs() -> None:
    typed: dict[str, Any] = {"medicines": {"warfarin": "keep"}, "answers": {"weight": "80"}}
    assert inputs(**typed) == inputs(**typed)
    assert inputs(**typed).booked_at.tzinfo is UTC
    assert isinstance(inputs().as_of, datetime)
