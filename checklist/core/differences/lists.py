"""Lists of a protocol: what is new in them, what is gone, what changed, what moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checklist.core.differences.model import Difference, Part
from checklist.core.differences.telling import Both, Telling, element, keyed
from checklist.core.protocol_words import Speaker


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of element. ``noun`` begins its sentences: "Step", "Red flag".

    ``named`` says which one, ``described`` what a new one is about (a sentence, or nothing).
    ``timed`` are its fields of timing words.
    """

    part: Part
    noun: str
    named: Callable[[Speaker, Any], str]
    described: Callable[[Speaker, Any], str]
    tellings: Mapping[str, Telling]
    timed: frozenset[str] = frozenset()


def compared(
    both: Both, kind: Kind, old: Iterable[Any], new: Iterable[Any]
) -> Iterator[Difference]:
    """Gone first, then new, then changed in the order of the new version."""
    before, after = keyed(old), keyed(new)
    for key, item in before.items():
        if key not in after:
            text = f"{_subject(kind, both.old, item)} is gone."
            grave = kind.part is Part.RED_FLAGS
            yield Difference(part=kind.part, key=key, text=text, grave=grave)
    for key, item in after.items():
        if key not in before:
            about = kind.described(both.new, item)
            text = f"{_subject(kind, both.new, item)} is new.{' ' if about else ''}{about}"
            yield _said(kind, key, text)
    for key, item in after.items():
        if key in before:
            subject = _subject(kind, both.new, item)
            pair = before[key], item
            yield from element(both, kind.part, key, subject, pair, kind.tellings, kind.timed)
    kept, there = [k for k in before if k in after], [k for k in after if k in before]
    if kept != there:
        yield _said(kind, "", f"The order of what is listed as “{kind.noun.lower()}” changed.")


def _subject(kind: Kind, speaker: Speaker, item: Any) -> str:
    return f"{kind.noun} {kind.named(speaker, item)}"


def _said(kind: Kind, key: str, text: str) -> Difference:
    return Difference(part=kind.part, key=key, text=text)
