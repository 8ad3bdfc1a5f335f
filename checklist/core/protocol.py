"""A protocol: one procedure's authored guidance, immutable and versioned.

The YAML it is written in is read in ``checklist.protocols``; this is the parsed form, which is also
kept in the database. Timing words stay as words here ("6 hours before earliest_start") and are
parsed by ``checklist.core.schedule``: a protocol can be read back as it was written.

Every ``words`` mapping goes from a language ("en") to that language's words. Words may hold slots,
such as ``{opens}`` or ``{lifting_limit}``; see ``checklist.core.wording``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from checklist.core.conditions import Condition

LANGUAGE_VERSION = 1
"""The version of the protocol language this code reads (``language:`` in a file)."""


class Kind(StrEnum):
    DO = "do"
    AVOID = "avoid"
    ANSWER = "answer"
    MEASURE = "measure"
    ATTEND = "attend"
    KNOW = "know"


class Owner(StrEnum):
    PATIENT = "patient"
    CARER = "carer"
    CLINIC = "clinic"


class Phase(StrEnum):
    """Where a step stands on paper."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"


class Criticality(IntEnum):
    """3 can cancel the procedure or seriously harm; 2 can harm or delay; 1 is comfort."""

    COMFORT = 1
    DELAY = 2
    HARM = 3


class Tier(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    MENTION = "mention"


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """One language's words for a step. Empty means "not said".

    ``unknown`` replaces ``text`` while a time it names is not known yet.
    ``kept``/``slipped`` label an avoid's buttons ("I have stopped", "I ate").
    ``after_slip``/``after_cant`` say what to do now when that is tapped.
    ``late`` is read instead when the plan was booked too late for the step: "Call us today …".
    """

    title: str
    text: str
    why: str = ""
    unknown: str = ""
    kept: str = ""
    slipped: str = ""
    after_slip: str = ""
    after_cant: str = ""
    late: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a protocol, with its timing rule.

    ``opens``/``due``/``closes`` are timing words. An avoid is in force from ``opens`` until
    ``closes`` (half-open; no ``closes`` is an open end). ``limit`` shows it with a bar.
    ``fasting`` is "food" or "drink" for the two limits shown side by side.
    ``questions`` are the questions an answer step asks.
    ``sources`` names the rows or documents it rests on.
    """

    key: str
    kind: Kind
    phase: Phase
    criticality: Criticality
    words: Mapping[str, StepWords]
    owner: Owner = Owner.PATIENT
    opens: str = ""
    due: str = ""
    closes: str = ""
    when: Condition | None = None
    questions: tuple[str, ...] = ()
    fasting: str = ""
    limit: bool = False
    sources: tuple[str, ...] = ()


class QuestionKind(StrEnum):
    YES_NO = "yes_no"  # yes, no, not sure
    TEXT = "text"
    NUMBER = "number"
    MEDICINES = "medicines"


@dataclass(frozen=True, kw_only=True)
class QuestionWords:
    ask: str
    hint: str = ""
    detail: str = ""  # asked beside a yes: "What are you allergic to?"


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something the patient tells us. ``matters`` are the answers a clinician must read."""

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


class ChoiceKind(StrEnum):
    AMOUNT = "amount"  # "6 hours"
    ANCHOR = "anchor"  # an anchor's name
    ONE_OF = "one_of"
    TEXT = "text"  # "5kg"


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


@dataclass(frozen=True, kw_only=True)
class RedFlag:
    """A sign that needs help. Worked out at once, never queued, shown without any door."""

    key: str
    tier: Tier
    words: Mapping[str, str]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AboutWords:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AboutPage:
    key: str
    words: Mapping[str, AboutWords]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnchorRule:
    """How an anchor is estimated until it is known: timing words, shown as "about"."""

    key: str
    planned: str
    firm: bool = False


@dataclass(frozen=True, kw_only=True)
class TextReview:
    """Whether a language's words were reviewed. Unreviewed words never reach a patient."""

    reviewed: bool
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a protocol comes from: ``sources`` are citations, dates are calendar days."""

    sources: tuple[str, ...]
    reviewed_by: str
    reviewed_on: date
    next_review: date
    usable_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One authored version. Published versions never change."""

    key: str
    version: int
    language: int
    title: Mapping[str, str]
    texts: Mapping[str, TextReview]
    provenance: Provenance
    anchors: Mapping[str, AnchorRule]
    choices: tuple[Choice, ...]
    questions: tuple[Question, ...]
    medicine_groups: tuple[MedicineGroup, ...]
    medicine_words: Mapping[str, MedicineWords]
    steps: tuple[Step, ...]
    red_flags: tuple[RedFlag, ...]
    about: tuple[AboutPage, ...]

    def question(self, key: str) -> Question:
        return next(q for q in self.questions if q.key == key)

    def group(self, key: str) -> MedicineGroup:
        return next(g for g in self.medicine_groups if g.key == key)

    def words_language(self, wanted: str, fallback: str) -> str:
        """The language a patient reads: theirs if its words are reviewed, else the clinic's.

        Never a mix: the whole protocol is read in one language.
        """
        review = self.texts.get(wanted)
        return wanted if review is not None and review.reviewed else fallback
