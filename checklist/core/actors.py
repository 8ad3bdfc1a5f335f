"""Who did it. Nothing happens without an actor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    PATIENT = "patient"
    CARER = "carer"
    STAFF = "staff"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member of staff is at their clinic."""

    NURSE = "nurse"
    CLINICIAN = "clinician"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One person (or named part of the system) who acts.

    ``clinic_id`` is empty only for the system acting before any clinic exists.
    ``role`` is set for staff, ``patient_id`` for a patient or carer: whose record they may open.
    ``name`` is shown to staff and never written to a log.
    """

    kind: ActorKind
    id: str
    name: str
    clinic_id: str
    role: Role | None = None
    patient_id: str | None = None

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF


def system(name: str, clinic_id: str = "") -> Actor:
    """The named part of the system that acts by itself, such as ``demo`` or ``setup``."""
    return Actor(kind=ActorKind.SYSTEM, id=f"system:{name}", name=name, clinic_id=clinic_id)
