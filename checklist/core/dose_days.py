"""The days between a last dose and the procedure, counted on the calendar so that nobody has to.

Cards say "hold 2 days" and mean two *full* dose-free days: for a Thursday procedure the last dose
is Monday's. A clinician confirms a last dose and sees here what it comes to; nothing here says how
long a medicine should be stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from checklist.core.moments import Moment, last_full_day

__all__ = ["DoseDay", "DoseDayKind", "dose_days", "full_days_without", "hours_without"]

ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)


class DoseDayKind(StrEnum):
    LAST = "last"
    FREE = "free"
    PROCEDURE = "procedure"


@dataclass(frozen=True, kw_only=True)
class DoseDay:
    """One calendar day in the clinic's zone."""

    day: date
    kind: DoseDayKind


def dose_days(last_dose: datetime, procedure: Moment, tz: ZoneInfo) -> tuple[DoseDay, ...]:
    """From the day of the last dose to the day of the procedure, each once, in order.

    A dose at the very instant a day begins belongs to the evening before it, as people read it. On
    one and the same day both come. Empty while the procedure has no day, or when the dose is not
    before it.
    """
    if procedure.day is None:
        return ()
    last = last_full_day(last_dose, tz)
    if last > procedure.day or (procedure.at is not None and last_dose >= procedure.at):
        return ()
    return (
        DoseDay(day=last, kind=DoseDayKind.LAST),
        *(DoseDay(day=day, kind=DoseDayKind.FREE) for day in _days_between(last, procedure.day)),
        DoseDay(day=procedure.day, kind=DoseDayKind.PROCEDURE),
    )


def full_days_without(days: tuple[DoseDay, ...]) -> int:
    """How many whole calendar days have no dose."""
    return sum(1 for one in days if one.kind is DoseDayKind.FREE)


def hours_without(last_dose: datetime, procedure: Moment) -> int | None:
    """Whole hours that pass from the last dose to the procedure, as on a watch; for staff only.

    None while the procedure has no clock time, or when the dose is not before it.
    """
    if procedure.at is None or last_dose >= procedure.at:
        return None
    return (procedure.at - last_dose) // ONE_HOUR


def _days_between(first: date, last: date) -> Iterator[date]:
    day = first + ONE_DAY
    while day < last:
        yield day
        day += ONE_DAY
