"""What the attention rules know, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checklist.core.clinic import Clinic
from checklist.core.dose_reports import DoseReport
from checklist.core.flag_taps import FlagTap
from checklist.core.marks import TaskState
from checklist.core.moments import opening
from checklist.core.morning import Morning
from checklist.core.news import NOTHING, News
from checklist.core.plan.model import Answer, Inputs, PlanState, Revision
from checklist.core.signing import Undoing
from checklist.core.teach_back import TeachTry


class Band(StrEnum):
    """How soon: now (before anything else), today, or when there is time."""

    NOW = "now"
    TODAY = "today"
    TIDY = "tidy"


class ReasonKind(StrEnum):
    """Why. Each is the work of one rule; see the module named beside it."""

    SLIPPED = "slipped"  # said
    CANT = "cant"  # said
    UNSURE = "unsure"  # said
    DISAGREE = "disagree"  # said
    VALUE = "value"  # values
    OVERDUE = "overdue"  # tasks
    LATE = "late"  # tasks
    ANSWER = "answer"  # answers
    NO_CONTACT = "no_contact"  # silence
    CALL_DUE = "call_due"  # silence
    UNDECIDED = "undecided"  # medicines
    HELD = "held"  # medicines
    CHANGED = "changed"  # changed
    NOT_SIGNED = "not_signed"  # milestones
    NO_TIME = "no_time"  # milestones
    NOT_RECORDED = "not_recorded"  # milestones
    RED_FLAG = "red_flag"  # warned
    CONTRADICTION = "contradiction"  # reports
    APPROVAL = "approval"  # medicines
    SETTLE = "settle"  # settling
    TEACH_BACK = "teach_back"  # taught
    QUIET = "quiet"  # silence


GRAVER_FIRST = (
    ReasonKind.RED_FLAG,
    ReasonKind.VALUE,
    ReasonKind.SLIPPED,
    ReasonKind.SETTLE,
    ReasonKind.CONTRADICTION,
    ReasonKind.CANT,
    ReasonKind.ANSWER,
    ReasonKind.TEACH_BACK,
    ReasonKind.APPROVAL,
    ReasonKind.UNDECIDED,
    ReasonKind.HELD,
    ReasonKind.CHANGED,
    ReasonKind.LATE,
    ReasonKind.DISAGREE,
    ReasonKind.UNSURE,
    ReasonKind.OVERDUE,
    ReasonKind.NO_TIME,
    ReasonKind.NOT_SIGNED,
    ReasonKind.NOT_RECORDED,
    ReasonKind.NO_CONTACT,
    ReasonKind.QUIET,
    ReasonKind.CALL_DUE,
)
"""Which of a plan's reasons stands first where two are to be done by the same instant."""


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """A nurse's or clinician's word that one cause is dealt with."""

    reason: ReasonKind
    subject: str
    cause: str


def is_a_clinicians(kind: ReasonKind, subject: str) -> bool:
    """Whether nobody's word settles it but a clinician's decision: a medicine whose decision fell.

    That the patient must still be told has no subject: who cannot be reached is written down.
    """
    return kind is ReasonKind.SETTLE and bool(subject)


@dataclass(frozen=True, kw_only=True)
class PutOff:
    """A message was left at ``at``; the cause asks again at ``returns_at`` (both UTC)."""

    at: datetime
    returns_at: datetime


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """A nurse passed a cause on to the clinicians at ``at`` (UTC), and why, if she said."""

    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything known of one plan when its attention is worked out. Instants are UTC.

    ``contacted_at`` is the first contact by any channel: opened, marked, answered or called.
    ``unread`` are answers that matter and that no clinician has read.
    ``paper`` says the patient has no phone page, so silence there means nothing. ``states`` may
    hold tasks of earlier revisions too: what was said there and not read is not forgotten.
    ``concerns`` names the protocol's medicine groups for staff ("blood thinner"), by key, and
    ``grave`` are the keys of those that can do grave harm. ``news`` is what changed of what the
    patient was shown, and nobody has said they read. ``reports`` are what was really taken,
    ``taps`` the warning signs tapped, ``tries`` the teach-back answers, ``morning`` the sheet
    filled in at the door on the day, ``undone`` what undid the last sign-off. ``reached_at`` is
    the last call that may have told what was decided, read where one was promised; ``reached`` is
    each, oldest first; ``heard_at`` when anything was last heard by any channel. ``put_off`` and
    ``passed_on`` are causes that still ask: later, or somebody else.
    """

    clinic: Clinic
    state: PlanState
    revision: Revision
    states: Mapping[str, TaskState]
    unread: tuple[Answer, ...]
    contacted_at: datetime | None
    paper: bool
    signed: bool
    resolutions: frozenset[Resolution]
    concerns: Mapping[str, str] = field(default_factory=dict)
    grave: frozenset[str] = frozenset()
    news: News = NOTHING
    reports: tuple[DoseReport, ...] = ()
    taps: tuple[FlagTap, ...] = ()
    tries: tuple[TeachTry, ...] = ()
    morning: Morning | None = None
    undone: tuple[Undoing, ...] = ()
    reached_at: datetime | None = None
    heard_at: datetime | None = None
    reached: tuple[datetime, ...] = ()
    put_off: Mapping[Resolution, PutOff] = field(default_factory=dict)
    passed_on: Mapping[Resolution, PassedOn] = field(default_factory=dict)

    @property
    def inputs(self) -> Inputs:
        return self.revision.inputs

    @property
    def procedure_at(self) -> datetime | None:
        """The procedure's start; the start of its day while only the day is known."""
        procedure = self.revision.content.anchors["procedure"]
        if procedure.at is not None or procedure.day is None:
            return procedure.at
        return opening(procedure, self.clinic.tz)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason in one band, from ``from_at`` until ``until_at`` (half-open; None: no end).

    ``subject`` is the task key, medicine id, question or "" it is about; ``cause`` tells one
    happening from the next, and is what a Resolution settles. ``words`` says what is known,
    ``detail`` when and by whom, ``tag`` a concern such as "blood thinner". ``since`` is when the
    cause began, ``do_by`` the last moment at which acting still helps. ``passed`` says who passed
    it on to the clinicians, and why; empty where nobody did.
    """

    kind: ReasonKind
    subject: str
    cause: str
    band: Band
    words: str
    since: datetime
    from_at: datetime
    do_by: datetime
    until_at: datetime | None = None
    detail: str = ""
    tag: str = ""
    passed: str = ""

    @property
    def settled_by(self) -> Resolution:
        """What would settle it."""
        return Resolution(reason=self.kind, subject=self.subject, cause=self.cause)

    @property
    def urgency(self) -> tuple[int, datetime, int, datetime, str, str]:
        """Sorts the most urgent first: by band, then do-by; the rest only settles ties for good."""
        return (
            list(Band).index(self.band),
            self.do_by,
            GRAVER_FIRST.index(self.kind),
            self.from_at,
            self.subject,
            self.cause,
        )
