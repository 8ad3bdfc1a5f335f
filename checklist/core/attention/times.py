"""When attention begins and by when it must be given, in the clinic's own hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from checklist.core import clock
from checklist.core.clinic import Clinic

CONFIRM_AT = time(12, 0)


def closing_time(clinic: Clinic, at: datetime) -> datetime:
    """The end of the working day in which ``at`` is read (UTC)."""
    opens = clinic.next_open(at)
    day = clock.day_of(opens, clinic.tz)
    return clock.instant(day, clinic.hours[day.weekday()].closes, clinic.tz)


def confirm_from(clinic: Clinic, stopped_at: datetime) -> datetime:
    """Midday of the day after the last dose: a tick missing by then is a reason to call (UTC)."""
    day = clock.day_of(stopped_at, clinic.tz) + timedelta(days=1)
    return clock.instant(day, CONFIRM_AT, clinic.tz)


def sign_off_from(clinic: Clinic, procedure_at: datetime) -> datetime:
    """The opening of the last working day before the procedure (UTC)."""
    day = clinic.working_day_before(clock.day_of(procedure_at, clinic.tz))
    return clock.instant(day, clinic.hours[day.weekday()].opens, clinic.tz)
