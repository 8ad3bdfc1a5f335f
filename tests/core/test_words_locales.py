"""Which locale a plan's dates are written in."""

from __future__ import annotations

import pytest

from checklist.core.words import LANGUAGES, LOCALES, language_of, locale_for


@pytest.mark.parametrize(
    ("language", "clinic_locale", "locale"),
    [
        ("en", "en_GB", "en_GB"),
        ("en", "en_US", "en_US"),
        ("es", "en_US", "es_US"),
        ("es", "en_GB", "es_ES"),
        ("es", "es_US", "es_US"),
        ("es", "es_ES", "es_ES"),
        ("en", "es_US", "en_US"),
        ("en", "es_ES", "en_GB"),
    ],
)
def test_dates_are_in_the_words_language_and_the_clinics_country(
    language: str, clinic_locale: str, locale: str
) -> None:
    assert locale_for(language, clinic_locale) == locale


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_is_of_a_known_language(locale: str) -> None:
    assert language_of(locale) in LANGUAGES


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(LookupError, match="no dates in “fr” yet: en or es"):
        locale_for("fr", "en_GB")


def test_a_locale_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="fr_FR"):
        language_of("fr_FR")
    with pytest.raises(ValueError, match="fr_FR"):
        locale_for("en", "fr_FR")
