"""What is still open of a recovery, and when it is over: pure rules for whoever closes a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checklist.core.marks import TaskState
from checklist.core.plan.model import Content, Inputs, Task
from checklist.core.protocol import Kind, Owner, Phase
from checklist.core.then_and_now import Point, series_of

__all__ = ["StillOpen", "is_over", "last_date", "still_open"]


@dataclass(frozen=True, kw_only=True)
class StillOpen:
    """What a plan would be closed with: limits in force, visits and answers.

    A stopped medicine is told by ``attention.open_stops``: with one, no plan is closed at all.
    """

    limits: tuple[Task, ...] = ()
    visits: tuple[Task, ...] = ()
    answers: tuple[Point, ...] = ()

    @property
    def count(self) -> int:
        return len(self.limits) + len(self.visits) + len(self.answers)


def is_over(task: Task, now: datetime) -> bool:
    """Whether a limit does not count any more at ``now`` (UTC).

    One that is "at least" so long, or that has no date, ends when somebody says so.
    """
    ended = task.closes_at is not None and task.closes_at <= now and not task.open_end
    return task.over or ended


def still_open(
    content: Content,
    inputs: Inputs,
    states: Mapping[str, TaskState],
    now: datetime,
) -> StillOpen:
    """What is still open at ``now`` (UTC). An answer counts as missing from when it is asked."""
    return StillOpen(
        limits=tuple(t for t in content.tasks if t.limit and not is_over(t, now)),
        visits=tuple(t for t in content.tasks if _is_visit(t) and not states[t.key].settled),
        answers=tuple(p for s in series_of(content, inputs.answers) for p in s.missing(now)),
    )


def last_date(content: Content) -> datetime | None:
    """When the last thing with a date after the procedure is over (UTC); None without any.

    What is only to be known, such as the warning signs, keeps no plan open.
    """
    ends = (
        task.due_at or task.closes_at
        for task in content.tasks
        if task.phase is Phase.AFTER and task.kind is not Kind.KNOW
    )
    return max((end for end in ends if end is not None), default=None)


def _is_visit(task: Task) -> bool:
    return task.phase is Phase.AFTER and task.kind is Kind.ATTEND and task.owner is not Owner.CLINIC
