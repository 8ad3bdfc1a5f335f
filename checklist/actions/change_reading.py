"""A proposal read beside the live plan it is made on: what it would set, and what falls with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.actions import callbacks, change_checks, change_words, voiding
from checklist.actions.gathering import gather
from checklist.actions.opening import open_plan
from checklist.actions.proposal import Delta, Proposal, delta_of
from checklist.core import clock
from checklist.core.actors import Actor
from checklist.core.calling_off import Callback
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict, Invalid
from checklist.core.medicines import Decision
from checklist.core.moments import Moment
from checklist.core.plan.consequences import Value
from checklist.core.plan.model import Inputs, PlanState, Revision
from checklist.core.protocol import Protocol
from checklist.core.voiding import Voided, voided_by_move
from checklist.store import Reader, clinics, protocols, revisions
from checklist.store.plans import PlanRow

OFF = "This procedure is called off. Take that back first, then change the plan."
OVER = "This plan cannot be changed any more: its procedure is recorded as done."


@dataclass(frozen=True, kw_only=True)
class Change:
    """A proposal read beside the plan it is made on."""

    plan: PlanRow
    clinic: Clinic
    protocol: Protocol
    before: Revision
    inputs: Inputs
    delta: Delta
    values: tuple[Value, ...]
    voided: tuple[Voided, ...]
    callback: Callback | None

    @property
    def was(self) -> Moment:
        return self.inputs.anchors["procedure"].moment

    @property
    def will_be(self) -> Moment:
        return self.delta.anchors.get("procedure", self.was)

    @property
    def headline(self) -> str:
        return change_words.headline(self.was, self.delta, self.protocol)

    def voids(self, actor: Actor, now: datetime) -> tuple[Decision, ...]:
        reason = voiding.reason_of(self.was, self.will_be)
        return voiding.voids(self.voided, reason, actor, now)


def read_change(
    reader: Reader, plan_id: str, proposal: Proposal, actor: Actor, now: datetime
) -> Change:
    """Read the plan and the proposal side by side. Raises as ``changes.preview``."""
    plan = open_plan(reader, plan_id, actor)
    if plan.state is PlanState.CALLED_OFF:
        raise Conflict(OFF)
    if plan.state is not PlanState.BEFORE:
        raise Conflict(OVER)
    clinic, own = clinics.get(reader, plan.clinic_id), protocols.get(reader, plan.protocol_id)
    protocol = _followed(reader, plan, proposal, clock.day_of(now, clinic.tz))
    inputs = gather(reader, plan, protocol, now)
    delta = delta_of(reader, plan, proposal, protocol, clinic)
    wrong = change_checks.impossible(inputs, proposal, delta, protocol, clinic, now)
    if wrong:
        raise Invalid(wrong)
    was = inputs.anchors["procedure"].moment
    will_be = delta.anchors.get("procedure", was)
    voided = voided_by_move(inputs.medicines, inputs.decisions, was, will_be, clinic.tz, now=now)
    return Change(
        plan=plan,
        clinic=clinic,
        protocol=protocol,
        before=revisions.get(reader, plan.revision_id),
        inputs=inputs,
        delta=delta,
        values=change_words.values_of(inputs, delta, own, protocol, clinic),
        voided=voided,
        callback=callbacks.after_a_move(
            reader, plan, clinic, voided, proposal.promise, actor=actor, now=now
        ),
    )


def _followed(reader: Reader, plan: PlanRow, proposal: Proposal, today: date) -> Protocol:
    """The protocol the plan would follow. Raises Invalid for one that is not its newest version."""
    if proposal.protocol_id in ("", plan.protocol_id):
        return protocols.get(reader, plan.protocol_id)
    newest = newer_version(reader, plan, today)
    if newest is None or newest[0] != proposal.protocol_id:
        raise Invalid({"": change_checks.NOT_NEWER})
    return newest[1]


def newer_version(reader: Reader, plan: PlanRow, today: date) -> tuple[str, Protocol] | None:
    """The newest published version of the plan's protocol, where it is newer than the plan's.

    None too where it may not be used any more ``today``, a day in the clinic's zone.
    """
    own = protocols.get(reader, plan.protocol_id)
    newest_id = protocols.latest_id(reader, own.key)
    newest = protocols.get(reader, newest_id)
    if newest_id == plan.protocol_id or not newest.provenance.usable_on(today):
        return None
    return newest_id, newest
