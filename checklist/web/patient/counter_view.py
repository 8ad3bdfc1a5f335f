"""What is done more than once a day: how far the day is, and the one that is next."""

from __future__ import annotations

from typing import Any

from checklist.core import clock, words
from checklist.core.marks import TaskState
from checklist.core.plan.model import Sitting, Task
from checklist.core.plan.phrases import phrases
from checklist.core.plan.today import Placed
from checklist.store import new_id
from checklist.web.marking import last_tick, seen_of
from checklist.web.patient.ground import Ground


def how_many(task: Task, state: TaskState) -> str:
    """ "2 of 4"."""
    return f"{len(state.sat)} of {task.counts}"


def counting(placed: Placed, ground: Ground, *, ready: bool) -> dict[str, Any]:
    """The arguments of counter_card that are a counter's own. ``ready`` says that it can begin."""
    task, state = placed.task, placed.state
    begun = ready or bool(state.sat)
    progress = f"{how_many(task, state)} {_day(task, ground)}".strip()
    return {
        "progress": progress if begun else _ahead(task, ground),
        "marks": [_mark(one, state, ground) for one in task.sittings],
        "each": _each(task, ground),
        "tick": _next(task, state, ground) if ready else None,
        "undo": undo(task, state, ground),
    }


def undo(task: Task, state: TaskState, ground: Ground) -> dict[str, str] | None:
    """What the form carries that takes back the last of the ticks, and only that one."""
    mark = last_tick(task, state)
    if mark is None:
        return None
    return {
        "mark_id": new_id(),
        "seen": seen_of(ground.revision.number, state, mark),
        "value": mark.value,
    }


def _day(task: Task, ground: Ground) -> str:
    """ "today", "yesterday", "on Thursday 4 March"."""
    if task.day is None:
        return ""
    today = clock.day_of(ground.now, ground.clinic.tz)
    said = words.relative_day_words(task.day, today, ground.clinic.locale)
    return said if abs((task.day - today).days) <= 1 else f"on {said}"


def _ahead(task: Task, ground: Ground) -> str:
    """ "4 times on Thursday 4 March". Never "tomorrow": a card ahead of its time may be kept."""
    if task.day is None or task.estimated:
        return phrases(ground.revision.content.language).how_often(task.counts)
    return f"{task.counts} times on {words.day_words(task.day, ground.clinic.locale)}"


def _mark(one: Sitting, state: TaskState, ground: Ground) -> dict[str, Any]:
    return {"label": label(one, ground), "done": one.name in state.sat}


def label(one: Sitting, ground: Ground) -> str:
    """Its clock time, or its number where it has none."""
    if one.at is None:
        return one.name
    return words.time_words(one.at, ground.clinic.tz, ground.clinic.locale)


def _each(task: Task, ground: Ground) -> str:
    """How much each time, unless the text says it, and how long to wait between two."""
    said = []
    if task.amount and task.amount not in task.text:
        said.append(f"{task.amount[:1].upper()}{task.amount[1:]} each time.")
    if task.gap and task.gap not in task.text:
        set_of = phrases(ground.revision.content.language)
        said.append(set_of.gap.format(amount=task.gap))
    return " ".join(said)


def _next(task: Task, state: TaskState, ground: Ground) -> dict[str, str]:
    """The first that is not ticked. Where all are, and the day is still open, the last again."""
    left = [one for one in task.sittings if one.name not in state.sat]
    one = left[0] if left else task.sittings[-1]
    if one.at is None:
        said = "Tick one more" if state.sat else "Tick the first one"
    else:
        said = f"Tick {label(one, ground)}"
    return {"value": one.name, "label": said}
