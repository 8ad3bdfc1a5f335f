"""Call a procedure off, or take that back: see first what it does, then save exactly that.

Every decision about a medicine falls with it, and each that had changed how a medicine is taken
stands before a clinician with the call that is promised. Taking it back revives none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from checklist.actions import call_off_checks, callbacks, revise, voiding
from checklist.actions.call_off_ends import ENDED, ends_of
from checklist.actions.callbacks import OFFERED, Promise, told_text
from checklist.actions.gathering import gather, linked_up
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.calling_off import Callback, CalledOff, CallOffKind
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict, Invalid
from checklist.core.medicines import Decision
from checklist.core.moments import Moment
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import AnchorValue, Content, Inputs, PlanState, Revision
from checklist.core.protocol import Protocol
from checklist.core.voiding import Unsettled, Voided, unsettled, voided_by_calling_off
from checklist.store import (
    Reader,
    Store,
    Tx,
    anchors,
    calling_off,
    clinics,
    plans,
    protocols,
    revisions,
)
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow

OVERTAKEN = "Something changed since you looked. Read what it does now, then save."
SAID = {
    CallOffKind.CANCELLED: "Cancelled",
    CallOffKind.NO_SHOW: "Did not come",
    CallOffKind.STOPPED_MIDWAY: "Stopped midway",
    CallOffKind.TAKEN_BACK: "It takes place after all",
}
"""What a revision is called, and what a void says."""


@dataclass(frozen=True, kw_only=True)
class CallOff:
    """A calling off as it arrives. ``stopped_at`` (UTC) is for what was stopped midway.

    With the kind TAKEN_BACK it takes an earlier one back.
    """

    kind: CallOffKind
    reason: str = ""
    promise: Promise = OFFERED
    stopped_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What it would make, none of it written. ``seen`` goes back to ``call_off``."""

    revision: Revision
    waiting: tuple[Unsettled, ...]
    voided: tuple[Voided, ...]
    seen: str


def preview(store: Store, plan_id: str, asked: CallOff, *, actor: Actor, now: datetime) -> Preview:
    """What it would do to the plan as it stands; nothing is written.

    Raises Invalid with a sentence per field for what cannot be, Conflict where nothing of the kind
    can be said of this plan any more.
    """
    require(actor, Act.CALL_OFF)
    with store.read() as reader:
        made = _read(reader, plan_id, asked, actor, now)
        inputs = linked_up(reader, plan_id, made.protocol, made.inputs(actor, now))
        content, changes = revise.frozen(made.protocol, inputs, made.before)
        revision = replace(made.before, inputs=inputs, content=content, changes=changes)
        off = inputs.called_off is not None
        return Preview(
            revision=revision,
            waiting=unsettled(inputs.medicines, inputs.decisions, called_off=off),
            voided=made.voided,
            seen=_digest(made, content),
        )


def call_off(
    store: Store, plan_id: str, asked: CallOff, seen: str, *, actor: Actor, now: datetime
) -> Revision:
    """Call it off, or take that back, in one transaction; what falls, and the next revision.

    ``seen`` is that of the preview. Raises Conflict and writes nothing when the outcome is another
    one than was seen; otherwise as ``preview``, and Invalid without a reason.
    """
    require(actor, Act.CALL_OFF)
    with store.write(actor, now, on=(plan_id,)) as tx:
        if seen.partition("-")[0] != str(open_plan(tx, plan_id, actor).revision):
            raise Conflict(OVERTAKEN)
        made = _read(tx, plan_id, asked, actor, now)
        wrong = call_off_checks.unsaid(asked.reason)
        if wrong:
            raise Invalid(wrong)
        _write(tx, made, actor, now)
        reason = f"{SAID[asked.kind]}: {asked.reason.strip()}"
        revision = revise.revise(tx, plan_id, actor=actor, now=now, reason=reason)
        if _digest(made, revision.content) != seen:
            raise Conflict(OVERTAKEN)
    return revision


