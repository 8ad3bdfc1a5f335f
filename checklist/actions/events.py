"""Record what happened: the procedure is done, the patient has gone home, and more.

What was recorded by mistake is taken back, never erased.

A protocol may have moments of its own ("Trigger injection given"), from which its steps count.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core import clock
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.attention.open_stops import open_stops
from checklist.core.attention.settling import is_settled
from checklist.core.audit import Verb
from checklist.core.calling_off import CallOffKind
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict, Invalid
from checklist.core.moments import Moment
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PLANNED_ANCHORS, PlanState
from checklist.core.protocol import Protocol
from checklist.store import Store, Tx, anchors, calling_off, clinics, plans, protocols
from checklist.store.plans import PlanRow

EVENTS = {"procedure_end": "Procedure done", "home": "Gone home"}
"""The anchors of every plan that are recorded, and what the button says."""

CLOCK_SKEW = timedelta(minutes=5)
LONGEST_STAY = timedelta(days=60)
LONGEST_AGO = timedelta(days=366)
LONGEST_NOTE = 1000


def own_events(protocol: Protocol) -> Mapping[str, str]:
    """What a protocol asks to be recorded beside EVENTS, and what the button says."""
    return {
        key: rule.label or key.replace("_", " ").capitalize()
        for key, rule in protocol.anchors.items()
        if key not in PLANNED_ANCHORS
    }


def record_event(
    store: Store, plan_id: str, event: str, at: datetime, *, actor: Actor, now: datetime
) -> None:
    """Make an anchor actual; the dates that rest on it firm up in the next revision.

    ``at`` is when it happened, UTC. A correction is a second record; the latest counts. Raises
    Invalid for a time to come, or long ago; for EVENTS also before the procedure's day or long
    after it, and for a home before the end. Raises Conflict for a home with no end recorded, for an
    event the plan's protocol does not know, and for a closed plan.
    """
    require(actor, Act.RECORD_EVENT)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        label = write_event(tx, plan, event, at, actor=actor, now=now)
        revise(tx, plan_id, actor=actor, now=now, reason=label)


def write_event(
    tx: Tx, plan: PlanRow, event: str, at: datetime, *, actor: Actor, now: datetime
) -> str:
    """Write it down, without the revision that follows; what the event is called.

    Raises as ``record_event``.
    """
    clinic = clinics.get(tx, plan.clinic_id)
    labels = {**own_events(protocols.get(tx, plan.protocol_id)), **EVENTS}
    if event not in labels or plan.state is PlanState.CLOSED:
        raise Conflict("This cannot be recorded for this plan any more.")
    _refuse_once_off(tx, plan.id, event)
    _check(tx, plan.id, event, at, clinic, now)
    moment = Moment.at_instant(at, clinic.tz)
    anchors.add(tx, plan.id, event, moment, actual=True, by=actor, at=now)
    tx.enter(Verb.ANCHOR_SET, subject=event, payload={"actual": True}, plan_id=plan.id)
    if event in EVENTS and plan.state is not PlanState.CALLED_OFF:
        plans.set_state(tx, plan.id, PlanState.RECOVERING)
    return labels[event]


def _refuse_once_off(tx: Tx, plan_id: str, event: str) -> None:
    """Nothing of a procedure can happen that does not take place; one stopped midway had begun."""
    off = calling_off.standing(tx, plan_id)
    if event in EVENTS and off is not None and off.kind is not CallOffKind.STOPPED_MIDWAY:
        raise Conflict("The procedure is called off. Take that back first, if it took place.")


def _check(tx: Tx, plan_id: str, event: str, at: datetime, clinic: Clinic, now: datetime) -> None:
    if at > now + CLOCK_SKEW:
        raise Invalid({"at": "This time is still to come."})
    if at < now - LONGEST_AGO:
        raise Invalid({"at": "Check the date: this is more than a year ago."})
    if event in EVENTS:
        _check_order(tx, plan_id, event, at, clinic)


def _check_order(tx: Tx, plan_id: str, event: str, at: datetime, clinic: Clinic) -> None:
    known = anchors.current(tx, plan_id)
    day = known["procedure"].moment.day
    if day is not None and clock.day_of(at, clinic.tz) < day:
        raise Invalid({"at": "This is before the day of the procedure. Is it this patient?"})
    if day is not None and clock.day_of(at, clinic.tz) > day + LONGEST_STAY:
        raise Invalid({"at": "Check the date: this is long after the procedure."})
    ended = known["procedure_end"].moment.at if is_actual(known, "procedure_end") else None
    if event == "home":
        if ended is None:
            raise Conflict("Record that the procedure is done first.")
        if at < ended:
            raise Invalid({"at": "Going home cannot be before the procedure ended."})


def take_back_event(
    store: Store, plan_id: str, event: str, reason: str, *, actor: Actor, now: datetime
) -> None:
    """It was recorded by mistake, on the wrong patient or too early: the plan is as before it.

    What was decided meanwhile stays decided; a restart is only provisional again. Raises Invalid
    without a ``reason``, Conflict for what is not recorded, for the end while going home stands,
    and once the plan is closed or called off.
    """
    require(actor, Act.RECORD_EVENT)
    if not reason.strip():
        raise Invalid({"reason": "Say why, for your colleagues."})
    if len(reason) > LONGEST_NOTE:
        raise Invalid({"reason": f"Please use fewer than {LONGEST_NOTE} letters."})
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        known = anchors.current(tx, plan_id)
        recorded = event in EVENTS and is_actual(known, event)
        if plan.state is not PlanState.RECOVERING or not recorded:
            raise Conflict("This cannot be taken back any more.")
        if event == "procedure_end" and is_actual(known, "home"):
            raise Conflict("Take back going home first.")
        anchors.add(tx, plan_id, event, Moment.unknown(), actual=False, by=actor, at=now)
        payload = {"taken_back": True, "reason": reason.strip()}
        tx.enter(Verb.ANCHOR_SET, subject=event, payload=payload, plan_id=plan_id)
        if event == "procedure_end":
            plans.set_state(tx, plan_id, PlanState.BEFORE)
        why = f"Taken back: {EVENTS[event]}. {reason.strip()}"
        revise(tx, plan_id, actor=actor, now=now, reason=why)


def close_plan(store: Store, plan_id: str, *, actor: Actor, now: datetime, note: str = "") -> None:
    """It is over: the plan leaves the worklist, with a ``note`` for colleagues.

    Raises Conflict before they are home, while a stopped medicine is not surely taken again, and
    once it is closed; called off, before every medicine is settled and the patient knows. Raises
    Invalid for a note that is too long.
    """
    require(actor, Act.RECORD_EVENT)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        if plan.state is PlanState.CLOSED:
            raise Conflict("This plan is closed already.")
        if plan.state is PlanState.CALLED_OFF:
            facts = filing.gather_facts(tx, plan)
            if not is_settled(facts):
                raise Conflict("A medicine is not settled yet, or the patient was not told yet.")
            _refuse_open_stops(facts)
        elif not is_actual(anchors.current(tx, plan_id), "home"):
            raise Conflict("Record that the patient has gone home first.")
        else:
            _refuse_open_stops(filing.gather_facts(tx, plan))
        if len(note) > LONGEST_NOTE:
            raise Invalid({"note": f"Please use fewer than {LONGEST_NOTE} letters."})
        plans.set_state(tx, plan_id, PlanState.CLOSED)
        tx.enter(Verb.PLAN_CLOSED, subject=plan_id, payload={"note": note}, plan_id=plan_id)
        filing.refile(tx, plan_id)


def _refuse_open_stops(facts: Facts) -> None:
    """Closed, a plan asks for nobody any more: a forgotten blood thinner would stay forgotten."""
    still = tuple(open_stops(facts))
    if still:
        raise Conflict(" ".join(still))
