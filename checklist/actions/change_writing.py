"""Write down a change of a live plan; its revision is made of these rows. Called inside a write."""

from __future__ import annotations

from datetime import datetime

from checklist.actions import callbacks, voiding
from checklist.actions.change_reading import Change
from checklist.actions.proposal import Proposal
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.plan.consequences import Value
from checklist.store import Tx, anchors, choices, medicines, plans


def write(tx: Tx, change: Change, proposal: Proposal, actor: Actor, now: datetime) -> None:
    """Every row of the change; the revision is made of them afterwards."""
    plan_id, delta = change.plan.id, change.delta
    for name, moment in delta.anchors.items():
        anchors.add(tx, plan_id, name, moment, actual=False, by=actor, at=now)
    for key, value in delta.choices.items():
        choices.add(tx, plan_id, key, value, by=actor, at=now)
    if delta.site is not None:
        plans.set_site(tx, plan_id, delta.site)
    if delta.protocol_id:
        plans.set_protocol(tx, plan_id, delta.protocol_id)
    for medicine in delta.rematched:
        medicines.set_known(tx, plan_id, medicine)
    _enter(tx, change, proposal)
    if change.callback is not None:
        callbacks.keep(tx, plan_id, change.callback, actor)
    voiding.keep(tx, plan_id, change.voids(actor, now), actor)


def _enter(tx: Tx, change: Change, proposal: Proposal) -> None:
    """One entry for each thing set, and one that says why."""
    plan_id = change.plan.id
    tx.enter(
        Verb.PLAN_CHANGED,
        subject=plan_id,
        payload={
            "said": change.headline,
            "reason": proposal.reason.strip(),
        },
        plan_id=plan_id,
    )
    for value in change.values:
        verb, subject = _verb(value)
        payload = {"label": value.label, "before": value.before, "after": value.after}
        tx.enter(verb, subject=subject, payload=payload, plan_id=plan_id)


def _verb(value: Value) -> tuple[Verb, str]:
    if value.name in ("protocol", "site"):
        return Verb.PLAN_CHANGED, value.name
    choice = value.name.removeprefix("choice_")
    return (Verb.ANCHOR_SET, value.name) if choice == value.name else (Verb.CHOICE_SET, choice)
