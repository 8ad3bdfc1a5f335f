"""A medicine of concern that the patient took off their list before anybody decided about it.

"I do not take it any more" may be true, or mean that somebody told them to stop. Either way a
clinician must hear of it: what left the list asks for nobody's decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, near_from, sharpening
from checklist.core.medicines import Medicine
from checklist.core.plan.model import PlanState


def off_list(facts: Facts) -> Iterator[Reason]:
    """Every medicine of a concern group, or unknown, that somebody else than staff took off."""
    if facts.state not in (PlanState.BEFORE, PlanState.CALLED_OFF):
        return
    for medicine in facts.inputs.medicines:
        if medicine.withdrawn and medicine.off_by_patient:
            yield from _taken_off(facts, medicine)


def _taken_off(facts: Facts, medicine: Medicine) -> Iterator[Reason]:
    at = medicine.off_at
    if at is None or not (medicine.group or medicine.unknown):
        return
    reason = Reason(
        kind=ReasonKind.CONTRADICTION,
        subject=medicine.id,
        cause=f"off:{medicine.id}",
        band=Band.TODAY,
        words=f"Taken off the list by the patient: {medicine.on_the_box}, {medicine.off_why}",
        detail=naming.by_whom(facts, medicine.off_by, at),
        tag=naming.tag(facts, medicine.id),
        since=at,
        from_at=at,
        do_by=do_by(facts, at),
    )
    yield from sharpening(reason, near_from(facts), asks_again=False)
