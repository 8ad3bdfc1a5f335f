"""What a patient, a carer or a nurse reports about taking a medicine: the actual, not the decided.

Append-only statements. A report decides nothing; it stands beside the decision, and where the two
do not agree somebody is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checklist.core.actors import ActorKind
from checklist.core.marks import Channel


class Reported(StrEnum):
    """What is said of the medicine."""

    LAST_TAKEN = "last_taken"  # the last dose really taken, with its time
    STOPPED = "stopped"  # has stopped, on their own
    TOLD_TO_STOP = "told_to_stop"  # somebody else told them to stop
    STILL_TAKING = "still_taking"


@dataclass(frozen=True, kw_only=True)
class DoseReport:
    """One statement. ``taken_at`` and ``heard_at`` are UTC; ``words`` are the person's own."""

    id: str
    medicine_id: str
    said: Reported
    by: str
    by_kind: ActorKind
    channel: Channel
    heard_at: datetime
    taken_at: datetime | None = None
    words: str = ""
