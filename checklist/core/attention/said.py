"""What a patient or carer said about a task, and nobody has dealt with yet."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.asking_back import ASKED_BACK
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, is_near, near_from, sharpening
from checklist.core.marks import Mark, MarkState, TaskState
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Criticality, Phase

KINDS = {
    MarkState.SLIPPED: ReasonKind.SLIPPED,
    MarkState.CANT: ReasonKind.CANT,
    MarkState.UNSURE: ReasonKind.UNSURE,
}

PATTERNS = {
    MarkState.SLIPPED: "Says “{label}”: {title}",
    MarkState.CANT: "Says “I can’t”: {title}",
    MarkState.UNSURE: "Is not sure: {title}",
}


def said(facts: Facts) -> Iterator[Reason]:
    """Every can't, unsure and slip that stands, and every contradiction.

    A slip stays until somebody has dealt with it, even where a tick followed, the words changed or
    the task was dropped: we promised that a nurse reads it.
    """
    tasks = {task.key: task for task in facts.revision.content.tasks}
    for key, state in sorted(facts.states.items()):
        task = tasks.get(key)
        marks = {mark.id: mark for mark in (*state.slips, *_waiting(state))}
        for mark in marks.values():
            yield from _said(facts, task, mark)
        if task is not None and state.disagree and not marks:
            yield _disagree(facts, task, state)


def _waiting(state: TaskState) -> Iterator[Mark]:
    """What shows, or what showed until the words changed."""
    mark = state.shows or state.reopened
    if mark is not None and mark.state in KINDS:
        yield mark


def _said(facts: Facts, task: Task | None, mark: Mark) -> Iterator[Reason]:
    told = _pattern(task, mark).format(
        label=(task.slipped if task is not None else "") or "It happened",
        title=task.title if task is not None else "a task that is no longer in the plan",
    )
    note = naming.quoted(mark.word)
    reason = Reason(
        kind=KINDS[mark.state],
        subject=mark.task_key,
        cause=mark.id,
        band=_band(facts, task, mark),
        words=f"{told}: {note}" if note else told,
        detail=naming.by_whom(facts, mark.actor_name, mark.heard_at),
        tag=naming.tag(facts, task.medicine_id) if task is not None else "",
        since=mark.heard_at,
        from_at=mark.heard_at,
        do_by=do_by(facts, mark.heard_at, task),
    )
    grave = task is not None and task.criticality >= Criticality.DELAY
    if reason.band is Band.TODAY and grave:
        yield from sharpening(reason, near_from(facts), asks_again=False)
    else:
        yield reason


def _pattern(task: Task | None, mark: Mark) -> str:
    if task is not None and task.step == ASKED_BACK and mark.state is MarkState.CANT:
        return "Asks to be called: {title}"
    return PATTERNS[mark.state]


def _band(facts: Facts, task: Task | None, mark: Mark) -> Band:
    if _is_over(facts, task):
        return Band.TIDY
    if task is None or mark.meaning != task.meaning:
        return Band.TODAY
    if task.critical and mark.state is not MarkState.UNSURE:
        return Band.NOW
    grave = task.criticality >= Criticality.DELAY
    return Band.NOW if grave and is_near(facts, mark.heard_at) else Band.TODAY


def _is_over(facts: Facts, task: Task | None) -> bool:
    """Whether the procedure took place since: it is still read, when there is time.

    Not so for a medicine, as what was taken or not matters for its restart.
    """
    if facts.state is PlanState.BEFORE or (task is not None and task.medicine_id):
        return False
    return task is None or task.phase is not Phase.AFTER


def _disagree(facts: Facts, task: Task, state: TaskState) -> Reason:
    at = state.shows.heard_at if state.shows is not None else facts.inputs.as_of
    return Reason(
        kind=ReasonKind.DISAGREE,
        subject=task.key,
        cause="+".join(sorted(state.standing)),
        band=Band.TIDY if _is_over(facts, task) else Band.TODAY,
        words=f"Two different answers: {task.title}",
        tag=naming.tag(facts, task.medicine_id),
        since=at,
        from_at=at,
        do_by=do_by(facts, at, task),
    )
