"""Which step or anchor rests on which: what must be placed before what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from checklist.core.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Measured,
    Not,
    StepChecked,
    StepDone,
    StepMissed,
)
from checklist.core.plan import parsed
from checklist.core.protocol import ChoiceKind, Protocol, Step
from checklist.core.timing import Pick, Timing


@dataclass(frozen=True, kw_only=True)
class Resting:
    """For each step, and each anchor estimated from one, the names it rests on.

    ``times`` are the anchors and steps its times count from, ``marks`` those of them that count
    from when it was done, ``on`` those its conditions ask for too. A name may still be a choice in
    curly brackets. ``named`` are the steps something rests on, whatever is chosen, ``counted``
    those whose times others count from. ``steps`` are the keys of all.
    """

    times: Mapping[str, frozenset[str]]
    marks: Mapping[str, frozenset[str]]
    on: Mapping[str, frozenset[str]]
    named: frozenset[str]
    counted: frozenset[str]
    steps: frozenset[str]

    def steps_of(self, step: Step, choices: Mapping[str, str]) -> Iterator[str]:
        """The steps that this one counts from, from when they were done."""
        for name in self.marks[step.key]:
            chosen = _chosen(name, choices)
            if chosen in self.steps and chosen != step.key:
                yield chosen


def resting_of(protocol: Protocol) -> Resting:
    """What rests on what in a protocol."""
    steps = frozenset(step.key for step in protocol.steps)
    times = {step.key: frozenset(_timed(step)) for step in protocol.steps}
    marks = {step.key: frozenset(_followed(step)) for step in protocol.steps}
    on = {step.key: times[step.key] | frozenset(_asked(step)) for step in protocol.steps}
    for key, rule in protocol.anchors.items():
        names = parsed.bases_in(rule.planned)
        if names & steps:
            on[key] = names
    chosen = {
        option
        for choice in protocol.choices
        if choice.kind is ChoiceKind.ANCHOR
        for option in choice.options
    }
    bases = {name for key in on for name in times.get(key, on[key])}
    counted = steps & (bases | chosen)
    asked = {name for step in protocol.steps for name in _asked(step)}
    return Resting(
        times=times, marks=marks, on=on, named=counted | asked, counted=counted, steps=steps
    )


def in_order(resting: Resting, choices: Mapping[str, str]) -> Iterator[str]:
    """Every step and anchor, each after all it rests on; a ring comes last, in its own order.

    Drops until the visit, and a visit two weeks after the drops began: what asks for each other is
    no ring of times, so whatever times count from goes first there.
    """
    waiting = dict.fromkeys(resting.on)
    on = _needs(resting.on, resting, choices)
    times = _needs({**resting.on, **resting.times}, resting, choices)
    while waiting:
        ready = [name for name in waiting if not on[name] & waiting.keys()]
        ready = ready or [name for name in waiting if not times[name] & waiting.keys()][:1]
        for name in ready or list(waiting):
            del waiting[name]
            yield name


def _needs(
    named: Mapping[str, frozenset[str]], resting: Resting, choices: Mapping[str, str]
) -> Mapping[str, set[str]]:
    """What must come before what, once the choices are made."""
    return {
        name: {
            base for one in names if (base := _chosen(one, choices)) in resting.on and base != name
        }
        for name, names in named.items()
    }


def pruned(timing: Timing, absent: Iterable[str]) -> Timing | None:
    """The timing without what counts from absent steps; None where nothing of it is left."""
    gone = frozenset(absent)
    if isinstance(timing, Pick):
        first, second = pruned(timing.first, gone), pruned(timing.second, gone)
        if first is None or second is None:
            return first or second
        return replace(timing, first=first, second=second)
    if {parsed.base_of(name) for name in timing.anchors} & gone:
        return _inner(timing, gone)
    return timing


def _inner(timing: Timing, gone: frozenset[str]) -> Timing | None:
    """What is left of a timing that wraps another; None of one that names the step itself."""
    node: Any = timing
    for part in fields(node):
        value = getattr(node, part.name)
        if hasattr(value, "anchors") and isinstance(value, Pick):
            left = pruned(value, gone)
            return None if left is None else replace(node, **{part.name: left})
    return None


def _timed(step: Step) -> Iterator[str]:
    for words in (step.opens, step.due, step.closes):
        yield from parsed.bases_in(words)
    if step.around is not None:
        yield step.around.step


def _followed(step: Step) -> Iterator[str]:
    """Without the edges of windows, which stand whether or not the step was done."""
    for words in (step.opens, step.due, step.closes):
        yield from (name for name in parsed.anchors_in(words) if "." not in name)
    if step.around is not None:
        yield step.around.step


def _asked(step: Step) -> Iterator[str]:
    for condition in (step.when, step.until, step.waits_for):
        yield from _done(condition)


def _done(condition: Condition | None) -> Iterator[str]:
    match condition:
        case StepDone():
            yield condition.done_step
        case AllOf():
            for part in condition.all_of:
                yield from _done(part)
        case AnyOf():
            for part in condition.any_of:
                yield from _done(part)
        case Not():
            yield from _done(condition.negated)


def _chosen(name: str, choices: Mapping[str, str]) -> str:
    if not name.startswith("{"):
        return name
    return parsed.base_of(choices.get(name[1:-1], name))


def linked(protocol: Protocol) -> frozenset[str]:
    """The steps whose marks change the plan: something counts from them, or asks about them."""
    asked = {name for condition in _conditions(protocol) for name in _steps_in(condition)}
    return resting_of(protocol).named | asked


def _conditions(protocol: Protocol) -> Iterator[Condition | None]:
    for step in protocol.steps:
        yield from (step.when, step.until, step.waits_for)
    for question in protocol.questions:
        yield question.when
    for regimen in protocol.regimens:
        yield from (option.when for option in regimen.options)
    for flag in protocol.red_flags:
        yield from (flag.when, flag.value)
    for gate in protocol.gates:
        yield gate.waits_for


def _steps_in(condition: Condition | None) -> Iterator[str]:
    match condition:
        case StepDone():
            yield condition.done_step
        case StepChecked():
            yield condition.checked_step
        case StepMissed():
            yield condition.missed_step
        case Measured():
            yield condition.measured_step
        case AllOf():
            for part in condition.all_of:
                yield from _steps_in(part)
        case AnyOf():
            for part in condition.any_of:
                yield from _steps_in(part)
        case Not():
            yield from _steps_in(condition.negated)
