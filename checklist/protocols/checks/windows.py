"""Windows: each ends after it begins, whatever a clinician chooses, in the morning and at night.

Tried on sample plans: with every bound of every choice that a step's times rest on, and with the
procedure on both sides of midday.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from checklist.core.conditions import Condition, SlotIs
from checklist.core.moments import Moment, closing, due_end, opening
from checklist.core.plan import parsed
from checklist.core.plan.resting import resting_of
from checklist.core.protocol import Choice, Protocol, Step
from checklist.core.schedule import BOOKED
from checklist.protocols.checks.fulfilling import ways
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.lengths import choices_of_lengths
from checklist.protocols.checks.samples import (
    SAMPLE_TIMES,
    SAMPLE_ZONE,
    SamplePlan,
    sample_plan,
    ways_to_choose,
)
from checklist.protocols.checks.sound import once
from checklist.protocols.problems import Finding, Path, one_of

__all__ = ["check_windows"]

_MOST_TASKS: Final = 400
"""A repeat that makes more is a slip of the keyboard, and no list anybody could keep."""

Problem = tuple[str, str]
"""The key that it is told at, and what it is."""


def check_windows(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every window that could not be.

    At whatever hour the procedure is, that is a problem; at some hours only, it is told as a
    warning: a sleep study is never in the morning, and nothing in a protocol says so.
    """
    places = {step.key: at for at, step in reversed(list(enumerate(protocol.steps)))}
    told: dict[tuple[Path, bool], Finding] = {}
    for group, choices in _groups(ground.quiet):
        alike = _alike(group, protocol, places)
        only = _only(ground.quiet, {steps[0].key for steps in alike})
        bare = once(only)
        repeating = {steps[0].key for steps in alike if steps[0].repeat is not None}
        again = _only(ground.quiet, repeating)
        for chosen in ways_to_choose(choices):
            plans = {slot: sample_plan(bare, chosen, slot) for slot in SAMPLE_TIMES}
            repeated = sample_plan(again, chosen, "am") if repeating else plans["am"]
            for steps in alike:
                first = steps[0]
                for key, text, hours in (
                    *_at_some_hours(first, protocol.steps[places[first.key]], plans),
                    *_repeated(first, repeated, chosen),
                ):
                    said = text + _with(chosen, choices) + hours + "."
                    for step in steps:
                        path: Path = ("steps", places[step.key], key)
                        one = Finding(path=path, text=said, warning=bool(hours))
                        told.setdefault((path, one.warning), one)
    yield from told.values()


def _alike(
    group: list[Step], protocol: Protocol, places: Mapping[str, int]
) -> Collection[list[Step]]:
    """The steps of a group, those of the very same times together: one is tried for them all."""
    found: dict[object, list[Step]] = {}
    for step in group:
        when = protocol.steps[places[step.key]].when
        times = (step.opens, step.due, step.closes, step.around, str(step.repeat), when)
        found.setdefault(times, []).append(step)
    return found.values()


def _at_some_hours(
    quiet: Step, step: Step, plans: Mapping[str, SamplePlan]
) -> Iterator[tuple[str, str, str]]:
    """Each problem with where it stands, and at which hours it is one; nothing for at all.

    Few procedures are at night, so what does not fit only then is not told.
    """
    tried = [slot for slot in plans if _may_be(slot, step.when)]
    found: dict[Problem, list[str]] = {}
    for slot in tried:
        for problem in _problems(quiet, plans[slot]):
            found.setdefault(problem, []).append(slot)
    for (key, text), slots in found.items():
        if slots == ["night"]:
            continue
        hours = f", with the procedure at {one_of(SAMPLE_TIMES[slot] for slot in slots)}"
        yield key, text, hours if len(slots) < len(tried) else ""


def _may_be(slot: str, condition: Condition | None) -> bool:
    """Whether a step with this condition can be in a plan whose procedure is at that hour."""
    if condition is None:
        return True
    is_so = "am" if slot == "am" else "pm"
    return any(
        all((is_so in part.slots) is holds for part, holds in way if isinstance(part, SlotIs))
        for way in ways(condition)
    )


def _groups(quiet: Protocol) -> Iterator[tuple[list[Step], list[Choice]]]:
    """The steps, in groups whose times rest on the same choices."""
    choices = {choice.key: choice for choice in quiet.choices}
    rests = _Choices(quiet)
    groups: defaultdict[frozenset[str], list[Step]] = defaultdict(list)
    for step in quiet.steps:
        if step.opens or step.due or step.closes or step.around:
            groups[rests.of(step.key).intersection(choices)].append(step)
    for named, steps in groups.items():
        yield steps, [choices[name] for name in sorted(named)]


