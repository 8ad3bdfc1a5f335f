"""A clinic's own hold table. A line is never rewritten: a new one takes its place, the old ends."""

from __future__ import annotations

from datetime import date, datetime

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.core.hold_table import HoldRule
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx


def add(tx: Tx, clinic_id: str, rule: HoldRule, *, by: Actor, at: datetime) -> None:
    tx.insert(
        "hold_rule",
        id=rule.id,
        clinic_id=clinic_id,
        medicine=rule.medicine,
        dose=rule.dose,
        kidney=rule.kidney,
        hold=rule.hold,
        source=rule.source,
        owner=rule.owner,
        review_on=rule.review_on.isoformat(),
        added_by=by.name,
        added_at=utc_text(at),
        ended_at=None,
    )


def end(tx: Tx, clinic_id: str, rule_id: str, at: datetime) -> bool:
    """Take a line out of use; whether it was in use until now."""
    return (
        tx.run(
            """UPDATE hold_rule SET ended_at = :at
            WHERE id = :id AND clinic_id = :clinic AND ended_at IS NULL""",
            {"at": utc_text(at), "id": rule_id, "clinic": clinic_id},
        )
        > 0
    )


def of_clinic(reader: Reader, clinic_id: str) -> tuple[HoldRule, ...]:
    """The lines in use, by medicine."""
    rows = reader.all(
        """SELECT id, medicine, dose, kidney, hold, source, owner, review_on FROM hold_rule
        WHERE clinic_id = :clinic AND ended_at IS NULL ORDER BY medicine, added_at, id""",
        {"clinic": clinic_id},
    )
    return tuple(_rule(row) for row in rows)


def _rule(row: Row) -> HoldRule:
    return HoldRule(
        id=row["id"],
        medicine=row["medicine"],
        dose=row["dose"],
        kidney=row["kidney"],
        hold=row["hold"],
        source=row["source"],
        owner=row["owner"],
        review_on=date.fromisoformat(row["review_on"]),
    )
