"""Use: whatever a protocol has is led to by something, and is no dead weight."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.conditions import AllOf, AnyOf, ChoiceIs, Condition, Not, RegimenIs
from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.protocol import Protocol
from checklist.core.wording import SlotError, slots_in
from checklist.protocols.checks.lengths import choices_of_lengths
from checklist.protocols.checks.places import (
    amount_words,
    conditions,
    has_slots,
    rendered_words,
    timing_places,
)
from checklist.protocols.problems import Finding, warning

__all__ = ["check_use"]


def check_use(protocol: Protocol) -> Iterator[Finding]:
    """Every element that nothing leads to, and the sections no protocol can do without."""
    if not protocol.steps:
        yield Finding(path=("steps",), text="“steps” are missing: write at least one.")
    if not protocol.red_flags:
        text = "“red_flags” are missing: nobody is told which signs need help."
        yield warning(("red_flags",), text)
    asked = {key for step in protocol.steps for key in step.questions}
    for index, question in enumerate(protocol.questions):
        if question.key not in asked:
            text = f"no answer step asks “{question.key}”."
            yield Finding(path=("questions", index, "question"), text=text)
    yield from _choices(protocol)
    yield from _regimens(protocol)


def _choices(protocol: Protocol) -> Iterator[Finding]:
    """A choice that changes nothing would be set in vain, by a clinician who trusts it."""
    used = {c.choice for c in _asked(protocol) if isinstance(c, ChoiceIs)}
    for _, timing in timing_places(protocol):
        used |= _choices_of_timing(timing)
    for _, template in (*rendered_words(protocol), *amount_words(protocol)):
        used |= _slot_names(template) if has_slots(template) else frozenset()
    for step in protocol.steps:
        repeat = step.repeat
        sessions = () if repeat is None else repeat.sessions
        stages = () if repeat is None else repeat.stages
        used |= choices_of_lengths(step)
        for session in (*sessions, *(s for stage in stages for s in stage.sessions)):
            used.add(session.clock.strip("{} "))
    for index, choice in enumerate(protocol.choices):
        if choice.key not in used:
            text = f"nothing uses the choice “{choice.key}”."
            yield Finding(path=("choices", index, "choice"), text=text)


def _regimens(protocol: Protocol) -> Iterator[Finding]:
    used = {c.regimen for c in _asked(protocol) if isinstance(c, RegimenIs)}
    for index, regimen in enumerate(protocol.regimens):
        if regimen.key not in used:
            text = f"nothing uses the regimen “{regimen.key}”."
            yield Finding(path=("regimens", index, "regimen"), text=text)


def _asked(protocol: Protocol) -> Iterator[Condition]:
    for _, condition in conditions(protocol):
        yield from _parts(condition)


def _parts(condition: Condition) -> Iterator[Condition]:
    match condition:
        case AllOf():
            for part in condition.all_of:
                yield from _parts(part)
        case AnyOf():
            for part in condition.any_of:
                yield from _parts(part)
        case Not():
            yield from _parts(condition.negated)
        case _:
            yield condition


def _choices_of_timing(timing: str) -> frozenset[str]:
    try:
        return parsed.timing(timing).choices
    except TimingError:
        return frozenset()  # told by the check of timings


def _slot_names(template: str) -> frozenset[str]:
    try:
        return frozenset(name for name, _ in slots_in(template))
    except SlotError:
        return frozenset()  # told by the check of words
