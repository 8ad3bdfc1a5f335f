"""The phase of a step, where its author did not write it: before, on or after the day.

It is told by the step's timing on a sample plan: by when it is due, else opens, else closes. Before
the day of the procedure is before; on that day and not after its start is the day; else after (see
``core.plan.phases``). A moment that nobody can know beforehand is after, where it waits for
something to happen. Each plan then works it out anew from its own times.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from checklist.core.errors import TimingError
from checklist.core.plan.model import PLANNED_ANCHORS
from checklist.core.plan.parsed import anchors_in, base_of
from checklist.core.plan.phases import phase_of
from checklist.core.protocol import Phase, Protocol, Step
from checklist.core.schedule import BOOKED
from checklist.protocols.checks.samples import SamplePlan
from checklist.protocols.shape import FileShape

__all__ = ["with_phases"]

_BEFOREHAND: Final = frozenset({*PLANNED_ANCHORS, BOOKED} - {"procedure_end", "home"})
"""The anchors that come before the procedure is over, whether or not they are known."""


def with_phases(protocol: Protocol, shape: FileShape, plan: SamplePlan) -> Protocol:
    """The protocol with the phases that its file does not say; ``shape`` is what it says."""
    unsaid = {index for index, step in enumerate(shape.steps) if step.phase is None}
    if not unsaid:
        return protocol
    steps = tuple(
        replace(step, phase=_phase(step, plan), phase_by_time=True) if index in unsaid else step
        for index, step in enumerate(protocol.steps)
    )
    return replace(protocol, steps=steps)


def _phase(step: Step, plan: SamplePlan) -> Phase:
    if step.around is not None and step.around.step in plan.steps:
        return _phase(plan.steps[step.around.step].step, plan)
    window = plan.window(step)
    moment = next((m for m in (window.due, window.opens, window.closes) if m is not None), None)
    if moment is None:
        return Phase.BEFORE
    if moment.day is None:
        return Phase.AFTER if _waits(step) else Phase.BEFORE
    return phase_of(window, plan.anchors["procedure"]) or Phase.BEFORE


def _waits(step: Step) -> bool:
    """Whether it counts from something that has yet to happen."""
    words = next((words for words in (step.due, step.opens, step.closes) if words), "")
    try:
        named = {base_of(name) for name in anchors_in(words)}
    except TimingError:
        return " after " in f" {words} "
    return " after " in f" {words} " or bool(named - _BEFOREHAND)