class _Choices:
    """Which choices the times of a step rest on, also through what they count from."""

    def __init__(self, protocol: Protocol) -> None:
        self._own = {step.key: _of_step(step) for step in protocol.steps}
        self._own |= {key: _of_timing(rule.planned) for key, rule in protocol.anchors.items()}
        self._on = {step.key: _named(step) for step in protocol.steps}
        self._on |= {key: _anchors(rule.planned) for key, rule in protocol.anchors.items()}
        self._options = {c.key: {parsed.base_of(o) for o in c.options} for c in protocol.choices}

    def of(self, key: str) -> frozenset[str]:
        found: set[str] = set()
        seen: set[str] = set()
        ahead = [key]
        while ahead:
            here = ahead.pop()
            if here not in seen:
                seen.add(here)
                own = self._own.get(here, frozenset())
                found |= own
                ahead += self._on.get(here, ())
                ahead += [option for name in own for option in self._options.get(name, ())]
        return frozenset(found)


def _of_step(step: Step) -> frozenset[str]:
    found = frozenset().union(*(_of_timing(w) for w in (step.opens, step.due, step.closes)))
    repeat = step.repeat
    stages = () if repeat is None else repeat.stages
    sessions = () if repeat is None else repeat.sessions
    clocks = [s.clock for s in (*sessions, *(s for stage in stages for s in stage.sessions))]
    return (
        found
        | choices_of_lengths(step)
        | {clock.strip("{} ") for clock in clocks if clock.startswith("{")}
    )


def _of_timing(words: str) -> frozenset[str]:
    return parsed.timing(words).choices if words else frozenset()


def _named(step: Step) -> frozenset[str]:
    found = frozenset().union(*(_anchors(w) for w in (step.opens, step.due, step.closes)))
    return found | ({step.around.step} if step.around is not None else set())


def _anchors(words: str) -> frozenset[str]:
    return frozenset(parsed.base_of(name) for name in parsed.anchors_in(words))


def _only(quiet: Protocol, keys: set[str]) -> Protocol:
    """The protocol with these steps, and those that they or the anchors rest on."""
    resting = resting_of(quiet)
    needed, ahead = set[str](), [*keys, *quiet.anchors]
    while ahead:
        key = ahead.pop()
        if key not in needed:
            needed.add(key)
            ahead += [parsed.base_of(name) for name in resting.on.get(key, ())]
            if any(name.startswith("{") for name in resting.on.get(key, ())):
                ahead += [parsed.base_of(o) for c in quiet.choices for o in c.options]
    return replace(quiet, steps=tuple(step for step in quiet.steps if step.key in needed))


def _with(chosen: Mapping[str, str], choices: list[Choice]) -> str:
    """Under which values, where they are not the defaults."""
    others = [f"{{{c.key}}} is {chosen[c.key]}" for c in choices if chosen[c.key] != c.default]
    return f" when {' and '.join(others)}" if others else ""


def _problems(step: Step, plan: SamplePlan) -> Iterator[Problem]:
    laid = plan.steps.get(step.key)
    if laid is None:
        return
    window = laid.window
    opens = _instant(window.opens)
    closes = None if window.closes is None else closing(window.closes, SAMPLE_ZONE)
    if opens and closes and opens >= closes and _comparable(step.opens, step.closes):
        yield "closes", f"“{step.closes}” is not after “{step.opens}”, where the step opens"
        return
    if window.due is None or step.repeat is not None:
        return
    due, ends = _instant(window.due), due_end(window.due, SAMPLE_ZONE)
    if step.opens and opens and ends and ends <= opens and _comparable(step.opens, step.due):
        yield "due", f"“{step.due}” is before “{step.opens}”, where the step opens"
    late = due and closes and (due > closes or (window.due.at is None and due >= closes))
    if late and _comparable(step.due, step.closes):
        yield "due", f"“{step.due}” is after “{step.closes}”, where the step closes"


def _instant(moment: Moment | None) -> datetime | None:
    return None if moment is None else opening(moment, SAMPLE_ZONE)


def _comparable(one: str, other: str) -> bool:
    """What counts from the booking lies anywhere beside what counts from the procedure."""
    return (BOOKED in _anchors(one)) == (BOOKED in _anchors(other))


def _repeated(
    step: Step, plan: SamplePlan, choices: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Problems of a repeat, which are the same at whatever hour the procedure is."""
    laid = plan.steps.get(step.key)
    repeat = step.repeat
    if laid is None or repeat is None:
        return
    count = None if laid.occurrences is None else len(laid.occurrences)
    if count == 0:
        yield "repeat", "not one time of this lies between its opening and its close", ""
    if count is not None and count > _MOST_TASKS:
        most = f"and {_MOST_TASKS} are the most: let it end sooner"
        yield "repeat", f"this makes {count} tasks, {most}", ""
    opens, closes = laid.window.opens, laid.window.closes
    if not repeat.stages or opens is None or opens.day is None:
        return
    ends = None if closes is None else closing(closes, SAMPLE_ZONE)
    after = opens.day
    for stage in repeat.stages:
        after = parsed.amount_in(stage.lasts, choices).from_day(after, "after")
    over = opening(Moment.on(after), SAMPLE_ZONE)
    if ends is not None and over is not None and over > ends:
        yield "repeat", f"the stages end after “{step.closes}”, where the step closes", ""
