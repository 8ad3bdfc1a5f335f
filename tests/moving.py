"""Move a plan in one line, as a nurse's change does underneath: anchors, then revise."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.revise import revise
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clock import zone
from checklist.core.moments import Moment
from checklist.core.plan.model import Revision
from checklist.store import Store, anchors


def move(
    store: Store,
    plan_id: str,
    *,
    actor: Actor,
    now: datetime,
    procedure: datetime | None = None,
    arrival: datetime | None = None,
    postponed: bool = False,
) -> Revision:
    """Set what is given (UTC); ``postponed`` takes the procedure's day away."""
    tz = zone("Europe/London")
    given = {"procedure": procedure, "arrival": arrival}
    moments = {name: Moment.at_instant(at, tz) for name, at in given.items() if at is not None}
    if postponed:
        moments["procedure"] = moments["arrival"] = Moment.unknown()
    with store.write(actor, now, on=(plan_id,)) as tx:
        for name, moment in moments.items():
            anchors.add(tx, plan_id, name, moment, actual=False, by=actor, at=now)
            tx.enter(Verb.ANCHOR_SET, subject=name, payload={}, plan_id=plan_id)
        return revise(tx, plan_id, actor=actor, now=now, reason="Moved")
