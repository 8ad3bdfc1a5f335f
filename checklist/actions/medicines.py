"""A clinician decides about medicines; every set of decisions makes the next revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from checklist.actions import answers
from checklist.actions.revise import revise
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Invalid
from checklist.core.medicines import Decision, DecisionKind, Medicine, standing
from checklist.core.plan.model import Inputs, Revision
from checklist.store import Reader, Store, medicines, plans, protocols, revisions
from checklist.store.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision as it arrives. Instants are UTC; see ``core.medicines.Decision``."""

    medicine_id: str
    kind: DecisionKind
    last_dose: datetime | None = None
    take_at: datetime | None = None
    instruction: str = ""
    restart_at: datetime | None = None
    restart_owner: str = ""
    restart_by: datetime | None = None
    consulted: str = ""
    reason: str = ""


def decide(
    store: Store, plan_id: str, decided: Sequence[Decided], *, actor: Actor, now: datetime
) -> Revision:
    """Keep decisions and make the next revision.

    Raises Invalid with ``<medicine id>.<field>`` keys; nothing is written then.
    """
    require(actor, Act.DECIDE)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = plans.need(tx, plan_id)
        inputs = revisions.get(tx, plan.revision_id).inputs
        known = {m.id: m for m in medicines.of_plan(tx, plan_id)}
        problems = check_decisions(decided, known, inputs)
        if problems:
            raise Invalid(problems)
        for one in decided:
            made = _decision(one, actor, now)
            medicines.add_decision(tx, plan_id, made, by=actor)
            tx.enter(
                Verb.DECIDED,
                subject=one.medicine_id,
                payload={"kind": one.kind, "reason": one.reason},
                plan_id=plan_id,
            )
        names = ", ".join(dict.fromkeys(known[one.medicine_id].name for one in decided))
        return revise(tx, plan_id, actor=actor, now=now, reason=f"Medicines decided: {names}")


def _decision(one: Decided, actor: Actor, now: datetime) -> Decision:
    return Decision(
        id=new_id(),
        medicine_id=one.medicine_id,
        kind=one.kind,
        decided_by=actor.name,
        decided_at=now,
        last_dose=one.last_dose,
        take_at=one.take_at,
        instruction=one.instruction,
        restart_at=one.restart_at,
        restart_owner=one.restart_owner,
        restart_by=one.restart_by,
        consulted=one.consulted,
        reason=one.reason,
    )


def check_decisions(
    decided: Sequence[Decided], known: dict[str, Medicine], inputs: Inputs
) -> dict[str, str]:
    """A sentence for every decision that cannot be."""
    problems: dict[str, str] = {}
    procedure = inputs.anchors["procedure"].moment.at
    if not decided:
        problems[""] = "Nothing is decided yet. Choose for at least one medicine."
    for one in decided:
        if one.medicine_id not in known:
            problems[""] = "A medicine was taken off the list. Load the page again."
            continue
        for field, sentence in _problems(one, procedure):
            problems[f"{one.medicine_id}.{field}"] = sentence
    return problems


def _problems(one: Decided, procedure: datetime | None) -> list[tuple[str, str]]:
    found = []
    if one.kind is DecisionKind.STOP:
        if one.last_dose is None:
            found.append(("last_dose", "Say when the last dose is: date and time."))
        elif procedure is not None and one.last_dose >= procedure:
            found.append(("last_dose", "The last dose must be before the procedure."))
        if one.restart_at is None and (not one.restart_owner or one.restart_by is None):
            found.append(
                ("restart", "Say when it restarts, or who tells the patient and by when.")
            )
        if one.restart_at and one.last_dose and one.restart_at <= one.last_dose:
            found.append(("restart", "The restart must be after the last dose."))
    if one.kind is DecisionKind.TAKE and one.take_at is None:
        found.append(("take_at", "Say at what time on the day."))
    if one.kind is DecisionKind.CHANGE and not one.instruction.strip():
        found.append(("instruction", "Write what the patient should do."))
    if one.kind is DecisionKind.RESTART and one.restart_at is None:
        found.append(("restart", "Say when it restarts: date and time."))
    return found


def add_medicine(
    store: Store, plan_id: str, named: answers.NamedMedicine, *, actor: Actor, now: datetime
) -> Revision:
    """Staff add a medicine the patient named by phone or at the bedside."""
    require(actor, Act.ANSWER)
    if not named.name.strip():
        raise Invalid({"name": "Write the name as on the box."})
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = plans.need(tx, plan_id)
        protocol = protocols.get(tx, plan.protocol_id)
        medicine = answers.name_medicine(tx, plan_id, named, protocol, actor=actor, now=now)
        return revise(tx, plan_id, actor=actor, now=now, reason=f"{medicine.name} named")


def undecided(reader: Reader, plan_id: str) -> tuple[Medicine, ...]:
    """The medicines of a plan that wait for a decision."""
    made = medicines.decisions(reader, plan_id)
    return tuple(
        m
        for m in medicines.of_plan(reader, plan_id)
        if not m.withdrawn and standing(m.id, made).undecided
    )
