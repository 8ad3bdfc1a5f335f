"""Which choices of the clinic the times of a step rest on."""

from __future__ import annotations

from checklist.core.plan import parsed
from checklist.core.protocol import Protocol, Step
from checklist.protocols.checks.lengths import choices_of_lengths

__all__ = ["ChoicesOf", "anchors_of"]


class ChoicesOf:
    """Which choices the times of a step rest on, also through what they count from."""

    def __init__(self, protocol: Protocol) -> None:
        self._own = {step.key: _of_step(step) for step in protocol.steps}
        self._own |= {key: _of_timing(rule.planned) for key, rule in protocol.anchors.items()}
        self._on = {step.key: _named(step) for step in protocol.steps}
        self._on |= {key: anchors_of(rule.planned) for key, rule in protocol.anchors.items()}
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
    found = frozenset().union(*(anchors_of(w) for w in (step.opens, step.due, step.closes)))
    return found | ({step.around.step} if step.around is not None else set())


def anchors_of(words: str) -> frozenset[str]:
    return frozenset(parsed.base_of(name) for name in parsed.anchors_in(words))
