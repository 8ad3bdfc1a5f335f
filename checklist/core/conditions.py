"""Conditions of steps and questions, and whether one holds for one patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never


@dataclass(frozen=True, kw_only=True)
class AnswerIs:
    """True when the latest answer to ``question`` is one of ``values``."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChoiceIs:
    choice: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TakesGroup:
    """True when a named medicine of the patient falls in a medicine group."""

    group: str


@dataclass(frozen=True, kw_only=True)
class AllOf:
    all_of: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    any_of: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Not:
    negated: Condition


Condition = AnswerIs | ChoiceIs | TakesGroup | AllOf | AnyOf | Not


def holds(
    condition: Condition | None,
    *,
    answers: Mapping[str, str],
    choices: Mapping[str, str],
    groups: frozenset[str],
) -> bool:
    """Whether ``condition`` holds; no condition always does.

    ``answers`` and ``choices`` go from a key to its value now; ``groups`` are the medicine groups
    the patient's medicines fall in.

    A question not answered yet has no value, so no AnswerIs holds for it, and its Not does: a step
    for everyone who does not say "no" is shown until somebody says so. Authors who want silence to
    hide a step ask for the answer itself.
    """

    check = partial(holds, answers=answers, choices=choices, groups=groups)
    match condition:
        case None:
            return True
        case AnswerIs():
            return answers.get(condition.question) in condition.values
        case ChoiceIs():
            return choices.get(condition.choice) in condition.values
        case TakesGroup():
            return condition.group in groups
        case AllOf():
            return all(map(check, condition.all_of))
        case AnyOf():
            return any(map(check, condition.any_of))
        case Not():
            return not check(condition.negated)
        case _:
            assert_never(condition)
