"""Timings: the words mean something, whatever the clinician chooses, and windows end after they
begin."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.errors import TimingError
from checklist.core.protocol import Choice, ChoiceKind, Protocol
from checklist.core.schedule import Timing, closing, fill, opening, parse_timing
from checklist.protocols.checks.places import timing_places
from checklist.protocols.checks.samples import SAMPLE_ZONE, sample_plans
from checklist.protocols.names import Names
from checklist.protocols.problems import Finding, Path, suggestion

__all__ = ["check_timings"]


def check_timings(protocol: Protocol, names: Names) -> Iterator[Finding]:
    """Every timing that means nothing, or means the impossible."""
    found = [
        finding
        for path, words in timing_places(protocol)
        for finding in _timing(protocol, names, words, path)
    ]
    yield from found or _circles(protocol)
    if not found:
        yield from _windows(protocol)


def _timing(protocol: Protocol, names: Names, words: str, path: Path) -> Iterator[Finding]:
    try:
        timing = parse_timing(words)
    except TimingError as wrong:
        yield from (Finding(path=path, text=text) for text in wrong.problems)
        return
    for anchor in sorted(timing.anchors):
        if not anchor.startswith("{") and anchor not in names.anchors:
            text = f"there is no anchor “{anchor}”.{suggestion(anchor, names.anchors)}"
            yield Finding(path=path, text=text)
    for choice in sorted(timing.choices - names.choices):
        text = f"there is no choice “{choice}”.{suggestion(choice, names.choices)}"
        yield Finding(path=path, text=text)
    if timing.choices <= {choice.key for choice in protocol.choices}:
        yield from _every_value(protocol, timing, path)


def _every_value(protocol: Protocol, timing: Timing, path: Path) -> Iterator[Finding]:
    """A choice fits its place with each value that a clinician could set."""
    defaults = {choice.key: choice.default for choice in protocol.choices}
    for choice in protocol.choices:
        for value in _settable(choice) if choice.key in timing.choices else ():
            try:
                fill(timing, defaults | {choice.key: value})
            except TimingError as wrong:
                yield from (Finding(path=path, text=text) for text in wrong.problems)
                return


def _settable(choice: Choice) -> tuple[str, ...]:
    if choice.kind is ChoiceKind.AMOUNT:
        return tuple(filter(None, (choice.default, choice.at_least, choice.at_most)))
    return tuple(choice.options) or (choice.default,)


def _circles(protocol: Protocol) -> Iterator[Finding]:
    """Anchors that are estimated from each other are never known."""
    waiting = dict(protocol.anchors)
    ready = True
    while ready:
        ready = False
        for key, rule in list(waiting.items()):
            if not parse_timing(rule.planned).anchors & waiting.keys():
                del waiting[key]
                ready = True
    for key in waiting:
        text = f"“{key}” is estimated from itself, or from an anchor that rests on it."
        yield Finding(path=("anchors", key, "planned"), text=text)


def _windows(protocol: Protocol) -> Iterator[Finding]:
    """Tried on a sample plan, with every default and every anchor a clinician could choose."""
    for index, step in enumerate(protocol.steps):
        if not (step.opens and step.closes):
            continue
        for plan in sample_plans(protocol, time_known=True):
            window = plan.window(step)
            begins = opening(window["opens"], SAMPLE_ZONE)
            ends = closing(window["closes"], SAMPLE_ZONE)
            if begins is not None and ends is not None and begins >= ends:
                text = f"“{step.closes}” is not after “{step.opens}”, where the step opens."
                yield Finding(path=("steps", index, "closes"), text=text)
                break
