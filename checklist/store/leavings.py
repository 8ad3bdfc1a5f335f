"""What was done and who takes the patient home. Append-only; the latest counts."""

from __future__ import annotations

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.core.leaving import Leaving
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, leaving: Leaving, *, by: Actor) -> None:
    tx.insert(
        "leaving",
        plan_id=plan_id,
        id=leaving.id,
        done=leaving.done,
        complications=leaving.complications,
        escort=leaving.escort,
        escort_phone=leaving.escort_phone,
        by_id=by.id,
        by_name=leaving.by,
        at=utc_text(leaving.at),
    )


def latest(reader: Reader, plan_id: str) -> Leaving | None:
    """As it was written down last; None while nothing was."""
    row = reader.one(
        """SELECT id, done, complications, escort, escort_phone, by_name, at
        FROM leaving WHERE plan_id = :plan ORDER BY at DESC, id DESC LIMIT 1""",
        {"plan": plan_id},
    )
    if row is None:
        return None
    return Leaving(
        id=row["id"],
        done=row["done"],
        complications=row["complications"],
        escort=row["escort"],
        escort_phone=row["escort_phone"],
        by=row["by_name"],
        at=codec.needed_instant(row["at"]),
    )
