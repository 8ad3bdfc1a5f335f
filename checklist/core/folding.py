"""Folding: how names are compared, searched and sorted, whatever the keyboard they were typed on.

"O'Brien-Møller" folds to ``o brien moller``: lower case, no accents, and a space for everything
that separates two parts of a name.
"""

from __future__ import annotations

import unicodedata

# Letters that no decomposition takes apart, and what people without them on the keyboard type.
_STROKED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Left out altogether: they have no width and stand inside a word.
_JOINERS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))


def fold(text: str) -> str:
    """The text without case, accents and punctuation, words parted by one space.

    Folding twice changes nothing more. Letters of every script are kept; digits are kept.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_JOINERS)).casefold()
    plain = unicodedata.normalize("NFKD", decomposed.translate(_STROKED))
    kept = (_folded(char) for char in plain)
    return " ".join("".join(kept).split())


def _folded(char: str) -> str:
    if char.isalnum():
        return char
    if unicodedata.category(char).startswith("M"):
        return ""  # an accent, or a vowel sign
    return " "


def fold_record(text: str) -> str:
    """A record number as it is compared: "NHS 943 476-5919" and "nhs9434765919" are one."""
    return fold(text).replace(" ", "")
