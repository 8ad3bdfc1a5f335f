"""What stands between a plan and a clinician's "ready", and where each thing is settled.

What a patient did not understand (teach-back) is told beside it and blocks nothing: it is a reason
to call, and the answer may come out right the next minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checklist.core.asking_back import ASKED_BACK
from checklist.core.attention import Facts, ReasonKind
from checklist.core.attention.reports import not_looked_at
from checklist.core.marks import Mark, MarkState, TaskState
from checklist.core.medicines import Medicine, standing
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Kind, Owner, Phase

SAID_OTHERWISE = {
    MarkState.SLIPPED: ReasonKind.SLIPPED,
    MarkState.CANT: ReasonKind.CANT,
    MarkState.UNSURE: ReasonKind.UNSURE,
}


class Where(StrEnum):
    """The room in which a thing in the way is settled."""

    PLAN = "plan"
    ANSWERS = "answers"
    MEDICINES = "medicines"
    CHANGE = "change"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One thing in the way, as a sentence. ``subject`` is its task key or medicine id, or empty."""

    text: str
    where: Where
    subject: str = ""


def blocks(facts: Facts, now: datetime) -> tuple[str, ...]:
    """What is in the way at ``now`` (UTC), in sentences."""
    return tuple(one.text for one in in_the_way(facts, now))


def in_the_way(facts: Facts, now: datetime) -> tuple[Block, ...]:
    """One for each thing in the way at ``now`` (UTC); empty when nothing is."""
    return (
        *_plan(facts),
        *_answers(facts),
        *_medicines(facts),
        *_gates(facts),
        *_tasks(facts, now),
    )


def _plan(facts: Facts) -> Iterator[Block]:
    if facts.state is not PlanState.BEFORE:
        yield Block(text="The procedure is over.", where=Where.PLAN)
    if facts.procedure_at is None:
        yield Block(text="The procedure has no date.", where=Where.CHANGE)


def _answers(facts: Facts) -> Iterator[Block]:
    asked = {question.key: question.ask for question in facts.revision.content.questions}
    for answer in facts.unread:
        ask = asked.get(answer.question, answer.question)
        yield Block(text=f"Not read yet: {ask}", where=Where.ANSWERS, subject=answer.id)


def _medicines(facts: Facts) -> Iterator[Block]:
    for medicine in facts.inputs.medicines:
        if medicine.withdrawn:
            continue
        stands = standing(medicine.id, facts.inputs.decisions)
        if stands.waiting is not None:
            yield _about(medicine, f"Waits for a second clinician: {medicine.name}")
        elif stands.undecided:
            yield _about(medicine, f"Not decided yet: {medicine.name}")
    for medicine in not_looked_at(facts):
        yield _about(
            medicine, f"Taken later than decided, and no clinician has looked: {medicine.name}"
        )


def _about(medicine: Medicine, text: str) -> Block:
    return Block(text=text, where=Where.MEDICINES, subject=medicine.id)


def _gates(facts: Facts) -> Iterator[Block]:
    for gate in facts.revision.content.gates:
        if not gate.open:
            yield Block(text=f"Waits for: {gate.label}", where=Where.PLAN)


def _tasks(facts: Facts, now: datetime) -> Iterator[Block]:
    for task in facts.revision.content.tasks:
        if task.critical and task.phase is not Phase.AFTER:
            for text in _task(facts, task, facts.states[task.key], now):
                yield Block(text=text, where=Where.PLAN, subject=task.key)
    for key, state in sorted(facts.states.items()):
        for slip in state.slips:
            if slip is not state.shows and not _resolved(facts, slip):
                text = f"Not dealt with yet: {_title(facts, key)}"
                yield Block(text=text, where=Where.PLAN, subject=key)


def _task(facts: Facts, task: Task, state: TaskState, now: datetime) -> Iterator[str]:
    said = state.state
    if task.step == ASKED_BACK and not state.settled:  # "call me" is dealt with, not answered
        yield f"Not answered yet: {task.title}"
    elif said in SAID_OTHERWISE:
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
