"""A clinician ends a limit early, makes it longer, or says that it counts again.

As with every change of a live plan: see first what the patient will read, then save exactly that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from checklist.actions.gathering import gather, linked_up
from checklist.actions.opening import open_plan
from checklist.actions.revise import frozen, revise
from checklist.core import clock, words
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.clinic import Clinic
from checklist.core.conditions import Happened
from checklist.core.errors import Conflict, Invalid
from checklist.core.moments import Moment
from checklist.core.plan.model import AnchorValue, Inputs, PlanState, Revision, Task
from checklist.core.protocol import Protocol
from checklist.core.recovery import is_over
from checklist.store import Reader, Store, Tx, anchors, clearances, clinics, protocols, revisions
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow

MOST_LETTERS = 200
LONGEST = timedelta(days=366)

NOT_NOW = "Limits can be changed from the end of the procedure until the plan is closed."
NO_LIMIT = "This is no limit of this plan."
SAY_WHY = "Say why, for your colleagues."
TOO_LONG = f"Please use fewer than {MOST_LETTERS} letters."
CHOOSE_DAY = "Choose the last day."
PAST_DAY = "This day is over. Choose today or a later day."
TOO_FAR = "Check the date: this is more than a year from now."
NOT_LATER = "It lasts until {} already. Choose a later day."
OVER = "This limit is over already."
SAY_AGAIN = "This limit is over. Choose “It counts again” to start it again."
STILL_COUNTS = "This limit still counts. Choose “Longer” to make it longer."
OWN_END_PAST = "Its own end is over. Choose the last day."
OVERTAKEN = "Something changed since you looked. Read what it does now, then save."

SAID = {
    ClearanceKind.CLEARED: "Ended early",
    ClearanceKind.EXTENDED: "Made longer",
    ClearanceKind.REOPENED: "Counts again",
}
"""What the next revision is called, before the limit's title."""


@dataclass(frozen=True, kw_only=True)
class LimitChange:
    """What is to become of one limit. ``last_day`` is in the clinic's zone.

    ``last_day`` must be there to make a limit longer, may be there where it counts again, and says
    nothing where it is cleared. ``reason`` is for colleagues.
    """

    step: str
    kind: ClearanceKind
    reason: str = ""
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One limit as it stands and as it would be, in the patient's words; nothing is written.

    ``seen`` goes back to ``change_limit``.
    """

    before: Task
    after: Task
    seen: str


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A change read beside the plan it is made on."""

    plan: PlanRow
    protocol: Protocol
    clinic: Clinic
    revision: Revision
    inputs: Inputs
    task: Task


def preview(
    store: Store, plan_id: str, change: LimitChange, *, actor: Actor, now: datetime
) -> Preview:
    """What the change would do to the limit as it stands; nothing is written.

    Raises Invalid with a sentence per field for what cannot be, Conflict before the procedure's end
    and once the plan is closed, NotAllowed for anybody but a clinician.
    """
    require(actor, Act.CLEAR_LIMIT)
    with store.read() as reader:
        read = _read(reader, plan_id, change, actor, now)
        after = _would_be(reader, read, change, actor, now)
        return Preview(before=read.task, after=after, seen=str(read.revision.number))


def change_limit(
    store: Store, plan_id: str, change: LimitChange, seen: str, *, actor: Actor, now: datetime
) -> Revision:
    """Write the change down and make the next revision. Clearing twice is once.

    ``seen`` is that of the preview: raises Conflict where another revision was made since, Invalid
    without a reason, otherwise as ``preview``.
    """
    require(actor, Act.CLEAR_LIMIT)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        if _is_done(tx, plan, change):
            return revisions.get(tx, plan.revision_id)
        if seen != str(plan.revision):
            raise Conflict(OVERTAKEN)
        read = _read(tx, plan_id, change, actor, now)
        after = _would_be(tx, read, change, actor, now)
        _signed(change)
        clearances.add(tx, plan_id, _clearance(change, actor, now), by=actor)
        event = _event_of(read.protocol, change)
        if event:
            moment = Moment.at_instant(now, read.clinic.tz)
            anchors.add(tx, plan_id, event, moment, actual=True, by=actor, at=now)
            tx.enter(Verb.ANCHOR_SET, subject=event, payload={"actual": True}, plan_id=plan_id)
        _enter(tx, plan_id, change, read.task, after)
        said = f"{SAID[change.kind]}: {read.task.title}. {change.reason.strip()}"
        return revise(tx, plan_id, actor=actor, now=now, reason=said)


def _is_done(tx: Tx, plan: PlanRow, change: LimitChange) -> bool:
    """Whether it is cleared already, by whoever was faster."""
    stands = clearances.current(tx, plan.id).get(change.step)
    cleared = ClearanceKind.CLEARED
    return stands is not None and stands.kind is cleared and change.kind is cleared


