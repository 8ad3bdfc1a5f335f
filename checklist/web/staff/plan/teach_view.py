"""Teach-back as staff see it: how it went, and the question to read out on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.clinic import Clinic
from checklist.core.plan.model import Revision, Task, Teaching
from checklist.core.protocol import Phase
from checklist.core.teach_back import TeachTry
from checklist.core.teaching import last_try, options
from checklist.store import new_id
from checklist.web.staff import say_when


def by_task(
    revision: Revision, tries: Sequence[TeachTry], actor: Actor, clinic: Clinic
) -> dict[str, dict[str, Any]]:
    """By task key: the question, its answers with the right one, and how it went last."""
    return {
        task.key: _one(task, task.teaching, last_try(task, tries), actor, clinic)
        for task in revision.content.tasks
        if task.teaching is not None
    }


def _one(
    task: Task, asked: Teaching, tried: TeachTry | None, actor: Actor, clinic: Clinic
) -> dict[str, Any]:
    offered = may(actor, Act.TEACH_BACK) and task.phase is not Phase.AFTER
    return {
        "ask": asked.ask,
        "right": asked.right,
        "options": [{"value": one, "label": one} for one in options(task)] if offered else [],
        "meaning": task.meaning,
        "try_id": new_id(),
        "went": "" if tried is None else _went(tried),
        "wrong": tried is not None and not tried.right,
        "by": "" if tried is None else f"{tried.by}, {say_when.short(tried.at, clinic)}",
    }


def _went(tried: TeachTry) -> str:
    return "Said back right" if tried.right else f"Answered wrong: “{tried.chosen}”"


def lines(facts: Facts) -> list[dict[str, Any]]:
    """For what a sign-off rests on: how many instructions were said back; it blocks nothing."""
    asked = [
        last_try(task, facts.tries)
        for task in facts.revision.content.tasks
        if task.teaching is not None and task.phase is not Phase.AFTER
    ]
    tried = [one for one in asked if one is not None]
    if not tried:
        return []
    wrong = sum(1 for one in tried if not one.right)
    said = f"Said back: {len(tried) - wrong} of {len(asked)} right"
    return [{"text": f"{said}, {wrong} wrong" if wrong else said, "done": not wrong}]
