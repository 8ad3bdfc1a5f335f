"""The next days and how ready they are: the arguments of the component week_strip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import url_for

from checklist.core import words
from checklist.core.clinic import Clinic
from checklist.store.plan_days import DayCount
from checklist.web.staff.worklist.view import capped

DAYS_SHOWN = 7


def week(
    counts: Mapping[date, DayCount], today: date, chosen: date | None, clinic: Clinic
) -> list[dict[str, Any]]:
    """The next seven days, for the component week_strip."""
    return [_day(day, counts, today, chosen, clinic) for day in days_from(today)]


def days_from(today: date) -> list[date]:
    """The days of the week strip."""
    return [today + timedelta(days=ahead) for ahead in range(DAYS_SHOWN)]


def _day(
    day: date,
    counts: Mapping[date, DayCount],
    today: date,
    chosen: date | None,
    clinic: Clinic,
) -> dict[str, Any]:
    count = counts.get(day, DayCount())
    label = f"{words.short_day_words(day, clinic.locale).split()[0].rstrip(',')} {day.day}"
    return {
        "label": f"Today, {label}" if day == today else label,
        "count": capped(count.whole),
        "url": url_for("worklist.patients", day=day.isoformat()),
        "current": day == chosen,
        "closed": not clinic.is_working_day(day) and not count.whole,
        "signed": count.signed,
        "way": count.way,
        "now": count.now,
        "rest": count.rest,
    }
