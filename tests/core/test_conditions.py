"""Conditions: what holds for whom, silence included."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.bounds import Bounds
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
from checklist.core.holding import Known, holds

SMOKES = AnswerIs(question="smoker", values=("yes",))
ASLEEP = ChoiceIs(choice="anaesthesia", values=("asleep", "light"))
DIABETIC = TakesGroup(group="diabetes")


def check(condition: Condition | None, **answers: str) -> bool:
    choices = {"anaesthesia": "asleep"}
    known = Known(answers=answers, choices=choices, groups=frozenset({"diabetes"}))
    return holds(condition, known)


def test_no_condition_holds_for_everybody() -> None:
    assert check(None)


def test_an_answer_is_compared_with_its_latest_value() -> None:
    assert check(SMOKES, smoker="yes")
    assert not check(SMOKES, smoker="no")


def test_silence_is_no_answer_and_not_its_opposite() -> None:
    assert not check(SMOKES)
    assert not check(AnswerIs(question="smoker", values=("no",)))
    assert check(Not(negated=AnswerIs(question="smoker", values=("no",))))


def test_choices_and_medicine_groups() -> None:
    assert check(ASLEEP)
    assert not check(ChoiceIs(choice="bed_rest", values=("rest",)))
    assert check(DIABETIC)
    assert not check(TakesGroup(group="nsaid"))


@pytest.mark.parametrize(
    ("parts", "all_hold", "any_holds"),
    [
        ((), True, False),
        ((ASLEEP,), True, True),
        ((ASLEEP, SMOKES), False, True),
        ((SMOKES, SMOKES), False, False),
    ],
)
def test_all_and_any(parts: tuple[Condition, ...], all_hold: bool, any_holds: bool) -> None:
    assert check(AllOf(all_of=parts)) is all_hold
    assert check(AnyOf(any_of=parts)) is any_holds


DAY = {"procedure": date(2027, 3, 4)}
WITHIN = AnswerWithin(date_of="last_scan", in_the_last="3 months")


@pytest.mark.parametrize(
    ("condition", "known", "unknown"),
    [
        (
            AnswerNumber(number_of="weight", bounds=Bounds(at_least=100)),
            {"answers": {"weight": "100"}},
            {"answers": {"weight": "99.9"}},
        ),
        (
            GroupDecided(decided_group="nsaid", decisions=("stop",)),
            {"decided": {"nsaid": frozenset({"keep", "stop"})}},
            {"decided": {"nsaid": frozenset({"undecided"})}},
        ),
        (SlotIs(slots=("pm",)), {"slot": "pm"}, {"slot": "unknown"}),
        (SiteIs(sites=("left",)), {"site": "Left knee"}, {"site": "cleft palate"}),
        (AgeIs(age=Bounds(at_least=75)), {"age": 75}, {"age": 74}),
        (
            RegimenIs(regimen="prep", options=("gentle",)),
            {"regimens": {"prep": "gentle"}},
            {"regimens": {"prep": "standard"}},
        ),
        (Happened(event="trigger"), {"events": frozenset({"trigger"})}, {}),
        (StepDone(done_step="a"), {"done": frozenset({"a"})}, {"done": frozenset({"b"})}),
        (StepChecked(checked_step="a"), {"checked": frozenset({"a"})}, {}),
        (StepMissed(missed_step="a"), {"missed": frozenset({"a"})}, {}),
        (
            Measured(measured_step="inr", value=Bounds(below=1.5)),
            {"measured": {"inr": 1.4}},
            {"measured": {"inr": 1.5}},
        ),
    ],
)
def test_each_kind_holds_for_what_it_asks_and_never_for_silence(
    condition: Condition, known: dict[str, Any], unknown: dict[str, Any]
) -> None:
    assert holds(condition, Known(**known))
    assert not holds(condition, Known(**unknown))
    assert not holds(condition, Known())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-12-03", False),
        ("2026-12-04", True),
        ("2027-03-04", True),
        ("2027-03-05", False),
        ("last spring", False),
        ("", False),
    ],
)
def test_a_look_back_counts_both_ends_and_no_day_to_come(said: str, expected: bool) -> None:
    known = Known(answers={"last_scan": said}, days=DAY)
    assert holds(WITHIN, known) is expected


def test_a_look_back_counts_from_the_booking_while_the_procedure_has_no_day() -> None:
    known = Known(answers={"last_scan": "2027-01-20"}, days={"booked": date(2027, 2, 1)})
    assert holds(WITHIN, known)
    assert not holds(WITHIN, Known(answers={"last_scan": "2027-01-20"}))


@pytest.mark.parametrize(
    ("bounds", "empty"),
    [
        (Bounds(), False),
        (Bounds(at_least=2, at_most=2), False),
        (Bounds(at_least=2, below=2), True),
        (Bounds(above=3, at_most=2), True),
        (Bounds(above=2, below=3), False),
    ],
)
def test_bounds_know_when_nothing_fits(bounds: Bounds, empty: bool) -> None:
    assert bounds.empty is empty


LEAVES: st.SearchStrategy[Condition] = st.sampled_from([SMOKES, ASLEEP, DIABETIC])


def _branches(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        some.map(lambda parts: AllOf(all_of=parts)),
        some.map(lambda parts: AnyOf(any_of=parts)),
        inner.map(lambda part: Not(negated=part)),
    )


CONDITIONS = st.recursive(LEAVES, _branches, max_leaves=6)


@given(st.lists(CONDITIONS, max_size=3), st.sampled_from(["yes", "no", "unsure"]))
def test_not_all_is_some_not(parts: list[Condition], smoker: str) -> None:
    not_all = Not(negated=AllOf(all_of=tuple(parts)))
    some_not = AnyOf(any_of=tuple(Not(negated=part) for part in parts))
    assert check(not_all, smoker=smoker) is check(some_not, smoker=smoker)
