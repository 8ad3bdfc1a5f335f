"""Steps and their words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from checklist.core.protocol import Kind, Owner, Phase, Tier
from checklist.protocols.shape.conditions import BoundsShape, WhenShape
from checklist.protocols.shape.fields import (
    Amount,
    Degree,
    Name,
    OneOrMore,
    Shape,
    SourceRows,
    StepName,
    TimingWords,
    Words,
    YesNo,
)
from checklist.protocols.shape.repeats import RepeatShape

__all__ = [
    "AroundShape",
    "MeasureShape",
    "OutsideShape",
    "StepShape",
    "StepWordsShape",
    "TaughtWordsShape",
    "TeachBackShape",
]


class StepWordsShape(Shape):
    """One language's words. Only “title” and “text” must be there."""

    title: Words
    text: Words
    why: str = Field("", description="Why it matters: people keep to what they understand.")
    unknown: str = Field("", description="Read while a time in “text” is not known yet.")
    kept: str = Field("", description="An avoid's button: I have stopped.")
    slipped: str = Field("", description="An avoid's other button: I ate.")
    after_slip: str = Field("", description="What to do now, once that was tapped.")
    after_cant: str = Field("", description="What to do now, once “I can't” was tapped.")
    late: str = Field("", description="Read when the plan is booked after this was due.")
    waiting: str = Field("", description="Read while the step waits for a result or a check.")
    void: str = Field("", description="Read once a step it follows was missed.")
    except_: str = Field("", alias="except", description="What an avoid still allows.")
    cleared: str = Field("", description="A limit's title once it was ended: You may drive again.")
    after_cleared: str = Field("", description="What still holds once it was ended.")


class TeachBackShape(Shape):
    """A question that shows whether the instruction was understood."""

    ask: Words
    right: Words
    wrong: OneOrMore


class TaughtWordsShape(StepWordsShape):
    """One language's words of a step. Only “title” and “text” must be there."""

    teach_back: TeachBackShape | None = None


class AroundShape(Shape):
    """In force around each time of another step."""

    step: StepName
    before: Amount | None = None
    after: Amount | None = None


class OutsideShape(BoundsShape):
    """What a value in these bounds means: how urgent it is, and what to do."""

    tier: Tier
    words: dict[str, Words]


class MeasureShape(Shape):
    """A value to write down."""

    unit: str = Field("", description="kg, °C, mmol/L")
    possible: BoundsShape | None = Field(None, description="What can be typed at all.")
    outside: Annotated[list[OutsideShape], Field(min_length=1)] | None = None


class StepShape(Shape):
    """One line of a protocol, with its timing rule."""

    step: StepName = Field(description="Its name, for other steps to count from.")
    kind: Kind
    owner: Owner = Owner.PATIENT
    phase: Phase | None = Field(None, description="Worked out from the timing when left out.")
    criticality: Degree = Field("2", description="3 can harm, 2 can delay, 1 is comfort.")
    opens: TimingWords | None = None
    due: TimingWords | None = None
    closes: TimingWords | None = None
    when: WhenShape | None = Field(None, description="For whom it is; for all when left out.")
    questions: Annotated[list[Name], Field(min_length=1)] | None = None
    fasting: Literal["food", "drink"] | None = None
    limit: YesNo = Field(False, description="Shown with a bar that fills up.")
    repeat: RepeatShape | None = None
    until: WhenShape | None = Field(None, description="Ends the step before it closes.")
    waits_for: WhenShape | None = Field(None, description="Not asked until this holds.")
    once_started: Literal["stays"] | None = None
    if_missed: Literal["voids", "keeps"] = "voids"
    around: AroundShape | None = None
    allows: Annotated[list[StepName], Field(min_length=1)] | None = None
    measure: MeasureShape | None = None
    sources: SourceRows | None = None
    words: dict[str, TaughtWordsShape]
