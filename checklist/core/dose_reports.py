"""What a patient, a carer or a nurse reports about taking a medicine: the actual, not the decided.

Append-only statements. A report decides nothing; it stands beside the decision, and where the two
do not agree somebody is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checklist.core.actors import ActorKind
from checklist.core.marks import Channel

WITHIN = timedelta(hours=1)
"""A dose this close after the time decided is the dose decided."""


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


SAYINGS = frozenset({Reported.STOPPED, Reported.TOLD_TO_STOP, Reported.STILL_TAKING})
"""What is said of taking it at all. The latest stands: another one takes it back."""


def saying(medicine_id: str, reports: Iterable[DoseReport]) -> DoseReport | None:
    """Whether the patient says they take it, the latest word of it; None where nobody said."""
    return _latest(medicine_id, reports, SAYINGS)


def last_taken(medicine_id: str, reports: Iterable[DoseReport]) -> DoseReport | None:
    """The dose really taken last, as last reported. Its ``taken_at`` is None for "do not know"."""
    return _latest(medicine_id, reports, frozenset({Reported.LAST_TAKEN}))


def told_taken(medicine_id: str, reports: Iterable[DoseReport]) -> DoseReport | None:
    """The dose really taken last, as last told with its time.

    "I do not know", and "not this morning" at the door, take back no dose that was told.
    """
    timed = (report for report in reports if report.taken_at is not None)
    return last_taken(medicine_id, timed)


def taken_late(report: DoseReport | None, decided: datetime | None) -> bool:
    """Whether a dose was taken after the last one decided (both UTC).

    A tablet of the decided hour may be taken a little later: within the hour it is that one.
    """
    if report is None or report.taken_at is None or decided is None:
        return False
    return report.taken_at - decided >= WITHIN


def _latest(
    medicine_id: str, reports: Iterable[DoseReport], said: frozenset[Reported]
) -> DoseReport | None:
    mine = (one for one in reports if one.medicine_id == medicine_id and one.said in said)
    return max(mine, key=lambda one: (one.heard_at, one.id), default=None)
