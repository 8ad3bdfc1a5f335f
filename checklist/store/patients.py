"""Patients, and finding one by a part of the name, the record number or the birth date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.clock import utc_text
from checklist.core.errors import NotFound
from checklist.core.folding import fold, fold_record
from checklist.core.typed_dates import readings
from checklist.store import codec
from checklist.store.reader import Reader, Row, in_list
from checklist.store.writer import Tx

MOST_FOUND = 50
_LAST = "\U0010ffff"  # sorts after every letter, so that a prefix is a range of the index

_PATIENT = """
    SELECT id, clinic_id, name, first_name, name_folded, born, record_number, language, reach,
        phone, needs, created_at
    FROM patient
"""


@dataclass(frozen=True, kw_only=True)
class PatientRow:
    """One person at one clinic. ``reach`` is phone, paper or carer; ``needs`` free words.

    ``first_name`` is what the patient is called on their own page.
    """

    id: str
    clinic_id: str
    name: str
    first_name: str
    born: date
    record_number: str
    language: str
    reach: str
    phone: str
    needs: str
    created_at: datetime


def add(tx: Tx, patient: PatientRow) -> None:
    """Keep a new patient, with the folded columns that find them.

    Raises RowRefused when the clinic has this record number already.
    """
    tx.insert("patient", id=patient.id, created_at=utc_text(patient.created_at), **_said(patient))
    _index(tx, patient)


def change(tx: Tx, patient: PatientRow) -> None:
    """Keep what was corrected. Raises RowRefused when the record number is another's."""
    columns = _said(patient)
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    tx.run(f"UPDATE patient SET {assignments} WHERE id = :id", {**columns, "id": patient.id})  # noqa: S608  # our own column names
    tx.run("DELETE FROM patient_word WHERE patient_id = :id", {"id": patient.id})
    _index(tx, patient)


def get(reader: Reader, patient_id: str) -> PatientRow | None:
    row = reader.one(_PATIENT + " WHERE id = :id", {"id": patient_id})
    return None if row is None else patient_row(row)


def need(reader: Reader, patient_id: str) -> PatientRow:
    """Raises NotFound."""
    row = get(reader, patient_id)
    if row is None:
        raise NotFound("no such patient")
    return row


def many(reader: Reader, patient_ids: tuple[str, ...]) -> dict[str, PatientRow]:
    """The patients with these ids, by id."""
    places, params = in_list("id", patient_ids)
    rows = reader.all(f"{_PATIENT} WHERE id IN {places}", params)
    return {row["id"]: patient_row(row) for row in rows}


def by_record(reader: Reader, clinic_id: str, record_number: str) -> PatientRow | None:
    """The patient with this record number, however it was spaced; None where none was given."""
    folded = fold_record(record_number)
    row = reader.one(
        _PATIENT + " WHERE clinic_id = :clinic AND record_folded = :record",
        {"clinic": clinic_id, "record": folded},
    )
    return None if row is None or not folded else patient_row(row)


def patient_row(row: Row) -> PatientRow:
    """From a row that has the columns of ``patient``."""
    return PatientRow(
        id=row["id"],
        clinic_id=row["clinic_id"],
        name=row["name"],
        first_name=row["first_name"],
        born=date.fromisoformat(row["born"]),
        record_number=row["record_number"],
        language=row["language"],
        reach=row["reach"],
        phone=row["phone"],
        needs=row["needs"],
        created_at=codec.needed_instant(row["created_at"]),
    )


def _said(patient: PatientRow) -> dict[str, object]:
    return {
        "clinic_id": patient.clinic_id,
        "name": patient.name,
        "first_name": patient.first_name,
        "name_folded": fold(patient.name),
        "born": patient.born.isoformat(),
        "record_number": patient.record_number,
        "record_folded": fold_record(patient.record_number),
        "language": patient.language,
        "reach": patient.reach,
        "phone": patient.phone,
        "needs": patient.needs,
    }


def _index(tx: Tx, patient: PatientRow) -> None:
    tx.insert_all(
        "patient_word",
        [
            {"clinic_id": patient.clinic_id, "word": word, "patient_id": patient.id}
            for word in sorted(set(fold(patient.name).split()))
        ],
    )


def find(
    reader: Reader, clinic_id: str, text: str, *, today: date, limit: int = MOST_FOUND
) -> list[PatientRow]:
    """The clinic's patients that the text can mean, those of an exact record number first.

    Parts of the name match from their beginnings and in any order, whatever the accents: "nuñ jos"
    finds José Núñez. A birth date is read in every usual spelling, alone or after a name.
    """
    record, dates = fold_record(text), readings(text, latest=today)
    if not record:
        return []
    found = _by_record(reader, clinic_id, record, limit)
    if dates:
        found += _by_birth(reader, clinic_id, dates, limit)
    found += _by_name(reader, clinic_id, text, today, limit)
    found.sort(key=lambda row: (fold_record(row["record_number"]) != record, row["name_folded"]))
    once = {row["id"]: row for row in found}
    return [patient_row(row) for row in list(once.values())[:limit]]


def _by_record(reader: Reader, clinic_id: str, record: str, limit: int) -> list[Row]:
    return reader.all(
        _PATIENT
        + """ WHERE clinic_id = :clinic AND record_folded >= :record
            AND record_folded < :record_end
            ORDER BY record_folded LIMIT :limit""",
        {"clinic": clinic_id, "record": record, "record_end": record + _LAST, "limit": limit},
    )


def _by_birth(reader: Reader, clinic_id: str, dates: tuple[date, ...], limit: int) -> list[Row]:
    places, params = in_list("born", tuple(day.isoformat() for day in dates))
    return reader.all(
        _PATIENT + f" WHERE clinic_id = :clinic AND born IN {places}"
        " ORDER BY name_folded LIMIT :limit",
        {"clinic": clinic_id, "limit": limit, **params},
    )


def _by_name(reader: Reader, clinic_id: str, text: str, today: date, limit: int) -> list[Row]:
    words, dates = _name_and_birth(text, today)
    if not words:
        return []
    params: dict[str, object] = {"clinic": clinic_id, "limit": limit}
    conditions = []
    for number, word in enumerate(words):
        params[f"w{number}"], params[f"e{number}"] = word, word + _LAST
        conditions.append(
            f"id IN (SELECT patient_id FROM patient_word WHERE clinic_id = :clinic"  # noqa: S608  # numbers
            f" AND word >= :w{number} AND word < :e{number})"
        )
    if dates:
        places, born = in_list("born", tuple(day.isoformat() for day in dates))
        conditions.append(f"born IN {places}")
        params |= born
    return reader.all(
        _PATIENT
        + " WHERE clinic_id = :clinic AND "
        + " AND ".join(conditions)
        + " ORDER BY name_folded LIMIT :limit",
        params,
    )


def _name_and_birth(text: str, today: date) -> tuple[list[str], tuple[date, ...]]:
    """The parts of the name, and the days that the rest of the text can mean after them."""
    pieces = text.split()
    for start in range(len(pieces)):
        dates = readings(" ".join(pieces[start:]), latest=today)
        if dates:
            return fold(" ".join(pieces[:start])).split(), dates
    return fold(text).split(), ()
