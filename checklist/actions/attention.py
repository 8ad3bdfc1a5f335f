"""What a nurse does about a plan that needs somebody: take it, call, note."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Invalid
from checklist.store import Store, contacts, plans
from checklist.store.ids import new_id

MOST_LETTERS = 2000


class CallOutcome(StrEnum):
    """How a call ended."""

    REACHED = "reached"
    MESSAGE = "message"
    NO_ANSWER = "no_answer"


def take(store: Store, plan_id: str, *, actor: Actor, now: datetime) -> None:
    """Make the plan's open reasons mine; a colleague's are taken over, visibly."""
    require(actor, Act.OWN)
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        plans.set_owner(tx, plan_id, actor.id)
        tx.enter(Verb.ATTENTION_TAKEN, subject=plan_id, payload={}, plan_id=plan_id)


def give_back(store: Store, plan_id: str, *, actor: Actor, now: datetime) -> None:
    """Nobody owns the plan's reasons any more."""
    require(actor, Act.OWN)
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        plans.set_owner(tx, plan_id, None)
        tx.enter(Verb.ATTENTION_TAKEN, subject="", payload={"given_back": True}, plan_id=plan_id)


def log_call(
    store: Store, plan_id: str, outcome: CallOutcome, note: str, *, actor: Actor, now: datetime
) -> None:
    """Keep a call. Reaching the patient is a contact; a message or no answer is an attempt."""
    require(actor, Act.CALL)
    _short_enough("note", note)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        contacts.add_call(
            tx, id=new_id(), plan_id=plan_id, outcome=outcome, note=note, by=actor, at=now
        )
        if outcome is CallOutcome.REACHED and plan.contacted_at is None:
            plans.set_contacted(tx, plan_id, now)
        tx.enter(Verb.CONTACTED, subject=outcome, payload={"note": note}, plan_id=plan_id)
        filing.refile(tx, plan_id)


def write_note(store: Store, plan_id: str, text: str, *, actor: Actor, now: datetime) -> None:
    """Keep a note for colleagues. Raises Invalid when it is empty."""
    require(actor, Act.NOTE)
    if not text.strip():
        raise Invalid({"text": "Write something first."})
    _short_enough("text", text)
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        contacts.add_note(tx, id=new_id(), plan_id=plan_id, text=text.strip(), by=actor, at=now)
        tx.enter(Verb.NOTED, subject=plan_id, payload={"text": text.strip()}, plan_id=plan_id)


def _short_enough(field: str, text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise Invalid({field: f"Please use fewer than {MOST_LETTERS:,} letters."})
