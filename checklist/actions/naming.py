"""A medicine gets its name: as somebody writes it, as they confirm it, and off the list again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core import clock
from checklist.core.access import Act, require
from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import Verb
from checklist.core.errors import Invalid, NotFound
from checklist.core.medicine_names import Found, near_names, recognise, with_name
from checklist.core.medicines import DecisionKind, Medicine, latest_decision, standing
from checklist.core.plan.model import Revision
from checklist.core.plan.restarts import confirmed_restart
from checklist.core.protocol import Protocol
from checklist.core.voiding import IN_FORCE_BEFORE, unsettled
from checklist.protocols import medicine_list
from checklist.store import Store, Tx, medicines, protocols, revisions
from checklist.store.ids import new_id

MOST_MEDICINES = 100

WHY_OFF: Final[Mapping[str, str]] = {
    "no_longer": "no longer taken",
    "mistake": "named by mistake",
    "twice": "named twice",
}
"""Why a medicine leaves the list, as it is kept and as staff read it."""

DECIDED_ALREADY: Final = "We have decided about this medicine. Please call us."
HELD: Final = "This is stopped. A clinician must first say when, or whether, it is taken again."
WAITS: Final = "The decision about this fell. A clinician must first decide again."
SAY_WHY_OFF: Final = "Say why it comes off the list."
OFF_ALREADY: Final = "This medicine is off the list already."


@dataclass(frozen=True, kw_only=True)
class NamedMedicine:
    """A medicine as the patient, a carer or a nurse names it. See ``core.medicines.Medicine``."""

    name: str
    form: str = ""
    when_taken: str = ""
    filled_by: str = ""
    strength: str = ""
    origin: str = ""


def name_medicine(
    tx: Tx,
    plan_id: str,
    named: NamedMedicine,
    protocol: Protocol,
    *,
    actor: Actor,
    now: datetime,
) -> Medicine:
    """Add a medicine to the plan's list, with what its name tells of it.

    Raises Invalid once the list is longer than anybody's.
    """
    if len(medicines.of_plan(tx, plan_id)) >= MOST_MEDICINES:
        raise Invalid({"medicines": "This list is full. Please call us."})
    told = recognise(named.name, medicine_list(), protocol.medicine_groups)
    medicine = Medicine(id=new_id(), **vars(named), **vars(told))
    plan = open_plan(tx, plan_id, actor)
    medicines.add(tx, plan_id, plan.patient_id, medicine, by=actor, at=now)
    payload = {"name": medicine.name}
    tx.enter(Verb.MEDICINE_NAMED, subject=medicine.id, payload=payload, plan_id=plan_id)
    return medicine


def to_confirm(medicine: Medicine, protocol: Protocol) -> tuple[Found, ...]:
    """What "Did you mean …?" asks about a medicine: nothing once that is answered."""
    if medicine.withdrawn or medicine.denied or not medicine.looks_like:
        return ()
    return near_names(medicine.name, medicine_list(), protocol.medicine_groups)


def confirm_name(
    store: Store, plan_id: str, medicine_id: str, meant: str, *, actor: Actor, now: datetime
) -> Revision:
    """Somebody says which of the suggested medicines it is; ``meant`` is empty for none of them.

    Raises NotFound for a name that was not suggested: nothing becomes another medicine unseen.
    """
    require(actor, Act.ANSWER)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        protocol = protocols.get(tx, plan.protocol_id)
        medicine = _need(tx, plan_id, medicine_id)
        if not meant:
            known, reason = replace(medicine, denied=True), f"{medicine.name}: as it is written"
        else:
            known = _confirmed(medicine, meant, protocol)
            reason = f"{medicine.name} is {known.name}"
        medicines.set_known(tx, plan_id, known)
        payload = {"name": known.name, "before": medicine.name, "as_written": not meant}
        tx.enter(Verb.MEDICINE_NAMED, subject=medicine_id, payload=payload, plan_id=plan_id)
        return revise(tx, plan_id, actor=actor, now=now, reason=reason)


def _confirmed(medicine: Medicine, meant: str, protocol: Protocol) -> Medicine:
    for found in to_confirm(medicine, protocol):
        for one in found.may_be:
            if one.name == meant:
                name = with_name(medicine.name, found, one)
                told = recognise(name, medicine_list(), protocol.medicine_groups)
                return replace(medicine, name=name, **vars(told))
    raise NotFound("no such suggestion")


def take_off(
    store: Store, plan_id: str, medicine_id: str, why: str, *, actor: Actor, now: datetime
) -> Revision:
    """Take a medicine off the list; ``why`` is a key of WHY_OFF.

    The patient may while nothing was ever decided about it, staff unless it is stopped and not
    started again, or waits since its decision fell: none is forgotten. Raises Invalid with ``off``.
    """
    require(actor, Act.ANSWER)
    if why not in WHY_OFF:
        raise Invalid({"off": SAY_WHY_OFF})
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        medicine = _need(tx, plan_id, medicine_id)
        _refuse_decided(tx, plan_id, medicine, actor)
        medicines.withdraw(tx, plan_id, medicine_id, why=WHY_OFF[why], by=actor, at=now)
        payload = {"name": medicine.name, "why": WHY_OFF[why]}
        tx.enter(Verb.MEDICINE_WITHDRAWN, subject=medicine_id, payload=payload, plan_id=plan_id)
        reason = f"{medicine.name} off the list: {WHY_OFF[why]}"
        return revise(tx, plan_id, actor=actor, now=now, reason=reason)


def _need(tx: Tx, plan_id: str, medicine_id: str) -> Medicine:
    """Raises NotFound for a medicine that is not this plan's, Invalid for one taken off."""
    found = next((m for m in medicines.of_plan(tx, plan_id) if m.id == medicine_id), None)
    if found is None:
        raise NotFound("no such medicine")
    if found.withdrawn:
        raise Invalid({"off": OFF_ALREADY})
    return found


def _refuse_decided(tx: Tx, plan_id: str, medicine: Medicine, actor: Actor) -> None:
    made = medicines.decisions(tx, plan_id)
    if actor.kind is not ActorKind.STAFF and latest_decision(medicine.id, made) is not None:
        raise Invalid({"off": DECIDED_ALREADY})
    # A stop that a move made void was a stop all the same: whoever followed it takes nothing now.
    stands = standing(medicine.id, tuple(d for d in made if d.kind is not DecisionKind.VOID))
    inputs = revisions.get(tx, open_plan(tx, plan_id, actor).revision_id).inputs
    off = inputs.called_off is not None
    again = confirmed_restart(stands, inputs, clock.zone(inputs.voice.zone))
    if stands.stopped and again is None and not (off and stands.restart is not None):
        raise Invalid({"off": HELD})
    waits = unsettled(inputs.medicines, made, called_off=off)
    if any(one.medicine.id == medicine.id and one.was.kind in IN_FORCE_BEFORE for one in waits):
        raise Invalid({"off": WAITS})
