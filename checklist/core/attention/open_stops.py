"""What keeps a plan open: a medicine that was stopped and is not surely taken again."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.attention.model import Facts
from checklist.core.medicines import DecisionKind, standing
from checklist.core.plan.medicine_tasks import RESTART
from checklist.core.plan.restarts import confirmed_restart


def open_stops(facts: Facts) -> Iterator[str]:
    """A sentence for each stop that has not ended.

    It ends once its restart is confirmed after the procedure *and* the patient says that it is
    taken again; or with a clinician's other decision.
    """
    for medicine in facts.inputs.medicines:
        stands = standing(medicine.id, facts.inputs.decisions)
        stopped = stands.decision is not None and stands.decision.kind is DecisionKind.STOP
        if medicine.withdrawn or not stopped:
            continue
        state = facts.states.get(f"{RESTART}:{medicine.id}")
        if confirmed_restart(stands, facts.inputs, facts.clinic.tz) is None:
            yield f"{medicine.name} is stopped, and nobody has confirmed when it starts again."
        elif state is None or not state.settled:
            yield f"Nobody has said that {medicine.name} is taken again. Mark its restart first."
