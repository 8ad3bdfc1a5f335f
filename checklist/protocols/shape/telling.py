"""What a protocol tells beside its steps: moments, signs, pages, gates, reviews and origin."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from checklist.core.protocol import Tier
from checklist.protocols.shape.conditions import WhenShape
from checklist.protocols.shape.fields import (
    Day,
    Key,
    Letter,
    Shape,
    SourceRows,
    StepName,
    TimingWords,
    Words,
    YesNo,
)

__all__ = [
    "AboutShape",
    "AboutWordsShape",
    "AnchorShape",
    "CallShape",
    "GateShape",
    "ProvenanceShape",
    "RedFlagShape",
    "TextReviewShape",
]


class TextReviewShape(Shape):
    """Whether one language's words were reviewed; others never reach a patient."""

    reviewed: YesNo
    by: str = ""
    on: Day | None = None


class ProvenanceShape(Shape):
    """Where the guidance comes from, and until when it may be used."""

    sources: dict[Letter, Words] = Field(min_length=1)
    reviewed_by: Words
    reviewed_on: Day
    next_review: Day
    usable_until: Day | None = None


class AnchorShape(Shape):
    """A moment of the protocol's own, which staff record when it happens."""

    planned: TimingWords | None = Field(None, description="The estimate until then: “about”.")
    firm: YesNo = False
    label: str = Field("", description="What staff read beside the button that records it.")


class CallShape(Shape):
    """Whom to call between two clock times of a day."""

    phone: Words = Field(description="A number, “clinic” or “emergency”.")
    from_: Words | None = Field(default=None, alias="from")
    until: Words | None = None


class RedFlagShape(Shape):
    """A sign that needs help."""

    sign: StepName
    tier: Tier
    when: WhenShape | None = None
    opens: TimingWords | None = None
    closes: TimingWords | None = None
    value: WhenShape | None = Field(None, description="A value that raises it by itself.")
    call: Annotated[list[CallShape], Field(min_length=1)] | None = None
    sources: SourceRows | None = None
    words: dict[str, Words]


class GateShape(Shape):
    """What a clinician's “ready” waits for."""

    gate: Key
    label: Words
    waits_for: WhenShape


class AboutWordsShape(Shape):
    """One language's words of a page."""

    title: Words
    paragraphs: Annotated[list[Words], Field(min_length=1)]


class AboutShape(Shape):
    """A page to read about the procedure."""

    page: StepName
    sources: SourceRows | None = None
    words: dict[str, AboutWordsShape]
