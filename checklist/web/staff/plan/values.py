"""What staff read of a task that counts, or that holds a value; and what they may write for it."""

from __future__ import annotations

from typing import Any

from checklist.core import words
from checklist.core.attention.values import outside
from checklist.core.clinic import Clinic
from checklist.core.marks import Mark, MarkState, TaskState
from checklist.core.plan.model import Sitting, Task
from checklist.core.protocol import Tier

WHOLE_DAY = {"value": "", "label": "All of that day"}


def so_far(task: Task, state: TaskState, clinic: Clinic) -> str:
    """ "2 of 4 (8am, midday)"; empty for a task that does not count, or before its first tick."""
    if not task.counts or not state.sat:
        return ""
    named = [_label(one, clinic) for one in task.sittings if one.name in state.sat]
    timed = any(one.at is not None for one in task.sittings)
    said = f"{len(state.sat)} of {task.counts}"
    return f"{said} ({', '.join(named)})" if timed and len(named) < task.counts else said


def measured(task: Task, value: str) -> str:
    """ "1.3 INR"; empty where nothing is measured."""
    return "" if task.measure is None or not value else f"{value} {task.measure.unit}".strip()


def is_grave(task: Task, state: TaskState) -> bool:
    """Whether the value that stands asks for somebody today."""
    shown = state.shows
    if task.measure is None or shown is None or shown.state is not MarkState.DONE:
        return False
    met = outside(task, shown.value)
    return met is not None and met.tier is not Tier.MENTION


def of_mark(task: Task, mark: Mark, clinic: Clinic) -> str:
    """What a mark is about beside its state: its time of day, or its value."""
    if task.measure is not None:
        return measured(task, mark.value)
    return next((_label(one, clinic) for one in task.sittings if one.name == mark.value), "")


def field(task: Task, clinic: Clinic) -> dict[str, Any] | None:
    """The field a mark for the patient has beside the usual ones; None for none."""
    if task.measure is not None:
        unit = f", in {task.measure.unit}" if task.measure.unit else ""
        return {"label": f"Value{unit}", "options": []}
    if not task.counts:
        return None
    times = [{"value": one.name, "label": _label(one, clinic)} for one in task.sittings]
    return {"label": "Which time", "options": [WHOLE_DAY, *times]}


def _label(one: Sitting, clinic: Clinic) -> str:
    if one.at is None:
        return one.name
    return words.time_words(one.at, clinic.tz, clinic.locale)
