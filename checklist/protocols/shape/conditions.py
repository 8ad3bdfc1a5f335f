"""Conditions: exactly one way to ask, with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from checklist.protocols.shape.fields import (
    Amount,
    Key,
    Name,
    Number,
    OneOrMore,
    Shape,
    StepName,
)

__all__ = ["BOUNDS", "BoundsShape", "WhenShape"]

BOUNDS: Final = ("at_least", "at_most", "above", "below")

_WAYS: Final = {
    "answer": "is, at_least, at_most, above, below or in_the_last",
    "choice": "is",
    "takes": "",
    "regimen": "is",
    "slot": "",
    "site": "",
    "side": "",
    "age": "",
    "event": "",
    "done": "",
    "checked": "",
    "missed": "",
    "measured": "at_least, at_most, above or below",
    "all": "",
    "any": "",
    "not": "",
}
"""The ways to ask, and what must stand beside each."""

_BESIDE: Final = {
    "is": ("answer", "choice", "regimen"),
    "at_least": ("answer", "measured"),
    "at_most": ("answer", "measured"),
    "above": ("answer", "measured"),
    "below": ("answer", "measured"),
    "in_the_last": ("answer", "measured"),
    "before": ("answer", "measured"),
    "decided": ("takes",),
}
"""What may stand beside which way to ask."""


def _not_one(ways: Sequence[str]) -> str:
    if ways:
        each = ", ".join(f"{{{way}: …}}" for way in ways)
        return f"a condition asks one thing. For both, write “all: [{each}]”"
    *most, last = _WAYS
    return f"expected one of {', '.join(most)} or {last}"


class BoundsShape(Shape):
    """From where to where a number lies; “above” and “below” do not count themselves in."""

    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None


class AgeShape(BoundsShape):
    """The patient's age in years on the day of the procedure."""

    @model_validator(mode="after")
    def _says_something(self) -> AgeShape:
        if all(getattr(self, bound) is None for bound in BOUNDS):
            raise ValueError("expected at_least, at_most, above or below")
        return self


Decision = Literal["keep", "stop", "take", "change", "restart", "undecided"]
Slot = Literal["am", "pm", "unknown"]


def _listed(said: object) -> object:
    return [said] if isinstance(said, str) else said


def _one_or_more(values: object) -> WithJsonSchema:
    """One value, or a list of them, as an editor sees it."""
    one = {"enum": list(get_args(values))}
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})


Decisions = Annotated[
    list[Decision], BeforeValidator(_listed), Field(min_length=1), _one_or_more(Decision)
]
Slots = Annotated[list[Slot], BeforeValidator(_listed), Field(min_length=1), _one_or_more(Slot)]


class WhenShape(Shape):
    """A condition: exactly one of the ways to ask."""

    answer: Name | None = Field(None, description="A question, with “is” and its answers.")
    choice: Name | None = Field(None, description="A choice, with “is” and its values.")
    regimen: Key | None = Field(None, description="A regimen, with “is” and its options.")
    takes: Name | None = Field(None, description="A medicine group the patient takes from.")
    slot: Slots | None = Field(None, description="am before midday, pm from midday on.")
    site: OneOrMore | None = Field(None, description="Words of the plan's site: left knee.")
    side: Literal["left", "right", "both"] | None = None
    age: AgeShape | None = None
    event: Name | None = Field(None, description="An anchor that staff recorded.")
    done: StepName | None = Field(None, description="A step that is ticked.")
    checked: StepName | None = Field(None, description="A step that a nurse confirmed.")
    missed: StepName | None = Field(None, description="A step that was not done in time.")
    measured: StepName | None = Field(None, description="A step to measure, with bounds.")
    is_: OneOrMore | None = Field(default=None, alias="is")
    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None
    in_the_last: Amount | None = Field(None, description="A look-back, such as 3 months.")
    before: Name | None = Field(None, description="The anchor a look-back counts from.")
    decided: Decisions | None = Field(None, description="What a clinician decided.")
    all_: list[WhenShape] | None = Field(default=None, alias="all", min_length=1)
    any_: list[WhenShape] | None = Field(default=None, alias="any", min_length=1)
    not_: WhenShape | None = Field(default=None, alias="not")

    @property
    def way(self) -> str:
        """The one way it asks, once it is known to be well-shaped."""
        return next(way for way in _WAYS if self._said(way))

    def _said(self, key: str) -> bool:
        named = f"{key}_" if key in ("is", "all", "any", "not") else key
        return getattr(self, named) is not None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> WhenShape:
        ways = [way for way in _WAYS if self._said(way)]
        if len(ways) != 1:
            raise ValueError(_not_one(ways))
        beside = [key for key in _BESIDE if self._said(key)]
        for key in beside:
            if ways[0] not in _BESIDE[key]:
                raise ValueError(f"“{key}:” stands beside {' or '.join(_BESIDE[key])} only")
        self._has_its_values(ways[0], set(beside))
        return self

    def _has_its_values(self, way: str, beside: set[str]) -> None:
        looks_back = "in_the_last" in beside and way != "measured"
        values: list[str] = ["is"] if "is" in beside else []
        values += ["in_the_last"] if looks_back else []
        values += ["bounds"] if beside & set(BOUNDS) else []
        if way in ("choice", "regimen") and "is" not in beside:
            raise ValueError(f"expected “is:” with the values, beside {way}")
        if way == "measured" and not values:
            raise ValueError(f"expected {_WAYS[way]} beside measured")
        if way == "answer" and not values:
            raise ValueError("expected “is:” with the values, beside answer or choice")
        if len(values) > 1:
            raise ValueError("ask one thing here: “is”, or a number, or “in_the_last”")
        if "before" in beside and "in_the_last" not in beside:
            raise ValueError("“before:” stands beside “in_the_last” only")
