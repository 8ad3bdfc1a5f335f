"""The morning sheet: what was really eaten, drunk and arranged, asked at the door on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Morning:
    """One filling-in of the sheet; the latest counts. Instants are UTC.

    The last doses taken are no part of it: they are ``core.dose_reports``.
    """

    id: str
    by: str
    at: datetime
    food_at: datetime | None = None
    food: str = ""
    drink_at: datetime | None = None
    drink: str = ""
    escort: str = ""
    escort_phone: str = ""
    note: str = ""
