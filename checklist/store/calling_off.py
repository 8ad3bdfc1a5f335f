"""Procedures called off, and who calls the patient by when. Both append-only; the latest counts."""

from __future__ import annotations

from checklist.core.actors import Actor
from checklist.core.calling_off import Callback, CalledOff, CallOffKind
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, called_off: CalledOff, *, by: Actor) -> None:
    tx.insert(
        "call_off",
        plan_id=plan_id,
        id=called_off.id,
        kind=called_off.kind,
        reason=called_off.reason,
        by_id=by.id,
        by_name=called_off.by,
        at=utc_text(called_off.at),
    )


def standing(reader: Reader, plan_id: str) -> CalledOff | None:
    """That the plan is called off; None where it never was, or where that was taken back."""
    said = latest(reader, plan_id)
    return None if said is None or said.kind is CallOffKind.TAKEN_BACK else said


def latest(reader: Reader, plan_id: str) -> CalledOff | None:
    """The latest word, one that takes it back included."""
    row = reader.one(
        """SELECT id, kind, reason, by_name, at FROM call_off WHERE plan_id = :plan
        ORDER BY at DESC, id DESC LIMIT 1""",
        {"plan": plan_id},
    )
    if row is None:
        return None
    return CalledOff(
        id=row["id"],
        kind=CallOffKind(row["kind"]),
        reason=row["reason"],
        by=row["by_name"],
        at=codec.needed_instant(row["at"]),
    )


def add_callback(tx: Tx, plan_id: str, callback: Callback, *, by: Actor) -> None:
    tx.insert(
        "callback",
        plan_id=plan_id,
        id=callback.id,
        owner_id=callback.owner_id,
        owner_name=callback.owner,
        call_by=utc_text(callback.call_by),
        by_id=by.id,
        by_name=callback.by,
        at=utc_text(callback.at),
    )


def latest_callback(reader: Reader, plan_id: str) -> Callback | None:
    row = reader.one(
        """SELECT id, owner_id, owner_name, call_by, by_name, at FROM callback
        WHERE plan_id = :plan ORDER BY at DESC, id DESC LIMIT 1""",
        {"plan": plan_id},
    )
    if row is None:
        return None
    return Callback(
        id=row["id"],
        owner_id=row["owner_id"],
        owner=row["owner_name"],
        call_by=codec.needed_instant(row["call_by"]),
        by=row["by_name"],
        at=codec.needed_instant(row["at"]),
    )
