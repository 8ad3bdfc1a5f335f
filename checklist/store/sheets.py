"""Sheets: prints of a revision, found again by a public code. The code opens nothing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from checklist.core.door_codes import ALPHABET
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx

HALF = 3  # a code is two halves, "K7P-4MD"


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A printed sheet. ``made_at`` is UTC."""

    code: str
    plan_id: str
    revision_id: str
    made_at: datetime


def free_code(reader: Reader) -> str:
    """A code that no sheet has, in letters and digits that cannot be misread."""
    while True:
        code = _spoken("".join(secrets.choice(ALPHABET) for _ in range(2 * HALF)))
        if reader.one("SELECT 1 FROM sheet WHERE code = :code", {"code": code}) is None:
            return code


def add(tx: Tx, code: str, plan_id: str, revision_id: str) -> None:
    tx.insert("sheet", code=code, plan_id=plan_id, revision_id=revision_id, made_at=tx.now_text)


def by_code(reader: Reader, typed: str) -> SheetRow | None:
    """The sheet with this code, however staff typed it; None for no such sheet."""
    code = _spoken("".join(char for char in typed.upper() if char.isalnum()))
    row = reader.one(
        "SELECT code, plan_id, revision_id, made_at FROM sheet WHERE code = :code", {"code": code}
    )
    if row is None:
        return None
    return SheetRow(
        code=row["code"],
        plan_id=row["plan_id"],
        revision_id=row["revision_id"],
        made_at=codec.needed_instant(row["made_at"]),
    )


def _spoken(bare: str) -> str:
    return f"{bare[:HALF]}-{bare[HALF:]}"
