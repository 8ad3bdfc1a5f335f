"""Ticks and what else is said about a task; and the clinic's own check of a tick."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid, NotFound
from checklist.core.marks import Channel, Check, Mark, MarkState, TaskState
from checklist.core.plan.model import Task
from checklist.core.plan.resting import linked
from checklist.core.protocol import Measure
from checklist.store import Store, Tx, marks, plans, protocols, revisions
from checklist.store.ids import new_id
from checklist.store.lru import Immutables
from checklist.store.plans import PlanRow

MOST_WORDS = 500
PLAIN_NUMBER: Final = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
"""How a value is kept: as every rule reads it. A comma, "nan" or 1_000 would meet none of them."""

REUSED = "This page was used already. Load it again, then say it once more."

_LINKED: Immutables[frozenset[str]] = Immutables(64)
"""The steps that others rest on, by protocol: each tick asks, and no published version changes."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A mark as it arrives: made on the page that was rendered, or on paper, or by phone.

    ``id`` was made when the page was rendered, so that sending it twice changes nothing.
    ``meaning`` and ``replaces`` are what that page showed.
    """

    id: str
    task_key: str
    state: MarkState
    meaning: str
    channel: Channel
    replaces: frozenset[str] = frozenset()
    word: str = ""
    value: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Marked:
    """The truth after a mark: the task as it is now, and the whole plan it stands in."""

    task: Task
    facts: Facts
    repeated: bool

    @property
    def state(self) -> TaskState:
        return self.facts.states[self.task.key]


def mark_task(store: Store, plan_id: str, said: Said, *, actor: Actor, now: datetime) -> Marked:
    """Keep one mark. A repeated id changes nothing and answers the truth.

    A mark made on words that have since changed, or on a task that has since left the plan, is
    kept and does not count: the answer says so. Raises NotFound for a task the plan never had,
    Invalid for too long a word, Conflict for an id that has said something else before.
    """
    require(actor, Act.MARK_FOR if actor.is_staff else Act.MARK)
    if len(said.word) > MOST_WORDS:
        raise Invalid({"word": f"Please use fewer than {MOST_WORDS} letters."})
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        revision = revisions.get(tx, plan.revision_id)
        task = revision.content.task(said.task_key) or _dropped(tx, plan_id, said.task_key)
        _refuse_impossible(task, said)
        fresh = marks.add(tx, plan_id, _mark(said, actor, now, revision.number), actor)
        if fresh:
            tx.enter(
                Verb.MARKED,
                subject=said.task_key,
                payload={"mark": said.id, "state": said.state, "channel": said.channel}
                | ({"value": said.value} if said.value else {}),
                plan_id=plan_id,
            )
            if plan.contacted_at is None:
                plans.set_contacted(tx, plan_id, now)
                plan = replace(plan, contacted_at=now)
            facts = _after_mark(tx, plan, task, actor, now)
        else:
            _refuse_other_words(tx, plan_id, said)
            facts = filing.gather_facts(tx, plan)
    task = facts.revision.content.task(said.task_key) or task
    return Marked(task=task, facts=facts, repeated=not fresh)


def _after_mark(tx: Tx, plan: PlanRow, task: Task, actor: Actor, now: datetime) -> Facts:
    """File what a mark or a check means; where other tasks rest on it, the plan is made anew."""
    protocol_id = plan.protocol_id
    if task.step in _LINKED.get(protocol_id, lambda: linked(protocols.get(tx, protocol_id))):
        revise(tx, plan.id, actor=actor, now=now, reason=f"Rests on: {task.title}")
        return filing.gather_facts(tx, plans.need(tx, plan.id))
    return filing.refile(tx, plan.id, plan)


def _refuse_impossible(task: Task, said: Said) -> None:
    """Raises Invalid for a measured value that is none, or lies outside what can be."""
    if task.measure is None or said.state is not MarkState.DONE:
        return
    wrong = value_problem(task.measure, said.value)
    if wrong:
        raise Invalid({"value": wrong})


def number_wanted(measure: Measure) -> str:
    """What to say beside the field for what is no number."""
    return f"Write a number, in {measure.unit}." if measure.unit else "Write a number."


def value_problem(measure: Measure, value: str) -> str:
    """One sentence saying why this cannot have been measured; empty when it can."""
    if not PLAIN_NUMBER.fullmatch(value):
        return number_wanted(measure)
    if not measure.possible.hold(float(value)):
        return "Please check this number. Is it right? Then call us."
    return ""


def _dropped(tx: Tx, plan_id: str, task_key: str) -> Task:
    """A task the plan had once: whoever has the page open may still say "I took one"."""
    earlier = (one.content.task(task_key) for one in reversed(revisions.of_plan(tx, plan_id)))
    task = next((found for found in earlier if found is not None), None)
    if task is None:
        raise NotFound("no such task")
    return task


def _refuse_other_words(tx: Tx, plan_id: str, said: Said) -> None:
    """The same id is the same statement. Another one under it must not be dropped in silence."""
    kept = next(
        (mark for mark in marks.of_task(tx, plan_id, said.task_key) if mark.id == said.id), None
    )
    if kept is None or (kept.state, kept.word, kept.value) != (said.state, said.word, said.value):
        raise Conflict(REUSED)


def _mark(said: Said, actor: Actor, now: datetime, revision: int) -> Mark:
    happened = said.happened_at or now
    return Mark(
        id=said.id,
        task_key=said.task_key,
        state=said.state,
        actor_kind=actor.kind,
        actor_name=actor.name,
        channel=said.channel,
        happened_at=min(happened, now),
        heard_at=now,
        meaning=said.meaning,
        revision=revision,
        value=said.value,
        word=said.word,
        replaces=said.replaces,
    )


def check_task(
    store: Store, plan_id: str, task_key: str, mark_id: str, *, actor: Actor, now: datetime
) -> None:
    """Confirm the tick that is shown. Raises Conflict when it is no longer the one shown."""
    require(actor, Act.CHECK)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        task = _need_shown(tx, plan, task_key, mark_id)
        made = Check(id=new_id(), task_key=task_key, mark_id=mark_id, by=actor.name, at=now)
        marks.add_check(tx, plan_id, made, actor)
        tx.enter(Verb.CHECKED, subject=task_key, payload={"mark": mark_id}, plan_id=plan_id)
        _after_mark(tx, plan, task, actor, now)


def _need_shown(tx: Tx, plan: PlanRow, task_key: str, mark_id: str) -> Task:
    plan_id = plan.id
    revision = revisions.get(tx, plan.revision_id)
    task = revision.content.task(task_key)
    if task is None or not task.critical:
        raise NotFound("no such critical task")
    shown = filing.states(tx, plan_id, revision)[task_key].shows
    if shown is None or shown.id != mark_id or shown.state is not MarkState.DONE:
        raise Conflict("This tick was changed while you had it open. Load the page again.")
    return task
