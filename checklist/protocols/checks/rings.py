"""Chains that bite their own tail: what rests on itself is never known, or never done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from checklist.core.conditions import AllOf, AnyOf, Condition, Measured, StepChecked, StepDone
from checklist.core.errors import TimingError
from checklist.core.plan.parsed import anchors_in, base_of
from checklist.core.protocol import ChoiceKind, Protocol
from checklist.protocols.problems import Finding, Path

__all__ = ["check_rings", "rings", "rings_of_waiting"]

Graph = Mapping[str, frozenset[str]]
"""From a step or anchor to those it rests on."""


def rings(protocol: Protocol) -> frozenset[str]:
    """Every step and anchor whose times rest on themselves, or on such a one."""
    return _circular(_times(protocol))


def rings_of_waiting(protocol: Protocol) -> frozenset[str]:
    """Every step that waits for itself, or for such a one, or counts from it."""
    return _circular(_waits(protocol, _times(protocol)))


def check_rings(protocol: Protocol) -> Iterator[Finding]:
    """Times that count from each other, and gates that wait for each other."""
    times = _times(protocol)
    for chain in _chains(times):
        yield Finding(path=_place(chain[0], protocol), text=_told(chain))
    waits = _waits(protocol, times)
    for chain in _chains(waits):
        if not set(chain) & _circular(times):
            text = f"nobody could ever do this: {_arrows(chain, 'waits for')}."
            yield Finding(path=_place(chain[0], protocol), text=text)


def _chains(graph: Graph) -> Iterator[list[str]]:
    """Each ring once, from its first name in the file back to it."""
    circular, seen = _circular(graph), set[str]()
    for name in graph:
        if name in circular and name not in seen:
            chain = _chain(name, graph)
            seen.update(chain)
            if chain:
                yield chain


def _told(chain: list[str]) -> str:
    if len(chain) == 2:
        return f"“{chain[0]}” counts from itself, so nobody can know when it is."
    return f"these count from each other, so nobody can know when: {_arrows(chain, 'counts from')}."


def _arrows(chain: Iterable[str], word: str) -> str:
    first, *rest = (f"“{name}”" for name in chain)
    return f"{first} {word} " + f", which {word} ".join(rest)


def _place(name: str, protocol: Protocol) -> Path:
    if name in protocol.anchors:
        return ("anchors", name, "planned")
    index = next(i for i, step in enumerate(protocol.steps) if step.key == name)
    step = protocol.steps[index]
    timed = next((part for part in ("opens", "due", "closes") if getattr(step, part)), "step")
    return ("steps", index, "waits_for" if step.waits_for is not None else timed)


def _times(protocol: Protocol) -> Graph:
    """What the times of each step and anchor count from, whatever is chosen."""
    options = {
        "{" + choice.key + "}": (choice.default, *choice.options)
        for choice in protocol.choices
        if choice.kind is ChoiceKind.ANCHOR
    }
    known = {step.key for step in protocol.steps} | protocol.anchors.keys()

    def rests(words: Iterable[str]) -> frozenset[str]:
        named = (name for timing in words for name in _named(timing))
        chosen = (one for name in named for one in options.get(name, (name,)))
        return frozenset(base for name in chosen if (base := base_of(name)) in known)

    graph = {key: rests([rule.planned]) for key, rule in protocol.anchors.items()}
    for step in protocol.steps:
        around = () if step.around is None else (step.around.step,)
        timings = rests((step.opens, step.due, step.closes))
        graph[step.key] = timings | (frozenset(around) & known)
    return graph


def _named(words: str) -> frozenset[str]:
    try:
        return anchors_in(words)
    except TimingError:
        return frozenset()  # told by the check of timings


def _waits(protocol: Protocol, times: Graph) -> Graph:
    """What each step waits for: its gate, whom it is for, and what its times count from."""
    known = {step.key for step in protocol.steps}
    graph = dict(times)
    for step in protocol.steps:
        asked = frozenset((*_needed(step.waits_for), *_needed(step.when)))
        graph[step.key] = graph[step.key] | (asked & known)
    return graph


def _needed(condition: Condition | None) -> Iterator[str]:
    """The steps without which a condition cannot hold."""
    match condition:
        case StepDone():
            yield condition.done_step
        case StepChecked():
            yield condition.checked_step
        case Measured():
            yield condition.measured_step
        case AllOf():
            for part in condition.all_of:
                yield from _needed(part)
        case AnyOf():
            ways = [set(_needed(part)) for part in condition.any_of]
            yield from set.intersection(*ways) if ways else ()


def _circular(graph: Graph) -> frozenset[str]:
    """The names in a ring, and those that rest on one."""
    waiting = dict(graph)
    ready = True
    while ready:
        ready = False
        for name, needs in list(waiting.items()):
            if not needs & waiting.keys():
                del waiting[name]
                ready = True
    return frozenset(waiting)


def _chain(name: str, graph: Graph) -> list[str]:
    """The way from a name back to itself; nothing where it only rests on a ring."""
    came: dict[str, str] = {}
    ahead = [name]
    while ahead:
        here = ahead.pop(0)
        for there in sorted(graph.get(here, ())):
            if there == name:
                way = [here]
                while way[-1] != name:
                    way.append(came[way[-1]])
                return [*reversed(way), name]
            if there not in came:
                came[there] = here
                ahead.append(there)
    return []
