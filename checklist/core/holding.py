"""Whether a condition holds for one patient, from what is known of them and their plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import assert_never

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
from checklist.core.folding import fold
from checklist.core.timing_grammar import parse_amount


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one patient and plan, as conditions ask for it.

    ``answers``, ``choices`` and ``regimens`` go from a key to its value now; ``groups`` are the
    medicine groups the patient's medicines fall in, ``decided`` what stands for the medicines of
    each. ``days`` are the days of the anchors that have one. ``measured`` is the latest value by
    step. ``slot`` is "am", "pm" or "unknown".

    ``measured_at`` says when a value was measured (UTC), ``measured_on`` on which day;
    ``instants`` are those of the anchors that are known to the minute.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    decided: Mapping[str, frozenset[str]] = field(default_factory=dict)
    slot: str = "unknown"
    site: str = ""
    age: int | None = None
    regimens: Mapping[str, str] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    checked: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()
    measured: Mapping[str, float] = field(default_factory=dict)
    measured_at: Mapping[str, datetime] = field(default_factory=dict)
    measured_on: Mapping[str, date] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    instants: Mapping[str, datetime] = field(default_factory=dict)


def holds(condition: Condition | None, known: Known) -> bool:
    """Whether ``condition`` holds; no condition always does."""
    match condition:
        case None:
            return True
        case AllOf():
            return all(holds(part, known) for part in condition.all_of)
        case AnyOf():
            return any(holds(part, known) for part in condition.any_of)
        case Not():
            return not holds(condition.negated, known)
        case AnswerIs() | AnswerNumber() | AnswerWithin():
            return _answered(condition, known)
        case StepDone() | StepChecked() | StepMissed() | Measured() | Happened():
            return _happened(condition, known)
        case _:
            return _is_so(condition, known)


def _answered(condition: AnswerIs | AnswerNumber | AnswerWithin, known: Known) -> bool:
    match condition:
        case AnswerIs():
            return known.answers.get(condition.question) in condition.values
        case AnswerNumber():
            number = _number(known.answers.get(condition.number_of, ""))
            return number is not None and condition.bounds.hold(number)
        case AnswerWithin():
            return _within(condition, known)
        case _:
            assert_never(condition)


def _within(condition: AnswerWithin, known: Known) -> bool:
    until = known.days.get(condition.before) or known.days.get("booked")
    said = known.answers.get(condition.date_of, "")
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return False
    if until is None:
        return False
    return parse_amount(condition.in_the_last).from_day(until, "before") <= day <= until


def _happened(
    condition: StepDone | StepChecked | StepMissed | Measured | Happened, known: Known
) -> bool:
    match condition:
        case StepDone():
            return condition.done_step in known.done
        case StepChecked():
            return condition.checked_step in known.checked
        case StepMissed():
            return condition.missed_step in known.missed
        case Happened():
            return condition.event in known.events
        case Measured():
            value = known.measured.get(condition.measured_step)
            return value is not None and condition.value.hold(value) and _fresh(condition, known)
        case _:
            assert_never(condition)


def _fresh(condition: Measured, known: Known) -> bool:
    """Whether a value was measured lately enough; of hours, the anchor's time must be known."""
    if not condition.in_the_last:
        return True
    amount, step = parse_amount(condition.in_the_last), condition.measured_step
    if amount.is_elapsed:
        at, until = known.measured_at.get(step), known.instants.get(condition.before)
        return at is not None and until is not None and until - amount.elapsed <= at <= until
    day, last = known.measured_on.get(step), known.days.get(condition.before)
    if day is None or last is None:
        return False
    return amount.from_day(last, "before") <= day <= last


def _is_so(
    condition: ChoiceIs | TakesGroup | GroupDecided | SlotIs | SiteIs | AgeIs | RegimenIs,
    known: Known,
) -> bool:
    match condition:
        case ChoiceIs():
            return known.choices.get(condition.choice) in condition.values
        case TakesGroup():
            return condition.group in known.groups
        case GroupDecided():
            stands = known.decided.get(condition.decided_group, frozenset())
            return not stands.isdisjoint(condition.decisions)
        case SlotIs():
            return known.slot in condition.slots
        case SiteIs():
            site = f" {fold(known.site)} "
            return any(f" {fold(word)} " in site for word in condition.sites)
        case AgeIs():
            return known.age is not None and condition.age.hold(known.age)
        case RegimenIs():
            return known.regimens.get(condition.regimen) in condition.options
        case _:
            assert_never(condition)


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None
