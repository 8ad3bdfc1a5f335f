"""How causes of attention were dealt with, append-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.attention import ReasonKind, Resolution
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


@dataclass(frozen=True, kw_only=True)
class ResolutionRow:
    """One resolution with who made it and when (UTC)."""

    resolution: Resolution
    outcome: str
    note: str
    by: str
    at: datetime


def add(
    tx: Tx,
    *,
    id: str,
    plan_id: str,
    reason: ReasonKind,
    subject: str,
    cause: str,
    outcome: str,
    note: str,
    by: Actor,
    at: datetime,
) -> None:
    tx.insert(
        "resolution",
        plan_id=plan_id,
        id=id,
        reason=reason,
        subject=subject,
        cause=cause,
        outcome=outcome,
        note=note,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def of_plan(reader: Reader, plan_id: str) -> frozenset[Resolution]:
    """The causes that were dealt with."""
    return frozenset(row.resolution for row in history(reader, plan_id))


def history(reader: Reader, plan_id: str) -> list[ResolutionRow]:
    """Every resolution, the latest first."""
    rows = reader.all(
        """SELECT reason, subject, cause, outcome, note, by_name, at FROM resolution
        WHERE plan_id = :plan ORDER BY at DESC, id DESC""",
        {"plan": plan_id},
    )
    return [
        ResolutionRow(
            resolution=Resolution(
                reason=ReasonKind(row["reason"]), subject=row["subject"], cause=row["cause"]
            ),
            outcome=row["outcome"],
            note=row["note"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    ]
