"""A clinic: its zone, its voice, its opening hours, and the values it owns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.calendar import Calendar, OpeningHours

__all__ = ["EMERGENCY_NUMBERS", "EUROPEAN_EMERGENCY_NUMBER", "Clinic", "OpeningHours"]

# The emergency number follows the clinic's country (ISO 3166-1 alpha-2).
EMERGENCY_NUMBERS: Mapping[str, str] = {"GB": "999", "IE": "112", "US": "911", "CA": "911"}
EUROPEAN_EMERGENCY_NUMBER = "112"


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """An organisation with its own time zone, voice and values; owner of its patients and plans.

    ``hours`` maps a weekday (0 is Monday) to its opening hours; a missing weekday is closed.
    ``choices`` holds the clinic's own values for a protocol's choices, by choice key.
    ``two_approve`` asks for a second clinician's word before a grave decision reaches a patient.
    """

    id: str
    name: str
    slug: str
    zone: str
    locale: str
    country: str
    phone: str
    out_of_hours_phone: str
    address: str
    arrival_place: str
    hours: Mapping[int, OpeningHours]
    holidays: tuple[date, ...] = ()
    accent: str = "teal"
    choices: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False
    two_approve: bool = False

    @property
    def tz(self) -> ZoneInfo:
        return clock.zone(self.zone)

    @property
    def language(self) -> str:
        """The clinic's own language, such as ``en``."""
        return self.locale.partition("_")[0]

    @property
    def emergency_number(self) -> str:
        return EMERGENCY_NUMBERS.get(self.country, EUROPEAN_EMERGENCY_NUMBER)

    @property
    def calendar(self) -> Calendar:
        """Its working days and opening hours."""
        return Calendar(hours=self.hours, holidays=self.holidays)

    def is_working_day(self, day: date) -> bool:
        return self.calendar.is_working_day(day)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody reads messages at this instant."""
        return self.calendar.is_open(now, self.tz)

    def phone_now(self, now: datetime) -> str:
        return self.phone if self.is_open(now) else self.out_of_hours_phone

    def next_open(self, now: datetime) -> datetime:
        """When somebody next reads what came in: ``now`` while open, else the next opening (UTC).

        Raises ValueError for a clinic with no opening hours at all, which setting up the clinic
        makes impossible.
        """
        return self.calendar.next_opening(now, self.tz)

    def working_day_before(self, day: date) -> date:
        """The last working day strictly before ``day``."""
        return self.calendar.working_day_before(day)
