"""What keeps a plan open: a medicine stopped and not surely taken again, or changed and left so."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.attention.medicines import made_before_the_end
from checklist.core.attention.model import Facts, ReasonKind, Resolution
from checklist.core.attention.reports import against
from checklist.core.attention.settling import waiting_in
from checklist.core.dose_reports import saying
from checklist.core.medicines import DecisionKind, Medicine, Standing, standing
from checklist.core.plan.medicine_tasks import RESTART
from checklist.core.plan.model import PlanState
from checklist.core.plan.restarts import confirmed_restart
from checklist.core.voiding import IN_FORCE_BEFORE


def open_stops(facts: Facts) -> Iterator[str]:
    """A sentence for each medicine that may be stopped, and that nobody has settled.

    A stop ends once its restart is confirmed after the procedure, or decided without one, *and* the
    patient says that it is taken again; or with a clinician's other decision. One whose decision
    fell with a move stays stopped all the same, and so does one that the patient stopped alone.
    """
    fell = {one.medicine.id for one in waiting_in(facts) if one.was.kind in IN_FORCE_BEFORE}
    for medicine in facts.inputs.medicines:
        if medicine.withdrawn:
            continue
        stands = standing(medicine.id, facts.inputs.decisions)
        if medicine.id in fell:
            yield f"The decision about {medicine.name} fell, and nobody has decided since."
        elif stands.stopped and confirmed_restart(stands, facts.inputs, facts.clinic.tz) is None:
            yield f"{medicine.name} is stopped, and nobody has confirmed when it starts again."
        elif (stands.stopped or stands.again) and not _is_taken_again(facts, medicine):
            yield f"Nobody has said that {medicine.name} is taken again. Mark its restart first."
        elif _is_still_changed(facts, stands):
            yield f"{medicine.name} was changed, and nobody has said how it is taken now."
        if _stopped_without_us(facts, medicine, stands):
            yield f"The patient says that {medicine.name} is stopped, and nobody has settled that."


def _is_still_changed(facts: Facts, stands: Standing) -> bool:
    """Whether what was decided for the procedure alone would go on for good."""
    change = stands.decision
    if change is None or change.kind is not DecisionKind.CHANGE:
        return False
    recovering = facts.state is PlanState.RECOVERING
    return recovering and made_before_the_end(facts, change, facts.inputs.as_of)


def _is_taken_again(facts: Facts, medicine: Medicine) -> bool:
    state = facts.states.get(f"{RESTART}:{medicine.id}")
    return state is not None and state.settled


def _stopped_without_us(facts: Facts, medicine: Medicine, stands: Standing) -> bool:
    """Whether they say that it is stopped, against what is decided, and nobody dealt with that."""
    report = saying(medicine.id, facts.reports)
    if report is None or not against(stands, report):
        return False
    said = Resolution(reason=ReasonKind.CONTRADICTION, subject=medicine.id, cause=report.id)
    return said not in facts.resolutions
