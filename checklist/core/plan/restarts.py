"""When a restart counts. One agreed beforehand is provisional: bleeding or a stitch changes it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from checklist.core.medicines import DecisionKind, Standing, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Inputs
from checklist.core.schedule import due_end
from checklist.core.voiding import unsettled


def confirmed_restart(stands: Standing, inputs: Inputs, tz: ZoneInfo) -> datetime | None:
    """When a stopped medicine restarts (UTC), once decided with the procedure over; else None."""
    decided = stands.restart
    if decided is None or not is_actual(inputs.anchors, "procedure_end"):
        return None
    over = due_end(inputs.anchors["procedure_end"].moment, tz)
    return decided.restart_at if over is not None and decided.decided_at >= over else None


def waits_for_restart(stands: Standing, inputs: Inputs, tz: ZoneInfo) -> bool:
    """Whether the procedure is over and a stopped medicine has no restart confirmed since."""
    stopped = stands.decision is not None and stands.decision.kind is DecisionKind.STOP
    over = is_actual(inputs.anchors, "procedure_end")
    return stopped and over and confirmed_restart(stands, inputs, tz) is None


def may_restart(medicine_id: str, inputs: Inputs) -> bool:
    """What is stopped, or was until its decision fell; a restart already told may be corrected."""
    stands = standing(medicine_id, inputs.decisions)
    if stands.decision is not None:
        return stands.decision.kind in (DecisionKind.STOP, DecisionKind.RESTART)
    off = inputs.called_off is not None
    return any(
        one.medicine.id == medicine_id and one.was.kind is DecisionKind.STOP
        for one in unsettled(inputs.medicines, inputs.decisions, called_off=off)
    )


def again_only_from(medicine_id: str, inputs: Inputs, now: datetime) -> datetime | None:
    """From when it is taken again, as decided since the procedure moved, if that is to come (UTC).

    Decided for the new day before then, it would leave the patient's list: started too early, or
    never. Called off, a clinician may say otherwise at once.
    """
    again = standing(medicine_id, inputs.decisions).again
    at = None if again is None else again.restart_at
    return at if at is not None and at > now and inputs.called_off is None else None
