"""How near two names are to each other when one of them may be misspelt.

Only for suggesting: look-alike names of medicines are a known killer, so nothing here ever decides
that one name is another.
"""

from __future__ import annotations

from typing import Final

LEAST_LETTERS: Final = 5
"""Shorter names are too near to too many others."""
LONG_NAME: Final = 8
"""From so many letters on, two slips are still the same name."""
LEAST_CONSONANTS: Final = 4

_VOWELS: Final = frozenset("aeiouy")


def slips_allowed(written: str) -> int:
    """How many slips a name of this length may hold and still be suggested for."""
    if len(written) < LEAST_LETTERS:
        return 0
    return 2 if len(written) >= LONG_NAME else 1


def slips(one: str, other: str, most: int) -> int | None:
    """The letters wrong, missing, too many or swapped between two names; None above ``most``."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, its in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)  # "apixbaan": two letters swapped
            row.append(cost)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None


def sounds(name: str) -> str:
    """The consonants of a name as they are heard, each once in a row: "worfrin" is "wrfrn".

    Empty where too few are left to tell names apart by them.
    """
    heard: list[str] = []
    spelt = name.replace("ph", "f").replace("x", "ks").replace("z", "s").replace("c", "k")
    for place, letter in enumerate(spelt):
        if letter in _VOWELS and place > 0:
            continue
        if not heard or heard[-1] != letter:
            heard.append(letter)
    return "".join(heard) if len(heard) >= LEAST_CONSONANTS else ""
