"""Void the medicine decisions that rested on another day or time. Called inside a write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.medicines import Decision, DecisionKind
from checklist.core.moments import Moment
from checklist.core.voiding import Voided
from checklist.store import Tx, medicines
from checklist.store.ids import new_id

ANOTHER_DAY = "The procedure moved to another day"
POSTPONED = "The procedure is postponed, with no date yet"
WITHIN_THE_DAY = "The start moved within the day"


def reason_of(was: Moment, will_be: Moment) -> str:
    """Why a move voids decisions, as a clinician reads it."""
    if was.day == will_be.day:
        return WITHIN_THE_DAY
    return POSTPONED if will_be.day is None else ANOTHER_DAY


def voids(
    found: Iterable[Voided], reason: str, actor: Actor, now: datetime
) -> tuple[Decision, ...]:
    """The rows that say so: a clinician's word is never taken away, only followed."""
    return tuple(
        Decision(
            id=new_id(),
            medicine_id=one.medicine.id,
            kind=DecisionKind.VOID,
            decided_by=actor.name,
            decided_at=now,
            reason=reason,
        )
        for one in found
    )


def keep(tx: Tx, plan_id: str, made: Iterable[Decision], actor: Actor) -> None:
    """Write them down, each with its entry."""
    for void in made:
        medicines.add_decision(tx, plan_id, void, by=actor)
        tx.enter(
            Verb.DECIDED,
            subject=void.medicine_id,
            payload={"kind": void.kind, "reason": void.reason},
            plan_id=plan_id,
        )
