"""What staff see of one plan's tasks: how they stand, and what may be said for the patient."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checklist.core import clock
from checklist.core.access import Act, may
from checklist.core.clinic import Clinic
from checklist.core.marks import MarkState, TaskState
from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Owner, Phase
from checklist.store import new_id
from checklist.web.marking import last_tick, seen_of, seen_value
from checklist.web.open_end import at_least_until
from checklist.web.staff import say_when
from checklist.web.staff.new_plan.view import PHASES, when_words
from checklist.web.staff.plan import values as plan_values
from checklist.web.staff.plan.days import folded
from checklist.web.staff.plan.marks import Told, mark_lines, said

WAITING = "waits for a result or a check"
OFF = "Now that it is off"
VOID = "void: a step before it was missed"


def parts(told: Told, *, recovering: bool = False, off: bool = False) -> list[dict[str, Any]]:
    """The tasks in the three parts of the plan, each as the page shows it.

    Once the procedure is over, what comes after it stands first. Where it is ``off`` there is
    nothing before or after it.
    """
    tasks = told.revision.content.tasks
    phases = [Phase.AFTER, Phase.BEFORE, Phase.DAY] if recovering else list(PHASES)
    return [
        {
            "phase": phase.value,
            "title": OFF if off else PHASES[phase],
            "entries": folded(
                (task for task in tasks if task.phase is phase),
                told.states,
                told.clinic,
                lambda task: task_view(task, told),
            ),
        }
        for phase in phases
        if any(task.phase is phase for task in tasks)
    ]


def task_view(task: Task, told: Told) -> dict[str, Any]:
    """One task: the arguments of plan_task, the lines under it and the forms it offers."""
    state = told.states[task.key]
    look, words = standing(task, state, told)
    shown = state.shows
    check = (
        shown is not None
        and shown.state is MarkState.DONE
        and task.critical
        and state.check is None
        and may(told.actor, Act.CHECK)
    )
    return {
        "about": {
            "key": task.key,
            "title": task.title,
            "when": _when(task, told),
            "text": task.text,
            "state": look,
            "state_words": words,
            "critical": task.critical,
            "owner": "clinic" if task.owner is Owner.CLINIC else "",
        },
        "title": task.title,
        "key": task.key,
        "marks": mark_lines(task, state, told),
        "check": shown.id if check and shown is not None else "",
        "options": _options(task, state) if _may_mark(task, told) else [],
        "says": "It was" if task.owner is Owner.CLINIC else "The patient says",
        "value": plan_values.field(task, told.clinic),
        "undo": _undo(task, state, told),
        "seen": seen_value(told.revision.number, state),
        "mark_id": new_id(),
    }


def _small(said: str) -> str:
    """As it stands in a tag; the patient's own "I" stays large."""
    return said if said.startswith(("I ", "I’")) else said.lower()


def _undo(task: Task, state: TaskState, told: Told) -> dict[str, str] | None:
    """What the form carries that takes back the last tick of a day, and only that one."""
    mark = last_tick(task, state)
    if mark is None or not may(told.actor, Act.MARK_FOR):
        return None
    seen = seen_of(told.revision.number, state, mark)
    return {"seen": seen, "value": mark.value, "mark_id": new_id()}


def _when(task: Task, told: Told) -> str:
    clinic = told.clinic
    if task.open_end:
        said = at_least_until(task, told.revision.content.language, clinic.tz, clinic.locale)
        return f"{said[:1].upper()}{said[1:]}, then they ask us"
    if task.over:
        return "Over"
    return when_words(task, clinic.locale)


def _may_mark(task: Task, told: Told) -> bool:
    """Of the days still to come, and of a limit that was ended, there is nothing to be said."""
    ahead = task.repeats and task.opens_at is not None and task.opens_at > told.now
    return may(told.actor, Act.MARK_FOR) and not ahead and not task.over


def standing(task: Task, state: TaskState, told: Told) -> tuple[str, str]:
    """How a task stands, as plan_task's ``state`` and ``state_words``."""
    shown = state.shows
    so_far = plan_values.so_far(task, state, told.clinic)
    if shown is None:
        look, words = _unmarked(task, state, told)
        return look, ", ".join(part for part in (so_far, words) if part)
    if shown.state not in (MarkState.DONE, MarkState.NOT_NEEDED) and so_far:
        return "problem", f"{so_far}, {_small(said(task, shown.state))}"
    if state.disagree:
        return "problem", "two different answers"
    if shown.state is MarkState.DONE:
        value = plan_values.measured(task, shown.value)
        ticked = "checked" if state.check is not None else so_far or ("" if value else "ticked")
        look = "problem" if plan_values.is_grave(task, state) else "done"
        return look, ", ".join(part for part in (value, ticked) if part)
    if shown.state is MarkState.NOT_NEEDED:
        return "done", "not needed"
    return "problem", _small(said(task, shown.state))


def _unmarked(task: Task, state: TaskState, told: Told) -> tuple[str, str]:
    if state.reopened is not None:
        return "late", "marked before the words changed"
    if task.void:
        return "problem", VOID
    if task.waiting:
        return "held", WAITING
    if task.late:
        return "late", "booked too late: call"
    overdue = _overdue_since(task, told.now)
    if overdue is not None:
        verb = "not confirmed since" if task.kind is Kind.AVOID else "not done, was due"
        return "late", f"{verb} {say_when.seen_from(overdue, told.now, told.clinic)}"
    return ("held", "the date may still move") if task.estimated else ("open", "")


def _overdue_since(task: Task, now: datetime) -> datetime | None:
    """When a task that nobody said anything about should have been done or begun."""
    if task.kind is Kind.KNOW:
        return None
    if task.kind is Kind.AVOID:
        begun = task.opens_at is not None and task.opens_at <= now
        return task.opens_at if begun and task.critical and task.medicine_id else None
    return task.due_at if task.due_at is not None and task.due_at <= now else None


def _options(task: Task, state: TaskState) -> list[dict[str, str]]:
    """What staff may say for the patient about a task; nothing about a thing to know."""
    if task.kind is Kind.KNOW:
        return []
    said = [MarkState.DONE]
    if task.slipped:
        said.append(MarkState.SLIPPED)
    said += [MarkState.CANT, MarkState.UNSURE, MarkState.NOT_NEEDED]
    options = [{"value": one.value, "label": _option(task, one)} for one in said]
    if state.shows is not None:
        options.append({"value": MarkState.CLEARED.value, "label": "Untick"})
    return options


def _option(task: Task, state: MarkState) -> str:
    label = said(task, state)
    return "Done" if label == "Ticked" else label


def now_parts(now: datetime, clinic: Clinic) -> dict[str, str]:
    """This minute as date and time inputs start with it."""
    wall = clock.local(now, clinic.tz)
    return {"day": wall.date().isoformat(), "time": wall.strftime("%H:%M")}
