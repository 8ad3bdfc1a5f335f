"""A procedure that does not take place, and the call that each stopped medicine then waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallOffKind(StrEnum):
    """Why it does not take place. A day that moves, or has no date yet, is no calling off.

    The latest word of a plan counts, so that what was called off by mistake can be taken back.
    """

    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    STOPPED_MIDWAY = "stopped_midway"
    TAKEN_BACK = "taken_back"  # called off by mistake: it takes place after all


@dataclass(frozen=True, kw_only=True)
class CalledOff:
    """Somebody's word that it does not take place. ``at`` is UTC; ``reason`` is for colleagues."""

    id: str
    kind: CallOffKind
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Callback:
    """Who calls the patient about their medicines, and by when (UTC). The latest one counts."""

    id: str
    owner_id: str
    owner: str
    call_by: datetime
    by: str
    at: datetime
