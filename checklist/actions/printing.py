"""Printing leaves a trace: who printed which sheet of whom."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.opening import open_plan
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.store import Store, revisions


def print_sheet(store: Store, plan_id: str, *, actor: Actor, now: datetime, what: str = "") -> None:
    """A member of staff has a plan's newest sheet before them, ready to print.

    ``what`` says which paper it is, where it is not the checklist ("morning sheet").
    """
    with store.write(actor, now, on=(plan_id,)) as tx:
        revision = revisions.get(tx, open_plan(tx, plan_id, actor).revision_id)
        payload = {"said": what} if what else {}
        tx.enter(Verb.PRINTED, subject=revision.sheet_code, payload=payload, plan_id=plan_id)
