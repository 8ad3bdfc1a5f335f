"""Tasks nobody has marked: booked too late, or not done by the time they should be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from checklist.core import clock
from checklist.core.asking_back import ASKED_BACK
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import confirm_from, do_by, near_from, sharpening
from checklist.core.medicines import Decision, standing
from checklist.core.plan.medicine_tasks import CHANGE, LAST_DOSE, RESTART, STOP, UNDECIDED
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Kind, Owner, Phase

REPEAT_KEPT = timedelta(days=2)
"""A day of many that was not ticked is asked about while it is fresh: then its next one is."""


def unmarked(facts: Facts) -> Iterator[Reason]:
    """Every task that waits for a mark and is late, overdue, or a change not confirmed."""
    for task in facts.revision.content.tasks:
        state = facts.states.get(task.key)
        if (state is not None and state.shows is not None) or _is_over(facts, task):
            continue
        if task.impossible:
            yield _impossible(facts, task)
        if task.asks_nothing_yet or task.step == ASKED_BACK:
            continue
        if task.late and task.step != UNDECIDED:  # that one is told as a medicine to decide
            yield _late(facts, task)
        elif _is_heard_by_call(facts, task):
            continue
        elif task.step in (STOP, CHANGE):
            yield from _unconfirmed(facts, task)
        else:
            yield from _overdue(facts, task)


def _is_over(facts: Facts, task: Task) -> bool:
    """The procedure took place: what was to be done before it cannot be done any more."""
    return facts.state is not PlanState.BEFORE and task.phase is not Phase.AFTER


def _is_heard_by_call(facts: Facts, task: Task) -> bool:
    """On paper a missing tick says nothing: what matters is asked in calls of their own time.

    A change of a medicine has no call of its own, so it is asked about as for everybody.
    """
    return facts.paper and task.owner is not Owner.CLINIC and task.step != CHANGE


def _late(facts: Facts, task: Task) -> Reason:
    """Past when it was first asked: the plan was booked, moved or changed too late for it."""
    began = task.opens_at if task.opens_at is not None else facts.inputs.as_of
    from_at = max(began, facts.inputs.booked_at)
    if task.owner is Owner.CLINIC:
        said, detail = f"For us to do, already late: {task.title}", ""
    else:
        said = f"Booked or changed too late for: {task.title}"
        detail = "the patient reads to call us today"
    return Reason(
        kind=ReasonKind.LATE,
        subject=task.key,
        cause=task.meaning,
        band=Band.NOW if task.critical else Band.TODAY,
        words=said,
        detail=detail,
        tag=naming.tag(facts, task.medicine_id),
        since=from_at,
        from_at=from_at,
        do_by=do_by(facts, from_at, task),
    )


def _impossible(facts: Facts, task: Task) -> Reason:
    """By its rule it would end before it begins: a person says when, and tells the patient."""
    at = facts.revision.made_at or facts.inputs.as_of
    return Reason(
        kind=ReasonKind.NO_TIME,
        subject=task.key,
        cause=task.meaning,
        band=Band.NOW if task.critical else Band.TODAY,
        words=f"No time is possible: {task.title}",
        detail="the patient reads that we will tell them",
        since=at,
        from_at=at,
        do_by=do_by(facts, at),
    )


def _unconfirmed(facts: Facts, task: Task) -> Iterator[Reason]:
    """A stop or a change of a medicine that the patient has not said they made.

    Asked from midday of the day after; from the moment they were told where the procedure is near.
    """
    decision = standing(task.medicine_id, facts.inputs.decisions).decision
    if decision is None:
        return
    since = _told_at(task, decision)
    asked_from = confirm_from(facts.clinic, since)
    near = near_from(facts)
    from_at = max(since, asked_from if near is None else min(asked_from, near))
    what = "Stop" if task.step == STOP else "Change"
    name = naming.name(facts, task.medicine_id)
    reason = Reason(
        kind=ReasonKind.OVERDUE,
        subject=task.key,
        cause=f"{task.meaning}:{clock.utc_text(since)}",
        band=Band.TODAY,
        words=f"{what} of {name} not confirmed since {naming.day(facts, since)}",
        detail=f"decided by {decision.decided_by}",
        tag=naming.tag(facts, task.medicine_id),
        since=since,
        from_at=from_at,
        do_by=do_by(facts, from_at, task),
    )
    yield from sharpening(reason, near, asks_again=True)


def _told_at(task: Task, decision: Decision) -> datetime:
    """When the change was due, or told to the patient if that came later (UTC)."""
    if task.step == STOP and decision.last_dose is not None:
        return max(decision.last_dose, decision.in_force_at)
    return decision.in_force_at


def _overdue(facts: Facts, task: Task) -> Iterator[Reason]:
    if task.due_at is None or not _asks(task):
        return
    ours = task.owner is Owner.CLINIC
    # A day's end is the next day's first instant; staff read the day itself.
    day = naming.day(facts, task.due_at - timedelta.resolution)
    reason = Reason(
        kind=ReasonKind.OVERDUE,
        subject=task.key,
        cause=f"{task.meaning}:{clock.utc_text(task.due_at)}",
        band=Band.TODAY,
        words=f"For us to do by {day}: {task.title}" if ours else f"No tick by {day}: {task.title}",
        tag=naming.tag(facts, task.medicine_id),
        since=task.due_at,
        from_at=task.due_at,
        do_by=do_by(facts, task.due_at),
        until_at=task.due_at + REPEAT_KEPT if task.repeats else None,
    )
    now_from = near_from(facts) if task.phase is not Phase.AFTER else None
    yield from sharpening(reason, now_from, asks_again=True)


def _asks(task: Task) -> bool:
    """Whether a missing tick is a reason to call. Only for what is grave and was to be done.

    On the day itself the patient is on the way, and is asked at the door what was taken and eaten;
    arriving is seen there. A last dose that was not ticked is asked about as the stop that follows.
    After the procedure, a date that is still an estimate accuses nobody.
    """
    if not task.critical or task.kind not in (Kind.DO, Kind.ANSWER, Kind.MEASURE):
        return False
    if task.step == LAST_DOSE or (task.phase is Phase.DAY and task.owner is not Owner.CLINIC):
        return False
    return task.step == RESTART or task.phase is not Phase.AFTER or not task.estimated
