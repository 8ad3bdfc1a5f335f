"""What was said of the tasks that others rest on, as it counts for the plan's own words.

A mark counts only for the meaning it was made on, and what counts changes the plan: so the two are
worked out in turns, from nothing said, until they agree. A chain needs as many turns as it has
links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from checklist.core.marks import Check, Mark, merge
from checklist.core.plan.build import build
from checklist.core.plan.knowing import step_of
from checklist.core.plan.model import Content, Inputs, Link
from checklist.core.plan.resting import linked
from checklist.core.protocol import Protocol

MOST_TURNS: Final = 40
"""More than any chain has links. The reader refuses rings, which would never agree."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Every mark and check of one plan, by task key."""

    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    checks: Mapping[str, Sequence[Check]] = field(default_factory=dict)


def with_links(protocol: Protocol, inputs: Inputs, heard: Heard) -> Inputs:
    """The inputs with what was said of the tasks that others rest on."""
    keys = _spoken(protocol, heard)
    inputs = replace(inputs, links={})
    if not keys:
        return inputs
    for _ in range(MOST_TURNS):
        links = _links(build(protocol, inputs), keys, heard)
        if links == inputs.links:
            break
        inputs = replace(inputs, links=links)
    return inputs


def _spoken(protocol: Protocol, heard: Heard) -> tuple[str, ...]:
    """The tasks something was said of, on which something rests."""
    if not heard.marks:
        return ()
    steps = linked(protocol)
    return tuple(key for key in heard.marks if step_of(key) in steps)


def _links(content: Content, keys: Iterable[str], heard: Heard) -> Mapping[str, Link]:
    tasks = {task.key: task for task in content.tasks}
    found = {}
    for key in keys:
        task = tasks.get(key)
        if task is None:
            continue
        checks = heard.checks.get(key, ())
        state = merge(heard.marks[key], task.meaning, checks, task.sitting_names)
        if state.shows is not None:
            found[key] = Link(
                state=state.shows.state,
                at=state.shows.happened_at,
                checked=state.check is not None,
                value=_number(state.shows.value) if task.measure is not None else None,
            )
    return found


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None
