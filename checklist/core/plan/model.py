"""What goes into a plan and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checklist.core.medicines import Decision, Medicine
from checklist.core.protocol import Criticality, Kind, Owner, Phase, Tier
from checklist.core.schedule import Moment

PLANNED_ANCHORS = ("procedure", "earliest_start", "arrival", "procedure_end", "home")
"""The anchors every plan has; a protocol may define more. ``booked`` is set by the plan itself."""


class PlanState(StrEnum):
    BEFORE = "before"
    RECOVERING = "recovering"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class AnchorValue:
    """A named moment of a plan as set by staff: planned, then ``actual``."""

    moment: Moment
    actual: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the patient told us. ``value`` is "yes"/"no"/"unsure", a number or words."""

    id: str
    question: str
    value: str
    detail: str = ""
    given_by: str = ""
    given_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Voice:
    """The clinic's and patient's values that a plan's words name, frozen with the revision."""

    zone: str
    locale: str
    language: str
    first_name: str
    clinic_name: str
    phone: str
    arrival_place: str
    site: str = ""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything a plan is built from. Same protocol, same inputs: same plan.

    ``as_of`` is when this revision was made: what would have been due before it is late.
    ``answers`` holds the latest answer by question; ``decisions`` all decisions ever made.
    """

    voice: Voice
    anchors: Mapping[str, AnchorValue]
    choices: Mapping[str, str]
    answers: Mapping[str, Answer]
    medicines: tuple[Medicine, ...]
    decisions: tuple[Decision, ...]
    booked_at: datetime
    as_of: datetime


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step made concrete: dated, in words.

    ``key`` is stable: the step's key, then ``:<medicine id>`` for a medicine's task, ``@<day
    offset>`` and ``.<session>`` for repeats; never an ordinal. ``opens_at``, ``due_at`` and
    ``closes_at`` are instants in UTC with half-open windows, None where there is none or it is not
    known; ``day`` is the local calendar day the task belongs to. ``estimated`` says a date may
    still move. ``meaning`` digests what the patient was told: a mark stands only for the meaning
    it was made on. ``late`` says it was already past when the plan was made: call us.
    """

    key: str
    step: str
    kind: Kind
    owner: Owner
    phase: Phase
    criticality: Criticality
    title: str
    text: str
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    day: date | None
    when: str  # in words: "by 6pm on Thursday 5 March", "from …", "until …"
    meaning: str
    why: str = ""
    kept: str = ""
    slipped: str = ""
    after_slip: str = ""
    after_cant: str = ""
    estimated: bool = False
    late: bool = False
    limit: bool = False
    fasting: str = ""
    clock: str = ""  # the fasting limit's clock time alone, "4:30am"
    medicine_id: str = ""
    questions: tuple[str, ...] = ()

    @property
    def critical(self) -> bool:
        return self.criticality is Criticality.HARM


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A red flag in the patient's language."""

    key: str
    tier: Tier
    text: str


@dataclass(frozen=True, kw_only=True)
class About:
    key: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionAsked:
    """A question in the patient's language, as the plan asks it."""

    key: str
    kind: str
    ask: str
    hint: str
    detail: str
    criticality: Criticality
    matters: tuple[str, ...]
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, kw_only=True)
class Content:
    """The whole frozen outcome of ``build``: what the patient is shown."""

    title: str
    language: str
    tasks: tuple[Task, ...]
    questions: tuple[QuestionAsked, ...]
    flags: tuple[Flag, ...]
    about: tuple[About, ...]
    anchors: Mapping[str, Moment]
    decide_by: Mapping[str, datetime]  # by medicine id: when a clinician must have decided

    def task(self, key: str) -> Task | None:
        return next((t for t in self.tasks if t.key == key), None)


class ChangeKind(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    REWORDED = "reworded"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of a diff between two revisions."""

    kind: ChangeKind
    key: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Revision:
    """The n-th frozen result. Never updated."""

    id: str
    plan_id: str
    number: int
    inputs: Inputs
    content: Content
    changes: tuple[Change, ...] = ()
    made_at: datetime | None = None
    made_by: str = ""
    reason: str = ""
    sheet_code: str = ""
    fingerprint: str = ""  # of what a sign-off rests on
