"""A clinician decides about medicines; every set of decisions makes the next revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checklist.actions import answers
from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core import clock, words
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid
from checklist.core.medicines import (
    Decision,
    DecisionKind,
    Medicine,
    asks_for_approval,
    latest_decision,
    standing,
)
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Inputs, PlanState, Revision
from checklist.core.plan.restarts import again_only_from, may_restart
from checklist.store import Reader, Store, Tx, clinics, medicines, protocols, revisions
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow

MOST_LETTERS = 500
"""Of a clinician's own words for a patient."""

OTHER_YEAR = timedelta(days=365)
CHECK_YEAR = "This is a year or more from the procedure. Check the year."
"""A date is shown without its year: 2026 for 2027 would read as any other day."""

BEFORE_END = "This is before the procedure ended."
AFTER_PROCEDURE = "The restart must be after the procedure."
STILL_CHANGED = "It was changed. Write how it is taken from now on, under Change."
NO_PROCEDURE = "The procedure is off, so there is nothing to stop it for. Say what is taken now."
CLOSED = "This plan is closed: nobody follows what is decided in it. Call the patient."
FOR_THE_DAY = (DecisionKind.STOP, DecisionKind.TAKE, DecisionKind.KEEP)
AGAIN_FIRST = "It is taken again only from {}. Decide for the day after that, or change that time."
FASTER = "{} decided this on {} while you had it open. Read it, then decide again."


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision as it arrives. Instants are UTC; see ``core.medicines.Decision``.

    ``seen`` is the id of the medicine's latest decision when the page was made, "" for none: a
    colleague's decision made since is never overwritten unread. None asks for no such care.
    """

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
    source: str = ""
    seen: str | None = None


def decide(
    store: Store, plan_id: str, decided: Sequence[Decided], *, actor: Actor, now: datetime
) -> Revision:
    """Keep decisions and make the next revision.

    Raises Invalid with ``<medicine id>.<field>`` keys; nothing is written then.
    """
    require(actor, Act.DECIDE)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        names = write_decisions(tx, plan, decided, actor=actor, now=now)
        return revise(tx, plan_id, actor=actor, now=now, reason=f"Medicines decided: {names}")


def write_decisions(
    tx: Tx, plan: PlanRow, decided: Sequence[Decided], *, actor: Actor, now: datetime
) -> str:
    """Write decisions down, without the revision that follows; the medicines' names.

    Raises as ``decide``, and Conflict once the plan is closed: nobody would follow it any more.
    """
    require(actor, Act.DECIDE)
    if plan.state is PlanState.CLOSED:
        raise Conflict(CLOSED)
    inputs = revisions.get(tx, plan.revision_id).inputs
    known = {m.id: m for m in medicines.of_plan(tx, plan.id)}
    two = clinics.get(tx, plan.clinic_id).two_approve
    problems = {**_too_soon(decided, inputs, now), **check_decisions(decided, known, inputs)}
    if problems:
        raise Invalid(problems)
    for one in decided:
        asks = two and asks_for_approval(one.kind, known[one.medicine_id])
        made = _decision(one, actor, now, needs_approval=asks)
        medicines.add_decision(tx, plan.id, made, by=actor)
        tx.enter(
            Verb.DECIDED,
            subject=one.medicine_id,
            payload={"kind": one.kind, "reason": one.reason},
            plan_id=plan.id,
        )
    return ", ".join(dict.fromkeys(known[one.medicine_id].name for one in decided))


def _decision(one: Decided, actor: Actor, now: datetime, *, needs_approval: bool) -> Decision:
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
        source=one.source,
        needs_approval=needs_approval,
        decided_by_id=actor.id,
    )


def check_decisions(
    decided: Sequence[Decided], known: dict[str, Medicine], inputs: Inputs
) -> dict[str, str]:
    """A sentence for every decision that cannot be."""
    problems: dict[str, str] = {}
    if not decided:
        problems[""] = "Nothing is decided yet. Choose for at least one medicine."
    for one in decided:
        if one.medicine_id not in known or known[one.medicine_id].withdrawn:
            problems[""] = "A medicine was taken off the list. Load the page again."
            continue
        for field, sentence in [*_overtaken(one, inputs), *_problems(one, inputs)]:
            problems.setdefault(f"{one.medicine_id}.{field}", sentence)
    return problems


def _too_soon(decided: Sequence[Decided], inputs: Inputs, now: datetime) -> dict[str, str]:
    problems = {}
    for one in decided:
        at = again_only_from(one.medicine_id, inputs, now)
        if one.kind in FOR_THE_DAY and at is not None:
            when = words.moment_words(at, clock.zone(inputs.voice.zone), inputs.voice.locale)
            problems[f"{one.medicine_id}.kind"] = AGAIN_FIRST.format(when)
    return problems


def _overtaken(one: Decided, inputs: Inputs) -> list[tuple[str, str]]:
    latest = latest_decision(one.medicine_id, inputs.decisions)
    if one.seen is None or one.seen == ("" if latest is None else latest.id):
        return []
    if latest is None:
        return [("kind", "Load the page again, then decide.")]
    when = words.moment_words(latest.decided_at, clock.zone(inputs.voice.zone), inputs.voice.locale)
    return [("kind", FASTER.format(latest.decided_by, when))]


def _problems(one: Decided, inputs: Inputs) -> list[tuple[str, str]]:
    """What is wrong with one decision in itself, as (field, sentence)."""
    procedure = inputs.anchors["procedure"].moment.at
    if inputs.called_off is not None and one.kind in (DecisionKind.STOP, DecisionKind.TAKE):
        return [("kind", NO_PROCEDURE)]
    if one.kind is DecisionKind.KEEP and _was_changed(one, inputs):
        return [("kind", STILL_CHANGED)]
    if one.kind is DecisionKind.STOP:
        return [*_last_dose_problems(one, procedure), *_restart_problems(one, procedure)]
    if one.kind is DecisionKind.TAKE and one.take_at is None:
        return [("take_at", "Say at what time on the day.")]
    if one.kind is DecisionKind.CHANGE and not one.instruction.strip():
        return [("instruction", "Write what the patient should do.")]
    if len(one.instruction) > MOST_LETTERS:
        return [("instruction", f"Please use fewer than {MOST_LETTERS} letters.")]
    return _again_problems(one, inputs) if one.kind is DecisionKind.RESTART else []


def _was_changed(one: Decided, inputs: Inputs) -> bool:
    """After the procedure "as you do now" would mean the way that was for the procedure alone."""
    decision = standing(one.medicine_id, inputs.decisions).decision
    changed = decision is not None and decision.kind is DecisionKind.CHANGE
    return changed and is_actual(inputs.anchors, "procedure_end")


def _again_problems(one: Decided, inputs: Inputs) -> list[tuple[str, str]]:
    """What was stopped for a procedure is never taken again before it."""
    if not may_restart(one.medicine_id, inputs):
        return [("kind", "This was not stopped, so it cannot restart.")]
    if one.restart_at is None:
        return [("again", "Say when it restarts: date and time.")]
    procedure, known = inputs.anchors["procedure"].moment.at, inputs.anchors
    stopped = standing(one.medicine_id, inputs.decisions).stopped
    if is_actual(known, "procedure_end"):
        ended = known["procedure_end"].moment.at
        if stopped and ended is not None and one.restart_at < ended:
            return [("again", BEFORE_END)]
    elif stopped and procedure is not None and one.restart_at <= procedure:
        return [("again", AFTER_PROCEDURE)]
    return [("again", CHECK_YEAR)] if _another_year(one.restart_at, procedure) else []


def _last_dose_problems(one: Decided, procedure: datetime | None) -> list[tuple[str, str]]:
    if one.last_dose is None:
        return [("last_dose", "Say when the last dose is: date and time.")]
    if procedure is not None and one.last_dose >= procedure:
        return [("last_dose", "The last dose must be before the procedure.")]
    if _another_year(one.last_dose, procedure):
        return [("last_dose", CHECK_YEAR)]
    return []


def _restart_problems(one: Decided, procedure: datetime | None) -> list[tuple[str, str]]:
    """Every stop says how it ends: a date, or who says so and by when. Silence is not an end."""
    if one.restart_at is None:
        if not one.restart_owner.strip() or one.restart_by is None:
            return [("restart", "Say when it restarts, or who tells the patient and by when.")]
        if procedure is not None and one.restart_by < procedure:
            return [("restart", "The patient is told after the procedure: choose a later day.")]
        return [("restart", CHECK_YEAR)] if _another_year(one.restart_by, procedure) else []
    after = procedure or one.last_dose
    if after is not None and one.restart_at <= after:
        return [("restart", AFTER_PROCEDURE)]
    return [("restart", CHECK_YEAR)] if _another_year(one.restart_at, procedure) else []


def _another_year(at: datetime, procedure: datetime | None) -> bool:
    return procedure is not None and abs(at - procedure) >= OTHER_YEAR


def add_medicine(
    store: Store, plan_id: str, named: answers.NamedMedicine, *, actor: Actor, now: datetime
) -> Revision:
    """Staff add a medicine the patient named by phone or at the bedside."""
    require(actor, Act.ANSWER)
    if not named.name.strip():
        raise Invalid({"name": "Write the name as on the box."})
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        protocol = protocols.get(tx, plan.protocol_id)
        medicine = answers.name_medicine(tx, plan_id, named, protocol, actor=actor, now=now)
        return revise(tx, plan_id, actor=actor, now=now, reason=f"{medicine.name} named")


def undecided(reader: Reader, plan_id: str) -> tuple[Medicine, ...]:
    """The medicines of a plan that wait for a decision."""
    made, listed = medicines.decisions(reader, plan_id), medicines.of_plan(reader, plan_id)
    return tuple(m for m in listed if not m.withdrawn and standing(m.id, made).undecided)
