"""Change a live plan: see first what it does, then save exactly that, or nothing.

``preview`` and ``apply`` make the change in one way: the same proposal on the same plan gives the
same outcome, and ``apply`` compares what it has written with what was seen before it lets it stand.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from checklist.actions import change_checks, filing, revise
from checklist.actions.callbacks import told_text
from checklist.actions.change_reading import Change, newer_version, read_change
from checklist.actions.change_writing import write
from checklist.actions.gathering import linked_up
from checklist.actions.opening import open_plan
from checklist.actions.proposal import Proposal, changed
from checklist.actions.signed import is_signed
from checklist.core import clock
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.calling_off import Callback
from checklist.core.errors import Conflict, Invalid
from checklist.core.moments import Moment
from checklist.core.plan.consequences import Consequences, Sides, consequences
from checklist.core.plan.diff import fingerprint
from checklist.core.plan.model import Content, Revision
from checklist.store import Reader, Store
from checklist.store.plans import PlanRow

__all__ = ["Preview", "Proposal", "apply", "newer_version", "preview"]

OVERTAKEN = "Something changed since you looked. Read what it does now, then save."


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a change would make, none of it written. ``seen`` goes back to ``apply``.

    ``callback`` is the call that is offered about the decisions that fall.
    """

    content: Content
    consequences: Consequences
    was: Moment
    will_be: Moment
    seen: str
    callback: Callback | None = None


def preview(
    store: Store, plan_id: str, proposal: Proposal, *, actor: Actor, now: datetime
) -> Preview:
    """What the proposal would do to the plan as it stands; nothing is written.

    Raises Invalid with a sentence per field for what cannot be, Conflict once the procedure is
    over, NotAllowed for a new version by somebody who is no clinician.
    """
    _may(actor, proposal)
    with store.read() as reader:
        change = read_change(reader, plan_id, proposal, actor, now)
        inputs = changed(change.inputs, change.delta)
        inputs = replace(
            inputs,
            decisions=(*inputs.decisions, *change.voids(actor, now)),
            callback=change.callback or inputs.callback,
        )
        inputs = linked_up(reader, plan_id, change.protocol, inputs)
        content, _ = revise.frozen(change.protocol, inputs, change.before)
        found = _consequences(reader, change, content, fingerprint(content, inputs))
        return Preview(
            content=content,
            consequences=found,
            was=change.was,
            will_be=change.will_be,
            seen=_digest(change.before, content, found),
            callback=change.callback,
        )


def apply(
    store: Store, plan_id: str, proposal: Proposal, seen: str, *, actor: Actor, now: datetime
) -> Revision:
    """Make the change in one transaction: what was set, what it voids, and the next revision.

    ``seen`` is that of the preview. Raises Conflict and writes nothing when the outcome is another
    one than was seen; otherwise as ``preview``, and Invalid without a reason or an approval.
    """
    _may(actor, proposal)
    with store.write(actor, now, on=(plan_id,)) as tx:
        _same_revision(open_plan(tx, plan_id, actor), seen)
        change = read_change(tx, plan_id, proposal, actor, now)
        missing = change_checks.unsigned(proposal, change.delta)
        if missing:
            raise Invalid(missing)
        write(tx, change, proposal, actor, now)
        reason = f"{change.headline}: {proposal.reason.strip()}"
        made = revise.revise(tx, plan_id, actor=actor, now=now, reason=reason)
        found = _consequences(tx, change, made.content, made.fingerprint)
        if _digest(change.before, made.content, found) != seen:
            raise Conflict(OVERTAKEN)
    return made


def _may(actor: Actor, proposal: Proposal) -> None:
    require(actor, Act.CHANGE_PLAN)
    if proposal.protocol_id:
        require(actor, Act.UPGRADE)


def _same_revision(plan: PlanRow, seen: str) -> None:
    """A colleague who was faster is told as such, and not that nothing is changed any more."""
    if seen.partition("-")[0] != str(plan.revision):
        raise Conflict(OVERTAKEN)


def _consequences(
    reader: Reader, change: Change, content: Content, new_fingerprint: str
) -> Consequences:
    before = change.before
    stood = is_signed(reader, change.plan.id, before)
    return consequences(
        Sides(
            before=before.content,
            stood=filing.states(reader, change.plan.id, before),
            after=content,
            stands=filing.states(reader, change.plan.id, replace(before, content=content)),
        ),
        values=change.values,
        voided=change.voided,
        sign_off_falls=stood and new_fingerprint != before.fingerprint,
    )


def _digest(before: Revision, content: Content, found: Consequences) -> str:
    """What was seen: the revision it was made on, every task as it is told, and what is lost.

    The instant of looking is no part of it: a preview may be read for a while before it is saved.
    """
    told = {
        "values": [[v.name, v.before, v.after] for v in found.values],
        "tasks": [
            [t.key, t.title, told_text(t), t.when, t.late, _stamp(t.due_at), _stamp(t.closes_at)]
            for t in content.tasks
        ],
        "reopened": [[one.key, one.said.id, one.why] for one in found.reopened],
        "returned": [[one.key, one.said.id] for one in found.returned],
        "dropped": [[one.key, "" if one.said is None else one.said.id] for one in found.dropped],
        "voided": [one.decision.id for one in found.voided],
        "signed": found.sign_off_falls,
    }
    return f"{before.number}-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]}"


def _stamp(at: datetime | None) -> str:
    return "" if at is None else clock.utc_text(at)
