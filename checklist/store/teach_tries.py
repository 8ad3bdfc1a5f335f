"""Answers to teach-back questions. Append-only."""

from __future__ import annotations

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.core.marks import Channel
from checklist.core.teach_back import TeachTry
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, made: TeachTry, *, by: Actor, channel: Channel) -> None:
    tx.insert(
        "teach_try",
        plan_id=plan_id,
        id=made.id,
        task_key=made.task_key,
        meaning=made.meaning,
        chosen=made.chosen,
        correct=int(made.right),
        by_kind=by.kind,
        by_id=by.id,
        by_name=made.by,
        channel=channel,
        at=utc_text(made.at),
    )


def of_plan(reader: Reader, plan_id: str) -> tuple[TeachTry, ...]:
    """Every try, oldest first."""
    rows = reader.all(
        """SELECT id, task_key, meaning, chosen, correct, by_name, at FROM teach_try
        WHERE plan_id = :plan ORDER BY at, id""",
        {"plan": plan_id},
    )
    return tuple(
        TeachTry(
            id=row["id"],
            task_key=row["task_key"],
            meaning=row["meaning"],
            chosen=row["chosen"],
            right=bool(row["correct"]),
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    )
