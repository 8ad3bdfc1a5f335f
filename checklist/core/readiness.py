"""What stands between a plan and a clinician's "ready"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checklist.core.attention import Facts, ReasonKind
from checklist.core.attention.reports import not_looked_at
from checklist.core.marks import Mark, MarkState, TaskState
from checklist.core.medicines import standing
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Kind, Owner, Phase

SAID_OTHERWISE = {
    MarkState.SLIPPED: ReasonKind.SLIPPED,
    MarkState.CANT: ReasonKind.CANT,
    MarkState.UNSURE: ReasonKind.UNSURE,
}


def blocks(facts: Facts, now: datetime) -> tuple[str, ...]:
    """One sentence for each thing in the way at ``now`` (UTC); empty when nothing is."""
    return (
        *_plan(facts),
        *_answers(facts),
        *_medicines(facts),
        *(f"Waits for: {gate.label}" for gate in facts.revision.content.gates if not gate.open),
        *_tasks(facts, now),
    )


def _plan(facts: Facts) -> Iterator[str]:
    if facts.state is not PlanState.BEFORE:
        yield "The procedure is over."
    if facts.procedure_at is None:
        yield "The procedure has no date."


def _answers(facts: Facts) -> Iterator[str]:
    asked = {question.key: question.ask for question in facts.revision.content.questions}
    for answer in facts.unread:
        yield f"Not read yet: {asked.get(answer.question, answer.question)}"


def _medicines(facts: Facts) -> Iterator[str]:
    for medicine in facts.inputs.medicines:
        if medicine.withdrawn:
            continue
        stands = standing(medicine.id, facts.inputs.decisions)
        if stands.waiting is not None:
            yield f"Waits for a second clinician: {medicine.name}"
        elif stands.undecided:
            yield f"Not decided yet: {medicine.name}"
    for medicine in not_looked_at(facts):
        yield f"Taken later than decided, and no clinician has looked: {medicine.name}"


def _tasks(facts: Facts, now: datetime) -> Iterator[str]:
    for task in facts.revision.content.tasks:
        if task.critical and task.phase is not Phase.AFTER:
            yield from _task(facts, task, facts.states[task.key], now)
    for key, state in sorted(facts.states.items()):
        for slip in state.slips:
            if slip is not state.shows and not _resolved(facts, slip):
                yield f"Not dealt with yet: {_title(facts, key)}"


def _task(facts: Facts, task: Task, state: TaskState, now: datetime) -> Iterator[str]:
    said = state.state
    if said in SAID_OTHERWISE:
        if state.shows is not None and not _resolved(facts, state.shows):
            yield f"Open: {task.title}"
    elif said is None and not task.asks_nothing_yet and _asked_by(task, now):
        if task.kind is Kind.ANSWER:
            yield f"Not answered yet: {task.title}"
        elif task.owner is Owner.CLINIC and task.kind is Kind.DO:
            yield f"For us to do: {task.title}"


def _asked_by(task: Task, now: datetime) -> bool:
    return task.opens_at is None or task.opens_at <= now


def _resolved(facts: Facts, said: Mark) -> bool:
    """Whether a colleague has settled what was said, by this very mark."""
    return any(
        (r.reason, r.subject, r.cause) == (SAID_OTHERWISE[said.state], said.task_key, said.id)
        for r in facts.resolutions
    )


def _title(facts: Facts, key: str) -> str:
    task = facts.revision.content.task(key)
    return task.title if task is not None else "a task that is no longer in the plan"
