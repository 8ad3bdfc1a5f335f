"""Timing words read once: a protocol says the same few again and again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from functools import lru_cache
from typing import Final

from checklist.core.amounts import Amount
from checklist.core.timing import Timing
from checklist.core.timing_grammar import parse_amount, parse_clock, parse_timing

__all__ = [
    "PARTS",
    "amount",
    "amount_in",
    "anchors_in",
    "base_of",
    "bases_in",
    "chosen",
    "clock",
    "timing",
]

PARTS: Final = ("opens", "due", "closes")
"""What of a step's window can be an anchor: "drops.closes"."""

_MANY: Final = 4096


@lru_cache(maxsize=_MANY)
def timing(words: str) -> Timing:
    """The timing that words say. Raises TimingError."""
    return parse_timing(words)


@lru_cache(maxsize=_MANY)
def anchors_in(words: str) -> frozenset[str]:
    """The anchors some timing words name; none for no words. A choice is as ``{name}``."""
    return timing(words).anchors if words else frozenset()


@lru_cache(maxsize=_MANY)
def bases_in(words: str) -> frozenset[str]:
    """The anchors and steps some timing words count from, without what follows a dot."""
    return frozenset(base_of(name) for name in anchors_in(words))


def base_of(anchor: str) -> str:
    """The anchor or step that a name belongs to: "drops" of "drops.closes"."""
    return anchor.partition(".")[0]


@lru_cache(maxsize=_MANY)
def amount(words: str) -> Amount:
    """An amount that words say. Raises TimingError."""
    return parse_amount(words)


def amount_in(words: str, choices: Mapping[str, str]) -> Amount:
    """An amount that words say, or that a choice in curly brackets gives. Raises TimingError."""
    return amount(chosen(words, choices))


def chosen(words: str, choices: Mapping[str, str]) -> str:
    """The words, or the value of the choice that stands there in curly brackets."""
    return choices[words.strip("{} ")] if words.startswith("{") else words


@lru_cache(maxsize=_MANY)
def clock(words: str) -> time:
    """A clock time that words say. Raises TimingError."""
    return parse_clock(words)
