"""Where a window stands: before the procedure's day, on it, or after the procedure."""

from __future__ import annotations

from checklist.core.moments import Moment
from checklist.core.plan.model import Window
from checklist.core.protocol import Phase

__all__ = ["phase_of"]


def phase_of(window: Window, procedure: Moment) -> Phase | None:
    """The phase by when something is due, else opens, else closes; None while that is not known.

    On the procedure's own day, what is not after its start is the day's. What has no due and begins
    only as the procedure does, such as not driving, comes after it.
    """
    moment = next((m for m in (window.due, window.opens, window.closes) if m is not None), None)
    if moment is None or moment.day is None or procedure.day is None:
        return None
    if moment.day != procedure.day:
        return Phase.BEFORE if moment.day < procedure.day else Phase.AFTER
    if moment.at is None or procedure.at is None:
        return Phase.DAY
    if window.due is None and moment is window.opens and moment.at == procedure.at:
        return Phase.AFTER
    return Phase.DAY if moment.at <= procedure.at else Phase.AFTER
