"""Short words for what a nurse says of a reason, for tests of what comes after."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.outcomes import Dealt, Outcome, Word, deal
from checklist.core.actors import Actor
from checklist.core.attention import ReasonKind
from checklist.core.attention.outcomes import Return
from checklist.store import Store, attention


def ids(store: Store, plan_id: str, kind: ReasonKind, now: datetime) -> list[str]:
    """The ids of a plan's reasons of one kind that count now."""
    with store.read() as reader:
        asking = attention.for_plan(reader, plan_id, now)
    return [attention.id_of(reason) for reason in asking if reason.kind is kind]


def settle(
    store: Store,
    plan_id: str,
    kind: ReasonKind,
    outcome: Outcome = Outcome.RESOLVED,
    *,
    actor: Actor,
    now: datetime,
    note: str = "Dealt with.",
    back: Return = Return.SOON,
) -> Dealt:
    """Say what became of every reason of one kind."""
    word = Word(outcome=outcome, note=note, back=back)
    return deal(store, plan_id, ids(store, plan_id, kind, now), word, actor=actor, now=now)
