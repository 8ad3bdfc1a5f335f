"""Windows: each ends after it begins, whatever a clinician chooses, in the morning and at night.

Tried on sample plans: with every bound of every choice that a step's times rest on, at several
hours of the day, beside weekends and holidays, and with people who arrive late or early.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from checklist.core.conditions import Condition
from checklist.core.plan import parsed
from checklist.core.plan.resting import resting_of
from checklist.core.protocol import Choice, Protocol, Step
from checklist.protocols.checks.chosen import ChoicesOf
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.samples import ways_to_choose
from checklist.protocols.checks.trials import Misfit, Trial
from checklist.protocols.problems import Finding, Path

__all__ = ["check_windows"]


def check_windows(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every window that could not be.

    At whatever hour the procedure is, that is a problem; at some hours or on some days only, it is
    told as a warning: a sleep study is never in the morning, and nothing in a protocol says so.
    """
    places = {step.key: at for at, step in reversed(list(enumerate(protocol.steps)))}
    told: dict[tuple[Path, str], Finding] = {}
    for group, choices in _groups(ground.quiet):
        alike = _alike(group, protocol, places)
        tried = _only(ground.quiet, {steps[0].key for steps in alike})
        for chosen in ways_to_choose(choices):
            trial, said = Trial(tried, chosen), _with(chosen, choices)
            for steps in alike:
                condition = protocol.steps[places[steps[0].key]].when
                for misfit in _misfits(steps[0], condition, trial, days=not said):
                    for step in steps:
                        path: Path = ("steps", places[step.key], misfit.key)
                        one = Finding(
                            path=path, text=misfit.told(said), warning=bool(misfit.hangs_on)
                        )
                        told.setdefault((path, misfit.hangs_on), one)
    yield from told.values()


def _misfits(
    quiet: Step, condition: Condition | None, trial: Trial, *, days: bool
) -> Iterator[Misfit]:
    """What does not fit; uncommon ``days`` are tried with the usual choices only."""
    yield from trial.at_hours(quiet, condition)
    yield from trial.repeated(quiet)
    if days:
        yield from trial.on_days(quiet, condition)


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


def _groups(quiet: Protocol) -> Iterator[tuple[list[Step], list[Choice]]]:
    """The steps, in groups whose times rest on the same choices."""
    choices = {choice.key: choice for choice in quiet.choices}
    rests = ChoicesOf(quiet)
    groups: defaultdict[frozenset[str], list[Step]] = defaultdict(list)
    for step in quiet.steps:
        if step.opens or step.due or step.closes or step.around:
            groups[rests.of(step.key).intersection(choices)].append(step)
    for named, steps in groups.items():
        yield steps, [choices[name] for name in sorted(named)]


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
