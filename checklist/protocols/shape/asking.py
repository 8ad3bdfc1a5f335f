"""What a protocol asks: choices, questions, regimens and medicines."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from checklist.core.protocol import ChoiceKind, QuestionKind
from checklist.protocols.shape.conditions import WhenShape
from checklist.protocols.shape.fields import (
    Degree,
    Key,
    Language,
    Name,
    Number,
    OneOrMore,
    Shape,
    SourceRows,
    TimingWords,
    Words,
)
from checklist.protocols.shape.steps import TaughtWordsShape

__all__ = [
    "ChoiceShape",
    "GroupShape",
    "MedicineWordsShape",
    "MedicinesShape",
    "OptionShape",
    "QuestionShape",
    "QuestionWordsShape",
    "RegimenShape",
]


class ChoiceShape(Shape):
    """A value a clinician sets for one patient, within the protocol's bounds."""

    choice: Name
    kind: ChoiceKind
    label: Words = Field(description="What staff read.")
    default: Words
    owner: Words = Field("The clinic", description="Whose value the default is.")
    options: dict[str, dict[Language, Words]] = Field(default_factory=dict)
    at_least: str = ""
    at_most: str = ""
    sources: SourceRows | None = None


class QuestionWordsShape(Shape):
    """One language's words of a question."""

    ask: Words
    hint: str = ""
    detail: str = Field("", description="Asked beside a yes: What are you allergic to?")
    point: str = Field("", description="In a series: when it is asked. After 1 week.")
    told: str = Field("", description="In a series: the answer again. It was {answer} before.")
    if_higher: str = Field("", description="Read too where a number is higher than the first.")


class QuestionShape(Shape):
    """Something the patient tells us."""

    question: Name
    kind: QuestionKind
    criticality: Degree = "2"
    words: dict[str, QuestionWordsShape]
    matters: OneOrMore | None = Field(None, description="Answers a clinician must read.")
    when: WhenShape | None = None
    unit: str = ""
    at_least: Number | None = None
    at_most: Number | None = None
    options: dict[str, dict[Language, Words]] = Field(default_factory=dict)
    series: Name | None = Field(None, description="Shared by questions that ask the same again.")
    sources: SourceRows | None = None


class OptionShape(Shape):
    """One way of a regimen, taken when it is the first whose “when” holds."""

    option: Key
    label: Words
    when: WhenShape | None = None


class RegimenShape(Shape):
    """Alternatives of which each patient has exactly one: the first that holds."""

    regimen: Key
    label: Words
    options: Annotated[list[OptionShape], Field(min_length=1)]


class GroupShape(Shape):
    """A group of medicines the protocol asks about; never how long to stop."""

    group: Name
    label: Words
    names: Annotated[list[Words], Field(min_length=1)]
    decide_by: TimingWords = Field(description="By when a clinician must have decided.")
    criticality: Degree = "2"
    sources: SourceRows | None = None


class MedicineWordsShape(Shape):
    """Words for each state of a medicine; each left out has Tickwell's own."""

    undecided: TaughtWordsShape | None = None
    undecided_day: TaughtWordsShape | None = None
    last_dose: TaughtWordsShape | None = None
    stop: TaughtWordsShape | None = None
    keep: TaughtWordsShape | None = None
    take: TaughtWordsShape | None = None
    change: TaughtWordsShape | None = None
    restart: TaughtWordsShape | None = None
    restart_planned: TaughtWordsShape | None = None
    restart_unknown: TaughtWordsShape | None = None


class MedicinesShape(Shape):
    """The groups the protocol asks about, and the words about one medicine."""

    groups: list[GroupShape] = Field(default_factory=list)
    words: dict[str, MedicineWordsShape] = Field(default_factory=dict)
