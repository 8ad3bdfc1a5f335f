"""The plan of a tried protocol, what is open in it, and its plain form."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.actions.trying import Ground, Preview, Typed, inputs_of, plain, tried
from checklist.core.clock import zone
from checklist.core.protocol import Protocol
from checklist.core.repeats import Repeat
from checklist.protocols import load_shipped, read_protocol, shipped
from tests.protocols.drops import drops

DROPS = drops()
SHIPPED = load_shipped("vertebroplasty-1")[1]
TODAY = date(2026, 11, 26)


def preview(protocol: Protocol = DROPS, **typed: Any) -> Preview:
    typed = {"procedure_at": "2027-03-04T10:30", "arrival_at": "2027-03-04T08:30"} | typed
    return tried(protocol, inputs_of(protocol, Typed(**typed), today=TODAY))


def told(made: Preview, key: str) -> dict[str, Any]:
    tasks: Any = plain(made)["tasks"]
    return next(task for task in tasks if task["key"] == key)


def test_nothing_is_late_when_nobody_says_when_it_was_booked() -> None:
    assert not any(task.late for task in preview(SHIPPED).content.tasks)


def test_booked_late_what_cannot_be_done_in_time_is_late() -> None:
    made = preview(SHIPPED, booked_at="2027-03-03T09:00")
    assert told(made, "blood-test")["late"]


def test_seen_later_what_was_shown_in_time_is_not_late() -> None:
    made = preview(SHIPPED, booked_at="2027-01-21T09:00", now="2027-03-03T09:00")
    assert not told(made, "blood-test")["late"]


def test_what_is_not_decided_is_listed() -> None:
    made = preview(medicines={"warfarin": ""}, answers={"weight": "80"}, arrival_at="2027-03-04")
    listed = {(one.what, one.key) for one in made.undecided}
    assert listed == {
        ("anchor", "arrival"),
        ("anchor", "trigger"),
        ("medicine", "warfarin"),
        ("answer", "constipated"),
        ("answer", "last_time"),
        ("gate", "inr"),
    }


def test_what_is_decided_is_not_listed() -> None:
    made = preview(
        medicines={"warfarin": "keep"},
        answers={
            "weight": "80",
            "constipated": "no",
            "last_time": "2027-01-01",
            "check-inr": "1.2",
        },
        events={"trigger": "2027-03-01T22:00"},
    )
    assert made.undecided == ()


def test_the_plain_form_is_json_with_the_agreed_keys() -> None:
    form = plain(preview(answers={"constipated": "yes"}))
    assert list(form) == [
        *["protocol", "version", "title", "language", "procedure", "arrival", "zone", "tasks"],
        *["questions", "red_flags", "undecided", "anchors", "regimens", "gates"],
    ]
    assert json.loads(json.dumps(form)) == form
    assert form["regimens"] == {"prep": "gentle"}
    assert form["procedure"] == "2027-03-04T10:30:00+00:00"


def test_a_task_has_the_agreed_keys() -> None:
    assert list(told(preview(), "drops@0.morning")) == [
        *["key", "step", "kind", "owner", "phase", "criticality", "title", "text", "when"],
        *["opens", "due", "closes", "counts", "sittings", "amount", "gap", "estimated", "late"],
        *["open_end", "waiting", "void", "impossible", "medicine", "except", "measure"],
        "teach_back",
    ]


def test_instants_carry_the_offset_of_their_own_day() -> None:
    made = preview(procedure_at="2027-03-27T10:30", arrival_at="")
    lifting = told(made, "no-lifting")
    assert lifting["opens"] == "2027-03-27T10:30:00+00:00"
    assert lifting["closes"] == "2027-05-08T00:00:00+01:00"


def test_what_is_there_from_the_booking_on_has_no_opening() -> None:
    assert told(preview(), "questions")["opens"] is None
    assert told(preview(), "drops@0.morning")["opens"] == "2027-03-01T00:00:00+00:00"


def test_without_a_date_the_plan_still_stands_and_says_what_it_waits_for() -> None:
    made = preview(procedure_at="", arrival_at="")
    assert plain(made)["procedure"] is None
    assert told(made, "arrive")["due"] is None
    assert told(made, "arrive")["text"] == "We tell you when."


def test_a_measured_value_and_its_bounds_are_told() -> None:
    assert told(preview(), "check-inr")["measure"] == {
        "unit": "INR",
        "possible": {"at_least": 0.5, "at_most": 20.0},
        "outside": [{"above": 3.0, "tier": "same_day", "text": "Call us today."}],
    }


def test_a_chain_counts_from_what_was_ticked() -> None:
    made = preview(events={"arrive": "2027-03-04T08:50"})
    assert told(made, "walk")["due"] == "2027-03-04T10:50:00+00:00"


def test_an_arrival_nobody_names_is_not_missed() -> None:
    steps = tuple(step for step in DROPS.steps if step.key in ("questions", "no-lifting"))
    made = preview(replace(DROPS, steps=steps, gates=()), arrival_at="")
    assert ("anchor", "arrival") not in {(one.what, one.key) for one in made.undecided}


def test_a_value_of_a_step_that_repeats_belongs_to_the_day_it_was_measured() -> None:
    weigh = replace(
        next(step for step in DROPS.steps if step.key == "check-inr"),
        opens="3 days before procedure",
        due="",
        closes="procedure",
        repeat=Repeat(),
    )
    steps = tuple(weigh if step.key == weigh.key else step for step in DROPS.steps)
    made = preview(replace(DROPS, steps=steps), answers={"check-inr": "1.2@2027-03-02T08:00"})
    assert set(made.inputs.links) == {"check-inr@1"}


def test_a_day_alone_is_told_as_a_day() -> None:
    assert plain(preview(procedure_at="2027-03-04"))["procedure"] == "2027-03-04"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([load_shipped(name)[1] for name in shipped()]),
    st.integers(min_value=0, max_value=3 * 365 * 24 * 4),
    st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.booleans(),
)
def test_whenever_and_wherever_it_is_tried_nothing_is_late_and_no_window_is_inside_out(
    protocol: Protocol, quarters: int, where: str, decided: bool
) -> None:
    tz = zone(where)
    at = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarters)
    typed = Typed(
        procedure_at=at.astimezone(tz).isoformat(timespec="minutes"),
        arrival_at=(at - timedelta(hours=2)).astimezone(tz).isoformat(timespec="minutes"),
        medicines={"warfarin": "keep" if decided else ""},
    )
    made = tried(protocol, inputs_of(protocol, typed, today=TODAY, ground=Ground(zone=where)))
    assert plain(made)["procedure"] == at.astimezone(tz).isoformat(timespec="seconds")
    for task in made.content.tasks:
        assert not task.late, task.key
        if task.opens_at is not None and task.due_at is not None:
            assert task.opens_at <= task.due_at, task.key
        if task.opens_at is not None and task.closes_at is not None:
            assert task.opens_at <= task.closes_at, task.key


MEASURING = """\
protocol: measuring
title: {en: Measuring}
questions:
  - {question: medicines, kind: medicines, en: {ask: What do you take?}}
