"""The rules of the patient's page: in which part a task stands at one instant.

- A limit on the time after (``Task.limit``) is shown as a limit: ahead of its time among what
  comes after, in force under "take care". Once over it stays in sight for as long as it lasted,
  as its last words matter most then: "From Thursday, ask us before you lift."
- What the clinic does is listed, never asked of the patient.
- Eating and drinking stand together: next until the day, first on the day. They stay until the
  procedure is *recorded*: a list that runs late must not end a fast.
- What waits for a result is next, and asks nothing; what became void says so today.
- Of what comes every day, yesterday's and what is still to do today are shown, and the next.
- What is said of a task that is no plain tick stays in sight, as the patient reads there what
  happens next.
- Today are: what was booked late, what is overdue, what is due today, what is to be left alone
  from now on, and questions as soon as they are asked. The rest of what comes before is next.
- A last dose whose hour is over is not for today any more: "take your last tablet" must not be
  read where the tablet is stopped. The stop, in force since then, asks what happened.
- After the procedure what was for before it is over, apart from a medicine still stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.marks import MarkState, TaskState
from checklist.core.moments import last_full_day
from checklist.core.plan.medicine_tasks import LAST_DOSE
from checklist.core.plan.model import Task
from checklist.core.protocol import Criticality, Kind, Owner, Phase

MEDICINE_GRACE: Final = timedelta(hours=1)
"""A tablet for 6am still reads so until 7am. Only the reading of the page waits: a tick is kept
with its true time, and nobody is told that a late dose is safe."""

UNEASY: Final = (MarkState.SLIPPED, MarkState.CANT, MarkState.UNSURE)
"""Marks after which a person has to look."""


class Stage(StrEnum):
    BEFORE = "before"
    DAY = "day"
    AFTER = "after"


class Place(StrEnum):
    """A part of the page, in the order they are shown."""

    TODAY = "today"
    CARE = "care"
    MEDICINES = "medicines"
    NEXT = "next"
    AFTER = "after"
    OURS = "ours"
    DONE = "done"
    EARLIER = "earlier"


@dataclass(frozen=True, kw_only=True)
class At:
    """The instant a page is for. ``procedure_at`` is the planned start (UTC), if it is known."""

    now: datetime
    today: date
    tz: ZoneInfo
    stage: Stage
    procedure_at: datetime | None = None

    def opened(self, task: Task) -> bool:
        """Whether its window has begun; one whose beginning nobody knows has not."""
        return task.opens_at is not None and task.opens_at <= self.now

    def opens_by_tomorrow(self, task: Task) -> bool:
        if task.opens_at is None:
            return False
        return clock.day_of(task.opens_at, self.tz) <= self.today + timedelta(days=1)

    def closed(self, task: Task) -> bool:
        """Whether its window is over. One that is "at least" so long does not end by itself."""
        return task.closes_at is not None and task.closes_at <= self.now and not task.open_end

    def long_over(self, task: Task) -> bool:
        """Whether its day was before yesterday."""
        return task.day is not None and task.day < self.today - timedelta(days=1)

    def in_force(self, task: Task) -> bool:
        return self.opened(task) and not self.closed(task)

    def due_day(self, task: Task) -> date | None:
        return None if task.due_at is None else last_full_day(task.due_at, self.tz)

    def due_by_today(self, task: Task) -> bool:
        due = self.due_day(task)
        return due is not None and due <= self.today

    def overdue(self, task: Task, state: TaskState) -> bool:
        """Past its time with nothing said. What was booked late says so in its own words."""
        ends = self._ends(task)
        if ends is None or state.shows is not None or task.late or task.asks_nothing_yet:
            return False
        return ends + (MEDICINE_GRACE if task.medicine_id else timedelta()) <= self.now

    def _ends(self, task: Task) -> datetime | None:
        """When it is too late to do: its due; on the day, the end of its window where it has none.

        What ends as the procedure starts lasts for as long as the list runs late.
        """
        if task.kind in (Kind.AVOID, Kind.KNOW):
            return None
        if task.due_at is not None or task.phase is not Phase.DAY:
            return task.due_at
        return None if task.closes_at == self.procedure_at else task.closes_at

    def ready(self, task: Task) -> bool:
        """Whether a tick can be true: nobody has arrived, or taken a tablet, ahead of its day."""
        if not self.opened(task) or task.asks_nothing_yet:
            return False
        if task.kind is Kind.ATTEND or (task.medicine_id and task.due_at is not None):
            return self.due_by_today(task)
        return True


def place_of(task: Task, state: TaskState, at: At) -> Place | None:
    """The part of the page; None for what is not shown at all."""
    if task.owner is Owner.CLINIC:
        return _ours(task, at)
    if task.asks_nothing_yet:
        return _not_yet(task, at)
    if task.limit:
        return _limit(task, at)
    if task.fasting:
        return _fasting(state, at)
    if task.repeats and at.long_over(task):
        return None
    return _usual(task, state, at)


def _usual(task: Task, state: TaskState, at: At) -> Place | None:
    if state.settled:
        return Place.DONE
    if state.state in UNEASY:
        return Place.EARLIER if _is_over(task, at) else Place.TODAY
    if task.kind is Kind.KNOW and not task.late:
        return _know(task, at)
    if at.stage is Stage.AFTER:
        return _afterwards(task, at)
    if task.phase is Phase.AFTER:
        return Place.AFTER
    return _ahead(task, state, at)


def _ours(task: Task, at: At) -> Place | None:
    return Place.OURS if (task.phase is Phase.AFTER) is (at.stage is Stage.AFTER) else None


def _not_yet(task: Task, at: At) -> Place:
    if _is_over(task, at):
        return Place.EARLIER
    if task.void:
        return Place.TODAY
    after = task.phase is Phase.AFTER and at.stage is not Stage.AFTER
    return Place.AFTER if after else Place.NEXT


def _limit(task: Task, at: At) -> Place:
    if at.stage is not Stage.AFTER:
        return Place.AFTER
    if task.opens_at is None or task.closes_at is None or not at.closed(task):
        return Place.CARE
    lasted = task.closes_at - task.opens_at
    return Place.CARE if at.now < task.closes_at + lasted else Place.EARLIER


def _fasting(state: TaskState, at: At) -> Place:
    if at.stage is Stage.BEFORE:
        return Place.NEXT
    if at.stage is Stage.DAY:
        return Place.TODAY
    return Place.DONE if state.settled else Place.EARLIER


def _is_over(task: Task, at: At) -> bool:
    if at.stage is Stage.AFTER and task.phase is not Phase.AFTER:
        return not _still_stopped(task, at)
    return at.closed(task)


def _know(task: Task, at: At) -> Place | None:
    """Something to know is shown while it is true. A medicine's has a part of its own."""
    if at.closed(task):
        return None
    if task.phase is Phase.AFTER and at.stage is not Stage.AFTER:
        return Place.AFTER
    if task.phase is Phase.DAY and at.stage is Stage.AFTER:
        return None
    if not at.opened(task):
        # What an undecided medicine means on the day is read from the day before, not for weeks.
        return None if task.medicine_id and not at.opens_by_tomorrow(task) else Place.NEXT
    if task.medicine_id and task.phase is not Phase.DAY:
        return Place.MEDICINES
    return Place.TODAY


