"""A patient or carer has read what changed; or a nurse has read it to them by phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.actions import filing
from checklist.actions.news import news_since
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.audit import Verb
from checklist.core.errors import Conflict
from checklist.core.marks import Channel
from checklist.core.news import News
from checklist.store import Reader, Store, acknowledgements, plans, revisions
from checklist.store.ids import new_id

STALE = "This page is too old. Load it again, then read what it says."


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """The truth afterwards: whether it was known before, and the news that is still open."""

    repeated: bool
    left: News


def acknowledge(
    store: Store, plan_id: str, revision: int, *, actor: Actor, channel: Channel, now: datetime
) -> Acknowledged:
    """Keep that the changes up to ``revision`` were read: the one the page showed.

    What changed since stays open, and the answer holds it. Read before, or nothing to be read:
    nothing is written. It is a contact, as a tick is. Raises Conflict for a revision the plan does
    not have.
    """
    require(actor, Act.ACKNOWLEDGE)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        if not acknowledgements.FIRST <= revision <= plan.revision:
            raise Conflict(STALE)
        facts = filing.gather_facts(tx, plan)
        if not _unread(tx, facts, revision, now):
            return Acknowledged(repeated=True, left=_left(facts, now))
        acknowledgements.add(
            tx, id=new_id(), plan_id=plan_id, revision=revision, by=actor, channel=channel, at=now
        )
        tx.enter(
            Verb.ACKNOWLEDGED,
            subject=plan_id,
            payload={"number": revision, "channel": channel},
            plan_id=plan_id,
        )
        if plan.contacted_at is None:
            plans.set_contacted(tx, plan_id, now)
        facts = filing.refile(tx, plan_id)
    return Acknowledged(repeated=False, left=_left(facts, now))


def _unread(reader: Reader, facts: Facts, number: int, now: datetime) -> News:
    """What the page of that revision had to tell and nobody has read."""
    plan_id = facts.revision.plan_id
    read = acknowledgements.newest(reader, plan_id)
    shown = revisions.numbered(reader, plan_id, number)
    return news_since(reader, shown, read).still(facts.states, facts.state, now)


def _left(facts: Facts, now: datetime) -> News:
    return facts.news.still(facts.states, facts.state, now)
