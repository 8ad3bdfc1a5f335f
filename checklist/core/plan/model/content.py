"""What comes out: everything the patient is shown, and the revisions it is frozen in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checklist.core.plan.model.inputs import Inputs, Window
from checklist.core.plan.model.task import Task
from checklist.core.protocol import CallLine, Criticality, Tier
from checklist.core.schedule import Moment


class PlanState(StrEnum):
    BEFORE = "before"
    RECOVERING = "recovering"
    CALLED_OFF = "called_off"  # it does not take place; open until each medicine is settled
    CLOSED = "closed"


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
    """A question in the patient's language, as the plan asks it.

    ``series``, ``point``, ``told`` and ``if_higher`` are those of a question in a series; only
    ``told`` still has a slot, ``{answer}``.
    """

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
    series: str = ""
    point: str = ""
    told: str = ""
    if_higher: str = ""


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
