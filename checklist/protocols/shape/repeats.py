"""How a step repeats."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

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

    times: Count | None = Field(None, description="How often a day, at no set time.")
    at: Sessions | None = Field(None, description="When each day: clock times, named or not.")

    @model_validator(mode="after")
    def _says_it_once(self) -> Self:
        if self.times is not None and self.at is not None:
            raise ValueError("“times” and “at” do not go together: “at” says how often it is")
        return self


class StageShape(_OftenShape):
    """One stretch of a taper or a ramp-up."""

    for_: Amount = Field(alias="for", description="How long it lasts, such as 1 week.")
    amount: dict[Language, Words] = Field(default_factory=dict)


class CycleShape(Shape):
    """So long on, so long off."""

    on: Amount
    off: Amount


class RepeatShape(_OftenShape):
    """How the step comes again, from “opens” to “closes”."""

    every: Amount | None = Field(None, description="Days, weeks or months; every day otherwise.")
    on: Weekdays | None = Field(None, description="The days of the week, in place of “every”.")
    gap: Amount | None = Field(None, description="The shortest time between two.")
    separate: YesNo = Field(False, description="A box for each time, in place of a counter.")
    amount: dict[Language, Words] = Field(
        default_factory=dict, description="How much each time, in words: 1 drop."
    )
    stages: Annotated[list[StageShape], Field(min_length=1)] | None = None
    cycle: CycleShape | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.every is not None and self.on is not None:
            raise ValueError("“every” and “on” do not go together: write one of them")
        stages = self.stages or ()
        if self.separate and self.at is None and not any(stage.at for stage in stages):
            raise ValueError("“separate” needs times of day: write them with “at”")
        return self
