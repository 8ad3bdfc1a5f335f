"""A clinician's "ready": what it rests on, what blocks it, and when it is void."""

from __future__ import annotations

from datetime import datetime

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.audit import Verb
from checklist.core.errors import Conflict
from checklist.core.readiness import blocks, in_the_way
from checklist.store import Reader, Store, plans, sign_offs
from checklist.store.ids import new_id

__all__ = ["blocks", "facts_of", "in_the_way", "sign_off"]


def facts_of(reader: Reader, plan_id: str) -> Facts:
    """The facts a sign-off is judged by. Raises NotFound."""
    return filing.gather_facts(reader, plans.need(reader, plan_id))


def sign_off(
    store: Store, plan_id: str, statement: str, fingerprint: str, *, actor: Actor, now: datetime
) -> None:
    """Say "ready". It rests on the fingerprint the clinician saw.

    Raises Conflict when that has changed since the page was opened, or when something blocks it.
    """
    require(actor, Act.SIGN_OFF)
    with store.write(actor, now, on=(plan_id,)) as tx:
        facts = filing.gather_facts(tx, open_plan(tx, plan_id, actor))
        if facts.revision.fingerprint != fingerprint:
            raise Conflict("The plan changed while you had it open. Read it again, then sign.")
        stops = blocks(facts, now)
        if stops:
            raise Conflict("Not ready yet. " + " ".join(f"{stop.rstrip('.')}." for stop in stops))
        sign_offs.add(
            tx,
            id=new_id(),
            plan_id=plan_id,
            fingerprint=fingerprint,
            statement=statement,
            revision=facts.revision.number,
            by=actor,
            at=now,
        )
        tx.enter(
            Verb.SIGNED_OFF,
            subject=str(facts.revision.number),
            payload={"statement": statement},
            plan_id=plan_id,
        )
        filing.refile(tx, plan_id)
