"""Choices: the default lies within the bounds, and the bounds fit the kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from checklist.core.errors import TimingError
from checklist.core.protocol import Choice, ChoiceKind, Protocol
from checklist.core.schedule import Amount, parse_amount, parse_clock
from checklist.protocols.checks.ground import Ground
from checklist.protocols.problems import Finding, Path, one_of, suggestion

__all__ = ["check_choices"]


def check_choices(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every problem with a choice's own values."""
    for index, choice in enumerate(protocol.choices):
        path: Path = ("choices", index)
        if choice.kind is ChoiceKind.AMOUNT:
            yield from _amount(choice, path)
        elif choice.kind is ChoiceKind.CLOCK:
            yield from _clock(choice, path)
        else:
            yield from _no_bounds(choice, path)
        if choice.kind in (ChoiceKind.ONE_OF, ChoiceKind.ANCHOR):
            yield from _options(choice, path)
        elif choice.options:
            text = f"“options” stands with one_of or anchor, not with {choice.kind}."
            yield Finding(path=(*path, "options"), text=text, at_key=True)
        if choice.kind is ChoiceKind.ANCHOR:
            yield from _anchors(choice, ground, path)


def _amount(choice: Choice, path: Path) -> Iterator[Finding]:
    found: dict[str, Amount] = {}
    for field in ("at_least", "default", "at_most"):
        said = getattr(choice, field)
        if not said:
            text = f"an amount needs its bounds: “{field}” is missing."
            yield Finding(path=path, text=text)
            continue
        try:
            found[field] = parse_amount(said)
        except TimingError:
            text = f"expected an amount such as “6 hours” or “2 days”, found “{said}”."
            yield Finding(path=(*path, field), text=text)
    if len(found) == 3:
        lengths = [amount.rough_minutes for amount in found.values()]
        if lengths != sorted(lengths):
            text = f"expected {choice.at_least} to {choice.at_most}, found “{choice.default}”."
            yield Finding(path=(*path, "default"), text=text)


def _no_bounds(choice: Choice, path: Path) -> Iterator[Finding]:
    for field in ("at_least", "at_most"):
        if getattr(choice, field):
            text = f"“{field}” stands with an amount or a clock, not with {choice.kind}."
            yield Finding(path=(*path, field), text=text, at_key=True)


def _options(choice: Choice, path: Path) -> Iterator[Finding]:
    if len(choice.options) < 2:
        text = "expected “options” with at least two values to choose from."
        yield Finding(path=(*path, "options"), text=text)
    elif choice.default not in choice.options:
        text = f"expected {one_of(choice.options)}, found “{choice.default}”."
        near = suggestion(choice.default, choice.options)
        yield Finding(path=(*path, "default"), text=text + near)


def _clock(choice: Choice, path: Path) -> Iterator[Finding]:
    """Its bounds may be left out, both of them."""
    found: dict[str, time] = {}
    said = {field: getattr(choice, field) for field in ("at_least", "default", "at_most")}
    for field, words in said.items():
        try:
            found |= {field: parse_clock(words)} if words else {}
        except TimingError as wrong:
            yield from (Finding(path=(*path, field), text=text) for text in wrong.problems)
    missing = [field for field in ("at_least", "at_most") if not said[field]]
    if len(missing) == 1:
        text = f"a clock time has both bounds or none: “{missing[0]}” is missing."
        yield Finding(path=path, text=text)
    if len(found) == 3 and list(found.values()) != sorted(found.values()):
        text = f"expected {choice.at_least} to {choice.at_most}, found “{choice.default}”."
        yield Finding(path=(*path, "default"), text=text)


def _anchors(choice: Choice, ground: Ground, path: Path) -> Iterator[Finding]:
    moments = ground.names.moments
    for option in choice.options:
        if option not in moments:
            text = f"there is no anchor “{option}”.{suggestion(option, moments)}"
            yield Finding(path=(*path, "options", option), text=text, at_key=True)
