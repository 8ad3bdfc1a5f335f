"""The clinic's own results, as a clinician reads them before signing: the value, and how old it is.

A result outlives a change of the day: what was measured for November still stands in January. So
each says when it was written down, and how long before the procedure that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checklist.core import clock
from checklist.core.attention import Facts
from checklist.core.marks import Mark, MarkState
from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Owner, Phase
from checklist.web.staff import say_when
from checklist.web.staff.plan import values as plan_values


def results(facts: Facts) -> list[dict[str, Any]]:
    """Each value the clinic measures before the procedure, measured or not yet.

    ``done`` says that there is one, and that it asks for nobody.
    """
    return [_result(task, facts) for task in _measured_before(facts)]


def lines(facts: Facts) -> Iterator[dict[str, Any]]:
    """The same in a line each, for what a sign-off rests on."""
    for one in results(facts):
        about = ", ".join(part for part in (one["value"], one["age"]) if part)
        yield {"text": f"{one['title']}: {about}", "done": one["done"]}


def _measured_before(facts: Facts) -> Iterator[Task]:
    for task in facts.revision.content.tasks:
        ours = task.kind is Kind.MEASURE and task.owner is Owner.CLINIC
        if ours and task.phase is not Phase.AFTER:
            yield task


def _result(task: Task, facts: Facts) -> dict[str, Any]:
    state = facts.states[task.key]
    mark = state.shows
    if mark is None or mark.state is not MarkState.DONE:
        return {"title": task.title, "value": "not yet", "by": "", "age": "", "done": False}
    return {
        "title": task.title,
        "value": plan_values.measured(task, mark.value),
        "by": f"{mark.actor_name}, {say_when.short(mark.happened_at, facts.clinic)}",
        "age": _age(mark, facts),
        "done": not plan_values.is_grave(task, state),
    }


def _age(mark: Mark, facts: Facts) -> str:
    """ "12 days before the procedure", on the clinic's calendar; empty while it has no day."""
    day = facts.revision.content.anchors["procedure"].day
    if day is None:
        return ""
    days = (day - clock.day_of(mark.happened_at, facts.clinic.tz)).days
    if days <= 0:
        return "on the day of the procedure" if days == 0 else "after the procedure"
    return f"{days} day{'s' if days != 1 else ''} before the procedure"
