"""Who is in the demo, and when it is seeded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checklist.core import clock
from checklist.core.actors import Actor
from checklist.core.clinic import Clinic
from checklist.store import Store

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who is in the demo, and when it is seeded. ``today`` is the clinic's calendar day."""

    store: Store
    clinic: Clinic
    nurse: Actor
    clinicians: dict[str, Actor]
    protocol_id: str
    now: datetime

    @property
    def today(self) -> date:
        return clock.day_of(self.now, self.clinic.tz)

    def at(self, day: date, at: time) -> datetime:
        """That clock time at the clinic, but never later than a minute ago."""
        return min(clock.instant(day, at, self.clinic.tz), self.now - A_MINUTE)

    def days_ago(self, days: int, at: time) -> datetime:
        return self.at(self.today - timedelta(days=days), at)
