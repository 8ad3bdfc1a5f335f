"""What changed between two revisions, and which tasks were already past when they were made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from checklist.core import clock
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Change, ChangeKind, Content, Inputs, Task
from checklist.core.protocol import Kind, Phase, Protocol, StepWords


def diff(before: Content | None, after: Content) -> tuple[Change, ...]:
    """Every task added, dropped, moved or reworded. The first revision changes nothing."""
    if before is None:
        return ()
    return tuple(_changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    old = {task.key: task for task in before.tasks}
    new = {task.key: task for task in after.tasks}
    for key, task in new.items():
        if key not in old:
            yield _change(ChangeKind.ADDED, task, "", task.text)
        elif old[key].when != task.when:
            yield _change(ChangeKind.MOVED, task, old[key].when, task.when)
        elif old[key].meaning != task.meaning:
            yield _change(ChangeKind.REWORDED, task, old[key].text, task.text)
    for key, task in old.items():
        if key not in new:
            yield _change(ChangeKind.DROPPED, task, task.text, "")


def _change(kind: ChangeKind, task: Task, before: str, after: str) -> Change:
    return Change(kind=kind, key=task.key, title=task.title, before=before, after=after)


def mark_late(
    content: Content, before: Content | None, protocol: Protocol, as_of: datetime
) -> Content:
    """Say "call us" of what was already past when it was first asked.

    A task that was asked in time and is overdue now is not late in this sense: the patient had the
    instruction, and a nurse is told that it is not done.
    """
    asked = {} if before is None else {task.key: task for task in before.tasks}
    words = {step.key: step.words[content.language] for step in protocol.steps}
    return replace(
        content,
        tasks=tuple(
            _late(task, asked.get(task.key), words.get(task.step), as_of) for task in content.tasks
        ),
    )


def _late(task: Task, asked: Task | None, words: StepWords | None, as_of: datetime) -> Task:
    if asked is not None and asked.due_at == task.due_at and asked.opens_at == task.opens_at:
        late = asked.late
    else:
        late = _was_past(task, as_of)
    if not late:
        return task
    text = (words.late if words is not None else "") or task.text
    return replace(task, late=True, text=text)


def _was_past(task: Task, as_of: datetime) -> bool:
    """Whether the moment to act had gone by: an ending for things to do, never for knowing."""
    if task.phase is Phase.AFTER or task.kind is Kind.KNOW:
        return False
    return task.due_at is not None and task.due_at <= as_of


def fingerprint(content: Content, inputs: Inputs) -> str:
    """What a sign-off rests on: the "before" tasks, the answers and the decisions.

    Recording that the procedure is done, or deciding a restart, changes none of it.
    """
    parts = [
        f"{t.key}|{t.meaning}|{_stamp(t.opens_at)}|{_stamp(t.due_at)}"
        for t in sorted(content.tasks, key=lambda t: t.key)
        if t.phase is not Phase.AFTER
    ]
    parts += [f"{a.question}|{a.value}|{a.detail}" for _, a in sorted(inputs.answers.items())]
    parts += sorted(d.id for d in inputs.decisions if d.kind is not DecisionKind.RESTART)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _stamp(instant: datetime | None) -> str:
    return "" if instant is None else clock.utc_text(instant)
