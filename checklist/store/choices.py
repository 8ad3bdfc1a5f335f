"""Choices a clinician set for one plan: each setting is a new row, the latest counts."""

from __future__ import annotations

from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.store.ids import new_id
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, name: str, value: str, *, by: Actor, at: datetime) -> None:
    tx.insert(
        "choice",
        plan_id=plan_id,
        id=new_id(),
        name=name,
        value=value,
        set_by=by.id,
        set_at=utc_text(at),
    )


def current(reader: Reader, plan_id: str) -> dict[str, str]:
    """The value that stands for each choice that was set, by key."""
    rows = reader.all(
        "SELECT name, value FROM choice WHERE plan_id = :plan ORDER BY set_at, id",
        {"plan": plan_id},
    )
    return {row["name"]: row["value"] for row in rows}
