"""The strip of days from a last dose to the procedure, and what it comes to. For staff only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checklist.core import words
from checklist.core.clinic import Clinic
from checklist.core.dose_days import (
    DoseDay,
    DoseDayKind,
    dose_days,
    full_days_without,
    hours_without,
)
from checklist.core.moments import Moment

MOST_FREE_DAYS = 10
"""More free days than this are said as a number: nobody counts that many boxes."""


def strip(
    last: datetime | None, procedure: Moment, clinic: Clinic, now: datetime
) -> dict[str, Any]:
    """``days`` for the component dose_days, ``words`` under it, and whether it is ``past``."""
    if last is None:
        return {"days": [], "words": "", "past": False}
    days = dose_days(last, procedure, clinic.tz)
    return {
        "days": _boxes(days, last, procedure, clinic),
        "words": _count_words(days, last, procedure),
        "past": last <= now,
    }


def _boxes(
    days: tuple[DoseDay, ...], last: datetime, procedure: Moment, clinic: Clinic
) -> list[dict[str, str]]:
    free = full_days_without(days)
    if free <= MOST_FREE_DAYS:
        return [_box(one, last, procedure, clinic) for one in days]
    between = {"label": f"{free} days", "note": "free", "state": DoseDayKind.FREE.value}
    first, end = days[0], days[-1]
    return [_box(first, last, procedure, clinic), between, _box(end, last, procedure, clinic)]


def _box(one: DoseDay, last: datetime, procedure: Moment, clinic: Clinic) -> dict[str, str]:
    note = "free"
    if one.kind is DoseDayKind.LAST:
        note = f"last, {words.time_words(last, clinic.tz, clinic.locale, on=one.day)}"
    elif one.kind is DoseDayKind.PROCEDURE:
        note = "procedure"
        if procedure.at is not None:
            note = words.time_words(procedure.at, clinic.tz, clinic.locale)
    return {
        "label": words.short_day_words(one.day, clinic.locale),
        "note": note,
        "state": one.kind.value,
    }


def _count_words(days: tuple[DoseDay, ...], last: datetime, procedure: Moment) -> str:
    """ "3 full days without, 85 hours from last dose to procedure." """
    if not days:
        return ""
    free = full_days_without(days)
    said = f"{free} full day{'' if free == 1 else 's'} without"
    hours = hours_without(last, procedure)
    if hours is None:
        return f"{said}. The procedure has no time yet."
    return f"{said}, {hours} hours from last dose to procedure."
