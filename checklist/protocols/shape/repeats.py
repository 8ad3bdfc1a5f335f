"""How a step repeats."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from checklist.protocols.hours import clocks_of_a_day, in_hours
from checklist.protocols.shape.fields import Amount, Count, Language, Shape, Words, YesNo

__all__ = ["WEEKDAYS", "RepeatShape", "StageShape"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _sessions(said: object) -> object:
    """A list of clock times is named by them: "8am"."""
    if isinstance(said, str):
        said = [said]
    if not isinstance(said, list):
        return said
    named: dict[str, str] = {}
    for clock in said:
        if not isinstance(clock, str) or not clock:
            raise ValueError("expected clock times such as 8am")
        if clock.startswith("{"):
            raise ValueError(f'a time that is a choice needs a name: at: {{night: "{clock}"}}')
        name = clock.replace(" ", "")
        if name in named:
            raise ValueError(f"“{clock}” stands here twice")
        named[name] = clock
    return named


def _lower(said: object) -> object:
    listed = [said] if isinstance(said, str) else said
    if isinstance(listed, list):
        return [day.lower() if isinstance(day, str) else day for day in listed]
    return listed


_CLOCK = {"type": ["string", "integer"]}
Sessions = Annotated[
    dict[str, Words],
    BeforeValidator(_sessions),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                _CLOCK,
                {"type": "array", "items": _CLOCK, "minItems": 1},
                {"type": "object", "additionalProperties": _CLOCK, "minProperties": 1},
            ],
            "examples": [["8am", "8pm"], {"morning": "8am", "night": "10pm"}],
        }
    ),
]
Weekdays = Annotated[
    list[Weekday],
    BeforeValidator(_lower),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(WEEKDAYS)},
                {"type": "array", "items": {"enum": list(WEEKDAYS)}, "minItems": 1},
            ]
        }
    ),
]


class _OftenShape(Shape):
    """How often a day, or when."""

    every: Amount | None = None
    times: Count | None = Field(None, description="How often a day, at no set time.")
    at: Sessions | None = Field(None, description="When each day: clock times, named or not.")
    from_: Words | None = Field(
        None, alias="from", description="With “every: 2 hours”: the first time of each day."
    )
    until: Words | None = Field(
        None, description="With “every: 2 hours”: no time of the day is later."
    )

    @model_validator(mode="after")
    def _says_it_once(self) -> Self:
        if self.times is not None and self.at is not None:
            raise ValueError("“times” and “at” do not go together: “at” says how often it is")
        self._says_the_hours_once()
        return self

    def _says_the_hours_once(self) -> None:
        if not in_hours(self.every):
            if self.from_ is not None or self.until is not None:
                raise ValueError("“from” and “until” go with hours, such as “every: 2 hours”")
            return
        if self.times is not None or self.at is not None:
            other = "times" if self.at is None else "at"
            apart = "the least time between two is “gap”"
            raise ValueError(f"“every: {self.every}” and “{other}” do not go together: {apart}")
        if self.from_ is None or self.until is None:
            hours = "write “from: 8am” and “until: 8pm”"
            raise ValueError(f"“every: {self.every}” needs its hours: {hours}")
        clocks_of_a_day(self.every or "", self.from_, self.until)


class StageShape(_OftenShape):
    """One stretch of a taper or a ramp-up."""

    for_: Amount = Field(alias="for", description="How long it lasts, such as 1 week.")
    amount: dict[Language, Words] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_of_one_day(self) -> Self:
        if self.every is not None and not in_hours(self.every):
            raise ValueError("a stage’s “every” is in hours: days stand beside “stages”")
        return self


class CycleShape(Shape):
    """So long on, so long off."""

    on: Amount
    off: Amount


class RepeatShape(_OftenShape):
    """How the step comes again, from “opens” to “closes”."""

    every: Amount | None = Field(
        None, description="Days, weeks or months; every day otherwise. Or hours, from and until."
    )
    on: Weekdays | None = Field(None, description="The days of the week, in place of “every”.")
    gap: Amount | None = Field(None, description="The shortest time between two.")
    separate: YesNo = Field(False, description="A box for each time, in place of a counter.")
    amount: dict[Language, Words] = Field(
        default_factory=dict, description="How much each time, in words: 1 drop."
    )
    for_: Amount | None = Field(
        None, alias="for", description="How long it goes on, in place of “closes”."
    )
    stages: Annotated[list[StageShape], Field(min_length=1)] | None = None
    cycle: CycleShape | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.every is not None and not in_hours(self.every) and self.on is not None:
            raise ValueError("“every” and “on” do not go together: write one of them")
        if self.for_ is not None and self.stages:
            raise ValueError("“for” stands in each of the stages, and not beside them")
        stages = self.stages or ()
        if self.separate and not any(part.at or part.from_ for part in (self, *stages)):
            raise ValueError("“separate” needs times of day: write them with “at”")
        return self
