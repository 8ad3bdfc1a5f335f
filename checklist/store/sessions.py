"""Sessions: who signed in or opened a door, one row a browser. Each can be revoked at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from checklist.core.actors import Actor, ActorKind, Role
from checklist.core.clock import utc_text
from checklist.store.reader import Reader
from checklist.store.writer import Tx

_STAFF = "staff"
_DOOR = "door"


def start_staff(tx: Tx, *, id: str, staff_id: str, at: datetime, lasts: timedelta) -> None:
    """A member of staff signed in."""
    _start(tx, id, _STAFF, at=at, lasts=lasts, staff_id=staff_id)


def start(
    tx: Tx, *, id: str, door_id: str, generation: int, at: datetime, lasts: timedelta
) -> None:
    """Somebody opened a door with a link or code of this generation."""
    _start(tx, id, _DOOR, at=at, lasts=lasts, door_id=door_id, generation=generation)


def staff_actor(reader: Reader, session_id: str, now: datetime) -> Actor | None:
    """Who is signed in with this session; None once it is over, revoked, or the account closed."""
    row = reader.one(
        """SELECT s.id, s.name, s.clinic_id, s.role FROM session e JOIN staff s ON s.id = e.staff_id
        WHERE e.id = :id AND e.kind = :kind AND e.revoked_at IS NULL AND e.expires_at > :now
            AND s.active = 1""",
        {"id": session_id, "kind": _STAFF, "now": utc_text(now)},
    )
    if row is None:
        return None
    return Actor(
        kind=ActorKind.STAFF,
        id=row["id"],
        name=row["name"],
        clinic_id=row["clinic_id"],
        role=Role(row["role"]),
    )


def door_actor(reader: Reader, session_id: str, now: datetime) -> Actor | None:
    """Who opened the door of this session: the patient, or one carer by name.

    None once it is over or revoked, the door was re-issued or revoked, or the carer removed.
    """
    row = reader.one(
        """SELECT d.patient_id, d.clinic_id, d.carer_id, p.name AS patient_name,
            c.name AS carer_name
        FROM session e JOIN door d ON d.id = e.door_id JOIN patient p ON p.id = d.patient_id
            LEFT JOIN carer c ON c.id = d.carer_id
        WHERE e.id = :id AND e.kind = :kind AND e.revoked_at IS NULL AND e.expires_at > :now
            AND d.revoked_at IS NULL AND d.generation = e.generation
            AND (d.carer_id IS NULL OR c.active = 1)""",
        {"id": session_id, "kind": _DOOR, "now": utc_text(now)},
    )
    if row is None:
        return None
    is_carer = row["carer_id"] is not None
    return Actor(
        kind=ActorKind.CARER if is_carer else ActorKind.PATIENT,
        id=row["carer_id"] if is_carer else row["patient_id"],
        name=row["carer_name"] if is_carer else row["patient_name"],
        clinic_id=row["clinic_id"],
        patient_id=row["patient_id"],
    )


def revoke(tx: Tx, session_id: str, at: datetime) -> None:
    tx.run(
        "UPDATE session SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL",
        {"id": session_id, "at": utc_text(at)},
    )


def revoke_door(tx: Tx, door_id: str, at: datetime) -> int:
    """End every session opened through a door; give how many."""
    return tx.run(
        "UPDATE session SET revoked_at = :at WHERE door_id = :door AND revoked_at IS NULL",
        {"door": door_id, "at": utc_text(at)},
    )


def revoke_staff(tx: Tx, staff_id: str, at: datetime) -> int:
    """Sign a member of staff out everywhere; give from how many browsers."""
    return tx.run(
        "UPDATE session SET revoked_at = :at WHERE staff_id = :staff AND revoked_at IS NULL",
        {"staff": staff_id, "at": utc_text(at)},
    )


def _start(
    tx: Tx,
    session_id: str,
    kind: str,
    *,
    at: datetime,
    lasts: timedelta,
    staff_id: str | None = None,
    door_id: str | None = None,
    generation: int = 0,
) -> None:
    tx.insert(
        "session",
        id=session_id,
        kind=kind,
        staff_id=staff_id,
        door_id=door_id,
        generation=generation,
        started_at=utc_text(at),
        expires_at=utc_text(at + lasts),
        revoked_at=None,
    )


def sweep(tx: Tx, before: datetime) -> int:
    """Clear away sessions that ended by themselves before this; give how many."""
    return tx.run("DELETE FROM session WHERE expires_at < :before", {"before": utc_text(before)})
