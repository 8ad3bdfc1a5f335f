"""Reads what was typed field by field, and keeps one sentence for each that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from checklist.core.errors import Invalid, TickwellError

T = TypeVar("T")


class Fields:
    """Collects the problems, so that all are told at once."""

    def __init__(self) -> None:
        self.problems: dict[str, str] = {}

    def read(self, name: str, reading: Callable[[], T], otherwise: T) -> T:
        """What ``reading`` gives, or ``otherwise`` with its refusal kept under ``name``."""
        try:
            return reading()
        except TickwellError as refusal:
            self.problems[name] = str(refusal)
            return otherwise

    def finish(self) -> None:
        """Raises Invalid when anything was refused."""
        if self.problems:
            raise Invalid(self.problems)


def refuse(sentence: str) -> Invalid:
    """A refusal of one field, to be raised."""
    return Invalid({"": sentence})


def known(word: str, there: Iterable[str], *, what: str) -> Invalid:
    """Refuses a word that is none of those there are: names the nearest, and all of them."""
    words = list(there)
    if not words:
        return refuse(f"There is no {what} “{word}”: this protocol has none.")
    near = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return refuse(f"There is no {what} “{word}”.{meant} There are: {', '.join(words)}.")


def one_of(value: str, there: Iterable[str]) -> str:
    """The value, which must be one of those there are."""
    words = list(there)
    if value in words:
        return value
    near = get_close_matches(value.lower(), words, n=1, cutoff=0.6)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    raise refuse(f"“{value}” is none of: {', '.join(words)}.{meant}")
