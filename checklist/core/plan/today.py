"""The patient's page at one instant: today first.

Pure: the same content, states and instant give the same page. Where each task stands is ruled in
``places``; this puts the parts together, each in its own order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.marks import MarkState, TaskState
from checklist.core.plan.model import Content, PlanState, Task
from checklist.core.plan.places import UNEASY, At, Place, Stage, place_of
from checklist.core.protocol import Criticality, Kind


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One task where it stands. ``ready`` says that a tick can be true by now."""

    task: Task
    state: TaskState
    place: Place
    overdue: bool
    in_force: bool
    ready: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """Every task that is shown, part by part and in order within each."""

    stage: Stage
    placed: tuple[Placed, ...]

    def at(self, place: Place) -> tuple[Placed, ...]:
        return tuple(p for p in self.placed if p.place is place)

    def of(self, key: str) -> Placed | None:
        return next((p for p in self.placed if p.task.key == key), None)


def arrange(
    content: Content,
    states: Mapping[str, TaskState],
    *,
    plan: PlanState,
    now: datetime,
    tz: ZoneInfo,
) -> Page:
    """Place every task for the instant ``now`` (UTC) in the clinic's zone ``tz``."""
    at = At(
        now=now,
        today=clock.day_of(now, tz),
        tz=tz,
        stage=stage_of(content, plan, now, tz),
        procedure_at=content.anchors["procedure"].at,
    )
    placed = list(_placed(content.tasks, states, at))
    placed.sort(key=lambda p: _order(p, at))
    return Page(stage=at.stage, placed=tuple(placed))


def stage_of(content: Content, plan: PlanState, now: datetime, tz: ZoneInfo) -> Stage:
    """Before, on the day, or after: as recorded, and from the next day on even if it was not."""
    day = content.anchors["procedure"].day
    if plan is not PlanState.BEFORE:
        return Stage.AFTER
    today = clock.day_of(now, tz)
    if day is None or today < day:
        return Stage.BEFORE
    return Stage.DAY if today == day else Stage.AFTER


def _placed(tasks: Iterable[Task], states: Mapping[str, TaskState], at: At) -> Iterator[Placed]:
    ahead: set[str] = set()
    for task in tasks:
        state = states[task.key]
        place = place_of(task, state, at)
        if task.repeats and not at.opened(task):
            if task.step in ahead:
                continue  # of the days to come, the next one stands for all
            ahead.add(task.step)
        if place is not None:
            yield Placed(
                task=task,
                state=state,
                place=place,
                overdue=at.overdue(task, state),
                in_force=at.in_force(task),
                ready=at.ready(task),
            )


_PLACES: Final = {place: index for index, place in enumerate(Place)}


def _order(placed: Placed, at: At) -> tuple[int, int, datetime]:
    """Part by part. Python's sort keeps the reading order of the plan where nothing else rules."""
    rank = 0
    first = at.now
    if placed.place is Place.TODAY:
        rank = _today_rank(placed, at)
    elif placed.place is Place.CARE:
        # What ends first stands first; what has no end, or is over, comes last.
        ends = placed.task.closes_at
        rank, first = (0, ends) if ends is not None and ends > at.now else (1, at.now)
    elif placed.place is Place.DONE and placed.state.shows is not None:
        first = placed.state.shows.happened_at
    return (_PLACES[placed.place], rank, first)


def _today_rank(placed: Placed, at: At) -> int:
    task, said = placed.task, placed.state.state
    if said is MarkState.SLIPPED:
        return 0
    if at.stage is Stage.DAY and task.kind is Kind.KNOW and task.critical and not task.medicine_id:
        return 1  # what comes before the fast: low sugar
    if at.stage is Stage.DAY and task.fasting:
        return 2
    if task.late:
        return 3
    if task.criticality is Criticality.COMFORT:
        return 6  # however overdue: never before a medicine to leave alone
    if placed.overdue or (task.kind is Kind.AVOID and task.medicine_id and said is None):
        return 4
    return 6 if said in UNEASY else 5
