"""Anchors of a plan: each setting is a new row, the latest of a name counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.clock import utc_text
from checklist.core.moments import Moment
from checklist.core.plan.model import AnchorValue
from checklist.store import codec
from checklist.store.ids import new_id
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(
    tx: Tx, plan_id: str, name: str, moment: Moment, *, actual: bool, by: Actor, at: datetime
) -> None:
    """Set one anchor. What a person sets is firm as far as it is known."""
    tx.insert(
        "anchor",
        plan_id=plan_id,
        id=new_id(),
        name=name,
        day=codec.day_text(moment.day),
        at=codec.instant_text(moment.at),
        actual=int(actual),
        set_by=by.id,
        set_at=utc_text(at),
    )


def current(reader: Reader, plan_id: str) -> dict[str, AnchorValue]:
    """What stands for each anchor that was ever set, by name; what was taken back does not."""
    rows = reader.all(
        "SELECT name, day, at, actual FROM anchor WHERE plan_id = :plan ORDER BY set_at, id",
        {"plan": plan_id},
    )
    return standing(
        {
            row["name"]: AnchorValue(
                moment=Moment(
                    day=codec.day(row["day"]),
                    at=codec.instant(row["at"]),
                    firm=row["day"] is not None,
                ),
                actual=bool(row["actual"]),
            )
            for row in rows
        }
    )


def standing(said: Mapping[str, AnchorValue]) -> dict[str, AnchorValue]:
    """Without the anchors taken back (set to nothing known): they are as if never set.

    The procedure itself always stands, known or not.
    """
    return {
        name: value
        for name, value in said.items()
        if value.moment.day is not None or name == "procedure"
    }
