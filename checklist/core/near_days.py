"""Days as clinicians type them in a hurry: "thu 4 mar", "4/3", "26 feb 6pm".

The year is left out by most; the day nearest the procedure is meant. A weekday that is typed has to
fit, so that a slip of a finger shows at once instead of becoming another day.
"""

from __future__ import annotations

import re
from datetime import date

WANTED = "Write the date as 4 Mar or Thu 4 Mar."
NO_SUCH = "There is no such date. Check the day and the month."
WRONG_WEEKDAY = "{} {} {} is a {}, not a {}. Check the date."
HALF_A_YEAR = 183
"""In days. A day further off than this from the procedure is not one that was meant."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_REST = r"(?:,?\s+(?:at\s+)?(?P<rest>.+))?"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_SHAPES = tuple(
    re.compile(_WEEKDAY + shape + _REST)
    for shape in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}|\d{2}))?\.?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*" + _MONTH + _YEAR,
        _MONTH + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?" + _YEAR,
    )
)
_NUMBERS = _SHAPES[1]


def day_first(locale: str) -> bool:
    """Whether people of this locale write the day before the month."""
    return locale != "en_US"


def read_near(typed: str, *, near: date, day_first: bool = True) -> tuple[date, str]:
    """The day that is meant, and what was typed after it ("6pm"; often nothing).

    ``near`` settles the year where none is typed; ``day_first`` says whether 4/3 is in March.
    Raises ValueError with a sentence for the person who typed it.
    """
    bare = " ".join(typed.casefold().split())
    for shape in _SHAPES:
        if found := shape.fullmatch(bare):
            day = _day(found, near, swap=shape is _NUMBERS and not day_first)
            _check_weekday(day, found["weekday"])
            return day, found["rest"] or ""
    raise ValueError(WANTED)


def _day(found: re.Match[str], near: date, *, swap: bool) -> date:
    day, month = found["day"], found["month"]
    if swap:
        day, month = month, day
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    if found["year"]:
        year = int(found["year"])
        years: tuple[int, ...] = (year + 2000 if year < 100 else year,)
    else:
        years = (near.year - 1, near.year, near.year + 1)
    known = [one for one in (_made(year, number, int(day)) for year in years) if one is not None]
    nearest = min(known, key=lambda one: abs((one - near).days), default=None)
    if nearest is None or (not found["year"] and abs((nearest - near).days) > HALF_A_YEAR):
        raise ValueError(NO_SUCH)
    return nearest


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _check_weekday(day: date, typed: str | None) -> None:
    if typed is None:
        return
    meant = next(name for name in WEEKDAYS if name.casefold().startswith(typed))
    is_ = WEEKDAYS[day.weekday()]
    if meant != is_:
        month = MONTHS[day.month - 1].title()
        raise ValueError(WRONG_WEEKDAY.format(day.day, month, day.year, is_, meant))
