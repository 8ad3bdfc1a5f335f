"""Lengths of repeats and of what lies around a step: amounts, or a clinic's choice of one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from checklist.core.amounts import Amount
from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.protocol import Choice, ChoiceKind, Protocol, Step
from checklist.core.repeats import Repeat
from checklist.protocols.checks.samples import settable
from checklist.protocols.problems import Path, suggestion

__all__ = [
    "amounts_of",
    "choice_in",
    "choices_of_lengths",
    "length_problem",
    "lengths_of",
    "usable_amount",
    "usable_length",
]

_CHOICE: Final = re.compile(r"\{ *([a-z][a-z0-9_]*) *\}")
_EXPECTED: Final = {
    True: "expected days, weeks or months, such as “2 days”",
    False: "expected hours or minutes, such as “4 hours”",
}


def lengths_of(step: Step) -> Iterator[tuple[Path, str, bool]]:
    """The lengths of a step: the way to each from the step, its words, and if it is in days."""
    if step.repeat is not None:
        for path, words, calendar in _of_repeat(step.repeat):
            yield ("repeat", *path), words, calendar
    if step.around is not None:
        yield ("around", "before"), step.around.before, False
        yield ("around", "after"), step.around.after, False


def _of_repeat(repeat: Repeat) -> Iterator[tuple[Path, str, bool]]:
    yield ("every",), repeat.every, True
    yield ("gap",), repeat.gap, False
    for at, stage in enumerate(repeat.stages):
        yield ("stages", at, "for"), stage.lasts, True
    if repeat.cycle is not None:
        yield ("cycle", "on"), repeat.cycle.on, True
        yield ("cycle", "off"), repeat.cycle.off, True


def choices_of_lengths(step: Step) -> frozenset[str]:
    """The choices that stand in the place of lengths."""
    return frozenset(choice_in(words) for _, words, _ in lengths_of(step)) - {""}


def choice_in(words: str) -> str:
    """The choice that stands in the place of a length; nothing where an amount does."""
    found = _CHOICE.fullmatch(words)
    return found[1] if found else ""


def amounts_of(words: str, choices: Mapping[str, Choice]) -> tuple[Amount, ...]:
    """What a length can be: itself, or a choice's default and bounds; nothing where none is read.

    The default is the first of them.
    """
    name = choice_in(words)
    if name and (name not in choices or choices[name].kind is not ChoiceKind.AMOUNT):
        return ()
    try:
        return tuple(parsed.amount(word) for word in _values(words, choices))
    except TimingError:
        return ()


def _values(words: str, choices: Mapping[str, Choice]) -> tuple[str, ...]:
    name = choice_in(words)
    return settable(choices[name]) if name else (words,)


def usable_length(words: str, choices: Mapping[str, Choice], *, calendar: bool) -> bool:
    """Whether all that a length can be is of its family: calendar days, or hours and minutes."""
    amounts = amounts_of(words, choices)
    return bool(amounts) and all(_fits(amount, calendar=calendar) for amount in amounts)


def usable_amount(words: str, *, calendar: bool) -> bool:
    """Whether words are an amount, of calendar days or of hours and minutes."""
    return usable_length(words, {}, calendar=calendar)


def _fits(amount: Amount, *, calendar: bool) -> bool:
    return amount.family == ("calendar" if calendar else "elapsed")


def length_problem(
    words: str, protocol: Protocol, named: Collection[str], *, calendar: bool
) -> str:
    """What is wrong with a length; nothing where it is well, or where that is told at its choice.

    ``named`` are the names of all choices, broken ones too.
    """
    choices = {choice.key: choice for choice in protocol.choices}
    if usable_length(words, choices, calendar=calendar):
        return ""
    name = choice_in(words)
    if name and name not in named:
        return f"there is no choice “{name}”.{suggestion(name, named)}"
    if name not in choices:
        return "" if name else f"{_EXPECTED[calendar]}, found “{words}”."
    choice = choices[name]
    if choice.kind is not ChoiceKind.AMOUNT:
        return f"“{name}” is no length of time: it needs “kind: amount”."
    misfit = next((a for a in amounts_of(words, choices) if not _fits(a, calendar=calendar)), None)
    return f"{_EXPECTED[calendar]}, and {{{name}}} can be “{misfit}”." if misfit else ""
