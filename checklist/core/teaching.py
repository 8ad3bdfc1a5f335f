"""When a patient is asked to say an instruction back, among which answers, and how that went.

A question is asked at most twice until it is answered right: about what is to be done before the
day as soon as the questions are answered (about a medicine, once a clinician has decided), and
about everything once more two days before. Right is right for its round; wrong shows the right
answer at once, and may be tried again. Nothing ever waits for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from checklist.core.asking_back import ASKED_BACK
from checklist.core.marks import TaskState
from checklist.core.plan.model import Content, PlanState, Task
from checklist.core.protocol import Kind, Phase
from checklist.core.teach_back import TeachTry

TWO_DAYS: Final = timedelta(hours=48)
_EVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One teach-back question that is asked now. ``tried`` is the last try of this round.

    ``options`` are the right answer and the wrong ones, always in the same mixed order.
    """

    task: Task
    ask: str
    right: str
    options: tuple[str, ...]
    tried: TeachTry | None


def asked_now(
    content: Content,
    states: Mapping[str, TaskState],
    tries: Sequence[TeachTry],
    plan: PlanState,
    now: datetime,
) -> tuple[Asked, ...]:
    """Every question that is open at ``now`` (UTC), what comes first in the plan first."""
    if plan is not PlanState.BEFORE:
        return ()
    return tuple(_asked(content, states, tries, now))


def _asked(
    content: Content,
    states: Mapping[str, TaskState],
    tries: Sequence[TeachTry],
    now: datetime,
) -> Iterator[Asked]:
    told = _all_told(content, states, now)
    near = _near_from(content)
    for task in content.tasks:
        if task.teaching is None or not _can_be_asked(task, now):
            continue
        begun = _round_from(task, near, now, told=told)
        if begun is None:
            continue
        tried = last_try(task, [one for one in tries if begun <= one.at])
        if tried is None or not tried.right:
            yield Asked(
                task=task,
                ask=task.teaching.ask,
                right=task.teaching.right,
                options=options(task),
                tried=tried,
            )


def _round_from(task: Task, near: datetime | None, now: datetime, *, told: bool) -> datetime | None:
    """From when a try counts for the round that is on (UTC); None while nothing is asked."""
    if near is not None and near <= now:
        return near
    early = task.phase is Phase.BEFORE and (told or bool(task.medicine_id))
    return _EVER if early else None


def _can_be_asked(task: Task, now: datetime) -> bool:
    """While it is known, still to come or in force, and about the time up to the procedure.

    Of one stopped medicine one thing is asked: when the last dose is, and from then on the stop.
    """
    if task.phase is Phase.AFTER or task.late or task.asks_nothing_yet:
        return False
    if task.kind is Kind.AVOID and task.medicine_id:
        return task.opens_at is not None and task.opens_at <= now
    over = task.due_at if task.kind is not Kind.AVOID else task.closes_at
    return over is None or now < over


def _all_told(content: Content, states: Mapping[str, TaskState], now: datetime) -> bool:
    """Whether every question that is asked by now is answered."""
    return all(
        states[task.key].settled
        for task in content.tasks
        if task.kind is Kind.ANSWER
        and task.phase is not Phase.AFTER
        and task.step != ASKED_BACK
        and (task.opens_at is None or task.opens_at <= now)
    )


def _near_from(content: Content) -> datetime | None:
    """Two days before the procedure starts; None while its time is not known."""
    procedure = content.anchors["procedure"].at
    return None if procedure is None else procedure - TWO_DAYS


def last_try(task: Task, tries: Iterable[TeachTry]) -> TeachTry | None:
    """The last try at what the task means now: a date that moved is asked anew."""
    mine = [one for one in tries if (one.task_key, one.meaning) == (task.key, task.meaning)]
    return max(mine, key=lambda one: (one.at, one.id), default=None)


def options(task: Task) -> tuple[str, ...]:
    """The answers of a task's question, mixed by its key: the same whenever it is looked at."""
    if task.teaching is None:
        return ()
    every = dict.fromkeys((task.teaching.right, *task.teaching.wrong))
    return tuple(sorted(every, key=lambda one: _place(task, one)))


def _place(task: Task, option: str) -> str:
    return hashlib.sha256(f"{task.key}\x1f{task.meaning}\x1f{option}".encode()).hexdigest()
