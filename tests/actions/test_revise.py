"""A revision in memory and the one a later process reads from the disk are the same."""

from __future__ import annotations

from datetime import timedelta

from checklist.store import codec
from tests.actions.conftest import BOOKED, House


def test_what_is_kept_is_what_was_made(house: House) -> None:
    house.answer_all(BOOKED + timedelta(hours=1), "Eliquis", "Paracetamol", allergies="yes")
    known = house.revision
    with house.store.read() as reader:
        row = reader.one("SELECT * FROM revision WHERE id = :id", {"id": known.id})
    assert row is not None
    assert codec.INPUTS.value(row["inputs"]) == known.inputs
    assert codec.CONTENT.value(row["content"]) == known.content
    assert codec.CHANGES.value(row["changes"]) == known.changes
    assert known.changes
    assert codec.needed_instant(row["made_at"]) == known.made_at
    assert (row["number"], row["made_by"], row["reason"], row["fingerprint"]) == (
        known.number,
        known.made_by,
        known.reason,
        known.fingerprint,
    )
