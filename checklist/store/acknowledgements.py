"""Who has read what changed, append-only. The first revision, handed over, needs none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.actors import Actor, ActorKind
from checklist.core.clock import utc_text
from checklist.core.marks import Channel
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx

FIRST = 1
"""The revision that was handed over at booking."""


@dataclass(frozen=True, kw_only=True)
class AcknowledgementRow:
    """Somebody read the changes up to a revision, by its number. ``at`` is UTC.

    By phone, ``by`` is who read it aloud.
    """

    id: str
    revision: int
    by_kind: ActorKind
    by: str
    channel: Channel
    at: datetime


def add(
    tx: Tx, *, id: str, plan_id: str, revision: int, by: Actor, channel: Channel, at: datetime
) -> None:
    tx.insert(
        "acknowledgement",
        plan_id=plan_id,
        id=id,
        revision=revision,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name,
        channel=channel,
        at=utc_text(at),
    )


def newest(reader: Reader, plan_id: str) -> int:
    """The number of the newest revision that somebody has read, or that was handed over."""
    found = reader.value(
        "SELECT max(revision) FROM acknowledgement WHERE plan_id = :plan", {"plan": plan_id}
    )
    return found or FIRST


def of_plan(reader: Reader, plan_id: str) -> list[AcknowledgementRow]:
    """Every acknowledgement, the latest first."""
    rows = reader.all(
        """SELECT id, revision, by_kind, by_name, channel, at FROM acknowledgement
        WHERE plan_id = :plan ORDER BY at DESC, id DESC""",
        {"plan": plan_id},
    )
    return [
        AcknowledgementRow(
            id=row["id"],
            revision=row["revision"],
            by_kind=ActorKind(row["by_kind"]),
            by=row["by_name"],
            channel=Channel(row["channel"]),
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    ]
