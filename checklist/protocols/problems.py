"""What is wrong with a protocol file, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

__all__ = ["Finding", "Path", "Place", "one_of", "suggestion", "warning"]

Path = tuple[str | int, ...]
"""The way to a value from the top of the file: ``("steps", 3, "en", "text")``."""


class Place(NamedTuple):
    """Where something stands in a file; both are counted from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One problem, at the value that ``path`` leads to, or at its key.

    A ``warning`` is told and stops nothing. ``see`` leads to another place that the text speaks of,
    such as the first of two things of one name.
    """

    path: Path
    text: str
    at_key: bool = False
    warning: bool = False
    see: Path = ()


def warning(path: Path, text: str, *, at_key: bool = False) -> Finding:
    """A finding that stops nothing."""
    return Finding(path=path, text=text, at_key=at_key, warning=True)


def suggestion(word: str, known: Iterable[str]) -> str:
    """ " Did you mean “before”?" where a known word is near, else nothing."""
    near = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def one_of(words: Iterable[str]) -> str:
    """The words as a choice, in their order: "before, day or after"."""
    *most, last = list(words) or ["nothing"]
    return f"{', '.join(most)} or {last}" if most else last
