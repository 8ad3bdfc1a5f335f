"""A clinician's "ready": what it rests on, what blocks it, and when it is void."""

from __future__ import annotations

from datetime import datetime

from checklist.actions import filing
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.attention import Facts, ReasonKind
from checklist.core.audit import Verb
from checklist.core.errors import Conflict
from checklist.core.marks import MarkState
from checklist.core.medicines import standing
from checklist.core.plan.model import PlanState
from checklist.core.protocol import Kind, Owner, Phase
from checklist.store import Reader, Store, plans, sign_offs
from checklist.store.ids import new_id

BLOCKING_MARKS = {MarkState.SLIPPED, MarkState.CANT, MarkState.UNSURE}


def blocks(facts: Facts) -> tuple[str, ...]:
    """What stands between this plan and "ready", one sentence each; empty when nothing does."""
    said = []
    if facts.state is not PlanState.BEFORE:
        said.append("The procedure is over.")
    if facts.procedure_at is None:
        said.append("The procedure has no date.")
    said += [f"Not read yet: {_asked(facts, answer.question)}" for answer in facts.unread]
    for medicine in facts.inputs.medicines:
        if not medicine.withdrawn and standing(medicine.id, facts.inputs.decisions).undecided:
            said.append(f"Not decided yet: {medicine.name}")
    for task in facts.revision.content.tasks:
        state = facts.states[task.key].state
        if task.phase is Phase.AFTER or not task.critical:
            continue
        if state in BLOCKING_MARKS and not _resolved(facts, task.key):
            said.append(f"Open: {task.title}")
        elif task.kind is Kind.ANSWER and task.phase is Phase.BEFORE and state is None:
            if task.opens_at is None or task.opens_at <= facts.inputs.as_of:
                said.append(f"Not answered yet: {task.title}")
        elif task.owner is Owner.CLINIC and task.kind is Kind.DO and state is None:
            said.append(f"For us to do: {task.title}")
    return tuple(said)


def _asked(facts: Facts, key: str) -> str:
    return next((q.ask for q in facts.revision.content.questions if q.key == key), key)


def _resolved(facts: Facts, task_key: str) -> bool:
    shown = facts.states[task_key].shows
    return any(
        r.subject == task_key
        and shown is not None
        and r.cause == shown.id
        and r.reason in (ReasonKind.SLIPPED, ReasonKind.CANT, ReasonKind.UNSURE)
        for r in facts.resolutions
    )


def facts_of(reader: Reader, plan_id: str, now: datetime) -> Facts:
    """The facts a sign-off is judged by. Raises NotFound."""
    return filing.gather_facts(reader, plans.need(reader, plan_id), now)


def sign_off(
    store: Store, plan_id: str, statement: str, fingerprint: str, *, actor: Actor, now: datetime
) -> None:
    """Say "ready". It rests on the fingerprint the clinician saw.

    Raises Conflict when that has changed since the page was opened, or when something blocks it.
    """
    require(actor, Act.SIGN_OFF)
    with store.write(actor, now, on=(plan_id,)) as tx:
        facts = facts_of(tx, plan_id, now)
        if facts.revision.fingerprint != fingerprint:
            raise Conflict("The plan changed while you had it open. Read it again, then sign.")
        stops = blocks(facts)
        if stops:
            raise Conflict("Not ready yet. " + " ".join(stops))
        sign_offs.add(
            tx,
            id=new_id(),
            plan_id=plan_id,
            fingerprint=fingerprint,
            statement=statement,
            revision=facts.revision.number,
            by=actor,
            at=now,
        )
        tx.enter(
            Verb.SIGNED_OFF,
            subject=str(facts.revision.number),
            payload={"statement": statement},
            plan_id=plan_id,
        )
        filing.refile(tx, plan_id, now)
