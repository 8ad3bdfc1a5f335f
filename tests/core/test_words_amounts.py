"""Amounts of time as patients read them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import assume, given

from checklist.core.amounts import Amount, Range
from checklist.core.words import LANGUAGES, amount_words, span_words
from tests.core.times import calendar_amounts, elapsed_amounts

SPANISH_UNITS = {
    "mes": "months",
    "semana": "weeks",
    "día": "days",
    "hora": "hours",
    "minuto": "minutes",
}


@pytest.mark.parametrize(
    ("amount", "english", "spanish"),
    [
        (Amount(weeks=6), "6 weeks", "6 semanas"),
        (Amount(weeks=1), "1 week", "1 semana"),
        (Amount(months=1), "1 month", "1 mes"),
        (Amount(months=3), "3 months", "3 meses"),
        (Amount(days=1), "1 day", "1 día"),
        (Amount(working_days=1), "1 working day", "1 día laborable"),
        (Amount(working_days=3), "3 working days", "3 días laborables"),
        (
            Range(low=Amount(working_days=2), high=Amount(working_days=3)),
            "2 to 3 working days",
            "de 2 a 3 días laborables",
        ),
        (Amount(hours=24), "24 hours", "24 horas"),
        (Amount(hours=1, minutes=30), "1 hour 30 minutes", "1 hora y 30 minutos"),
        (
            Amount(months=1, weeks=2, days=3),
            "1 month 2 weeks 3 days",
            "1 mes, 2 semanas y 3 días",
        ),
        (
            Range(low=Amount(minutes=5), high=Amount(minutes=10)),
            "5 to 10 minutes",
            "de 5 a 10 minutos",
        ),
        (Range(low=Amount(days=1), high=Amount(days=2)), "1 to 2 days", "de 1 a 2 días"),
        (
            Range(low=Amount(minutes=30), high=Amount(hours=1)),
            "30 minutes to 1 hour",
            "de 30 minutos a 1 hora",
        ),
        (
            Range(low=Amount(hours=1), high=Amount(hours=1, minutes=30)),
            "1 hour to 1 hour 30 minutes",
            "de 1 hora a 1 hora y 30 minutos",
        ),
    ],
)
def test_amounts(amount: Amount | Range, english: str, spanish: str) -> None:
    assert amount_words(amount, "en") == english
    assert amount_words(amount, "es") == spanish


@given(elapsed_amounts() | calendar_amounts())
def test_english_amounts_read_as_an_author_writes_them(amount: Amount) -> None:
    assert amount_words(amount, "en") == str(amount)


@given(elapsed_amounts() | calendar_amounts(), elapsed_amounts() | calendar_amounts())
def test_english_ranges_read_as_an_author_writes_them(low: Amount, high: Amount) -> None:
    assume(low.is_elapsed == high.is_elapsed and low.rough_minutes < high.rough_minutes)
    both = Range(low=low, high=high)
    assert amount_words(both, "en") == str(both)


@given(elapsed_amounts() | calendar_amounts())
def test_spanish_amounts_are_read_back_as_themselves(amount: Amount) -> None:
    counts = re.findall(r"(\d+) (mes|semana|día|hora|minuto)", amount_words(amount, "es"))
    assert Amount(**{SPANISH_UNITS[unit]: int(number) for number, unit in counts}) == amount


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_a_unit_is_never_many(language: str) -> None:
    for unit in SPANISH_UNITS.values():
        one, many = (amount_words(Amount(**{unit: count}), language) for count in (1, 2))
        assert many.removeprefix("2 ") in {
            one.removeprefix("1 ") + "s",
            one.removeprefix("1 ") + "es",
        }


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(LookupError):
        amount_words(Amount(days=1), "fr")


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=3, hours=5), "3 días"),
        (timedelta(days=1), "1 día"),
        (timedelta(hours=1), "1 hora"),
        (timedelta(minutes=20), "20 minutos"),
        (timedelta(seconds=59), "menos de un minuto"),
    ],
)
def test_spans_in_spanish(span: timedelta, words: str) -> None:
    assert span_words(span, "es_ES") == words
