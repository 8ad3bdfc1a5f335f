"""A measured value that lies where the protocol says something must happen."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by
from checklist.core.marks import Mark, MarkState
from checklist.core.plan.model import Task
from checklist.core.protocol import Outside, Tier


def values(facts: Facts) -> Iterator[Reason]:
    """Every value that stands and lies outside what is fine, the gravest rule it meets.

    The patient read at once what to do; this tells the nurse.
    """
    for task in facts.revision.content.tasks:
        state = facts.states.get(task.key)
        shown = state.shows if state is not None else None
        if task.measure is None or shown is None or shown.state is not MarkState.DONE:
            continue
        met = outside(task, shown.value)
        if met is not None:
            yield _reason(facts, task, shown, met)


def outside(task: Task, value: str) -> Outside | None:
    """The first of the task's rules that a value meets; None where it is fine, or no number."""
    try:
        number = float(value)
    except ValueError:
        return None
    rules = task.measure.outside if task.measure is not None else ()
    return next((rule for rule in rules if rule.bounds.hold(number)), None)


def _reason(facts: Facts, task: Task, shown: Mark, met: Outside) -> Reason:
    unit = task.measure.unit if task.measure is not None else ""
    at = shown.heard_at
    return Reason(
        kind=ReasonKind.VALUE,
        subject=task.key,
        cause=shown.id,
        band=Band.TIDY if met.tier is Tier.MENTION else Band.NOW,
        words=f"{task.title}: {f'{shown.value} {unit}'.strip()}",
        detail=naming.by_whom(facts, shown.actor_name, at),
        since=at,
        from_at=at,
        do_by=do_by(facts, at),
    )
