"""A plan's medicines, and every decision made about them."""

from __future__ import annotations

from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.approvals import Approval
from checklist.core.clock import utc_text
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.store import approvals, codec
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx


def add(
    tx: Tx, plan_id: str, patient_id: str, medicine: Medicine, *, by: Actor, at: datetime
) -> None:
    tx.insert(
        "medicine",
        plan_id=plan_id,
        id=medicine.id,
        patient_id=patient_id,
        name=medicine.name,
        generic=medicine.generic,
        form=medicine.form,
        concern=medicine.group,
        when_taken=medicine.when_taken,
        filled_by=medicine.filled_by,
        withdrawn=int(medicine.withdrawn),
        strength=medicine.strength,
        substance=medicine.substance,
        origin=medicine.origin,
        looks_like=medicine.looks_like,
        denied=int(medicine.denied),
        off_why=medicine.off_why,
        off_by=medicine.off_by,
        off_kind=medicine.off_kind,
        off_at=codec.instant_text(medicine.off_at),
        named_by=by.id,
        named_at=utc_text(at),
    )


def withdraw(tx: Tx, plan_id: str, medicine_id: str, *, why: str, by: Actor, at: datetime) -> bool:
    """Named by mistake, or no longer taken; whether it was on the list until now."""
    return (
        tx.run(
            """UPDATE medicine SET withdrawn = 1, off_why = :why, off_by = :by,
                off_kind = :kind, off_at = :at
            WHERE plan_id = :plan AND id = :id AND withdrawn = 0""",
            {
                "plan": plan_id,
                "id": medicine_id,
                "why": why,
                "by": by.name,
                "kind": by.kind,
                "at": utc_text(at),
            },
        )
        > 0
    )


def set_known(tx: Tx, plan_id: str, medicine: Medicine) -> None:
    """Its name, and all that is known by it: the name was confirmed, or the protocol is another."""
    tx.run(
        """UPDATE medicine SET name = :name, concern = :concern, generic = :generic,
            substance = :substance, looks_like = :looks_like, denied = :denied
        WHERE plan_id = :plan AND id = :id""",
        {
            "plan": plan_id,
            "id": medicine.id,
            "name": medicine.name,
            "concern": medicine.group,
            "generic": medicine.generic,
            "substance": medicine.substance,
            "looks_like": medicine.looks_like,
            "denied": int(medicine.denied),
        },
    )


def of_plan(reader: Reader, plan_id: str) -> tuple[Medicine, ...]:
    """Every medicine named, the withdrawn ones too, in the order they were named."""
    rows = reader.all(
        """SELECT id, name, generic, form, concern, when_taken, filled_by, withdrawn,
            strength, substance, origin, named_at, looks_like, denied, off_why, off_by,
            off_kind, off_at
        FROM medicine WHERE plan_id = :plan ORDER BY named_at, id""",
        {"plan": plan_id},
    )
    return tuple(_medicine(row) for row in rows)


def add_decision(tx: Tx, plan_id: str, decision: Decision, *, by: Actor) -> None:
    """Raises RowRefused for a medicine that is not this plan's."""
    tx.insert(
        "decision",
        plan_id=plan_id,
        id=decision.id,
        medicine_id=decision.medicine_id,
        kind=decision.kind,
        last_dose=codec.instant_text(decision.last_dose),
        take_at=codec.instant_text(decision.take_at),
        instruction=decision.instruction,
        restart_at=codec.instant_text(decision.restart_at),
        restart_owner=decision.restart_owner,
        restart_by=codec.instant_text(decision.restart_by),
        consulted=decision.consulted,
        reason=decision.reason,
        source=decision.source,
        needs_approval=int(decision.needs_approval),
        by_id=by.id,
        by_name=decision.decided_by,
        at=utc_text(decision.decided_at),
    )


def decisions(reader: Reader, plan_id: str) -> tuple[Decision, ...]:
    """Every decision ever made for the plan, each with its approval, oldest first."""
    rows = reader.all(
        """SELECT id, medicine_id, kind, last_dose, take_at, instruction, restart_at,
            restart_owner, restart_by, consulted, reason, source, needs_approval, by_id, by_name, at
        FROM decision WHERE plan_id = :plan ORDER BY at, id""",
        {"plan": plan_id},
    )
    asked = any(row["needs_approval"] for row in rows)
    approved = approvals.of_plan(reader, plan_id) if asked else {}
    return tuple(_decision(row, approved.get(row["id"])) for row in rows)


def _medicine(row: Row) -> Medicine:
    return Medicine(
        id=row["id"],
        name=row["name"],
        generic=row["generic"],
        form=row["form"],
        group=row["concern"],
        when_taken=row["when_taken"],
        filled_by=row["filled_by"],
        withdrawn=bool(row["withdrawn"]),
        strength=row["strength"],
        substance=row["substance"],
        origin=row["origin"],
        named_at=codec.instant(row["named_at"]),
        looks_like=row["looks_like"],
        denied=bool(row["denied"]),
        off_why=row["off_why"],
        off_by=row["off_by"],
        off_kind=row["off_kind"],
        off_at=codec.instant(row["off_at"]),
    )


def _decision(row: Row, approval: Approval | None) -> Decision:
    return Decision(
        id=row["id"],
        medicine_id=row["medicine_id"],
        kind=DecisionKind(row["kind"]),
        decided_by=row["by_name"],
        decided_at=codec.needed_instant(row["at"]),
        last_dose=codec.instant(row["last_dose"]),
        take_at=codec.instant(row["take_at"]),
        instruction=row["instruction"],
        restart_at=codec.instant(row["restart_at"]),
        restart_owner=row["restart_owner"],
        restart_by=codec.instant(row["restart_by"]),
        consulted=row["consulted"],
        reason=row["reason"],
        source=row["source"],
        needs_approval=bool(row["needs_approval"]),
        decided_by_id=row["by_id"],
        approval=approval,
    )
