"""Dates as people type them into a search box: every day the text can mean."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = re.compile(r"(\d{1,4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,4})")
_DIGITS = re.compile(r"\d{8}")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})\.?[\s,./-]*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(\d{4}|\d{2})")


def readings(text: str, *, latest: date) -> tuple[date, ...]:
    """Every day not after ``latest`` that the whole text can mean, earliest first; often none.

    Reads 1948-03-04, 4/3/1948 (day first and month first: both), 4.3.48, 04031948, 4 March 1948,
    4th Mar 48, March 4, 1948. A year of two digits is within the hundred years up to ``latest``.
    """
    bare = text.strip().casefold()
    found = {_day(*parts, latest) for parts in _parts(bare)}
    return tuple(sorted(day for day in found if day is not None and day <= latest))


def _parts(bare: str) -> list[tuple[str, int, int]]:
    """Year (as typed), month and day of each way to read it."""
    if _DIGITS.fullmatch(bare):
        return [
            (bare[:4], int(bare[4:6]), int(bare[6:])),
            (bare[4:], int(bare[2:4]), int(bare[:2])),
            (bare[4:], int(bare[:2]), int(bare[2:4])),
        ]
    if match := _NUMBERS.fullmatch(bare):
        first, second, third = match.groups()
        if len(first) == 4:
            return [(first, int(second), int(third))]
        return [(third, int(second), int(first)), (third, int(first), int(second))]
    if match := _DAY_FIRST.fullmatch(bare):
        return [(match[3], _month(match[2]), int(match[1]))]
    if match := _MONTH_FIRST.fullmatch(bare):
        return [(match[3], _month(match[1]), int(match[2]))]
    return []


def _month(name: str) -> int:
    """1 to 12, or 0 for a word that begins no month's name."""
    return next((n for n, full in enumerate(_MONTHS, start=1) if full.startswith(name)), 0)


def _day(typed_year: str, month: int, day: int, latest: date) -> date | None:
    if len(typed_year) not in (2, 4):
        return None
    year = int(typed_year)
    if len(typed_year) == 2:
        year += latest.year // 100 * 100
        if year > latest.year:
            year -= 100
    try:
        return date(year, month, day)
    except ValueError:
        return None
