"""The right word for one that a timing does not know: slips of the keyboard, and everyday words."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

__all__ = ["did_you_mean"]

_NEAR: Final = 0.6
_EVERYDAY: Final = {
    "a": "1",
    "an": "1",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
    "d": "days",
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "min": "minutes",
    "mins": "minutes",
    "noon": "midday",
    "12pm": "midday",
    "opening": "opening time",
    "closing": "closing time",
    "prior": "before",
    "following": "after",
    "weekday": "working day",
    "weekdays": "working days",
    "business": "working days",
}
"""What authors write where a timing has another word for it."""


def did_you_mean(word: str, known: Iterable[str], *, near: float = _NEAR) -> str:
    """ " Did you mean “before”?" where a known word is near, or is what this one stands for.

    ``near`` is how alike they must be, from 0 to 1. Empty where nothing comes near.
    """
    among = sorted(known)
    if _EVERYDAY.get(word) in among:
        return f" Did you mean “{_EVERYDAY[word]}”?"
    close = get_close_matches(word, among, n=1, cutoff=near)
    return f" Did you mean “{close[0]}”?" if close and close[0] != word else ""
