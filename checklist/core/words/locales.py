"""Locales: a language and a country, and which one a plan's dates are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from checklist.core.words.english import English
from checklist.core.words.spanish import Spanish
from checklist.core.words.tongue import Tongue

__all__ = ["LANGUAGES", "LOCALES", "joined", "language_of", "locale_for", "tongue"]

_TONGUES: Final[Mapping[str, English | Spanish]] = {
    "en_GB": English(american=False),
    "en_US": English(american=True),
    "es_ES": Spanish(),
    "es_US": Spanish(),
}
_HOME: Final[Mapping[str, str]] = {"en": "en_GB", "es": "es_ES"}

LOCALES: Final = tuple(_TONGUES)
"""Every locale there are words for."""

LANGUAGES: Final = tuple(_HOME)
"""Every language there are words for."""


@lru_cache(maxsize=1024)
def tongue(locale: str, seen_from: date | None = None) -> Tongue:
    """The words of a locale, for a reader who has the day ``seen_from`` in mind.

    Raises ValueError where there are none.
    """
    if locale not in _TONGUES:
        known = f"{', '.join(LOCALES[:-1])} and {LOCALES[-1]}"
        raise ValueError(f"There are no words for the locale {locale!r} yet: {known} only.")
    return replace(_TONGUES[locale], seen_from=seen_from)


def language_of(locale: str) -> str:
    """The language of a locale: "en" for "en_GB". Raises ValueError for an unknown locale."""
    return tongue(locale).language


def locale_for(language: str, clinic_locale: str) -> str:
    """The locale to write a plan's dates in, for words in ``language`` at a clinic.

    The clinic's own where it is of that language; else that of the clinic's country if there is
    one, and of the language's first home if not. Spanish at an American clinic is es_US, at any
    other es_ES. Raises LookupError for a language without words, ValueError for such a locale.
    """
    if language_of(clinic_locale) == language:
        return clinic_locale
    if language not in _HOME:
        known = " or ".join(LANGUAGES)
        raise LookupError(f"Tickwell has no dates in “{language}” yet: {known}.")
    of_the_country = f"{language}_{clinic_locale.partition('_')[2]}"
    return of_the_country if of_the_country in _TONGUES else _HOME[language]


def joined(text: str, locale: str) -> str:
    """A sentence as it is spelled once its slots are filled: in Spanish "al" for "a el".

    For text whose words were written apart from what fills them; other languages stay as they are.
    """
    return tongue(locale).joined(text)
