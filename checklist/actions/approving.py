"""A second clinician says yes or no to a colleague's decision, where the clinic asks for two."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.approvals import Approval
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid
from checklist.core.medicines import Decision, standing
from checklist.core.plan.model import PlanState, Revision
from checklist.store import Store, Tx, approvals, medicines
from checklist.store.ids import new_id

MOST_LETTERS = 500
GONE = "This does not wait any more. Load the page again."
YOUR_OWN = "You decided this yourself. Another clinician approves it."


def approve(
    store: Store,
    plan_id: str,
    decision_id: str,
    *,
    approved: bool,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> Revision:
    """Keep the word and make the next revision: approved, the decision reaches the patient in it.

    Refused, the medicine is as it was before, and the note says why. Raises Conflict for one's own
    decision and for one that does not wait any more, Invalid beside ``note`` for a refusal without
    a reason.
    """
    require(actor, Act.APPROVE)
    if not approved and not note.strip():
        raise Invalid({"note": "Say why not: your colleague reads it."})
    if len(note) > MOST_LETTERS:
        raise Invalid({"note": f"Please use fewer than {MOST_LETTERS} letters."})
    with store.write(actor, now, on=(plan_id,)) as tx:
        if open_plan(tx, plan_id, actor).state is PlanState.CLOSED:
            raise Conflict(GONE)
        decision = _waiting(tx, plan_id, decision_id)
        if decision.decided_by_id == actor.id:
            raise Conflict(YOUR_OWN)
        word = Approval(
            id=new_id(),
            decision_id=decision_id,
            approved=approved,
            by_id=actor.id,
            by=actor.name,
            at=now,
            note=note.strip(),
        )
        approvals.add(tx, plan_id, word)
        tx.enter(
            Verb.APPROVED,
            subject=decision_id,
            payload={"approved": approved, "note": word.note},
            plan_id=plan_id,
        )
        names = {m.id: m.name for m in medicines.of_plan(tx, plan_id)}
        said = "approved" if approved else "not approved"
        reason = f"Decision {said}: {names[decision.medicine_id]}"
        return revise(tx, plan_id, actor=actor, now=now, reason=reason)


def _waiting(tx: Tx, plan_id: str, decision_id: str) -> Decision:
    """The decision, while it is the one that waits for its medicine. Raises Conflict."""
    made = medicines.decisions(tx, plan_id)
    found = next((one for one in made if one.id == decision_id), None)
    if found is None or standing(found.medicine_id, made).waiting != found:
        raise Conflict(GONE)
    return found
