"""When attention begins and by when it must be given, in the clinic's own hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from checklist.core import clock
from checklist.core.attention.model import Band, Facts, Reason
from checklist.core.clinic import Clinic
from checklist.core.plan.model import PlanState, Task

CONFIRM_AT = time(12, 0)

SHARPENED = ":now"
"""Ends the cause of what asks again because the procedure is near."""

NEAR = timedelta(hours=48)
"""This close to the procedure, what is open is a matter of now."""


def closing_time(clinic: Clinic, at: datetime) -> datetime:
    """The end of the working day in which ``at`` is read (UTC)."""
    opens = clinic.next_open(at)
    day = clock.day_of(opens, clinic.tz)
    return clock.instant(day, clinic.hours[day.weekday()].closes, clinic.tz)


def confirm_from(clinic: Clinic, told_at: datetime) -> datetime:
    """Midday of the day after (UTC): a change not ticked by then is a reason to call."""
    day = clock.day_of(told_at, clinic.tz) + timedelta(days=1)
    return clock.instant(day, CONFIRM_AT, clinic.tz)


def times_told_from(clinic: Clinic, procedure_day: date) -> datetime:
    """The opening of the second working day before: by then the patient is told when to come."""
    day = clinic.working_day_before(clinic.working_day_before(procedure_day))
    return clock.instant(day, clinic.hours[day.weekday()].opens, clinic.tz)


def good_time(clinic: Clinic, decide_by: datetime) -> datetime:
    """The opening of the second working day before a decide-by (UTC)."""
    return times_told_from(clinic, clock.day_of(decide_by, clinic.tz))


def sign_off_from(clinic: Clinic, procedure_at: datetime) -> datetime:
    """The opening of the last working day before the procedure (UTC)."""
    day = clinic.working_day_before(clock.day_of(procedure_at, clinic.tz))
    return clock.instant(day, clinic.hours[day.weekday()].opens, clinic.tz)


def morning_after(clinic: Clinic, at: datetime) -> datetime:
    """The first opening on a later day than that of ``at`` (UTC)."""
    next_day = clock.day_of(at, clinic.tz) + timedelta(days=1)
    return clinic.next_open(clock.start_of_day(next_day, clinic.tz))


def near_from(facts: Facts) -> datetime | None:
    """From when the procedure is near; None once it is over or while its day is not known."""
    if facts.procedure_at is None or facts.state is not PlanState.BEFORE:
        return None
    return facts.procedure_at - NEAR


def is_near(facts: Facts, at: datetime) -> bool:
    near = near_from(facts)
    return near is not None and at >= near


def do_by(facts: Facts, from_at: datetime, task: Task | None = None) -> datetime:
    """The end of the working day, or sooner where acting after that no longer helps (UTC)."""
    limits = [closing_time(facts.clinic, from_at), facts.procedure_at]
    if task is not None:
        limits.append(task.due_at)
    return min(limit for limit in limits if limit is not None and limit > from_at)


def sharpening(reason: Reason, now_from: datetime | None, *, asks_again: bool) -> Iterator[Reason]:
    """A reason of today that becomes one of now at ``now_from``.

    ``asks_again`` says that settling it today does not settle it for then: a cause that lasts, such
    as silence, is a new one when the procedure is near. What somebody said was said once.
    """
    over = reason.until_at is not None and now_from is not None and reason.until_at <= now_from
    if now_from is None or over:
        yield reason
        return
    cause = f"{reason.cause}{SHARPENED}" if asks_again else reason.cause
    if now_from <= reason.from_at:
        yield replace(reason, band=Band.NOW, cause=cause)
    else:
        yield replace(reason, until_at=now_from)
        yield replace(reason, band=Band.NOW, cause=cause, from_at=now_from)