@dataclass(frozen=True, kw_only=True)
class _Made:
    """What was asked, read beside the plan it is asked of."""

    asked: CallOff
    plan: PlanRow
    protocol: Protocol
    before: Revision
    stands: Inputs
    said: CalledOff
    callback: Callback
    voided: tuple[Voided, ...]
    ends: Mapping[str, AnchorValue]

    @property
    def back(self) -> bool:
        return self.asked.kind is CallOffKind.TAKEN_BACK

    @property
    def state(self) -> PlanState:
        """Where the plan stands then; taken back, where it stood before."""
        if not self.back:
            return PlanState.CALLED_OFF
        return PlanState.RECOVERING if is_actual(self.ends, ENDED) else PlanState.BEFORE

    def voids(self, actor: Actor, now: datetime) -> tuple[Decision, ...]:
        reason = f"The procedure: {SAID[self.asked.kind].lower()}"
        return voiding.voids(self.voided, reason, actor, now)

    def inputs(self, actor: Actor, now: datetime) -> Inputs:
        """What the next revision would be built from."""
        return replace(
            self.stands,
            called_off=None if self.back else self.said,
            callback=self.callback,
            decisions=(*self.stands.decisions, *self.voids(actor, now)),
            anchors=anchors.standing({**self.stands.anchors, **self.ends}),
        )


def _read(reader: Reader, plan_id: str, asked: CallOff, actor: Actor, now: datetime) -> _Made:
    plan = open_plan(reader, plan_id, actor)
    clinic, protocol = clinics.get(reader, plan.clinic_id), protocols.get(reader, plan.protocol_id)
    stands = gather(reader, plan, protocol, now)
    call_off_checks.refuse(plan, asked.kind, stands)
    wrong = call_off_checks.impossible(asked.kind, asked.stopped_at, stands, clinic, now)
    voided = voided_by_calling_off(stands.medicines, stands.decisions)
    try:
        callback = _callback(reader, plan, clinic, asked, voided, actor, now)
    except Invalid as problem:
        raise Invalid({**wrong, **problem.problems}) from None
    if wrong:
        raise Invalid(wrong)
    at = asked.stopped_at
    stopped_at = None if at is None else Moment.at_instant(at, clinic.tz)
    return _Made(
        asked=asked,
        plan=plan,
        protocol=protocol,
        before=revisions.get(reader, plan.revision_id),
        stands=stands,
        said=CalledOff(
            id=new_id(), kind=asked.kind, reason=asked.reason.strip(), by=actor.name, at=now
        ),
        callback=callback,
        voided=voided,
        ends=ends_of(reader, plan.id, asked.kind, stopped_at, stands),
    )


def _callback(
    reader: Reader,
    plan: PlanRow,
    clinic: Clinic,
    asked: CallOff,
    voided: tuple[Voided, ...],
    actor: Actor,
    now: datetime,
) -> Callback:
    deciders = [one.decision.decided_by for one in voided]
    offer = callbacks.offered(reader, plan, clinic, deciders, now)
    promise = Promise(
        owner_id=asked.promise.owner_id or offer.owner_id,
        call_by=asked.promise.call_by or offer.call_by,
    )
    return callbacks.promised(reader, clinic, promise, actor=actor, now=now)


def _write(tx: Tx, made: _Made, actor: Actor, now: datetime) -> None:
    """Every row of it; the revision is made of them afterwards."""
    plan_id = made.plan.id
    calling_off.add(tx, plan_id, made.said, by=actor)
    for name, end in made.ends.items():
        if end == made.stands.anchors.get(name):
            continue
        anchors.add(tx, plan_id, name, end.moment, actual=end.actual, by=actor, at=now)
        tx.enter(Verb.ANCHOR_SET, subject=name, payload={"actual": end.actual}, plan_id=plan_id)
    tx.enter(
        Verb.CALLED_OFF,
        subject=made.said.kind,
        payload={"kind": made.said.kind, "reason": made.said.reason},
        plan_id=plan_id,
    )
    callbacks.keep(tx, plan_id, made.callback, actor)
    voiding.keep(tx, plan_id, made.voids(actor, now), actor)
    plans.set_state(tx, plan_id, made.state)


def _digest(made: _Made, content: Content) -> str:
    """What was seen: the revision it was made on, every task as it is told, and what falls.

    Who calls by when stands beside it to be changed until it is saved, so it is no part of this.
    """
    told = {
        "kind": made.asked.kind,
        "tasks": [[t.key, t.title, told_text(t), t.when] for t in content.tasks],
        "voided": [one.decision.id for one in made.voided],
    }
    return f"{made.before.number}-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]}"
