"""Two stories of a procedure that does not go as planned: called off, and moved."""

from __future__ import annotations

from datetime import time, timedelta

from checklist.actions import call_off, changes
from checklist.actions.call_off import CallOff
from checklist.actions.changes import Proposal
from checklist.cli.demo.teller import Teller
from checklist.core.calling_off import CallOffKind
from checklist.core.moments import Moment

EVENING = time(20, 0)
AFTER_HOURS = time(18, 20)


def cancelled(told: Teller) -> None:
    """Called off yesterday evening, with medicines stopped: each waits for a clinician."""
    store, plan_id, nurse = told.cast.store, told.plan_id, told.cast.nurse
    at = told.cast.days_ago(1, EVENING)
    asked = CallOff(kind=CallOffKind.CANCELLED, reason="No bed on the ward")
    seen = call_off.preview(store, plan_id, asked, actor=nurse, now=at).seen
    call_off.call_off(store, plan_id, asked, seen, actor=nurse, now=at)


def moved(told: Teller) -> None:
    """Moved by a week yesterday, after hours: what was stopped for the old day is decided again."""
    store, plan_id, nurse = told.cast.store, told.plan_id, told.cast.nurse
    at, tz = told.cast.days_ago(1, AFTER_HOURS), told.cast.clinic.tz
    start = told.procedure_at + timedelta(days=7)
    asked = Proposal(
        procedure=Moment.at_instant(start, tz),
        arrival=Moment.at_instant(start - timedelta(hours=2), tz),
        reason="The theatre list moved",
    )
    seen = changes.preview(store, plan_id, asked, actor=nurse, now=at).seen
    changes.apply(store, plan_id, asked, seen, actor=nurse, now=at)
