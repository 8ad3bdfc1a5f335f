"""What was said of one plan's tasks, by whom and through what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from checklist.core.actors import Actor, ActorKind
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, Check, Mark, MarkState, TaskState
from checklist.core.plan.model import Revision, Task
from checklist.core.protocol import Owner
from checklist.web.staff import say_when
from checklist.web.staff.plan import values as plan_values

THROUGH = {
    Channel.SCREEN: "on screen",
    Channel.OFFLINE: "on screen, offline",
    Channel.PAPER: "from paper",
    Channel.PHONE: "by phone",
}
SAID = {
    MarkState.DONE: "Ticked",
    MarkState.CANT: "Can’t",
    MarkState.UNSURE: "Not sure",
    MarkState.NOT_NEEDED: "Not needed",
    MarkState.SLIPPED: "It happened",
    MarkState.CLEARED: "Unticked",
}
_HEARD_LATER = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything said about the tasks of one plan, read together."""

    revision: Revision
    states: Mapping[str, TaskState]
    marks: Mapping[str, Sequence[Mark]]
    checks: Mapping[str, Sequence[Check]]
    clinic: Clinic
    actor: Actor
    now: datetime


def mark_lines(task: Task, state: TaskState, told: Told) -> list[dict[str, Any]]:
    """Everything ever said about a task, oldest first; our checks stand after their ticks."""
    lines: list[dict[str, Any]] = []
    checks = told.checks.get(task.key, ())
    for mark in told.marks.get(task.key, ()):
        stands = mark.id in state.standing or mark in state.sat.values()
        counts = stands and mark.meaning == task.meaning
        lines.append(_mark_line(mark, task, counts=counts, clinic=told.clinic))
        lines += [
            {
                "state": "check",
                "words": "Checked",
                "by": check.by,
                "when": say_when.short(check.at, told.clinic),
                "through": "",
                "heard": "",
                "replaced": not counts,
            }
            for check in checks
            if check.mark_id == mark.id
        ]
    return lines


def _mark_line(mark: Mark, task: Task, *, counts: bool, clinic: Clinic) -> dict[str, Any]:
    about = plan_values.of_mark(task, mark, clinic)
    spoken = f"{said(task, mark.state)} {about}".strip()
    later = mark.heard_at - mark.happened_at > _HEARD_LATER
    return {
        "state": mark.state.value,
        "words": f"{spoken}: {mark.word}" if mark.word else spoken,
        "by": _by(mark, task),
        "when": say_when.short(mark.happened_at, clinic),
        "through": THROUGH[mark.channel],
        "heard": say_when.short(mark.heard_at, clinic) if later else "",
        "replaced": not counts,
    }


def _by(mark: Mark, task: Task) -> str:
    if mark.actor_kind is ActorKind.STAFF and task.owner is not Owner.CLINIC:
        return f"{mark.actor_name}, for the patient"
    return f"{mark.actor_name}, carer" if mark.actor_kind is ActorKind.CARER else mark.actor_name


def said(task: Task, state: MarkState) -> str:
    """What a mark says of this task, in the words of its button."""
    if state is MarkState.DONE and task.kept:
        return task.kept
    if state is MarkState.SLIPPED and task.slipped:
        return task.slipped
    if state is MarkState.DONE and task.measure is not None:
        return "Measured"
    return SAID[state]
