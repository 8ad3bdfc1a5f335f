"""A patient taps a warning sign. What to do they read at once; this tells the nurse."""

from __future__ import annotations

from datetime import datetime

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import NotFound
from checklist.core.flag_taps import FlagTap
from checklist.store import Store, flag_taps, plans, revisions


def tap_flag(
    store: Store, plan_id: str, flag_key: str, *, id: str, told: str, actor: Actor, now: datetime
) -> FlagTap:
    """Keep that a sign was tapped, and what the patient read to do.

    ``id`` was made with the page: sent twice it is one tap. Raises NotFound for a sign that this
    plan does not show.
    """
    require(actor, Act.TAP_FLAG)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        flags = revisions.get(tx, plan.revision_id).content.flags
        flag = next((one for one in flags if one.key == flag_key), None)
        if flag is None:
            raise NotFound("no such warning sign")
        tap = FlagTap(
            id=id,
            flag_key=flag_key,
            tier=flag.tier,
            text=flag.text,
            told=told,
            by=actor.name,
            at=now,
        )
        if flag_taps.add(tx, plan_id, tap, by=actor):
            tx.enter(
                Verb.FLAG_TAPPED,
                subject=flag_key,
                payload={"tap": id, "words": flag.text, "said": f"read: {told}"},
                plan_id=plan_id,
            )
            plans.set_contacted(tx, plan_id, now)
            filing.refile(tx, plan_id)
    return tap
