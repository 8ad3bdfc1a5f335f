"""The critical items in one list: what the patient says of each, and our own word for it.

The patient's tick is a square and a claim; our check is a round stamp. They never look alike.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from checklist.core.access import Act, may
from checklist.core.attention import Facts
from checklist.core.marks import MarkState, TaskState
from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Owner, Phase
from checklist.web.staff.new_plan.view import when_words
from checklist.web.staff.plan.marks import Told, mark_lines
from checklist.web.staff.plan.view import standing


def critical(facts: Facts) -> list[Task]:
    """The patient's own critical items before the day that can be ticked."""
    return [task for task in facts.revision.content.tasks if _is_theirs(task, Phase.BEFORE)]


def checked(task: Task, facts: Facts) -> bool:
    """Whether the tick that shows was checked by one of us."""
    return facts.states[task.key].check is not None


def _is_theirs(task: Task, *phases: Phase) -> bool:
    mine = task.critical and task.kind is not Kind.KNOW and task.owner is not Owner.CLINIC
    return mine and task.phase in phases


def items(told: Told, plan_id: str) -> list[dict[str, Any]]:
    """Every critical item up to the procedure: what went wrong first, then what is to be checked.

    ``check`` is what the check box posts, "<task>|<mark>"; empty where there is nothing to check.
    """
    found = [
        _item(task, told.states[task.key], told, plan_id)
        for task in told.revision.content.tasks
        if _is_theirs(task, Phase.BEFORE, Phase.DAY)
    ]
    return sorted(found, key=lambda one: (not one["wrong"], not one["check"], one["stamped"]))


def _item(task: Task, state: TaskState, told: Told, plan_id: str) -> dict[str, Any]:
    shown = state.shows
    ticked = shown is not None and shown.state is MarkState.DONE
    to_check = ticked and state.check is None and may(told.actor, Act.CHECK)
    look, words = standing(task, state, told)
    return {
        "key": task.key,
        "title": task.title,
        "when": when_words(task, told.clinic.locale),
        "text": task.text,
        "marks": mark_lines(task, state, told),
        "open": "" if shown is not None else words or "nothing said yet",
        "wrong": look == "problem",
        "problem": look in ("problem", "late"),
        "check": f"{task.key}|{shown.id}" if to_check and shown is not None else "",
        "stamped": state.check is not None,
        "url": url_for("plan.show", plan_id=plan_id, _anchor=f"task-{task.key}"),
    }
