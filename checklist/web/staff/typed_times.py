"""Days and clock times typed beside each other, made into instants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.web.forms import instant_of, read_clock, read_day

TIME_TOO = "Write the time as well."
DAY_TOO = "Write the day as well."


def read_at(
    typed: Mapping[str, str], name: str, tz: ZoneInfo, wrong: dict[str, str]
) -> datetime | None:
    """The instant (UTC) of the fields ``<name>_day``, ``<name>_time`` and ``<name>_time_which``.

    None where both are empty, and where something cannot be: that goes into ``wrong``.
    """
    day = _read(typed, f"{name}_day", read_day, wrong)
    at = _read(typed, f"{name}_time", read_clock, wrong)
    if f"{name}_day" in wrong or f"{name}_time" in wrong or (day is None and at is None):
        return None
    if day is None:
        wrong[f"{name}_day"] = DAY_TOO
        return None
    if at is None:
        wrong[f"{name}_time"] = TIME_TOO
        return None
    return on_day(day, at, name, typed, tz, wrong)


def read_on(
    day: date, typed: Mapping[str, str], name: str, tz: ZoneInfo, wrong: dict[str, str]
) -> datetime | None:
    """The instant (UTC) of the clock time in ``<name>_time``, on a day that is known."""
    at = _read(typed, f"{name}_time", read_clock, wrong)
    return None if at is None else on_day(day, at, name, typed, tz, wrong)


def on_day(
    day: date,
    at: time,
    name: str,
    typed: Mapping[str, str],
    tz: ZoneInfo,
    wrong: dict[str, str],
) -> datetime | None:
    """A day and a clock time together; what the clocks make of it goes into ``wrong``."""
    field = f"{name}_time"
    try:
        return instant_of(day, at, tz, field=field, which=typed.get(f"{field}_which", ""))
    except Invalid as problem:
        wrong.update(problem.problems)
        return None


def day_value(at: datetime, clinic: Clinic) -> str:
    """What a date field holds for an instant: "2027-03-04"."""
    return clock.day_of(at, clinic.tz).isoformat()


def time_value(at: datetime, clinic: Clinic) -> str:
    """What a time field holds for an instant: "08:30"."""
    return clock.local(at, clinic.tz).strftime("%H:%M")


def _read(typed: Mapping[str, str], field: str, reader: Any, wrong: dict[str, str]) -> Any:
    said = typed.get(field, "").strip()
    if not said:
        return None
    try:
        return reader(said)
    except ValueError as problem:
        wrong[field] = str(problem)
        return None
