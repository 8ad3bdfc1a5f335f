"""How causes of attention were dealt with, append-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.attention import PassedOn, PutOff, ReasonKind, Resolution
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
    by_id: str
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


PASSED_ON = "passed_on"
"""The outcome that settles nothing: the clinicians are asked."""


@dataclass(frozen=True, kw_only=True)
class Dealt:
    """What was done about a plan's causes and not taken back, by cause."""

    settled: frozenset[Resolution] = frozenset()
    put_off: Mapping[Resolution, PutOff] = field(default_factory=dict)
    passed_on: Mapping[Resolution, PassedOn] = field(default_factory=dict)


def of_plan(reader: Reader, plan_id: str) -> Dealt:
    """Everything that stands; of two messages left about one cause the later counts."""
    settled: set[Resolution] = set()
    put_off: dict[Resolution, PutOff] = {}
    passed_on: dict[Resolution, PassedOn] = {}
    for row in reversed(history(reader, plan_id)):
        if row.undone:
            continue
        if row.outcome == PASSED_ON:
            passed_on[row.resolution] = PassedOn(by=row.by, at=row.at, why=row.note)
        elif row.returns_at is not None:
            put_off[row.resolution] = PutOff(at=row.at, returns_at=row.returns_at)
        else:
            settled.add(row.resolution)
    return Dealt(settled=frozenset(settled), put_off=put_off, passed_on=passed_on)


def history(reader: Reader, plan_id: str) -> list[ResolutionRow]:
    """Every resolution, the latest first."""
    rows = reader.all(
        """SELECT r.id, r.reason, r.subject, r.cause, r.outcome, r.note, r.by_name, r.by_id, r.at,
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
            by_id=row["by_id"],
            at=codec.needed_instant(row["at"]),
            returns_at=codec.instant(row["returns_at"]),
            undone=bool(row["undone"]),
        )
        for row in rows
    ]
