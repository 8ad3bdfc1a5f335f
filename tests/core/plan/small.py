"""Small protocols made for one test each: a step or two, and what a plan of them says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from checklist.core.marks import MarkState
from checklist.core.plan.build import build
from checklist.core.plan.model import Content, Inputs, Link, Task
from checklist.core.protocol import (
    AnchorRule,
    Choice,
    Criticality,
    Kind,
    Phase,
    Protocol,
    Provenance,
    Step,
    StepWords,
    TextReview,
)
from tests.core.plans import PROTOCOL, at, inputs

NO_PROVENANCE = Provenance(
    sources=("S: a test",),
    reviewed_by="nobody",
    reviewed_on=date(2026, 1, 1),
    next_review=date(2028, 1, 1),
)


def step(key: str, kind: Kind = Kind.DO, **said: Any) -> Step:
    """A step of the time before, with words that say nothing in particular."""
    words = {"title": f"Title of {key}", "text": f"Text of {key}.", "why": "So."}
    words |= said.pop("words", {})
    usual: dict[str, Any] = {
        "phase": Phase.BEFORE,
        "criticality": Criticality.DELAY,
        "words": {"en": StepWords(**words)},
    }
    return Step(key=key, kind=kind, **(usual | said))


def protocol(*steps: Step, events: tuple[str, ...] = (), **said: Any) -> Protocol:
    """A protocol of these steps; ``events`` are anchors that are only known once recorded."""
    usual: dict[str, Any] = {
        "key": "small",
        "version": 1,
        "language": 1,
        "title": {"en": "Small"},
        "texts": {"en": TextReview(reviewed=True, by="us", on=date(2026, 1, 1))},
        "provenance": NO_PROVENANCE,
        "anchors": {name: AnchorRule(key=name) for name in events},
        "choices": (),
        "questions": (),
        "medicine_groups": (),
        "medicine_words": PROTOCOL.medicine_words,
        "steps": steps,
        "red_flags": (),
        "about": (),
    }
    return Protocol(**(usual | said))


def choice(**said: Any) -> Choice:
    usual: dict[str, Any] = {"label": "A choice", "owner": "The clinic"}
    return Choice(**(usual | said))


def built(made: Protocol, given: Inputs | None = None, **changed: Any) -> Content:
    """The plan of the worked timeline's patient under this protocol."""
    return build(made, replace(given or inputs(), **changed))


def tasks_of(content: Content, step_key: str) -> list[Task]:
    return [task for task in content.tasks if task.step == step_key]


def said(when: str, state: MarkState = MarkState.DONE, **more: Any) -> Link:
    """What was said of a task at ``2027-03-04 10:30``."""
    return Link(state=state, at=at(when), **more)
