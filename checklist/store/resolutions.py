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
    """One resolution with who made it and when (UTC).

    ``returns_at`` is when the cause asks again, None where it does not; ``undone`` that somebody
    took it back.
    """

    id: str
    resolution: Resolution
    outcome: str
    note: str
    by: str
    at: datetime
    returns_at: datetime | None = None
    undone: bool = False


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
    returns_at: datetime | None = None,
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
        returns_at=codec.instant_text(returns_at),
    )


def undo(tx: Tx, *, id: str, plan_id: str, resolution_id: str, by: Actor, at: datetime) -> None:
    """Take one back: its cause asks again. Raises RowRefused for one that is not this plan's."""
    tx.insert(
        "resolution_undo",
        plan_id=plan_id,
        id=id,
        resolution_id=resolution_id,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def of_plan(reader: Reader, plan_id: str) -> frozenset[Resolution]:
    """The causes that were dealt with."""
    return frozenset(
        row.resolution
        for row in history(reader, plan_id)
        if not row.undone and row.returns_at is None
    )


def history(reader: Reader, plan_id: str) -> list[ResolutionRow]:
    """Every resolution, the latest first."""
    rows = reader.all(
        """SELECT r.id, r.reason, r.subject, r.cause, r.outcome, r.note, r.by_name, r.at,
            r.returns_at, EXISTS (SELECT 1 FROM resolution_undo u
                WHERE u.plan_id = r.plan_id AND u.resolution_id = r.id) AS undone
        FROM resolution r WHERE r.plan_id = :plan ORDER BY r.at DESC, r.id DESC""",
        {"plan": plan_id},
    )
    return [
        ResolutionRow(
            id=row["id"],
            resolution=Resolution(
                reason=ReasonKind(row["reason"]), subject=row["subject"], cause=row["cause"]
            ),
            outcome=row["outcome"],
            note=row["note"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
            returns_at=codec.instant(row["returns_at"]),
            undone=bool(row["undone"]),
        )
        for row in rows
    ]
