"""A whole file: a protocol, or a block that protocols share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from checklist.protocols.shape.asking import (
    ChoiceShape,
    MedicinesShape,
    QuestionShape,
    RegimenShape,
)
from checklist.protocols.shape.conditions import WhenShape
from checklist.protocols.shape.fields import (
    Count,
    Language,
    LanguageVersion,
    Name,
    Shape,
    StepName,
    Words,
)
from checklist.protocols.shape.steps import StepShape
from checklist.protocols.shape.telling import (
    AboutShape,
    AnchorShape,
    GateShape,
    ProvenanceShape,
    RedFlagShape,
    TextReviewShape,
)

__all__ = ["BlockShape", "FileShape", "PartShape", "UsedShape"]

Texts = Annotated[dict[Language, TextReviewShape], Field(min_length=1)]


def _by_its_name(said: object) -> object:
    return {"block": said} if isinstance(said, str) else said


def _name_or_block(schema: dict[str, Any]) -> None:
    """A name alone will do, as an editor sees it."""
    for arm in schema["anyOf"]:
        if "items" in arm:
            arm["items"] = {"anyOf": [{"type": "string"}, arm["items"]]}


class UsedShape(Shape):
    """A block that is taken in, and for whom."""

    block: StepName = Field(description="NAME.yaml beside this file, or a shipped one.")
    when: WhenShape | None = Field(None, description="For whom; for all when left out.")


class PartShape(Shape):
    """What a protocol and a block have in common."""

    language: LanguageVersion = "1"
    version: Count = "1"
    texts: Texts | None = Field(None, description="Its languages, and who reviewed each.")
    provenance: ProvenanceShape | None = None
    anchors: dict[Name, AnchorShape] = Field(default_factory=dict)
    choices: list[ChoiceShape] = Field(default_factory=list)
    regimens: list[RegimenShape] = Field(default_factory=list)
    questions: list[QuestionShape] = Field(default_factory=list)
    steps: list[StepShape] = Field(default_factory=list)
    red_flags: list[RedFlagShape] = Field(default_factory=list)
    sign_off: list[GateShape] = Field(default_factory=list)
    about: list[AboutShape] = Field(default_factory=list)


class FileShape(PartShape):
    """A whole protocol file."""

    protocol: StepName
    title: dict[Language, Words] = Field(min_length=1)
    uses: (
        Annotated[
            list[Annotated[UsedShape, BeforeValidator(_by_its_name)]],
            Field(min_length=1),
        ]
        | None
    ) = Field(
        None,
        description="Blocks it takes in: NAME.yaml beside this file, or a shipped one.",
        json_schema_extra=_name_or_block,
    )
    medicines: MedicinesShape = Field(default_factory=MedicinesShape)


class BlockShape(PartShape):
    """A block: steps and what belongs to them, used by several protocols."""

    block: StepName
    title: dict[Language, Words] = Field(default_factory=dict)
