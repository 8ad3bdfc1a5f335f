"""When a procedure that is called off ended; and what stands again where that is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from checklist.core.calling_off import CallOffKind
from checklist.core.moments import Moment
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import AnchorValue, Inputs
from checklist.store import Reader, revisions

ENDED: Final = "procedure_end"
HOME: Final = "home"


def ends_of(
    reader: Reader, plan_id: str, kind: CallOffKind, stopped_at: Moment | None, stands: Inputs
) -> Mapping[str, AnchorValue]:
    """The anchors that this sets: the end when it was stopped; taken back, as it was before that.

    Who went home from what never ended has not gone home after it: limits would count from then.
    """
    if kind is CallOffKind.STOPPED_MIDWAY and stopped_at is not None:
        return {ENDED: AnchorValue(moment=stopped_at, actual=True)}
    if kind is not CallOffKind.TAKEN_BACK:
        return {}
    earlier = [one for one in revisions.of_plan(reader, plan_id) if one.inputs.called_off is None]
    unknown = AnchorValue(moment=Moment.unknown())
    was = earlier[-1].inputs.anchors.get(ENDED, unknown)
    gone = not was.actual and is_actual(stands.anchors, HOME)
    return {ENDED: was, HOME: unknown} if gone else {ENDED: was}
