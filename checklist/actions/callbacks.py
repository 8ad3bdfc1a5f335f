"""Who calls a patient about the medicines whose decision fell, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core.access import Act, may, require
from checklist.core.actors import Actor
from checklist.core.attention.times import closing_time
from checklist.core.audit import Verb
from checklist.core.calling_off import Callback
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict, Invalid
from checklist.core.folding import fold
from checklist.core.plan.model import Inputs, PlanState, Revision, Task
from checklist.core.plan.off_medicines import WAITING
from checklist.core.voiding import Voided, unsettled
from checklist.store import Reader, Store, Tx, calling_off, clinics, revisions, staff
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow
from checklist.store.staff import StaffRow

LONGEST: Final = timedelta(days=7)
"""A call promised for later than this is no promise: a stopped medicine cannot wait so long."""

CHOOSE_OWNER = "Choose the clinician who decides."
NO_CLINICIAN = "No clinician has an account here. Ask who looks after the accounts to add one."
PASSED = "This time has already passed."
TOO_LATE = "Call within 7 days: a stopped medicine cannot wait longer."
TOO_LATE_SINCE = "Call sooner: within 7 days of the day on which the decision fell."
NO_CALL = "No call is promised for this plan."


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A call as it is asked for. ``call_by`` is UTC; "" and None take what is offered."""

    owner_id: str = ""
    call_by: datetime | None = None


OFFERED: Final = Promise()
"""Whoever decided before, by the end of the working day."""


def told_text(task: Task) -> str:
    """A task's text without the promise in it, for what must not change between seeing and saving:
    the call stands in a form of its own until then.
    """
    return "" if task.step == WAITING else task.text


def clinicians(reader: Reader, clinic_id: str) -> list[StaffRow]:
    """Those who may decide, by name."""
    found = staff.of_clinic(reader, clinic_id)
    return [one for one in found if one.active and may(one.actor, Act.DECIDE)]


def offered(
    reader: Reader, plan: PlanRow, clinic: Clinic, deciders: Sequence[str], now: datetime
) -> Promise:
    """What a form offers: who decided before, and the end of the working day that reads it.

    ``deciders`` are names, the most fitting first; the plan's own clinician comes after them.
    """
    known = clinicians(reader, clinic.id)
    names = [fold(name) for name in (*deciders, plan.clinician)]
    by_name = {fold(one.name): one.id for one in known}
    found = [by_name[name] for name in names if name in by_name]
    found += [one.id for one in known]
    return Promise(owner_id=found[0] if found else "", call_by=closing_time(clinic, now))


def promised(
    reader: Reader, clinic: Clinic, promise: Promise, *, actor: Actor, now: datetime
) -> Callback:
    """The call as it would be kept. Raises Invalid beside ``owner`` and ``call_by``."""
    known = {one.id: one for one in clinicians(reader, clinic.id)}
    wrong = {}
    if promise.owner_id not in known:
        wrong["owner"] = CHOOSE_OWNER if known else NO_CLINICIAN
    call_by = promise.call_by or closing_time(clinic, now)
    if call_by <= now:
        wrong["call_by"] = PASSED
    elif call_by > now + LONGEST:
        wrong["call_by"] = TOO_LATE
    if wrong:
        raise Invalid(wrong)
    return Callback(
        id=new_id(),
        owner_id=promise.owner_id,
        owner=known[promise.owner_id].name,
        call_by=call_by,
        by=actor.name,
        at=now,
    )


def after_a_move(
    reader: Reader,
    plan: PlanRow,
    clinic: Clinic,
    voided: Sequence[Voided],
    promise: Promise,
    *,
    actor: Actor,
    now: datetime,
) -> Callback | None:
    """The call that a move owes for what it voids; None where it voids nothing.

    Where nobody who decides has an account, none can be promised: the patient reads "today".
    """
    if not voided or not clinicians(reader, clinic.id):
        return None
    deciders = [one.decision.decided_by for one in voided]
    offer = offered(reader, plan, clinic, deciders, now)
    return promised(
        reader,
        clinic,
        Promise(
            owner_id=promise.owner_id or offer.owner_id, call_by=promise.call_by or offer.call_by
        ),
        actor=actor,
        now=now,
    )


def keep(tx: Tx, plan_id: str, callback: Callback, actor: Actor) -> None:
    """Write it down with its entry. Called inside a write."""
    calling_off.add_callback(tx, plan_id, callback, by=actor)
    tx.enter(
        Verb.CALLBACK_SET,
        subject=callback.owner_id,
        payload={"owner": callback.owner, "call_by": callback.call_by.isoformat()},
        plan_id=plan_id,
    )


def set_callback(
    store: Store, plan_id: str, promise: Promise, *, actor: Actor, now: datetime
) -> Revision:
    """Give the call another owner or another time; the patient's page names the new one.

    Raises Invalid beside ``owner`` and ``call_by``, Conflict where no call is promised.
    """
    require(actor, Act.CALL_OFF)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        inputs = revisions.get(tx, plan.revision_id).inputs
        if inputs.callback is None or plan.state is PlanState.CLOSED:
            raise Conflict(NO_CALL)
        clinic = clinics.get(tx, plan.clinic_id)
        callback = promised(tx, clinic, promise, actor=actor, now=now)
        _refuse_again_and_again(inputs, callback, clinic, now)
        keep(tx, plan_id, callback, actor)
        return revise(tx, plan_id, actor=actor, now=now, reason=f"{callback.owner} decides")


def _refuse_again_and_again(
    inputs: Inputs, callback: Callback, clinic: Clinic, now: datetime
) -> None:
    """Raises Invalid beside ``call_by``: a promise put off day by day is none either.

    Once it is later than it should ever be, the end of the working day is what can be promised.
    """
    waits = unsettled(inputs.medicines, inputs.decisions, called_off=inputs.called_off is not None)
    fell = min((one.void.decided_at for one in waits), default=callback.at)
    if callback.call_by > max(fell + LONGEST, closing_time(clinic, now)):
        raise Invalid({"call_by": TOO_LATE_SINCE})
