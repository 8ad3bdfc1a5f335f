"""Warning signs that patients tapped. Append-only."""

from __future__ import annotations

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.core.flag_taps import FlagTap
from checklist.core.protocol import Tier
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, tap: FlagTap, *, by: Actor) -> bool:
    """Keep a tap unless the plan has one of this id; whether it was new."""
    return tx.insert_new(
        "flag_tap",
        plan_id=plan_id,
        id=tap.id,
        flag_key=tap.flag_key,
        tier=tap.tier,
        text=tap.text,
        told=tap.told,
        by_kind=by.kind,
        by_id=by.id,
        by_name=tap.by,
        at=utc_text(tap.at),
    )


def of_plan(reader: Reader, plan_id: str) -> tuple[FlagTap, ...]:
    """Every tap, oldest first."""
    rows = reader.all(
        """SELECT id, flag_key, tier, text, told, by_name, at FROM flag_tap WHERE plan_id = :plan
        ORDER BY at, id""",
        {"plan": plan_id},
    )
    return tuple(
        FlagTap(
            id=row["id"],
            flag_key=row["flag_key"],
            tier=Tier(row["tier"]),
            text=row["text"],
            told=row["told"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    )
