"""A patient nobody has heard from, and who has not been reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checklist.core import clock
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, near_from, sharpening, sign_off_from
from checklist.core.plan.model import PlanState

SILENCE = timedelta(hours=48)
"""No contact by any channel for this long after booking is a reason to call (DESIGN section 6)."""


def silence(facts: Facts) -> Iterator[Reason]:
    """No contact yet. On paper, silence means nothing: the first call is due at the same time.

    It is due at the latest as the last working day before the procedure begins.
    """
    if facts.contacted_at is not None or facts.state is not PlanState.BEFORE:
        return
    booked = facts.inputs.booked_at
    from_at = booked + SILENCE
    if facts.procedure_at is not None:
        from_at = max(booked, min(from_at, sign_off_from(facts.clinic, facts.procedure_at)))
    reason = Reason(
        kind=ReasonKind.CALL_DUE if facts.paper else ReasonKind.NO_CONTACT,
        subject="",
        cause=clock.utc_text(booked),
        band=Band.TODAY,
        words="First call to a patient on paper"
        if facts.paper
        else "No contact yet: nothing opened, nobody reached",
        detail=f"booked {naming.day(facts, booked)}",
        since=booked,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
    yield from sharpening(reason, near_from(facts), asks_again=True)
