"""How hard a text is to read, in school grades: grade 6 reads at about age 11.

It is taken over a *block*: what a person reads in one go, such as a task's title and text with its
slots filled, a question with its hint, or the warning signs of one tier. No block is averaged with
others, and none is let off.

English has the Flesch-Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
Spanish has Crawford's grade (1984): 0.049 × syllables − 0.205 × sentences, both in 100 words, less
3.407. A clock time counts as it is said in English; any other number counts as one syllable, as
numerals are easier to read than the words for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from checklist.protocols.reading import english, spanish

__all__ = ["GRADED", "grade", "hardest_words", "longest_sentence", "sentences", "words"]

_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[:’'-])*")
_HARD: Final = 3  # syllables


def sentences(text: str) -> list[str]:
    """The sentences of a text, which end in a full stop, a question mark or an exclamation mark."""
    return [sentence for sentence in _SENTENCE.split(text.strip()) if sentence]


def words(text: str) -> list[str]:
    """Its words; "5kg" and "7:30am" are one each."""
    return _WORD.findall(text)


def grade(text: str, language: str = "en") -> float:
    """The grade of a text in one of the languages of GRADED; 0 for a text without a word."""
    spoken = words(text)
    if not spoken:
        return 0
    syllables = sum(_syllables(word, language) for word in spoken)
    return _FORMULA[language](len(sentences(text)), len(spoken), syllables)


def longest_sentence(text: str) -> str:
    """The sentence with most words."""
    return max(sentences(text), key=lambda sentence: len(words(sentence)), default="")


def hardest_words(text: str, language: str, *, most: int = 3) -> list[str]:
    """The words of most syllables, the hardest first; none where all are short."""
    hard = {word: _syllables(word, language) for word in words(text)}
    ranked = sorted((word for word in hard if hard[word] >= _HARD), key=lambda w: (-hard[w], w))
    return ranked[:most]


@lru_cache(maxsize=8192)
def _syllables(word: str, language: str) -> int:
    return _SYLLABLES[language](word.lower().replace("’", "'"))


_SYLLABLES: Final[Mapping[str, Callable[[str], int]]] = {
    "en": english.syllables,
    "es": spanish.syllables,
}

_FORMULA: Final[Mapping[str, Callable[[int, int, int], float]]] = {
    "en": english.formula,
    "es": spanish.formula,
}

GRADED: Final = tuple(_FORMULA)
"""The languages that have a grade."""
