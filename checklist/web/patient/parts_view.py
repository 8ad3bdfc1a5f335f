"""The pieces cards are made of: what forms carry, and how a tick reads."""

from __future__ import annotations

from typing import Any, Final

from checklist.core import clock, words
from checklist.core.actors import ActorKind
from checklist.core.marks import Mark, MarkState
from checklist.core.plan.model import Task
from checklist.core.plan.places import UNEASY
from checklist.core.plan.today import Placed
from checklist.core.protocol import Kind
from checklist.store import new_id
from checklist.web.marking import seen_value
from checklist.web.patient import said_view
from checklist.web.patient.ground import Ground

CHANGED: Final = "This has changed since you ticked it. Please look again."
UNSURE: Final = {"state": "unsure", "label": "I’m not sure"}


def names(task: Task, ground: Ground) -> dict[str, Any]:
    """What every form that makes a mark carries."""
    return {
        "key": task.key,
        "title": task.title,
        "action": ground.mark_url,
        "mark_id": new_id(),
        "seen": seen_value(ground.revision.number, ground.states[task.key]),
    }


def why_url(task: Task, ground: Ground) -> str:
    return ground.task_url(task.key) if task.why else ""


def choices(task: Task) -> list[dict[str, str]]:
    """The three things that can be true of what is to be left alone."""
    if task.kind is not Kind.AVOID:
        return []
    return [
        {"state": "done", "label": task.kept or "I have stopped"},
        {"state": "slipped", "label": task.slipped or said_view.IT_HAPPENED},
        UNSURE,
    ]


def block(placed: Placed, ground: Ground) -> dict[str, Any]:
    """What can be said, or was said, of one thing in a card that shows more than that."""
    task, state = placed.task, placed.state
    shared = names(task, ground) | {
        "choices": [],
        "links": [],
        "quiet": task.limit,
        "done": "",
        "check": "",
    }
    del shared["action"]
    if state.state in UNEASY:
        return shared | {"said": said_view.said(placed, ground)}
    if state.settled:
        slipped = [choices(task)[1]] if task.fasting and task.kind is Kind.AVOID else []
        done = {"done": ticked(placed, ground), "check": checked(placed)}
        # Whoever ticked early and then ate finds the words at once, and need not undo first.
        return shared | {"said": None, "links": slipped} | done
    return shared | {"said": None} | _asked(task)


def _asked(task: Task) -> dict[str, Any]:
    if task.kind is not Kind.AVOID:
        done = {"state": "done", "label": "I am doing this"}
        return {"choices": [done], "links": [{"state": "cant", "label": "I can’t"}, UNSURE]}
    kept, slipped, unsure = choices(task)
    return {"choices": [kept], "links": [slipped, unsure]}


def ticked(placed: Placed, ground: Ground) -> str:
    """When, with what was said and by whom where that is not plain: "Monday 2 March, 6:12pm." """
    mark = placed.state.shows
    if mark is None:
        return ""
    said = f"{placed.task.kept}. " if placed.task.kept else ""
    if mark.state is MarkState.NOT_NEEDED:
        said = "You do not need to do this. "
    elif placed.task.counts:
        said += f"{placed.task.counts} of {placed.task.counts}. "
    elif placed.task.measure is not None:
        said += f"{mark.value} {placed.task.measure.unit}".strip() + ". "
    return f"{said}{_by(mark, ground)}{day_and_clock(mark, ground)}."


def checked(placed: Placed) -> str:
    """Our own word for it, never in the shape of a tick."""
    check = placed.state.check
    return "" if check is None else f"Checked by {check.by}"


def day_and_clock(mark: Mark, ground: Ground) -> str:
    """When it happened: "Monday 2 March, 6:12pm"."""
    tz, locale = ground.clinic.tz, ground.clinic.locale
    day = clock.day_of(mark.happened_at, tz)
    said = words.time_words(mark.happened_at, tz, locale, on=day)
    return said if " on " in said else f"{words.day_words(day, locale)}, {said}"


def _by(mark: Mark, ground: Ground) -> str:
    if mark.actor_kind is ground.actor.kind and mark.actor_name == ground.actor.name:
        return ""
    if mark.actor_kind is ActorKind.PATIENT:
        return f"Ticked by {ground.first_name}, "
    return f"Ticked for {ground.first_name} by {mark.actor_name}, "
