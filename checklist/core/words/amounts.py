"""Amounts of time in words: "5 to 10 minutes", "de 5 a 10 minutos"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from checklist.core.amounts import Amount, Range
from checklist.core.words.locales import language_of

__all__ = ["amount_words", "span_words"]

_ONE_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class _Units:
    """One language's units, each as (one, many), and how its amounts stand together."""

    units: Mapping[str, tuple[str, str]]  # from the longest to the shortest
    comma: str  # between two of three or more
    last: str  # before the last of two or more
    span: str
    under_a_minute: str

    def count(self, number: int, unit: str) -> str:
        one, many = self.units[unit]
        return f"{number} {one if number == 1 else many}"

    def amount(self, amount: Amount) -> str:
        *first, last = (self.count(number, unit) for number, unit in self._parts(amount))
        return self.last.join((self.comma.join(first), last)) if first else last

    def range(self, between: Range) -> str:
        low, high = list(self._parts(between.low)), list(self._parts(between.high))
        one_unit = len(low) == len(high) == 1 and low[0][1] == high[0][1]
        shortest = str(low[0][0]) if one_unit else self.amount(between.low)
        return self.span.format(low=shortest, high=self.amount(between.high))

    def _parts(self, amount: Amount) -> Iterator[tuple[int, str]]:
        for unit in self.units:
            number = getattr(amount, unit, 0)
            if number:
                yield number, unit


_BY_LANGUAGE: Final[Mapping[str, _Units]] = {
    "en": _Units(
        units={
            "months": ("month", "months"),
            "weeks": ("week", "weeks"),
            "working_days": ("working day", "working days"),
            "days": ("day", "days"),
            "hours": ("hour", "hours"),
            "minutes": ("minute", "minutes"),
        },
        comma=" ",
        last=" ",
        span="{low} to {high}",
        under_a_minute="under a minute",
    ),
    "es": _Units(
        units={
            "months": ("mes", "meses"),
            "weeks": ("semana", "semanas"),
            "working_days": ("día laborable", "días laborables"),
            "days": ("día", "días"),
            "hours": ("hora", "horas"),
            "minutes": ("minuto", "minutos"),
        },
        comma=", ",
        last=" y ",
        span="de {low} a {high}",
        under_a_minute="menos de un minuto",
    ),
}


def amount_words(amount: Amount | Range, language: str) -> str:
    """Such as "6 weeks" or "5 to 10 minutes"; in Spanish "6 semanas", "de 5 a 10 minutos".

    In the units it was written in: 24 hours are never a day. Raises LookupError for a language
    without words.
    """
    units = _BY_LANGUAGE[language]
    return units.range(amount) if isinstance(amount, Range) else units.amount(amount)


def span_words(span: timedelta, locale: str = "en_GB") -> str:
    """How long, for staff: "3 days", "5 hours", "20 minutes", "under a minute".

    Rounded down to whole days, hours or minutes; before and after read alike.
    """
    units = _BY_LANGUAGE[language_of(locale)]
    minutes = abs(span) // _ONE_MINUTE
    for unit, length in (("days", 24 * 60), ("hours", 60), ("minutes", 1)):
        count = minutes // length
        if count:
            return units.count(count, unit)
    return units.under_a_minute
