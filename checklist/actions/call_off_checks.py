"""What cannot be said of a procedure that is called off: one sentence for each thing wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from checklist.core import clock
from checklist.core.calling_off import CallOffKind
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Inputs, PlanState
from checklist.store.plans import PlanRow

MOST_LETTERS: Final = 200
ALREADY = "This procedure is called off already."
NOT_OFF = "This procedure is not called off, so there is nothing to take back."
CLOSED = "This plan is closed."
DONE = (
    "The procedure is recorded as done, so only “stopped midway” can be said of it. Is the record "
    "wrong? Correct its time on the plan."
)
HOME = (
    "The patient has gone home after it. Decide about the medicines on their own page, "
    "and write a note."
)
NO_DAY = "There is no date, so nobody could come. Choose “cancelled”."
NOT_YET = "The day of the procedure has not begun. Choose “cancelled”."
SAY_WHEN = "Say when it was stopped: what the patient may do again counts from then."
TO_COME = "This time is still to come."
OTHER_DAY = "This is before the day of the procedure. Is it this patient?"
SAY_WHY = "Say why, for your colleagues."
TOO_LONG = f"Please use fewer than {MOST_LETTERS} letters."


def refuse(plan: PlanRow, kind: CallOffKind, inputs: Inputs) -> None:
    """Raises Conflict where this can never be said of the plan as it stands."""
    if plan.state is PlanState.CLOSED:
        raise Conflict(CLOSED)
    if (kind is CallOffKind.TAKEN_BACK) is not (plan.state is PlanState.CALLED_OFF):
        raise Conflict(ALREADY if plan.state is PlanState.CALLED_OFF else NOT_OFF)
    if plan.state is PlanState.RECOVERING and kind is not CallOffKind.STOPPED_MIDWAY:
        raise Conflict(DONE)
    if kind is CallOffKind.STOPPED_MIDWAY and is_actual(inputs.anchors, "home"):
        raise Conflict(HOME)


def impossible(
    kind: CallOffKind,
    stopped_at: datetime | None,
    inputs: Inputs,
    clinic: Clinic,
    now: datetime,
) -> dict[str, str]:
    """Why it cannot be, by field; empty when it can."""
    day = inputs.anchors["procedure"].moment.day
    if kind not in (CallOffKind.NO_SHOW, CallOffKind.STOPPED_MIDWAY):
        return {}
    if day is None:
        return {"kind": NO_DAY}
    if day > clock.day_of(now, clinic.tz):
        return {"kind": NOT_YET}
    if kind is CallOffKind.NO_SHOW:
        return {}
    if stopped_at is None:
        known = is_actual(inputs.anchors, "procedure_end")
        return {} if known else {"stopped_time": SAY_WHEN}
    if stopped_at > now:
        return {"stopped_time": TO_COME}
    return {"stopped_day": OTHER_DAY} if clock.day_of(stopped_at, clinic.tz) < day else {}


def unsaid(reason: str) -> dict[str, str]:
    """What is still missing before it is saved: why."""
    if not reason.strip():
        return {"reason": SAY_WHY}
    return {"reason": TOO_LONG} if len(reason) > MOST_LETTERS else {}
