"""A clinician ends one patient's limit early, or makes it longer (recovery)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ClearanceKind(StrEnum):
    CLEARED = "cleared"  # over from now on
    EXTENDED = "extended"  # until the end of ``last_day``


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """One decision about the limit of one step; the latest of a step counts.

    ``last_day`` is the last day of an extended limit, in the clinic's zone; ``at`` is UTC.
    """

    id: str
    step: str
    kind: ClearanceKind
    reason: str
    by: str
    at: datetime
    last_day: date | None = None
