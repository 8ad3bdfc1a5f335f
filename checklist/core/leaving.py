"""What was done, as it is recorded when the patient goes home, and who takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """One writing-down; the latest counts. ``at`` is UTC.

    ``done`` is what was done and ``complications`` what went otherwise than planned, both in the
    team's own words: they stand in the letter to the family doctor.
    """

    id: str
    by: str
    at: datetime
    done: str = ""
    complications: str = ""
    escort: str = ""
    escort_phone: str = ""

    @property
    def said(self) -> tuple[str, str, str, str]:
        """What it says, without who wrote it: written again unchanged, it says nothing new."""
        return self.done, self.complications, self.escort, self.escort_phone
