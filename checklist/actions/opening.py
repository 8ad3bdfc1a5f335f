"""Open a plan for an actor: every use case starts here, so that none can forget whose it is."""

from __future__ import annotations

from checklist.core.access import require_open
from checklist.core.actors import Actor
from checklist.store import Reader, plans
from checklist.store.plans import PlanRow


def open_plan(reader: Reader, plan_id: str, actor: Actor) -> PlanRow:
    """The plan, if this actor may open it. Raises NotFound: not there and not theirs look alike."""
    plan = plans.need(reader, plan_id)
    require_open(actor, clinic_id=plan.clinic_id, patient_id=plan.patient_id)
    return plan
