"""Spanish: syllables by the rules of its spelling."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["formula", "syllables"]

_STRONG: Final = "aeoáéóíú"
"""Vowels that stand in a syllable of their own; a stressed i or u is one."""

_NUCLEUS: Final = re.compile(
    rf"[iuüy]*[{_STRONG}][iuüy]*(?![{_STRONG}])|[iuüy]*[{_STRONG}]|[iuüy]+"
)
_SILENT_U: Final = re.compile(r"(?<=q)u|(?<=g)u(?=[eéií])")


def formula(sentences: int, words: int, syllables: int) -> float:
    """Crawford's grade, from sentences and syllables in 100 words."""
    return -0.205 * 100 * sentences / words + 0.049 * 100 * syllables / words - 3.407


def syllables(word: str) -> int:
    """The syllables of a word in small letters."""
    if word[0].isdigit():
        return 1
    spelt = _SILENT_U.sub("", word).replace("ii", "i-i")  # "antiinflamatorio"
    if spelt[:1] == "y" and len(spelt) > 1:
        spelt = spelt[1:]  # a consonant here: "ya"
    spelt = re.sub(rf"(?<=[{_STRONG}iuü])y(?=[{_STRONG}iuü])", "ll", spelt)  # and in "mayo"
    return max(1, len(_NUCLEUS.findall(spelt)))