def _read(reader: Reader, plan_id: str, change: LimitChange, actor: Actor, now: datetime) -> _Read:
    plan = open_plan(reader, plan_id, actor)
    if plan.state is not PlanState.RECOVERING:
        raise Conflict(NOT_NOW)
    revision = revisions.get(reader, plan.revision_id)
    task = limit_of(revision, change.step)
    if task is None:
        raise Invalid({"": NO_LIMIT})
    clinic, protocol = clinics.get(reader, plan.clinic_id), protocols.get(reader, plan.protocol_id)
    wrong = _impossible(change, task, clinic, now)
    if wrong:
        raise Invalid(wrong)
    inputs = gather(reader, plan, protocol, now)
    return _Read(
        plan=plan, protocol=protocol, clinic=clinic, revision=revision, inputs=inputs, task=task
    )


def limit_of(revision: Revision, step: str) -> Task | None:
    """The limit that was made of this step; None where it is no limit, or not in this plan."""
    return next((t for t in revision.content.tasks if t.limit and t.step == step), None)


def _impossible(change: LimitChange, task: Task, clinic: Clinic, now: datetime) -> dict[str, str]:
    over = is_over(task, now)
    if change.kind is ClearanceKind.CLEARED:
        return {"kind": OVER} if over else {}
    wrong = _wrong_day(change, clinic, now)
    if change.kind is ClearanceKind.REOPENED:
        return wrong if over else {"kind": STILL_COUNTS, **wrong}
    if over:
        return {"kind": SAY_AGAIN, **wrong}
    if not wrong and change.last_day is not None and task.closes_at is not None:
        ends = clock.start_of_day(change.last_day + timedelta(days=1), clinic.tz)
        if ends <= task.closes_at:
            said = words.until_words(task.closes_at, clinic.tz, clinic.locale)
            wrong["last_day"] = NOT_LATER.format(said)
    return wrong


def _wrong_day(change: LimitChange, clinic: Clinic, now: datetime) -> dict[str, str]:
    today = clock.day_of(now, clinic.tz)
    if change.last_day is None:
        needed = change.kind is ClearanceKind.EXTENDED
        return {"last_day": CHOOSE_DAY} if needed else {}
    if change.last_day < today:
        return {"last_day": PAST_DAY}
    return {"last_day": TOO_FAR} if change.last_day > today + LONGEST else {}


def _signed(change: LimitChange) -> None:
    if not change.reason.strip():
        raise Invalid({"reason": SAY_WHY})
    if len(change.reason) > MOST_LETTERS:
        raise Invalid({"reason": TOO_LONG})


def _clearance(change: LimitChange, actor: Actor, now: datetime) -> Clearance:
    cleared = change.kind is ClearanceKind.CLEARED
    return Clearance(
        id=new_id(),
        step=change.step,
        kind=change.kind,
        reason=change.reason.strip(),
        by=actor.name,
        at=now,
        last_day=None if cleared else change.last_day,
    )


def _would_be(
    reader: Reader, read: _Read, change: LimitChange, actor: Actor, now: datetime
) -> Task:
    """The limit as the change would make it. Raises Invalid where it would be over at once."""
    made = _clearance(change, actor, now)
    said = {**read.inputs.anchors}
    event = _event_of(read.protocol, change)
    if event:
        said[event] = AnchorValue(moment=Moment.at_instant(now, read.clinic.tz), actual=True)
    inputs = replace(
        read.inputs, anchors=said, clearances={**read.inputs.clearances, change.step: made}
    )
    inputs = linked_up(reader, read.plan.id, read.protocol, inputs)
    content, _ = frozen(read.protocol, inputs, read.revision)
    after = next(t for t in content.tasks if t.limit and t.step == change.step)
    if change.kind is ClearanceKind.REOPENED and is_over(after, now):
        raise Invalid({"last_day": OWN_END_PAST})
    return after


def _event_of(protocol: Protocol, change: LimitChange) -> str:
    """The event that ends this limit and no other: who clears the limit says that it happened.

    Empty where there is none, and where it happened to end another limit too.
    """
    if change.kind is not ClearanceKind.CLEARED:
        return ""
    waiting = [step for step in protocol.steps if isinstance(step.until, Happened)]
    own = next((s.until for s in waiting if s.key == change.step), None)
    if not isinstance(own, Happened):
        return ""
    return own.event if sum(step.until == own for step in waiting) == 1 else ""


def _enter(tx: Tx, plan_id: str, change: LimitChange, before: Task, after: Task) -> None:
    tx.enter(
        Verb.LIMIT_CHANGED,
        subject=change.step,
        payload={
            "said": SAID[change.kind],
            "title": before.title,
            "reason": change.reason.strip(),
            "before": before.when,
            "after": after.when,
        },
        plan_id=plan_id,
    )
