"""What becomes of a reason after somebody dealt with it: settled, asking later, or passed on.

A settled cause asks no more. A message left puts its cause off, never past the moment at which
acting still helps. What was passed on to the clinicians asks on, and says who passed it on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from checklist.core import clock
from checklist.core.attention import naming
from checklist.core.attention.model import (
    Band,
    Facts,
    PutOff,
    Reason,
    ReasonKind,
    is_a_clinicians,
)
from checklist.core.attention.times import SHARPENED, do_by, morning_after
from checklist.core.clinic import Clinic


class Return(StrEnum):
    """When a cause asks again after a message was left."""

    SOON = "soon"  # in two hours
    AFTERNOON = "afternoon"
    MORNING = "morning"


SOON = timedelta(hours=2)
AFTERNOON = time(14, 0)
IN_TIME = timedelta(hours=1)
"""What is urgent comes back at least this long before its do-by, so that something can be done."""

FOR_A_CLINICIAN = frozenset(
    {
        ReasonKind.UNDECIDED,
        ReasonKind.HELD,
        ReasonKind.APPROVAL,
        ReasonKind.ANSWER,
        ReasonKind.NOT_SIGNED,
    }
)
"""Only a clinician's word settles these: a nurse may call, leave a message, or pass them on."""


def may_settle(reason: Reason, *, decides: bool) -> bool:
    """Whether somebody who ``decides`` about medicines, or does not, settles it by their word."""
    if is_a_clinicians(reason.kind, reason.subject):
        return False
    return decides or reason.kind not in FOR_A_CLINICIAN


def offered(clinic: Clinic, now: datetime) -> tuple[tuple[Return, datetime], ...]:
    """The returns that make sense now with their times (UTC), the soonest first.

    No afternoon where it has begun or the clinic is shut; each time once.
    """
    found: dict[datetime, Return] = {}
    for wanted in Return:
        at = _wanted(wanted, clinic, now)
        if wanted is not Return.AFTERNOON or at == _afternoon(clinic, now):
            found.setdefault(at, wanted)
    return tuple((wanted, at) for at, wanted in sorted(found.items()))


def returns_at(
    wanted: Return, reason: Reason, clinic: Clinic, now: datetime, procedure_at: datetime | None
) -> datetime:
    """When a reason asks again (UTC), in the clinic's hours, if a message is left ``now``.

    What is of now, or about a medicine, comes back in time before its do-by, whatever was wanted,
    and what is late already within two hours. Nothing is put off past the procedure.
    """
    asked = _wanted(wanted, clinic, now)
    limits = [] if procedure_at is None else [procedure_at]
    if reason.band is Band.NOW or reason.tag:
        limits.append(reason.do_by if reason.do_by > now else now + SOON + IN_TIME)
    ahead = [limit for limit in limits if limit > now]
    return min([asked, *(_in_time(limit, now) for limit in ahead)])


def still_asking(facts: Facts, reason: Reason) -> Reason | None:
    """The reason as it asks after what was done about it; None where it asks no more.

    What only a decision settles asks on whatever was said, and is put off by nobody.
    """
    settles = reason.settled_by
    if is_a_clinicians(reason.kind, reason.subject):
        return _passed(facts, reason)
    if settles in facts.resolutions:
        return None
    off = facts.put_off.get(settles)
    # What has become urgent since the message was left asks all the same.
    if off is not None and reason.from_at <= off.at:
        back = _put_off(facts, reason, off)
        if back is None:
            return None
        reason = back
    return _passed(facts, reason)


def _put_off(facts: Facts, reason: Reason, off: PutOff) -> Reason | None:
    at = off.returns_at
    if reason.until_at is not None and reason.until_at <= at:
        return None
    by = reason.do_by
    if by <= at and reason.band is not Band.NOW:
        task = facts.revision.content.task(reason.subject)
        by = do_by(facts, at, task)
    return replace(reason, from_at=at, do_by=by)


def _passed(facts: Facts, reason: Reason) -> Reason:
    """Passed on once, it stays so when the procedure comes near."""
    earlier = replace(reason.settled_by, cause=reason.cause.removesuffix(SHARPENED))
    made = facts.passed_on.get(reason.settled_by) or facts.passed_on.get(earlier)
    if made is None:
        return reason
    said = f"Passed to a clinician by {naming.by_whom(facts, made.by, made.at)}"
    why = naming.quoted(made.why)
    return replace(reason, passed=f"{said}: {why}" if why else said)


def _wanted(wanted: Return, clinic: Clinic, now: datetime) -> datetime:
    if wanted is Return.MORNING:
        return morning_after(clinic, now)
    afternoon = _afternoon(clinic, now)
    if wanted is Return.AFTERNOON and afternoon is not None and afternoon > now:
        return afternoon
    return clinic.next_open(now + SOON)


def _afternoon(clinic: Clinic, now: datetime) -> datetime | None:
    """Two o'clock today (UTC), where the clinic is open then."""
    at = clock.instant(clock.day_of(now, clinic.tz), AFTERNOON, clinic.tz)
    return at if clinic.is_open(at) else None


def _in_time(limit: datetime, now: datetime) -> datetime:
    """An hour before the limit; halfway there where less than two are left."""
    return max(limit - IN_TIME, now + (limit - now) / 2)
