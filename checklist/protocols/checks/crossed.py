"""What cannot be of one step on one sample plan: a window that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from checklist.core.moments import Moment, closing, due_end, opening
from checklist.core.plan import parsed
from checklist.core.protocol import Step
from checklist.core.schedule import BOOKED
from checklist.protocols.checks.chosen import anchors_of
from checklist.protocols.checks.samples import SAMPLE_ZONE, SamplePlan

__all__ = ["Problem", "crossed", "repeated_amiss"]

_MOST_TASKS: Final = 400
"""A repeat that makes more is a slip of the keyboard, and no list anybody could keep."""

Problem = tuple[str, str]
"""The key that it is told at, and what it is."""


def crossed(step: Step, plan: SamplePlan) -> Iterator[Problem]:
    """What of its window cannot be."""
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
        how = "is before" if ends < opens else "is not after"
        yield "due", f"“{step.due}” {how} “{step.opens}”, where the step opens"
    late = due and closes and (due > closes or (window.due.at is None and due >= closes))
    if late and _comparable(step.due, step.closes):
        yield "due", f"“{step.due}” is after “{step.closes}”, where the step closes"


def _instant(moment: Moment | None) -> datetime | None:
    return None if moment is None else opening(moment, SAMPLE_ZONE)


def _comparable(one: str, other: str) -> bool:
    """What counts from the booking lies anywhere beside what counts from the procedure."""
    return (BOOKED in anchors_of(one)) == (BOOKED in anchors_of(other))


def repeated_amiss(step: Step, plan: SamplePlan, choices: Mapping[str, str]) -> Iterator[Problem]:
    """Problems of a repeat, which are the same at whatever hour the procedure is."""
    laid = plan.steps.get(step.key)
    repeat = step.repeat
    if laid is None or repeat is None:
        return
    count = None if laid.occurrences is None else len(laid.occurrences)
    if count == 0:
        yield "repeat", "not one time of this lies between its opening and its close"
    if count is not None and count > _MOST_TASKS:
        most = f"and {_MOST_TASKS} are the most: let it end sooner"
        yield "repeat", f"this makes {count} tasks, {most}"
    window = laid.crossed or laid.window
    opens, closes = window.opens, window.closes
    if not repeat.stages or opens is None or opens.day is None:
        return
    cycle = repeat.cycle
    ends = None if closes is None else closing(closes, SAMPLE_ZONE)
    after = opens.day
    for stage in repeat.stages:
        after = parsed.amount_in(stage.lasts, choices).from_day(after, "after")
    over = opening(Moment.on(after), SAMPLE_ZONE)
    if cycle is not None:
        if after > parsed.amount_in(cycle.on, choices).from_day(opens.day, "after"):
            yield "repeat", f"the stages last longer than “on: {cycle.on}”, and would be cut"
        return  # they begin anew with each turn, until the step closes
    if ends is not None and over is not None and over > ends:
        yield "repeat", f"the stages end after “{step.closes}”, where the step closes"
