"""English: syllables as the CMU pronouncing dictionary has them, else as groups of vowels."""

from __future__ import annotations

import re
from typing import Final

from checklist.protocols.reading.dictionary import pronounced

__all__ = ["formula", "syllables"]

_CLOCK: Final = re.compile(r"^(\d{1,2})(?::(\d\d))?(am|pm)$")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_ONES: Final = (1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1)  # zero (as "oh") to twelve


def formula(sentences: int, words: int, syllables: int) -> float:
    """The Flesch-Kincaid grade."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def syllables(word: str) -> int:
    """The syllables of a word in small letters."""
    clock = _CLOCK.match(word)
    if clock and int(clock[1]) < len(_ONES):
        minutes = 0 if clock[2] is None else 2
        return _ONES[int(clock[1])] + minutes + 2
    if word[0].isdigit():
        return 1
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    said = pronounced(word) or pronounced(word.removesuffix("'s"))
    if said:
        return sum(sound[-1:].isdigit() for sound in said)
    silent_e = word.endswith("e") and not word.endswith("le")
    return max(1, len(_VOWELS.findall(word)) - silent_e)
