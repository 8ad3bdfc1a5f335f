"""Second clinicians' words on decisions. Append-only."""

from __future__ import annotations

from checklist.core.approvals import Approval
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, approval: Approval) -> None:
    """Raises RowRefused for a decision that is not this plan's."""
    tx.insert(
        "approval",
        plan_id=plan_id,
        id=approval.id,
        decision_id=approval.decision_id,
        approved=int(approval.approved),
        note=approval.note,
        by_id=approval.by_id,
        by_name=approval.by,
        at=utc_text(approval.at),
    )


def of_plan(reader: Reader, plan_id: str) -> dict[str, Approval]:
    """The latest word on each decision, by the decision's id."""
    rows = reader.all(
        """SELECT id, decision_id, approved, note, by_id, by_name, at FROM approval
        WHERE plan_id = :plan ORDER BY at, id""",
        {"plan": plan_id},
    )
    return {
        row["decision_id"]: Approval(
            id=row["id"],
            decision_id=row["decision_id"],
            approved=bool(row["approved"]),
            note=row["note"],
            by_id=row["by_id"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    }
