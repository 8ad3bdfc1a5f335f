"""The teach-back card of the patient's page: one calm question at a time, with big answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from flask import url_for

from checklist.core import clock
from checklist.core.plan.model import Teaching
from checklist.core.teaching import Asked, asked_now, last_try
from checklist.store import new_id
from checklist.web.patient.ground import Ground

ANCHOR: Final = "tell"


def part(ground: Ground) -> dict[str, Any]:
    """The one question that is open, and what was said back right today.

    What was answered wrong comes first, with the right answer beside it, and alone.
    """
    asked = asked_now(
        ground.revision.content, ground.states, ground.tries, ground.plan.state, ground.now
    )
    first = sorted(asked, key=lambda one: one.tried is None)[:1]
    again = any(one.tried is not None for one in first)
    right = [] if again else [{"ask": one.ask, "right": one.right} for one in _right_today(ground)]
    return {"asked": [_asked(one, ground) for one in first], "right": right}


def _asked(one: Asked, ground: Ground) -> dict[str, Any]:
    """The arguments of teach_card."""
    return {
        "key": one.task.key,
        "ask": one.ask,
        "action": url_for("patient.tell_back", plan_id=ground.plan.id, task_key=one.task.key),
        "try_id": new_id(),
        "meaning": one.task.meaning,
        "options": list(one.options),
        "right": "" if one.tried is None else one.right,
    }


def _right_today(ground: Ground) -> Iterator[Teaching]:
    """It stands until the day is over."""
    tz = ground.clinic.tz
    for task in ground.revision.content.tasks:
        tried = last_try(task, ground.tries)
        if task.teaching is None or tried is None or not tried.right:
            continue
        if clock.day_of(tried.at, tz) == clock.day_of(ground.now, tz):
            yield task.teaching
