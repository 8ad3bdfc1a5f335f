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
from checklist.protocols.checks.chosen import ChoicesOf, anchors_of
from checklist.protocols.checks.fulfilling import ways
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.samples import (
    DAYS,
    HOURS,
    MORNING,
    NIGHT,
    SAMPLE_ZONE,
    Sample,
    SamplePlan,
    sample_plan,
    ways_to_choose,
)
from checklist.protocols.checks.sound import once
from checklist.protocols.problems import Finding, Path, one_of

__all__ = ["check_windows"]

_MOST_TASKS: Final = 400
"""A repeat that makes more is a slip of the keyboard, and no list anybody could keep."""

@dataclass(frozen=True, kw_only=True)
class Problem:
    """The key that it is told at, and what it is; ``only`` says of what it hangs, ``when`` on which.

    Only "hours" or only "days"; nothing for whenever the procedure is.
    """

    key: str
    text: str
    only: str = ""
    when: str = ""

    def told(self, chosen: str) -> str:
        """As an author reads it."""
        if self.only == "days":
            return f"for a procedure {self.when}, {self.text}{chosen}."
        hours = f", with the procedure at {self.when}" if self.only else ""
        return f"{self.text}{chosen}{hours}."


@dataclass(frozen=True, kw_only=True)
class _Trial:
    """A sound protocol, tried on sample plans. ``_plans`` are those of the choices tried now."""

    protocol: Protocol
    _plans: dict[Sample, SamplePlan] = field(default_factory=dict)
    _chosen: dict[str, str] = field(default_factory=dict)

    @cached_property
    def bare(self) -> Protocol:
        return once(self.protocol)

    @cached_property
    def repeating(self) -> Protocol:
        return _only(self.protocol, {s.key for s in self.protocol.steps if s.repeat is not None})

    def plan(self, sample: Sample, chosen: Mapping[str, str]) -> SamplePlan:
        """The plan in which nothing repeats: its windows are the same, and sooner laid."""
        if self._chosen != dict(chosen):
            self._plans.clear()
            self._chosen.clear()
            self._chosen.update(chosen)
        if sample not in self._plans:
            self._plans[sample] = sample_plan(self.bare, chosen, sample)
        return self._plans[sample]


def check_windows(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every window that could not be.

    At whatever hour the procedure is, that is a problem; at some hours or on some days only, it is
    told as a warning: a sleep study is never in the morning, and nothing in a protocol says so.
    """
    places = {step.key: at for at, step in reversed(list(enumerate(protocol.steps)))}
    told: dict[tuple[Path, str], Finding] = {}
    for group, choices in _groups(ground.quiet):
        alike = _alike(group, protocol, places)
        trial = _Trial(protocol=_only(ground.quiet, {steps[0].key for steps in alike}))
        for number, chosen in enumerate(ways_to_choose(choices)):
            for steps in alike:
                quiet, step = steps[0], protocol.steps[places[steps[0].key]]
                problems = list(trial.at_any_hour(quiet, step, chosen))
                if number == 0:  # with the defaults; other choices are tried at all hours
                    problems += trial.on_some_days(quiet, step, chosen)
                for problem in problems:
                    for each in steps:
                        path: Path = ("steps", places[each.key], problem.key)
                        said = problem.told(_with(chosen, choices))
                        one = Finding(path=path, text=said, warning=bool(problem.only))
                        told.setdefault((path, problem.only), one)
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


def _problems(step: Step, plan: SamplePlan) -> Iterator[Problem]:
    laid = plan.steps.get(step.key)
    if laid is None:
        return
    window = laid.crossed or laid.window
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
    return (BOOKED in anchors_of(one)) == (BOOKED in anchors_of(other))


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
    window = laid.crossed or laid.window
    opens, closes = window.opens, window.closes
    if not repeat.stages or opens is None or opens.day is None:
        return
    ends = None if closes is None else closing(closes, SAMPLE_ZONE)
    after = opens.day
    for stage in repeat.stages:
        after = parsed.amount_in(stage.lasts, choices).from_day(after, "after")
    over = opening(Moment.on(after), SAMPLE_ZONE)
    if ends is not None and over is not None and over > ends:
        yield "repeat", f"the stages end after “{step.closes}”, where the step closes", ""
