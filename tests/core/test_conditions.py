"""Conditions: what holds for whom, silence included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    ChoiceIs,
    Condition,
    Not,
    TakesGroup,
    holds,
)

SMOKES = AnswerIs(question="smoker", values=("yes",))
ASLEEP = ChoiceIs(choice="anaesthesia", values=("asleep", "light"))
DIABETIC = TakesGroup(group="diabetes")


def check(condition: Condition | None, **answers: str) -> bool:
    choices = {"anaesthesia": "asleep"}
    return holds(condition, answers=answers, choices=choices, groups=frozenset({"diabetes"}))


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
