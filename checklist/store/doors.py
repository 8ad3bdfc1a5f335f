"""Doors: one for a patient, one for each carer. Links and codes are derived, never stored."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from checklist.core.clock import utc_text
from checklist.core.door_codes import ALPHABET, LOCATOR_LENGTH
from checklist.store import codec
from checklist.store.ids import new_id
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

_DOOR = """
    SELECT id, clinic_id, patient_id, carer_id, generation, locator, wrong_tries, frozen_at,
        revoked_at
    FROM door
"""


@dataclass(frozen=True, kw_only=True)
class DoorRow:
    """``carer_id`` is None for the patient's own. Links and codes of a lower ``generation`` open
    nothing. A frozen door waits for staff; a revoked one never opens again.
    """

    id: str
    clinic_id: str
    patient_id: str
    carer_id: str | None
    generation: int
    locator: str
    wrong_tries: int
    frozen_at: datetime | None
    revoked_at: datetime | None


def add(tx: Tx, *, clinic_id: str, patient_id: str, carer_id: str | None) -> DoorRow:
    """A new door with a locator of its own."""
    door = DoorRow(
        id=new_id(),
        clinic_id=clinic_id,
        patient_id=patient_id,
        carer_id=carer_id,
        generation=1,
        locator=_free_locator(tx),
        wrong_tries=0,
        frozen_at=None,
        revoked_at=None,
    )
    tx.insert(
        "door",
        id=door.id,
        clinic_id=clinic_id,
        patient_id=patient_id,
        carer_id=carer_id,
        generation=door.generation,
        locator=door.locator,
        wrong_tries=0,
        frozen_at=None,
        revoked_at=None,
    )
    return door


def get(reader: Reader, door_id: str) -> DoorRow | None:
    row = reader.one(_DOOR + " WHERE id = :id", {"id": door_id})
    return None if row is None else _door(row)


def by_locator(reader: Reader, locator: str) -> DoorRow | None:
    """The door that is not revoked and has this locator."""
    row = reader.one(
        _DOOR + " WHERE locator = :locator AND revoked_at IS NULL", {"locator": locator}
    )
    return None if row is None else _door(row)


def of_patient(reader: Reader, patient_id: str) -> list[DoorRow]:
    """The patient's door and those of their carers that are not revoked, the patient's first."""
    rows = reader.all(
        _DOOR
        + """ WHERE patient_id = :patient AND revoked_at IS NULL
            ORDER BY (carer_id IS NOT NULL), id""",
        {"patient": patient_id},
    )
    return [_door(row) for row in rows]


def raise_generation(tx: Tx, door_id: str) -> None:
    """Every link and code made so far stops working; a frozen door thaws."""
    tx.run(
        """UPDATE door SET generation = generation + 1, wrong_tries = 0, frozen_at = NULL
        WHERE id = :id""",
        {"id": door_id},
    )


def add_wrong(tx: Tx, door_id: str) -> int:
    """Count a wrong try; give how many there were since the last right one."""
    tx.run("UPDATE door SET wrong_tries = wrong_tries + 1 WHERE id = :id", {"id": door_id})
    return int(tx.value("SELECT wrong_tries FROM door WHERE id = :id", {"id": door_id}) or 0)


def clear_wrong(tx: Tx, door_id: str) -> None:
    tx.run("UPDATE door SET wrong_tries = 0 WHERE id = :id AND wrong_tries <> 0", {"id": door_id})


def freeze(tx: Tx, door_id: str, at: datetime) -> None:
    """No more tries until staff re-issue it. Sessions already open stay open."""
    tx.run("UPDATE door SET frozen_at = :at WHERE id = :id", {"id": door_id, "at": utc_text(at)})


def revoke(tx: Tx, door_id: str, at: datetime) -> None:
    """Close it for good, as when a carer is removed."""
    tx.run(
        "UPDATE door SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL",
        {"id": door_id, "at": utc_text(at)},
    )


def _free_locator(reader: Reader) -> str:
    while True:
        locator = "".join(secrets.choice(ALPHABET) for _ in range(LOCATOR_LENGTH))
        taken = reader.one("SELECT 1 FROM door WHERE locator = :locator", {"locator": locator})
        if taken is None:
            return locator


def _door(row: Row) -> DoorRow:
    return DoorRow(
        id=row["id"],
        clinic_id=row["clinic_id"],
        patient_id=row["patient_id"],
        carer_id=row["carer_id"],
        generation=row["generation"],
        locator=row["locator"],
        wrong_tries=row["wrong_tries"],
        frozen_at=codec.instant(row["frozen_at"]),
        revoked_at=codec.instant(row["revoked_at"]),
    )