def _afterwards(task: Task, at: At) -> Place:
    if task.phase is not Phase.AFTER:
        return Place.CARE if _still_stopped(task, at) else Place.EARLIER
    if at.closed(task):
        return Place.EARLIER
    if not at.opened(task):
        return Place.NEXT
    if task.due_at is not None:
        return Place.TODAY if at.due_by_today(task) else Place.NEXT
    return Place.TODAY if task.closes_at is not None else Place.CARE


def _still_stopped(task: Task, at: At) -> bool:
    return task.kind is Kind.AVOID and bool(task.medicine_id) and at.in_force(task)


def _ahead(task: Task, state: TaskState, at: At) -> Place:
    """A task of before or of the day, with nothing said yet, until the procedure is over."""
    if task.late:
        return Place.TODAY
    if at.stage is Stage.DAY and task.phase is Phase.DAY:
        return Place.TODAY
    if at.closed(task):
        return Place.EARLIER
    if at.overdue(task, state):
        if task.step == LAST_DOSE:
            return Place.EARLIER
        comfort = task.criticality is Criticality.COMFORT
        return Place.EARLIER if comfort and at.stage is Stage.DAY else Place.TODAY
    if at.due_by_today(task):
        return Place.TODAY
    if not at.opened(task):
        return Place.NEXT
    undated = task.due_at is None and not task.estimated  # not the same as a date still unknown
    return Place.TODAY if undated or task.kind is Kind.ANSWER else Place.NEXT
