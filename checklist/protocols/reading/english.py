"""English: syllables as groups of vowels, and from a table where the spelling tells them wrongly.

The table holds what the CMU pronouncing dictionary has otherwise (its licence stands beside it).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["by_spelling", "formula", "syllables"]

_CLOCK: Final = re.compile(r"^(\d{1,2})(?::(\d\d))?(am|pm)$")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?<!l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxhcg])es$")
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
    return _said(word) or _said(word.removesuffix("'s")) or by_spelling(word)


def by_spelling(word: str) -> int:
    """Its groups of vowels, without a silent e at the end and in most endings "-ed" and "-es"."""
    count = len(_VOWELS.findall(word)) - len(_SILENT.findall(word))
    return max(1, count)


def _said(word: str) -> int:
    """How many syllables the table has for a word; 0 where it does not hold it."""
    lines, start = _table(), f"{word} ".encode()
    at = bisect_left(lines, start)
    if at == len(lines) or not lines[at].startswith(start):
        return 0
    return int(lines[at].removeprefix(start))


@cache
def _table() -> list[bytes]:
    # Sorted when it was made, and looked up as it stands: a check needs a few hundred of its words.
    return files(__package__).joinpath("syllables-en.txt").read_bytes().splitlines()
