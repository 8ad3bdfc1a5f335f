"""What is done each time in a repeat: words that may name choices of the clinic, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.protocol import ChoiceKind, Protocol
from checklist.core.wording import SlotError, slots_in
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.places import amount_words, has_slots
from checklist.protocols.problems import Finding, Path, suggestion

__all__ = ["check_amounts"]


def check_amounts(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every slot that an amount cannot hold: it is the same on all the days of a stage."""
    anchors = {c.key for c in protocol.choices if c.kind is ChoiceKind.ANCHOR}
    for path, template in amount_words(protocol):
        if has_slots(template):
            yield from _template(template, ground.names.choices - anchors, path)


def _template(template: str, choices: frozenset[str], path: Path) -> Iterator[Finding]:
    try:
        named = slots_in(template)
    except SlotError as wrong:
        yield from (Finding(path=path, text=text) for text in wrong.problems)
        return
    for name, form in named:
        if name not in choices:
            text = f"an amount may name choices only, not {{{name}}}.{suggestion(name, choices)}"
            yield Finding(path=path, text=text)
        elif form:
            yield Finding(path=path, text=f"{{{name}}} has no form “{form}”.")
