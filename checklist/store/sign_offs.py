"""Sign-offs, append-only. One stands while its fingerprint is the revision's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


@dataclass(frozen=True, kw_only=True)
class SignOffRow:
    """A clinician's "ready". ``at`` is UTC; ``statement`` is what they signed, word for word."""

    id: str
    fingerprint: str
    statement: str
    revision: int
    by: str
    at: datetime


def add(
    tx: Tx,
    *,
    id: str,
    plan_id: str,
    fingerprint: str,
    statement: str,
    revision: int,
    by: Actor,
    at: datetime,
) -> None:
    tx.insert(
        "sign_off",
        plan_id=plan_id,
        id=id,
        fingerprint=fingerprint,
        statement=statement,
        revision=revision,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def history(reader: Reader, plan_id: str) -> list[SignOffRow]:
    """Every sign-off, the latest first."""
    rows = reader.all(
        """SELECT id, fingerprint, statement, revision, by_name, at FROM sign_off
        WHERE plan_id = :plan ORDER BY at DESC, id DESC""",
        {"plan": plan_id},
    )
    return [
        SignOffRow(
            id=row["id"],
            fingerprint=row["fingerprint"],
            statement=row["statement"],
            revision=row["revision"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    ]


def latest(reader: Reader, plan_id: str) -> SignOffRow | None:
    """The last one made, whether or not it still stands."""
    made = history(reader, plan_id)
    return made[0] if made else None
