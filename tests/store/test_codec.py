"""What the core's values look like in the database, and that they come back the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.bounds import Bounds
from checklist.core.clinic import OpeningHours
from checklist.core.clock import utc_text
from checklist.core.conditions import (
    AgeIs,
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnswerWithin,
    AnyOf,
    ChoiceIs,
    Condition,
    GroupDecided,
    Happened,
    Measured,
    Not,
    RegimenIs,
    SiteIs,
    SlotIs,
    StepChecked,
    StepDone,
    StepMissed,
    TakesGroup,
)
from checklist.core.moments import Moment
from checklist.core.plan.build import build as build_plan
from checklist.core.plan.model import AnchorValue, Change, ChangeKind, Window
from checklist.protocols import load_shipped, shipped
from checklist.store import codec
from tests.core.plan.small import said
from tests.core.plan.test_every_protocol import STRETCHED
from tests.core.plans import inputs
from tests.store import build

NOW = datetime(2027, 3, 1, 9, 0, 0, 5, tzinfo=UTC)

numbers = st.none() | st.integers(-500, 500).map(lambda tenths: tenths / 10)
bounds = st.builds(Bounds, at_least=numbers, at_most=numbers, above=numbers, below=numbers)
words = st.tuples(st.text())

conditions = st.recursive(
    st.one_of(
        st.builds(AnswerIs, question=st.text(), values=words),
        st.builds(AnswerNumber, number_of=st.text(), bounds=bounds),
        st.builds(AnswerWithin, date_of=st.text(), in_the_last=st.text(), before=st.text()),
        st.builds(ChoiceIs, choice=st.text(), values=st.tuples(st.text(), st.text())),
        st.builds(TakesGroup, group=st.text()),
        st.builds(GroupDecided, decided_group=st.text(), decisions=words),
        st.builds(SlotIs, slots=words),
        st.builds(SiteIs, sites=words),
        st.builds(AgeIs, age=bounds),
        st.builds(RegimenIs, regimen=st.text(), options=words),
        st.builds(Happened, event=st.text()),
        st.builds(StepDone, done_step=st.text()),
        st.builds(StepChecked, checked_step=st.text()),
        st.builds(StepMissed, missed_step=st.text()),
        st.builds(Measured, measured_step=st.text(), value=bounds),
    ),
    lambda inner: (
        st.builds(AllOf, all_of=st.tuples(inner, inner))
        | st.builds(AnyOf, any_of=st.tuples(inner))
        | st.builds(Not, negated=inner)
    ),
)
instants = st.datetimes(timezones=st.just(UTC))
moments = (
    st.builds(Moment.on, st.dates(), firm=st.booleans())
    | st.just(Moment.unknown())
    | st.builds(Moment, day=st.dates(), at=instants, firm=st.booleans())
)


@given(conditions)
def test_conditions_come_back(condition: Condition) -> None:
    kept: codec.Codec[Condition] = codec.Codec(Condition)
    assert kept.value(kept.text(condition)) == condition


@given(moments)
def test_moments_come_back_in_utc_itself(moment: Moment) -> None:
    kept: codec.Codec[AnchorValue] = codec.Codec(AnchorValue)
    back = kept.value(kept.text(AnchorValue(moment=moment))).moment
    assert back == moment
    assert back.at is None or back.at.tzinfo is UTC


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_protocol_comes_back(name: str) -> None:
    _, protocol = load_shipped(name)
    assert codec.PROTOCOL.value(codec.PROTOCOL.text(protocol)) == protocol


@pytest.mark.parametrize("name", shipped())
def test_a_plan_of_every_shipped_protocol_comes_back(name: str) -> None:
    _, protocol = load_shipped(name)
    content = build_plan(protocol, inputs())
    assert codec.CONTENT.value(codec.CONTENT.text(content)) == content
    assert codec.INPUTS.value(codec.INPUTS.text(inputs())) == inputs()


def test_a_plan_that_uses_all_of_the_language_comes_back() -> None:
    given_inputs = inputs(links={"first-dose": said("2027-03-03 19:30", value=1.5)})
    content = build_plan(STRETCHED, given_inputs)
    assert codec.CONTENT.value(codec.CONTENT.text(content)) == content
    assert codec.PROTOCOL.value(codec.PROTOCOL.text(STRETCHED)) == STRETCHED
    begun = replace(given_inputs, begun={"drops": Window(opens=Moment.on(date(2027, 3, 4)))})
    assert codec.INPUTS.value(codec.INPUTS.text(begun)) == begun


def test_a_revision_comes_back() -> None:
    made = build.revision("p", NOW)
    assert codec.INPUTS.value(codec.INPUTS.text(made.inputs)) == made.inputs
    assert codec.CONTENT.value(codec.CONTENT.text(made.content)) == made.content
    changes = (
        Change(kind=ChangeKind.MOVED, key="food", title="Do not eat", before="a", after="b"),
    )
    assert codec.CHANGES.value(codec.CHANGES.text(changes)) == changes


def test_a_clinics_values_come_back() -> None:
    hours = {
        0: OpeningHours(opens=time(8), closes=time(17, 30)),
        6: OpeningHours(opens=time(9), closes=time(12)),
    }
    assert codec.HOURS.value(codec.HOURS.text(hours)) == hours
    days = (date(2027, 12, 25), date(2027, 12, 26))
    assert codec.DAYS.value(codec.DAYS.text(days)) == days
    assert codec.TEXT_BY_KEY.value(codec.TEXT_BY_KEY.text({"a": "é"})) == {"a": "é"}


def test_a_field_of_yesterdays_code_is_ignored_and_a_missing_one_is_not() -> None:
    content = json.loads(codec.CONTENT.text(build.revision("p", NOW).content))
    with_more = json.dumps({**content, "abandoned": 1})
    assert codec.CONTENT.value(with_more) == build.revision("p", NOW).content
    del content["tasks"]
    with pytest.raises(ValueError, match="tasks"):
        codec.CONTENT.value(json.dumps(content))


@given(instants)
def test_instants_in_columns_come_back_and_sort(at: datetime) -> None:
    text = codec.instant_text(at)
    assert text == utc_text(at)
    assert codec.instant(text) == at
    assert codec.needed_instant(utc_text(at)).tzinfo is UTC


def test_nothing_stays_nothing() -> None:
    assert codec.instant(None) is None
    assert codec.instant_text(None) is None
    assert codec.day(None) is None
    assert codec.day_text(None) is None
    assert codec.day(codec.day_text(date(2027, 3, 4))) == date(2027, 3, 4)
