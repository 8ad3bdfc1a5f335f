"""What a protocol asks: questions of the patient, choices of a clinician, groups of medicines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.core.conditions import Condition
from checklist.core.protocol.kinds import ChoiceKind, Criticality, QuestionKind
from checklist.core.protocol.steps import StepWords


@dataclass(frozen=True, kw_only=True)
class QuestionWords:
    """One language's words. ``detail`` is asked beside a yes: "What are you allergic to?"

    Of a question in a series: ``point`` names when it is asked ("Before", "After 1 week"), ``told``
    says the answer again ("Your pain was {answer} before.") and ``if_higher`` what is read too
    where a number is higher than the first of its series.
    """

    ask: str
    hint: str = ""
    detail: str = ""
    point: str = ""
    told: str = ""
    if_higher: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something the patient tells us. ``matters`` are the answers a clinician must read.

    ``options`` maps the values of a ONE_OF to their words by language. ``series`` is the name that
    questions share which ask the same again later, in their order; "" for none.
    """

    key: str
    kind: QuestionKind
    criticality: Criticality
    words: Mapping[str, QuestionWords]
    matters: tuple[str, ...] = ()
    when: Condition | None = None
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    sources: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    series: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value a clinician sets per patient, within the protocol's bounds.

    ``label`` is for staff. ``options`` maps a value to its patient words by language, for ONE_OF.
    ``owner`` says whose value the default is.
    """

    key: str
    kind: ChoiceKind
    label: str
    default: str
    owner: str
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    at_least: str = ""
    at_most: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way of a regimen, taken when it is the first whose ``when`` holds."""

    key: str
    label: str
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Regimen:
    """Alternatives of which each patient has exactly one: the first that holds, in their order."""

    key: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class MedicineGroup:
    """A group of medicines the protocol asks about.

    ``names`` are generic and brand names, lower case. ``decide_by`` is timing words, owned by the
    clinic: by when a clinician must have decided. The group never says how long to stop.
    """

    key: str
    label: str
    names: tuple[str, ...]
    decide_by: str
    criticality: Criticality
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MedicineWords:
    """One language's words for each state of a medicine, with slots for name, dose and dates."""

    undecided: StepWords
    undecided_day: StepWords
    last_dose: StepWords
    stop: StepWords
    keep: StepWords
    take: StepWords
    change: StepWords
    restart: StepWords
    restart_planned: StepWords
    restart_unknown: StepWords
