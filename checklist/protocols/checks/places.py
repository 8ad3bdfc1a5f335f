"""Where a protocol holds timings, and where it holds words with slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from checklist.core.protocol import MedicineWords, Protocol, StepWords
from checklist.protocols.problems import Path

__all__ = ["PLAIN", "RENDERED", "medicine_states", "rendered_words", "timing_places"]

RENDERED = ("title", "text", "why", "unknown", "after_slip", "after_cant")
"""Words of a step that may hold slots."""

PLAIN = ("kept", "slipped", "late")
"""Words of a step that are the same for every patient."""


def timing_places(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    """Every timing, and the way to it."""
    for key, rule in protocol.anchors.items():
        yield ("anchors", key, "planned"), rule.planned
    for index, group in enumerate(protocol.medicine_groups):
        yield ("medicines", "groups", index, "decide_by"), group.decide_by
    for index, step in enumerate(protocol.steps):
        for field in ("opens", "due", "closes"):
            if getattr(step, field):
                yield ("steps", index, field), getattr(step, field)


def medicine_states(protocol: Protocol) -> Iterator[tuple[str, str, StepWords]]:
    """The words of each state of a medicine: language, state, words."""
    for language, words in protocol.medicine_words.items():
        for state in fields(MedicineWords):
            yield language, state.name, getattr(words, state.name)


def rendered_words(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    """All words that may hold slots, and the way to each."""
    for index, step in enumerate(protocol.steps):
        for language, words in step.words.items():
            for field in RENDERED:
                yield ("steps", index, language, field), getattr(words, field)
    for language, state, words in medicine_states(protocol):
        for field in RENDERED:
            yield ("medicines", language, state, field), getattr(words, field)
