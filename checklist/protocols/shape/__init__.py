"""The shape of a protocol file: which keys stand where, and what each may hold.

The keys of an element's languages (``en:``) have been gathered under ``words`` before, by
``gathering``. The JSON Schema for editors is made from the same model, by ``schema``.
"""

from __future__ import annotations

from checklist.protocols.shape.asking import (
    ChoiceShape,
    GroupShape,
    MedicinesShape,
    MedicineWordsShape,
    QuestionShape,
    RegimenShape,
)
from checklist.protocols.shape.conditions import BOUNDS, BoundsShape, WhenShape
from checklist.protocols.shape.fields import Shape
from checklist.protocols.shape.repeats import WEEKDAYS, RepeatShape, StageShape
from checklist.protocols.shape.steps import (
    AroundShape,
    MeasureShape,
    OutsideShape,
    StepShape,
    StepWordsShape,
    TaughtWordsShape,
    TeachBackShape,
)
from checklist.protocols.shape.telling import (
    AboutShape,
    AnchorShape,
    CallShape,
    GateShape,
    ProvenanceShape,
    RedFlagShape,
    TextReviewShape,
)
from checklist.protocols.shape.whole import BlockShape, FileShape, PartShape, UsedShape

__all__ = [
    "BOUNDS",
    "WEEKDAYS",
    "AboutShape",
    "AnchorShape",
    "AroundShape",
    "BlockShape",
    "BoundsShape",
    "CallShape",
    "ChoiceShape",
    "FileShape",
    "GateShape",
    "GroupShape",
    "MeasureShape",
    "MedicineWordsShape",
    "MedicinesShape",
    "OutsideShape",
    "PartShape",
    "ProvenanceShape",
    "QuestionShape",
    "RedFlagShape",
    "RegimenShape",
    "RepeatShape",
    "Shape",
    "StageShape",
    "StepShape",
    "StepWordsShape",
    "TaughtWordsShape",
    "TeachBackShape",
    "TextReviewShape",
    "UsedShape",
    "WhenShape",
]
