"""The days of one step that comes again, folded into one entry: 35 days of drops are one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from checklist.core.clinic import Clinic
from checklist.core.marks import TaskState
from checklist.core.plan.model import Task
from checklist.web.staff import say_when

FEWEST = 2
"""Of fewer days than these nothing is folded."""

WORST_FIRST = ("problem", "late", "held", "open", "done")


def folded(
    tasks: Iterable[Task],
    states: Mapping[str, TaskState],
    clinic: Clinic,
    view: Callable[[Task], dict[str, Any]],
) -> list[dict[str, Any]]:
    """Each task's view, and in the place of a repeat's first day all its days as one entry.

    Every entry has ``days``: the views inside, empty for a task on its own. ``forms`` names the
    forms inside, so that the entry stands open where one of them came back.
    """
    by_step: dict[str, list[Task]] = {}
    for task in tasks:
        by_step.setdefault(task.step if task.repeats else task.key, []).append(task)
    found: list[dict[str, Any]] = []
    for together in by_step.values():
        views = [view(task) for task in together]
        if len(views) < FEWEST:
            found += [one | {"days": []} for one in views]
        else:
            found.append(_entry(together, views, states, clinic))
    return found


def _entry(
    tasks: Sequence[Task],
    views: Sequence[dict[str, Any]],
    states: Mapping[str, TaskState],
    clinic: Clinic,
) -> dict[str, Any]:
    looks = [view["about"]["state"] for view in views]
    first = views[0]["about"]
    return {
        "about": {
            "key": tasks[0].step,
            "title": tasks[0].title,
            "when": tasks[0].series or f"{first['when']} and more",
            "state": next(look for look in WORST_FIRST if look in looks),
            "state_words": _trouble(looks),
            "critical": tasks[0].critical,
            "owner": first["owner"],
        },
        "progress": _progress([states[task.key] for task in tasks], clinic),
        "days": list(views),
        "forms": [f"mark-{task.key}" for task in tasks],
    }


def _trouble(looks: Sequence[str]) -> str:
    """ "2 days not done": how many need a look; empty for none."""
    count = sum(1 for look in looks if look in ("late", "problem"))
    return "" if not count else f"{count} {'day' if count == 1 else 'days'} to look at"


def _progress(states: Sequence[TaskState], clinic: Clinic) -> str:
    """ "12 of 35 days done, last ticked Thu 4 Mar 8:05pm"."""
    done = sum(1 for state in states if state.settled)
    said = f"{done} of {len(states)} days done"
    last = max((at for state in states for at in _ticked(state)), default=None)
    return said if last is None else f"{said}, last ticked {say_when.short(last, clinic)}"


def _ticked(state: TaskState) -> list[datetime]:
    times = [mark.happened_at for mark in state.sat.values()]
    if state.settled and state.shows is not None:
        times.append(state.shows.happened_at)
    return times
