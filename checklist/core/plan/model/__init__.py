"""What goes into a plan and what comes out of it."""

from __future__ import annotations

from checklist.core.plan.model.content import (
    About,
    Change,
    ChangeKind,
    Content,
    Flag,
    GateState,
    PlanState,
    QuestionAsked,
    Revision,
)
from checklist.core.plan.model.inputs import (
    FIRST_HELD_DOSE,
    PLANNED_ANCHORS,
    AnchorValue,
    Answer,
    Inputs,
    Link,
    Voice,
    Window,
)
from checklist.core.plan.model.task import (
    Sitting,
    Task,
    Teaching,
)

__all__ = [
    "FIRST_HELD_DOSE",
    "PLANNED_ANCHORS",
    "About",
    "AnchorValue",
    "Answer",
    "Change",
    "ChangeKind",
    "Content",
    "Flag",
    "GateState",
    "Inputs",
    "Link",
    "PlanState",
    "QuestionAsked",
    "Revision",
    "Sitting",
    "Task",
    "Teaching",
    "Voice",
    "Window",
]
