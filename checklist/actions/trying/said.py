"""What a clinician chose, and what the patient said and takes, as typed to try a protocol."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from checklist.actions import choices
from checklist.actions.trying import decisions, times
from checklist.actions.trying.fields import Fields, known, one_of, refuse
from checklist.actions.trying.model import Ground, Typed
from checklist.core.medicines import Medicine
from checklist.core.plan.model import Answer
from checklist.core.protocol import Choice, Protocol, Question, QuestionKind, Step

NO_MEDICINES: Final = "none"
YES_NO: Final = ("yes", "no", "unsure")


def choices_of(
    protocol: Protocol, typed: Typed, ground: Ground, fields: Fields
) -> Mapping[str, str]:
    """Each choice's value: what was typed, else the clinic's own, else the protocol's default."""
    there = {choice.key: choice for choice in protocol.choices}

    def read(key: str, value: str) -> str:
        if key not in there:
            raise known(key, there, what="choice")
        choice = there[key]
        if choice.options:
            return one_of(value, choice.options)
        if problem := choices.problem(choice, value):
            raise refuse(f"“{value}” cannot be chosen. {problem}")
        return value

    made = {key: _usual(choice, ground) for key, choice in there.items()}
    for key, value in typed.choices.items():
        made[key] = fields.read(f"choices.{key}", partial(read, key, value), "")
    return made


def _usual(choice: Choice, ground: Ground) -> str:
    """The clinic's own value, where it fits: one set for another version may not."""
    own = ground.choices.get(choice.key, choice.default)
    return choice.default if choices.problem(choice, own) else own


def answers_of(
    protocol: Protocol, typed: Typed, tz: ZoneInfo, fields: Fields
) -> Mapping[str, Answer]:
    """The answers to questions. Measured values are links: see ``events.links_of``."""
    there = {question.key: question for question in protocol.questions}
    measuring = [step.key for step in protocol.steps if step.measure is not None]

    def read(key: str, value: str | tuple[str, ...]) -> Answer:
        if key not in there:
            raise known(key, [*there, *measuring], what="question or measuring step")
        first, *more = several(value)
        if more:
            raise refuse("A question has one answer, and this is said twice.")
        said, at = told(first, tz)
        return Answer(id=key, question=key, value=_value(there[key], said), given_at=at)

    made = {}
    for key, value in typed.answers.items():
        if key not in measuring:
            answer = fields.read(f"answers.{key}", partial(read, key, value), None)
            if answer is not None:
                made[key] = answer
    return made


def medicines_of(protocol: Protocol, typed: Typed, fields: Fields) -> tuple[Medicine, ...]:
    """The medicines named, in their order."""
    made = []
    for number, name in enumerate(typed.medicines, start=1):
        reading = partial(decisions.medicine, name, number, protocol)
        found = fields.read(f"medicines.{name}", reading, None)
        if found is not None:
            made.append(found)
    return tuple(made)


def several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """What was said once, or several times."""
    return (value,) if isinstance(value, str) else value


def told(value: str, tz: ZoneInfo) -> tuple[str, datetime | None]:
    """What was said, and when (UTC) where "@WHEN" says so."""
    said, sign, when = value.rpartition("@")
    if not sign or not times.looks_typed(when):
        return value, None
    return said, times.instant(when, tz)


def measured(step: Step, said: str) -> float:
    """A measured value within what can be typed at all. Raises Invalid with a sentence."""
    number = _number(said)
    if step.measure is not None and not step.measure.possible.hold(number):
        unit = f" {step.measure.unit}" if step.measure.unit else ""
        raise refuse(f"“{said}” cannot be measured here: {step.measure.possible}{unit}.")
    return number


def _value(question: Question, said: str) -> str:
    match question.kind:
        case QuestionKind.YES_NO:
            return one_of(said, YES_NO)
        case QuestionKind.ONE_OF:
            return one_of(said, question.options)
        case QuestionKind.DATE:
            return times.day(said).isoformat()
        case QuestionKind.NUMBER:
            return _in_bounds(question, said)
        case QuestionKind.MEDICINES:
            if said != NO_MEDICINES:
                raise refuse(f"Medicines are named one by one; or write “{NO_MEDICINES}”.")
            return said
        case QuestionKind.TEXT:
            return said


def _in_bounds(question: Question, said: str) -> str:
    number = _number(said)
    low, high = question.at_least, question.at_most
    if low is not None and number < low:
        raise refuse(f"“{said}” is too little: the least is {low:g}.")
    if high is not None and number > high:
        raise refuse(f"“{said}” is too much: the most is {high:g}.")
    return said.strip()


def _number(said: str) -> float:
    try:
        number = float(said)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise refuse(f"“{said}” is not a number.")
    return number
