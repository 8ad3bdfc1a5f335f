"""Make the next revision of a plan, and file what needs a human. Called inside a write."""

from __future__ import annotations

from datetime import datetime

from checklist.actions import filing
from checklist.actions.gathering import gather
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.plan.build import build
from checklist.core.plan.diff import diff, fingerprint
from checklist.core.plan.late import mark_late
from checklist.core.plan.model import Change, Content, Inputs, Revision
from checklist.core.protocol import Protocol
from checklist.store import Tx, plans, protocols, revisions
from checklist.store.ids import new_id


def revise(tx: Tx, plan_id: str, *, actor: Actor, now: datetime, reason: str) -> Revision:
    """Freeze the plan as its inputs now make it, and re-file its attention.

    ``reason`` is for staff ("Eliquis decided"). Raises NotFound for an unknown plan.
    """
    plan = plans.need(tx, plan_id)
    protocol = protocols.get(tx, plan.protocol_id)
    before = revisions.get(tx, plan.revision_id) if plan.revision_id else None
    inputs = gather(tx, plan, protocol, now)
    content, changes = frozen(protocol, inputs, before)
    revision = Revision(
        id=new_id(),
        plan_id=plan_id,
        number=1 if before is None else before.number + 1,
        inputs=inputs,
        content=content,
        changes=changes,
        made_at=now,
        made_by=actor.name,
        reason=reason,
        fingerprint=fingerprint(content, inputs),
        sheet_code=revisions.free_sheet_code(tx),
    )
    revisions.add(tx, revision, protocol_id=plan.protocol_id)
    tx.enter(
        Verb.REVISION_MADE,
        subject=revision.id,
        payload={"number": revision.number, "reason": reason},
        plan_id=plan_id,
    )
    filing.file_revision(tx, plan, revision)
    return revision


def frozen(
    protocol: Protocol, inputs: Inputs, before: Revision | None
) -> tuple[Content, tuple[Change, ...]]:
    """What a revision would hold: used by ``revise`` and by every preview."""
    earlier = before.content if before is not None else None
    content = mark_late(build(protocol, inputs), earlier, protocol, inputs)
    return content, diff(earlier, content)