steps:
  - step: your-medicines
    kind: answer
    due: 1 week before procedure
    questions: [medicines]
    en: {title: Your medicines, text: Tell us., why: It is safer.}
  - step: heat
    kind: measure
    opens: the day after procedure
    closes: 5 days after procedure
    repeat: {at: [8am]}
    measure: {unit: °C, possible: {at_least: 30, at_most: 45}}
    en: {title: Your heat, text: Write it down., why: It is safer.}
  - step: fluids
    kind: do
    opens: 2 days before procedure
    due: closing time the working day before procedure
    en: {title: Drink more, text: "Drink more until {due}.", unknown: Wait., why: It helps.}
"""


def _measuring() -> Protocol:
    return read_protocol(MEASURING, "measuring-1.yaml")


def test_a_step_that_measures_each_day_takes_a_value_of_each() -> None:
    values = ("37.2@2027-03-05T08:00", "38.4@2027-03-06T08:00", "38.1@2027-03-06T20:00")
    made = preview(_measuring(), answers={"heat": values}, now="2027-03-07T09:00")
    assert {key: link.value for key, link in made.inputs.links.items()} == {
        "heat@0": 37.2,
        "heat@1": 38.1,
    }


def test_medicines_that_nobody_named_are_not_answered() -> None:
    def asked(**typed: Any) -> bool:
        made = preview(_measuring(), **typed)
        return ("answer", "medicines") in {(one.what, one.key) for one in made.undecided}

    assert asked()
    assert not asked(medicines={"warfarin": ""})
    assert not asked(answers={"medicines": "none"})


def test_a_task_that_would_end_before_it_begins_is_listed() -> None:
    made = preview(_measuring(), procedure_at="2027-03-08T10:30", arrival_at="")
    said = {one.key: one.text for one in made.undecided if one.what == "task"}
    assert said == {"fluids": "Its time would end before it begins: Drink more."}
