"""Limits that a clinician ended early or made longer. Append-only; the latest of a step counts."""

from __future__ import annotations

from checklist.core.actors import Actor
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, clearance: Clearance, *, by: Actor) -> None:
    tx.insert(
        "clearance",
        plan_id=plan_id,
        id=clearance.id,
        step=clearance.step,
        kind=clearance.kind,
        last_day=codec.day_text(clearance.last_day),
        reason=clearance.reason,
        by_id=by.id,
        by_name=clearance.by,
        at=utc_text(clearance.at),
    )


def history(reader: Reader, plan_id: str) -> tuple[Clearance, ...]:
    """Every one, oldest first."""
    rows = reader.all(
        """SELECT id, step, kind, last_day, reason, by_name, at FROM clearance
        WHERE plan_id = :plan ORDER BY at, id""",
        {"plan": plan_id},
    )
    return tuple(
        Clearance(
            id=row["id"],
            step=row["step"],
            kind=ClearanceKind(row["kind"]),
            last_day=codec.day(row["last_day"]),
            reason=row["reason"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    )


def current(reader: Reader, plan_id: str) -> dict[str, Clearance]:
    """What stands for each step that has one."""
    return {made.step: made for made in history(reader, plan_id)}
