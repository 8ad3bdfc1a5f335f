"""What was said about one task so far, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from checklist.core.actors import ActorKind
from checklist.core.marks import Channel, Mark, MarkState
from checklist.core.plan.model import Task
from checklist.web.patient import counter_view, said_view
from checklist.web.patient.ground import Ground
from checklist.web.patient.parts_view import day_and_clock

PLAIN: Final = {
    MarkState.DONE: "Ticked",
    MarkState.NOT_NEEDED: "Not needed",
    MarkState.CLEARED: "Undone",
}
THROUGH: Final = {Channel.PAPER: "from paper", Channel.PHONE: "by phone"}


def lines(task: Task, made: Iterable[Mark], ground: Ground) -> list[dict[str, Any]]:
    """The arguments of mark_line for each mark; ``made`` is in the order we heard of them."""
    state = ground.states[task.key]
    standing = state.standing | {mark.id for mark in state.sat.values()}
    return [_line(task, mark, ground, mark.id in standing) for mark in reversed(list(made))]


def _line(task: Task, mark: Mark, ground: Ground, stands: bool) -> dict[str, Any]:
    if mark.state is MarkState.DONE and task.kept:
        said = task.kept
    else:
        said = PLAIN.get(mark.state) or said_view.label(task, mark)
    said = f"{said} {_about(task, mark, ground)}".strip()
    return {
        "state": mark.state.value,
        "words": f"{said}: “{mark.word}”" if mark.word else said,
        "by": _by(mark, ground),
        "when": day_and_clock(mark, ground),
        "through": THROUGH.get(mark.channel, ""),
        "replaced": not stands,
    }


def _about(task: Task, mark: Mark, ground: Ground) -> str:
    """Which time of the day it was for, or the value; empty for all else."""
    if task.measure is not None and mark.value:
        return f"{mark.value} {task.measure.unit}"
    sitting = next((one for one in task.sittings if one.name == mark.value), None)
    return "" if sitting is None else counter_view.label(sitting, ground)


def _by(mark: Mark, ground: Ground) -> str:
    if mark.actor_kind is ground.actor.kind and mark.actor_name == ground.actor.name:
        return "You"
    return ground.first_name if mark.actor_kind is ActorKind.PATIENT else mark.actor_name
