"""What is asked of a protocol that is tried, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from checklist.core.calendar import Calendar
from checklist.core.clinic import Clinic
from checklist.core.plan.model import Content, Inputs
from checklist.core.protocol import Protocol

ZONE = "Europe/London"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The clinic a protocol is tried for; without any values an invented one.

    ``choices`` are its own values for the protocol's choices. ``locale`` says how its dates are
    written, and its language.
    """

    zone: str = ZONE
    locale: str = "en_GB"
    clinic_name: str = "the clinic"
    phone: str = "01632 960 000"
    arrival_place: str = "the front desk"
    calendar: Calendar = field(default_factory=Calendar)
    choices: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, clinic: Clinic) -> Ground:
        """A real clinic's own."""
        return cls(
            zone=clinic.zone,
            locale=clinic.locale,
            clinic_name=clinic.name,
            phone=clinic.phone,
            arrival_place=clinic.arrival_place,
            calendar=clinic.calendar,
            choices=clinic.choices,
        )


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed to try a protocol. Everything may be left out.

    Times are clock times in the zone: ``2027-03-04T10:30`` (a space does for the T), or a day with
    no time, ``2027-03-04``. A clock time that comes twice is the first of the two unless its offset
    says otherwise: ``2027-10-31T01:30+00:00``. A skipped one is refused.

    - ``booked_at``: when the plan is made. Without one it is 9am six weeks before the procedure, or
      earlier still where the first task would be late.
    - ``now``: as of when the plan is seen; without one, as it is booked.
    - ``choices``: choice to value.
    - ``answers``: question (or measuring step) to what the patient said, "no", "80" or
      "80@2027-03-01T09:00" with when they said it. A measuring step may have several. Who takes no
      medicine answers their question with "none".
    - ``medicines``: name as on the box to what was decided: "" for undecided, ``keep``,
      ``stop:WHEN``, ``stop:WHEN,restart:WHEN``, ``take:WHEN``, ``change:words``.
    - ``events``: anchor to when it happened; step (or task key, ``drops@0``) to when it was ticked,
      or "missed".
    - ``born`` and ``holidays`` are days. ``holidays`` come beside the clinic's own.
    """

    procedure_at: str = ""
    arrival_at: str = ""
    earliest_start_at: str = ""
    booked_at: str = ""
    now: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    site: str = ""
    born: str = ""
    holidays: tuple[str, ...] = ()
    language: str = ""
    first_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """One thing the plan still waits for, in words for staff.

    ``key`` is an anchor, a medicine's name, a question, a gate, or a task that has no time as it
    would end before it begins.
    """

    what: Literal["anchor", "medicine", "answer", "gate", "task"]
    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A tried plan: what it was built from, what it shows, and what is still open."""

    protocol: Protocol
    inputs: Inputs
    content: Content
    undecided: tuple[Undecided, ...]
