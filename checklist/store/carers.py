"""Carers: named people who may open a patient's page through a door of their own."""

from __future__ import annotations

from dataclasses import dataclass

from checklist.core.errors import NotFound
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

_CARER = "SELECT id, patient_id, name, relation, phone, active FROM carer"


@dataclass(frozen=True, kw_only=True)
class CarerRow:
    """``relation`` is the patient's own word ("daughter")."""

    id: str
    patient_id: str
    name: str
    relation: str
    phone: str
    active: bool


def add(tx: Tx, *, id: str, patient_id: str, name: str, relation: str, phone: str) -> None:
    tx.insert(
        "carer",
        id=id,
        patient_id=patient_id,
        name=name,
        relation=relation,
        phone=phone,
        active=1,
    )


def remove(tx: Tx, carer_id: str) -> None:
    """They open nothing any more; what they did stays theirs."""
    tx.run("UPDATE carer SET active = 0 WHERE id = :id", {"id": carer_id})


def get(reader: Reader, carer_id: str) -> CarerRow | None:
    row = reader.one(_CARER + " WHERE id = :id", {"id": carer_id})
    return None if row is None else _carer(row)


def need(reader: Reader, carer_id: str) -> CarerRow:
    """Raises NotFound."""
    row = get(reader, carer_id)
    if row is None:
        raise NotFound("no such carer")
    return row


def of_patient(reader: Reader, patient_id: str) -> list[CarerRow]:
    """The carers who may still open the page, in the order they were added."""
    rows = reader.all(
        _CARER + " WHERE patient_id = :patient AND active = 1 ORDER BY id", {"patient": patient_id}
    )
    return [_carer(row) for row in rows]


def _carer(row: Row) -> CarerRow:
    return CarerRow(
        id=row["id"],
        patient_id=row["patient_id"],
        name=row["name"],
        relation=row["relation"],
        phone=row["phone"],
        active=bool(row["active"]),
    )
