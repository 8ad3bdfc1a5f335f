"""Looking leaves a trace too: a record opened, a list seen, a search made."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.opening import open_plan
from checklist.core import clock
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import NotAllowed
from checklist.store import Store, clinics, patients
from checklist.store.patients import PatientRow


def open_record(store: Store, plan_id: str, *, actor: Actor, now: datetime) -> None:
    """A member of staff opened one patient's record."""
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        tx.enter(Verb.OPENED, subject=plan_id, payload={}, plan_id=plan_id)


def list_seen(store: Store, name: str, *, actor: Actor, now: datetime) -> None:
    """A member of staff saw a list of patients; ``name`` is the filter's, never a person's."""
    _require_staff(actor)
    with store.write(actor, now, on=()) as tx:
        tx.enter(Verb.LISTED, subject=name, payload={})


def search(store: Store, text: str, *, actor: Actor, now: datetime) -> list[PatientRow]:
    """The clinic's patients that the text can mean. What was looked for stays in the record."""
    _require_staff(actor)
    with store.write(actor, now, on=()) as tx:
        tx.enter(Verb.SEARCHED, subject="", payload={"text": text})
        today = clock.day_of(now, clinics.get(tx, actor.clinic_id).tz)
        return patients.find(tx, actor.clinic_id, text, today=today)


def _require_staff(actor: Actor) -> None:
    if not actor.is_staff:
        raise NotAllowed("Only staff may look at lists of patients.")
