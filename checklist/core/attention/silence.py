"""A patient nobody has heard from, or who has fallen silent while something critical is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from checklist.core import clock
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, near_from, sharpening, sign_off_from
from checklist.core.clinic import Clinic
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Kind, Owner, Phase

SILENCE = timedelta(hours=48)
"""No contact by any channel for this long after booking is a reason to call (DESIGN section 6)."""


LISTENED = 3
"""So many working days before the procedure somebody who was in touch should be heard again."""


def silence(facts: Facts) -> Iterator[Reason]:
    """No contact at all, or none any more, before the procedure."""
    if facts.state is not PlanState.BEFORE:
        return
    if facts.contacted_at is None:
        yield from _no_contact(facts)
    elif not facts.paper:
        yield from _quiet(facts, facts.contacted_at)


def _quiet(facts: Facts, contacted_at: datetime) -> Iterator[Reason]:
    """In touch once, and then nothing in the last working days, with something critical open.

    Two days of silence are waited for, but not past the opening of the last working day. On paper
    nothing can be heard between calls, and those are due at times of their own.
    """
    procedure_at = facts.procedure_at
    untouched = [task for task in facts.revision.content.tasks if _untouched(facts, task)]
    if procedure_at is None or not untouched:
        return
    listening = listening_from(facts.clinic, clock.day_of(procedure_at, facts.clinic.tz))
    heard = max(contacted_at, facts.heard_at or contacted_at)
    if heard >= listening:
        return
    last_day = sign_off_from(facts.clinic, procedure_at)
    begun = min(task.opens_at or listening for task in untouched)
    from_at = max(min(max(listening, heard + SILENCE), last_day), begun, facts.inputs.booked_at)
    more = len(untouched) - 1
    reason = Reason(
        kind=ReasonKind.QUIET,
        subject="",
        cause=clock.utc_text(heard),
        band=Band.TODAY,
        words=f"Nothing heard since {naming.day(facts, heard)}: {untouched[0].title}"
        + (f", and {more} more" if more else ""),
        detail=f"the procedure is on {naming.day(facts, procedure_at)}",
        tag=naming.tag(facts, untouched[0].medicine_id),
        since=heard,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
    yield from sharpening(reason, near_from(facts), asks_again=True)


def listening_from(clinic: Clinic, procedure_day: date) -> datetime:
    """The opening of the third working day before the procedure (UTC)."""
    day = procedure_day
    for _ in range(LISTENED):
        day = clinic.working_day_before(day)
    return clock.instant(day, clinic.hours[day.weekday()].opens, clinic.tz)


def _untouched(facts: Facts, task: Task) -> bool:
    """A critical task of the patient's own from before the day, with nothing said of it."""
    if not task.critical or task.owner is Owner.CLINIC or task.kind is Kind.KNOW:
        return False
    if task.phase is not Phase.BEFORE or task.asks_nothing_yet:
        return False
    state = facts.states.get(task.key)
    return state is None or (state.shows is None and not state.slips)


def _no_contact(facts: Facts) -> Iterator[Reason]:
    """No contact yet. On paper, silence means nothing: the first call is due at the same time.

    It is due at the latest as the last working day before the procedure begins.
    """
    booked = facts.inputs.booked_at
    from_at = booked + SILENCE
    if facts.procedure_at is not None:
        from_at = max(booked, min(from_at, sign_off_from(facts.clinic, facts.procedure_at)))
    reason = Reason(
        kind=ReasonKind.CALL_DUE if facts.paper else ReasonKind.NO_CONTACT,
        subject="",
        cause=clock.utc_text(booked),
        band=Band.TODAY,
        words="First call to a patient on paper: go through the list, write the answers down"
        if facts.paper
        else "No contact yet: nothing opened, nobody reached",
        detail=f"booked {naming.day(facts, booked)}",
        since=booked,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
    yield from sharpening(reason, near_from(facts), asks_again=True)
