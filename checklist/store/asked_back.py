"""Questions asked back of a patient. Append-only; their answers are answers like any other.

A question is taken back by a row of its own, which names it.
"""

from __future__ import annotations

from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.asking_back import AskedBack
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.ids import new_id
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, asked: AskedBack, *, by: Actor) -> None:
    tx.insert(
        "asked_back",
        plan_id=plan_id,
        id=asked.id,
        about=asked.about,
        ask=asked.ask,
        takes_back="",
        by_id=by.id,
        by_name=asked.by,
        at=utc_text(asked.at),
    )


def take_back(tx: Tx, plan_id: str, asked: AskedBack, *, by: Actor, at: datetime) -> None:
    """The question is asked no more; what was asked stays on record."""
    tx.insert(
        "asked_back",
        plan_id=plan_id,
        id=new_id(),
        about=asked.about,
        ask="",
        takes_back=asked.id,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def of_plan(reader: Reader, plan_id: str) -> tuple[AskedBack, ...]:
    """Every question asked back that nobody took back, oldest first."""
    rows = reader.all(
        """SELECT id, about, ask, by_name, at FROM asked_back WHERE plan_id = :plan
        AND takes_back = '' AND id NOT IN
        (SELECT takes_back FROM asked_back WHERE plan_id = :plan AND takes_back <> '')
        ORDER BY at, id""",
        {"plan": plan_id},
    )
    return tuple(
        AskedBack(
            id=row["id"],
            about=row["about"],
            ask=row["ask"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    )
