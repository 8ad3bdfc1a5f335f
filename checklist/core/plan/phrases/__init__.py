"""The short phrases the engine adds to a protocol's words, one whole set per language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from checklist.core.plan.phrases.english import ENGLISH
from checklist.core.plan.phrases.model import Phrases
from checklist.core.plan.phrases.spanish import SPANISH

__all__ = ["LANGUAGES", "Phrases", "phrases"]

_SETS: Final[Mapping[str, Phrases]] = {set_.language: set_ for set_ in (ENGLISH, SPANISH)}

LANGUAGES: Final = tuple(_SETS)
"""Every language a protocol's words may be in."""


def phrases(language: str) -> Phrases:
    """The phrases of a language. Raises LookupError: no words may claim a language without any."""
    if language not in _SETS:
        known = " or ".join(LANGUAGES)
        raise LookupError(f"Tickwell has no dates in “{language}” yet: {known}.")
    return _SETS[language]
