"""A clinician ends one patient's limit early, or makes it longer (recovery)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ClearanceKind(StrEnum):
    CLEARED = "cleared"  # over from now on
    EXTENDED = "extended"  # until the end of ``last_day``, where the plan's own end is not later
    REOPENED = "reopened"  # it counts again: until ``last_day``, else as the plan says


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """One decision about the limit of one step; the latest of a step counts.

    ``last_day`` is the last day on which the limit counts, in the clinic's zone: always there where
    it was made longer, never where it was cleared. ``at`` is UTC.
    """

    id: str
    step: str
    kind: ClearanceKind
    reason: str
    by: str
    at: datetime
    last_day: date | None = None
