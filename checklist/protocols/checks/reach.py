"""Reach: nothing in a protocol waits for what can never be, or is asked too late to matter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from checklist.core.conditions import (
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnswerWithin,
    AnyOf,
    Condition,
    Measured,
    StepChecked,
    StepDone,
    StepMissed,
)
from checklist.core.moments import closing, due_end, opening
from checklist.core.plan.model import Window
from checklist.core.protocol import Protocol
from checklist.protocols.checks.fulfilling import Literal, Possible, ways
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.places import conditions
from checklist.protocols.checks.rings import rings_of_waiting
from checklist.protocols.checks.samples import SAMPLE_ZONE, SamplePlan
from checklist.protocols.problems import Finding, Path

__all__ = ["check_reach"]


def check_reach(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every condition that nobody can fulfil, and every answer that comes too late."""
    possible = Possible.of(protocol)
    told: set[Path] = set()
    for path, condition in conditions(protocol):
        for at, clash in _clashes(condition, path, possible):
            told.add(path)
            yield Finding(path=at, text=f"this can never be: {clash}.")
    if ground.whole:
        road = _Road(protocol=protocol, possible=possible)
        yield from _unreached(road, told)
        yield from _too_late(protocol, ground.plan)


def _clashes(condition: Condition, path: Path, possible: Possible) -> Iterator[tuple[Path, str]]:
    """What can never be, as a whole or in one of the ways that would do."""
    clash = possible.clash(condition)
    if clash:
        yield path, clash
        return
    parts = condition.any_of if isinstance(condition, AnyOf) else ()
    each = [((*path, "any", index), part) for index, part in enumerate(parts)]
    if isinstance(condition, AllOf):
        each = [((*path, "all", index), part) for index, part in enumerate(condition.all_of)]
    for at, part in each:
        yield from _clashes(part, at, possible)


@dataclass(frozen=True, kw_only=True)
class _Road:
    """Which steps and questions can come to be asked, by going on from those that wait for none."""

    protocol: Protocol
    possible: Possible

    @cached_property
    def asked(self) -> frozenset[str]:
        """The questions of any step; that nothing asks one of the others is told there."""
        known = {question.key for question in self.protocol.questions}
        return frozenset(key for step in self.protocol.steps for key in step.questions) & known

    @cached_property
    def steps(self) -> frozenset[str]:
        return frozenset(step.key for step in self.protocol.steps)

    def reached(self) -> frozenset[str]:
        """Their names; a question's has "?" before it."""
        reached: set[str] = set()
        while more := set(self._next(reached)) - reached:
            reached |= more
        return frozenset(reached)

    def _next(self, reached: Collection[str]) -> Iterator[str]:
        asked: set[str] = set()
        for step in self.protocol.steps:
            if self.opens(step.when, reached) and self.opens(step.waits_for, reached):
                yield step.key
                asked.update(step.questions)
        for question in self.protocol.questions:
            if question.key in asked and self.opens(question.when, reached):
                yield f"?{question.key}"

    def opens(self, condition: Condition | None, reached: Collection[str]) -> bool:
        """Whether the condition can come to hold once these were asked."""
        return condition is None or any(
            not self.possible.clash_in(way) and not any(self.lacks(part, reached) for part in way)
            for way in ways(condition)
        )

    def lacks(self, literal: Literal, reached: Collection[str]) -> str:
        """What one literal waits for in vain, in words."""
        part, holds = literal
        question = _question_of(part)
        if holds and question in self.asked and f"?{question}" not in reached:
            return f"an answer to “{question}”, which nothing asks before it"
        step = _step_of(part)
        if holds and step in self.steps and step not in reached:
            return f"the step “{step}”, which is never reached itself"
        return ""


def _unreached(road: _Road, told: Collection[Path]) -> Iterator[Finding]:
    """Steps to which nothing ever leads."""
    reached = road.reached()
    waiting = rings_of_waiting(road.protocol)
    for index, step in enumerate(road.protocol.steps):
        if step.key in reached or step.key in waiting:
            continue
        for key in ("when", "waits_for"):
            condition, path = getattr(step, key), ("steps", index, key)
            if condition is None or path in told or road.opens(condition, reached):
                continue
            lacking = {road.lacks(part, reached) for way in ways(condition) for part in way}
            if lacking - {""}:
                text = f"this step is never reached: it waits for {_all(lacking - {''})}."
                yield Finding(path=path, text=text)


def _all(lacking: Collection[str]) -> str:
    return ", and for ".join(sorted(lacking))


def _too_late(protocol: Protocol, plan: SamplePlan) -> Iterator[Finding]:
    """An answer that is asked only when what it decides is over."""
    asks: dict[str, list[str]] = {}
    for step in protocol.steps:
        for key in step.questions:
            asks.setdefault(key, []).append(step.key)
    for index, step in enumerate(protocol.steps):
        ends = _end(plan.window(step))
        for question in sorted(_needed(step.when)):
            askers = [one for one in protocol.steps if one.key in asks.get(question, ())]
            opens = [_opening(plan.window(one)) for one in askers]
            starts = [instant for instant in opens if instant is not None]
            if ends is not None and starts and len(starts) == len(opens) and min(starts) >= ends:
                by = " and ".join(f"“{one.key}”" for one in askers)
                text = f"“{question}” is asked too late for this: {by} opens when this is over."
                yield Finding(path=("steps", index, "when"), text=text)


def _needed(condition: Condition | None) -> frozenset[str]:
    """The questions without whose answer the condition cannot hold."""
    if condition is None:
        return frozenset()
    each = [{_question_of(part) for part, holds in way if holds} for way in ways(condition)]
    return frozenset(set.intersection(*each) if each else ()) - {""}


def _question_of(part: Condition) -> str:
    match part:
        case AnswerIs():
            return part.question
        case AnswerNumber():
            return part.number_of
        case AnswerWithin():
            return part.date_of
    return ""


def _step_of(part: Condition) -> str:
    match part:
        case StepDone():
            return part.done_step
        case StepChecked():
            return part.checked_step
        case StepMissed():
            return part.missed_step
        case Measured():
            return part.measured_step
    return ""


def _opening(window: Window) -> datetime | None:
    return None if window.opens is None else opening(window.opens, SAMPLE_ZONE)


def _end(window: Window) -> datetime | None:
    if window.closes is not None:
        return closing(window.closes, SAMPLE_ZONE)
    return None if window.due is None else due_end(window.due, SAMPLE_ZONE)
