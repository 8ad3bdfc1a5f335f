"""What goes into a plan and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from checklist.core.calendar import Calendar
from checklist.core.marks import MarkState
from checklist.core.medicines import Decision, Medicine
from checklist.core.protocol import CallLine, Criticality, Kind, Measure, Owner, Phase, Tier
from checklist.core.schedule import Moment

FIRST_HELD_DOSE = "first_held_dose"
"""The anchor of the earliest last dose of a stopped medicine; the procedure where none is stopped.

Warning signs of a clot count from it."""

PLANNED_ANCHORS = (
    "procedure",
    "earliest_start",
    "arrival",
    "procedure_end",
    "home",
    FIRST_HELD_DOSE,
)
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
class Link:
    """What was said of a task on which others rest: a chain's link, a gate, a measured value.

    ``at`` is when it happened (UTC). ``value`` is what was measured, None where nothing was.
    """

    state: MarkState
    at: datetime
    checked: bool = False
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a task opens, is due and closes, as far as that is known."""

    opens: Moment | None = None
    due: Moment | None = None
    closes: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything a plan is built from. Same protocol, same inputs: same plan.

    ``as_of`` is when this revision was made: what would have been due before it is late.
    ``answers`` holds the latest answer by question; ``decisions`` all decisions ever made.
    ``calendar`` are the clinic's working days and hours. ``links`` is what was said, by task key,
    where the protocol lets something rest on it. ``begun`` are the windows, by step, of steps that
    do not move once started and have; ``ended`` is when a revision first found a step ended.
    """

    voice: Voice
    anchors: Mapping[str, AnchorValue]
    choices: Mapping[str, str]
    answers: Mapping[str, Answer]
    medicines: tuple[Medicine, ...]
    decisions: tuple[Decision, ...]
    booked_at: datetime
    as_of: datetime
    born: date | None = None
    calendar: Calendar = field(default_factory=Calendar)
    links: Mapping[str, Link] = field(default_factory=dict)
    begun: Mapping[str, Window] = field(default_factory=dict)
    ended: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One of the times a day that a counting task asks for: its name, and when (UTC) if set."""

    name: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """A teach-back question with this patient's own dates in it."""

    ask: str
    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step made concrete: dated, in words.

    ``key`` is stable: the step's key, then ``:<medicine id>`` for a medicine's task, ``@<day
    offset>`` and ``.<session>`` for repeats; never an ordinal. ``opens_at``, ``due_at`` and
    ``closes_at`` are instants in UTC with half-open windows, None where there is none or it is not
    known; ``day`` is the local calendar day the task belongs to. ``estimated`` says a date may
    still move. ``meaning`` digests what the patient was told: a mark stands only for the meaning
    it was made on. ``late`` says it was already past when the plan was made: call us.

    ``counts`` is how often it is to be done that day (0: once, and not counted), ``sittings`` each
    of these times, ``amount`` how much each time and ``gap`` the shortest time between, in words.
    ``repeats`` says that it is one day of many, ``series`` in words from when until when.
    ``waiting`` says that its gate is shut, ``void`` that a step it follows was missed,
    ``impossible`` that its window would end before it begins: none of them asks for anything yet.
    ``open_end`` says that it does not end by itself at ``closes_at``.
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
    counts: int = 0
    sittings: tuple[Sitting, ...] = ()
    amount: str = ""
    gap: str = ""
    repeats: bool = False
    series: str = ""
    waiting: bool = False
    void: bool = False
    impossible: bool = False
    open_end: bool = False
    except_: str = ""
    measure: Measure | None = None
    teaching: Teaching | None = None

    @property
    def critical(self) -> bool:
        return self.criticality is Criticality.HARM

    @property
    def sitting_names(self) -> frozenset[str]:
        """The sittings a tick can be for, where it counts; none where it is done once."""
        return frozenset(one.name for one in self.sittings) if self.counts else frozenset()

    @property
    def asks_nothing_yet(self) -> bool:
        """Whether it waits for a result, was made void, or has no possible time."""
        return self.waiting or self.void or self.impossible


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A red flag in the patient's language, shown from ``opens_at`` until ``closes_at`` (UTC).

    None is no limit. ``raised`` says that a measured value raised it. ``calls`` say whom to call
    by the hour; none is by the tier.
    """

    key: str
    tier: Tier
    text: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    raised: bool = False
    calls: tuple[CallLine, ...] = ()

    def shown(self, now: datetime) -> bool:
        """Whether it is shown at ``now`` (UTC)."""
        begun = self.opens_at is None or self.opens_at <= now
        return begun and (self.closes_at is None or now < self.closes_at)


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
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GateState:
    """One thing the sign-off waits for, in words for staff, and whether it is there."""

    key: str
    label: str
    open: bool


@dataclass(frozen=True, kw_only=True)
class Content:
    """The whole frozen outcome of ``build``: what the patient is shown.

    ``gates`` are what the sign-off waits for, ``regimens`` the option of each. ``staying`` are the
    windows of steps that do not move once started, ``ended`` when those ended that have, by step.
    """

    title: str
    language: str
    tasks: tuple[Task, ...]
    questions: tuple[QuestionAsked, ...]
    flags: tuple[Flag, ...]
    about: tuple[About, ...]
    anchors: Mapping[str, Moment]
    decide_by: Mapping[str, datetime]  # by medicine id: when a clinician must have decided
    gates: tuple[GateState, ...] = ()
    regimens: Mapping[str, str] = field(default_factory=dict)
    staying: Mapping[str, Window] = field(default_factory=dict)
    ended: Mapping[str, datetime] = field(default_factory=dict)

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
