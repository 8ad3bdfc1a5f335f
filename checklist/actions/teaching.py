"""A patient, or a nurse on the phone, answers a teach-back question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, NotFound
from checklist.core.marks import Channel
from checklist.core.plan.model import Task
from checklist.core.teach_back import TeachTry
from checklist.core.teaching import options
from checklist.store import Store, plans, revisions, teach_tries
from checklist.store.ids import is_id

CHANGED = "This has changed since you opened the page. Please read it again."


@dataclass(frozen=True, kw_only=True)
class ToldBack:
    """One answer as it arrives. ``id`` was made with the page: sent twice, it counts once.

    ``meaning`` is the task's as the page showed it, ``chosen`` one of its answers.
    """

    id: str
    task_key: str
    meaning: str
    chosen: str
    channel: Channel


def tell_back(
    store: Store, plan_id: str, told: ToldBack, *, actor: Actor, now: datetime
) -> TeachTry:
    """Keep one answer; it stands for what the task means now. It is a contact, as a tick is.

    Raises NotFound for a task that asks nothing, Conflict for one that changed meanwhile and for an
    answer it does not offer.
    """
    require(actor, Act.TEACH_BACK)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        task = _task(revisions.get(tx, plan.revision_id).content.task(told.task_key))
        known = next((one for one in teach_tries.of_plan(tx, plan_id) if one.id == told.id), None)
        if known is not None:
            return known
        if told.meaning != task.meaning or told.chosen not in options(task) or not is_id(told.id):
            raise Conflict(CHANGED)
        made = TeachTry(
            id=told.id,
            task_key=task.key,
            meaning=task.meaning,
            chosen=told.chosen,
            right=task.teaching is not None and told.chosen == task.teaching.right,
            by=actor.name,
            at=now,
        )
        teach_tries.add(tx, plan_id, made, by=actor, channel=told.channel)
        tx.enter(
            Verb.TAUGHT_BACK,
            subject=task.key,
            payload={"said": "right" if made.right else "wrong", "value": made.chosen},
            plan_id=plan_id,
        )
        if plan.contacted_at is None:
            plans.set_contacted(tx, plan_id, now)
        filing.refile(tx, plan_id)
    return made


def _task(found: Task | None) -> Task:
    if found is None or found.teaching is None:
        raise NotFound("no such question")
    return found
