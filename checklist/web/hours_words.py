"""A clinic's opening hours and telephone numbers, as people read them."""

from __future__ import annotations

from typing import TypedDict

from checklist.core import words
from checklist.core.clinic import Clinic, OpeningHours

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Call(TypedDict):
    """One line of "who to call"."""

    when: str
    number: str


def open_words(clinic: Clinic) -> str:
    """ "Monday to Friday, 8am to 6pm": days in a row with the same hours are said together."""
    days = [day for day in range(7) if day in clinic.hours]
    return "; ".join(
        f"{_span(run)}, {_clocks(hours, clinic)}" for run, hours in _runs(days, clinic)
    )


def calls(clinic: Clinic) -> list[Call]:
    """Whom to call when: in hours, at all other times (where that is another number)."""
    if clinic.out_of_hours_phone in ("", clinic.phone):
        return [{"when": "Day and night", "number": clinic.phone}]
    return [
        {"when": open_words(clinic), "number": clinic.phone},
        {"when": "At all other times", "number": clinic.out_of_hours_phone},
    ]


def _runs(days: list[int], clinic: Clinic) -> list[tuple[list[int], OpeningHours]]:
    found: list[tuple[list[int], OpeningHours]] = []
    for day in days:
        hours = clinic.hours[day]
        if found and found[-1][1] == hours and found[-1][0][-1] == day - 1:
            found[-1][0].append(day)
        else:
            found.append(([day], hours))
    return found


def _span(run: list[int]) -> str:
    first, last = _WEEKDAYS[run[0]], _WEEKDAYS[run[-1]]
    if len(run) == 1:
        return first
    return f"{first} and {last}" if len(run) == 2 else f"{first} to {last}"


def _clocks(hours: OpeningHours, clinic: Clinic) -> str:
    opens = words.clock_words(hours.opens, clinic.locale)
    return f"{opens} to {words.clock_words(hours.closes, clinic.locale)}"
