"""Morning sheets. Append-only; the latest counts."""

from __future__ import annotations

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.core.morning import Morning
from checklist.store import codec
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

_MORNING = """SELECT id, food_at, food, drink_at, drink, escort, escort_phone, note, by_name, at
    FROM morning WHERE plan_id = :plan ORDER BY at DESC, id DESC"""


def add(tx: Tx, plan_id: str, morning: Morning, *, by: Actor) -> None:
    tx.insert(
        "morning",
        plan_id=plan_id,
        id=morning.id,
        food_at=codec.instant_text(morning.food_at),
        food=morning.food,
        drink_at=codec.instant_text(morning.drink_at),
        drink=morning.drink,
        escort=morning.escort,
        escort_phone=morning.escort_phone,
        note=morning.note,
        by_id=by.id,
        by_name=morning.by,
        at=utc_text(morning.at),
    )


def latest(reader: Reader, plan_id: str) -> Morning | None:
    """The sheet as it was filled in last; None while it is empty."""
    row = reader.one(f"{_MORNING} LIMIT 1", {"plan": plan_id})
    return None if row is None else _morning(row)


def of_plan(reader: Reader, plan_id: str) -> tuple[Morning, ...]:
    """Every filling-in, the newest first."""
    return tuple(_morning(row) for row in reader.all(_MORNING, {"plan": plan_id}))


def _morning(row: Row) -> Morning:
    return Morning(
        id=row["id"],
        food_at=codec.instant(row["food_at"]),
        food=row["food"],
        drink_at=codec.instant(row["drink_at"]),
        drink=row["drink"],
        escort=row["escort"],
        escort_phone=row["escort_phone"],
        note=row["note"],
        by=row["by_name"],
        at=codec.needed_instant(row["at"]),
    )
