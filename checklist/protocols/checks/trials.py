"""A protocol tried on sample plans: at which hours and on which days a step does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from checklist.core.conditions import Condition, SlotIs
from checklist.core.protocol import Protocol, Step
from checklist.protocols.checks.crossed import Problem, crossed, repeated_amiss
from checklist.protocols.checks.fulfilling import ways
from checklist.protocols.checks.samples import (
    DAYS,
    HOURS,
    MORNING,
    NIGHT,
    Sample,
    SamplePlan,
    sample_plan,
)
from checklist.protocols.checks.sound import once
from checklist.protocols.problems import one_of

__all__ = ["Misfit", "Trial"]


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """A problem, and what it hangs on: on some hours or days alone, which ``when`` names."""

    key: str
    text: str
    hangs_on: Literal["", "hours", "days"] = ""
    when: str = ""

    def told(self, chosen: str) -> str:
        """As an author reads it; ``chosen`` says with which choices."""
        if self.hangs_on == "days":
            return f"for a procedure {self.when}, {self.text}{chosen}."
        hours = f", with the procedure at {self.when}" if self.hangs_on else ""
        return f"{self.text}{chosen}{hours}."


class Trial:
    """A sound protocol with some choices made, on as many plans as are asked for."""

    def __init__(self, protocol: Protocol, chosen: Mapping[str, str]) -> None:
        self._protocol = protocol
        self._chosen = chosen
        self._plans: dict[Sample, SamplePlan] = {}

    def at_hours(self, quiet: Step, condition: Condition | None) -> Iterator[Misfit]:
        """What does not fit, always or at some hours; ``condition`` says for whom the step is.

        Few procedures are at night, so what does not fit only then is not told.
        """
        tried = [sample for sample in HOURS if _may_be(sample, condition)]
        found: dict[Problem, list[Sample]] = {}
        for sample in tried:
            for problem in crossed(quiet, self._plan(sample)):
                found.setdefault(problem, []).append(sample)
        for (key, text), samples in found.items():
            if len(samples) == len(tried):
                yield Misfit(key=key, text=text)
            elif samples != [NIGHT]:
                when = one_of(sample.said for sample in samples)
                yield Misfit(key=key, text=text, hangs_on="hours", when=when)

    def on_days(self, quiet: Step, condition: Condition | None) -> Iterator[Misfit]:
        """What does not fit on some days alone, at an hour at which it fits on others."""
        found: dict[Problem, list[Sample]] = {}
        in_the_morning = _may_be(MORNING, condition)
        usual = MORNING if in_the_morning else MORNING.in_the_afternoon
        always = set(crossed(quiet, self._plan(usual)))
        for day in DAYS:
            plan = self._plan(day if in_the_morning else day.in_the_afternoon)
            for problem in crossed(quiet, plan):
                if problem not in always:
                    found.setdefault(problem, []).append(day)
        for (key, text), days in found.items():
            when = one_of(day.said for day in days)
            yield Misfit(key=key, text=text, hangs_on="days", when=when)

    def repeated(self, quiet: Step) -> Iterator[Misfit]:
        """What is amiss with a repeat: the same at whatever hour the procedure is."""
        if quiet.repeat is not None:
            for key, text in repeated_amiss(quiet, self._again, self._chosen):
                yield Misfit(key=key, text=text)

    def _plan(self, sample: Sample) -> SamplePlan:
        if sample not in self._plans:
            self._plans[sample] = sample_plan(self._bare, self._chosen, sample)
        return self._plans[sample]

    @cached_property
    def _bare(self) -> Protocol:
        return once(self._protocol)

    @cached_property
    def _again(self) -> SamplePlan:
        return sample_plan(self._protocol, self._chosen, MORNING)


def _may_be(sample: Sample, condition: Condition | None) -> bool:
    """Whether a step with this condition can be in a plan whose procedure is at that hour."""
    if condition is None:
        return True
    return any(
        all((sample.slot in part.slots) is holds for part, holds in way if isinstance(part, SlotIs))
        for way in ways(condition)
    )
