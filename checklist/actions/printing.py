"""Printing leaves a trace: who printed which sheet of whom."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.opening import open_plan
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.store import Store, revisions


def print_sheet(store: Store, plan_id: str, *, actor: Actor, now: datetime) -> None:
    """A member of staff has a plan's newest sheet before them, ready to print."""
    with store.write(actor, now, on=(plan_id,)) as tx:
        revision = revisions.get(tx, open_plan(tx, plan_id, actor).revision_id)
        tx.enter(Verb.PRINTED, subject=revision.sheet_code, payload={}, plan_id=plan_id)
