"""The shape of a protocol file: which keys stand where, and what each may hold.

Everything arrives as text (see ``source``), so every other type is read here from the words an
author writes: yes and no, 2026-11-02, 1 to 3. The keys of an element's languages (``en:``) have
been gathered under ``words`` before, by ``reader``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from checklist.core.protocol import ChoiceKind, Kind, Owner, Phase, QuestionKind, Tier

__all__ = ["FileShape", "Shape", "WhenShape"]


def _yes_or_no(said: object) -> bool:
    if said not in ("yes", "no"):
        raise ValueError("expected yes or no")
    return said == "yes"


def _date(said: object) -> date:
    try:
        day = date.fromisoformat(str(said))
    except ValueError:
        day = None
    if day is None or str(day) != said:
        raise ValueError("expected a date such as 2026-11-02")
    return day


def _listed(said: object) -> object:
    return [said] if isinstance(said, str) else said


Words = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
StepName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}(\.[0-9]{1,3})?$")]
Count = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}$")]
SourceRow = Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]+$")]
SourceRows = Annotated[list[SourceRow], Field(min_length=1)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Day = Annotated[date, BeforeValidator(_date)]
Degree = Literal["1", "2", "3"]
OneOrMore = Annotated[list[Words], BeforeValidator(_listed), Field(min_length=1)]


class Shape(BaseModel):
    """A block of keys. A key that is not named here is a problem."""

    # Built when a file is first read: a server that serves reads none.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class WhenShape(Shape):
    """A condition: exactly one of the ways to ask."""

    answer: Name | None = None
    choice: Name | None = None
    takes: Name | None = None
    is_: OneOrMore | None = Field(default=None, alias="is")
    all_: list[WhenShape] | None = Field(default=None, alias="all", min_length=1)
    any_: list[WhenShape] | None = Field(default=None, alias="any", min_length=1)
    not_: WhenShape | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _asks_one_thing(self) -> WhenShape:
        asked = (self.answer, self.choice, self.takes, self.all_, self.any_, self.not_)
        if sum(way is not None for way in asked) != 1:
            raise ValueError("expected one of answer, choice, takes, all, any or not")
        needs_values = self.answer is not None or self.choice is not None
        if needs_values and self.is_ is None:
            raise ValueError("expected “is:” with the values, beside answer or choice")
        if self.is_ is not None and not needs_values:
            raise ValueError("“is:” stands beside answer or choice only")
        return self


class TextReviewShape(Shape):
    reviewed: YesNo
    by: str = ""
    on: Day | None = None


class ProvenanceShape(Shape):
    sources: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]+$")], Words] = Field(
        min_length=1
    )
    reviewed_by: Words
    reviewed_on: Day
    next_review: Day
    usable_until: Day | None = None


class AnchorShape(Shape):
    planned: Words
    firm: YesNo = False


class ChoiceShape(Shape):
    choice: Name
    kind: ChoiceKind
    label: Words
    default: Words
    owner: Words
    options: dict[str, dict[Language, Words]] = Field(default_factory=dict)
    at_least: str = ""
    at_most: str = ""
    sources: SourceRows


class QuestionWordsShape(Shape):
    ask: Words
    hint: str = ""
    detail: str = ""


class QuestionShape(Shape):
    question: Name
    kind: QuestionKind
    criticality: Degree
    words: dict[str, QuestionWordsShape]
    matters: OneOrMore | None = None
    when: WhenShape | None = None
    unit: str = ""
    at_least: Number | None = None
    at_most: Number | None = None
    sources: SourceRows


class StepWordsShape(Shape):
    title: Words
    text: Words
    why: str = ""
    unknown: str = ""
    kept: str = ""
    slipped: str = ""
    after_slip: str = ""
    after_cant: str = ""
    late: str = ""


class MedicineWordsShape(Shape):
    undecided: StepWordsShape
    undecided_day: StepWordsShape
    last_dose: StepWordsShape
    stop: StepWordsShape
    keep: StepWordsShape
    take: StepWordsShape
    change: StepWordsShape
    restart: StepWordsShape
    restart_planned: StepWordsShape
    restart_unknown: StepWordsShape


class GroupShape(Shape):
    group: Name
    label: Words
    names: Annotated[list[Words], Field(min_length=1)]
    decide_by: Words
    criticality: Degree
    sources: SourceRows


class MedicinesShape(Shape):
    groups: list[GroupShape]
    words: dict[str, MedicineWordsShape]


class StepShape(Shape):
    step: StepName
    kind: Kind
    owner: Owner = Owner.PATIENT
    phase: Phase
    criticality: Degree
    opens: str = ""
    due: str = ""
    closes: str = ""
    when: WhenShape | None = None
    questions: Annotated[list[Name], Field(min_length=1)] | None = None
    fasting: Literal["food", "drink"] | None = None
    limit: YesNo = False
    sources: SourceRows
    words: dict[str, StepWordsShape]


class RedFlagShape(Shape):
    sign: StepName
    tier: Tier
    sources: SourceRows
    words: dict[str, Words]


class AboutWordsShape(Shape):
    title: Words
    paragraphs: Annotated[list[Words], Field(min_length=1)]


class AboutShape(Shape):
    page: StepName
    sources: SourceRows
    words: dict[str, AboutWordsShape]


class FileShape(Shape):
    """A whole protocol file."""

    language: Literal["1"]
    protocol: StepName
    version: Count
    title: dict[str, Words]
    texts: dict[Language, TextReviewShape] = Field(min_length=1)
    provenance: ProvenanceShape
    anchors: dict[Name, AnchorShape] = Field(default_factory=dict)
    choices: list[ChoiceShape] = Field(default_factory=list)
    questions: list[QuestionShape] = Field(default_factory=list)
    medicines: MedicinesShape
    steps: list[StepShape]
    red_flags: list[RedFlagShape]
    about: list[AboutShape] = Field(default_factory=list)
