"""The words an author fills in, each with what it may hold.

Everything arrives as text (see ``source``), so every other type is read here from the words an
author writes: yes and no, 2026-11-02, 1 to 3. The second half of each type is how an editor sees
the same value, which has guessed at numbers and at yes and no before it looks at our schema.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

__all__ = [
    "Amount",
    "Count",
    "Day",
    "Degree",
    "Key",
    "Language",
    "LanguageVersion",
    "Letter",
    "Name",
    "Number",
    "OneOrMore",
    "Shape",
    "SourceRows",
    "StepName",
    "TimingWords",
    "Words",
    "YesNo",
]

_SCALAR: Final[dict[str, Any]] = {"type": ["string", "number", "boolean"]}


def _yes_or_no(said: object) -> bool:
    if said not in ("yes", "no"):
        raise ValueError("expected yes or no")
    return said == "yes"


def _date(said: object) -> date:
    try:
        day = date.fromisoformat(str(said))
    except ValueError:
        day = None
    if day is None or str(day) != said:
        raise ValueError("expected a date such as 2026-11-02")
    return day


def _listed(said: object) -> object:
    return [said] if isinstance(said, str) else said


_WORDS: Final = {**_SCALAR, "minLength": 1}
Words = Annotated[str, StringConstraints(min_length=1), WithJsonSchema(_WORDS)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
StepName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]+$")]
Number = Annotated[
    str,
    StringConstraints(pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,3})?$"),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]{1,6}(\.[0-9]{1,3})?$"}),
]
Count = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{0,3}$"),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "pattern": r"^[1-9][0-9]{0,3}$"}),
]
SourceRow = Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]+$")]
SourceRows = Annotated[list[SourceRow], Field(min_length=1)]
YesNo = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema({"enum": ["yes", "no", True, False]}),
]
Day = Annotated[
    date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Degree = Annotated[Literal["1", "2", "3"], WithJsonSchema({"enum": [1, 2, 3, "1", "2", "3"]})]
LanguageVersion = Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
OneOrMore = Annotated[
    list[Words],
    BeforeValidator(_listed),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_WORDS, {"type": "array", "items": _WORDS, "minItems": 1}]}),
]
TimingWords = Annotated[
    str,
    StringConstraints(min_length=1),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "examples": ["6 hours before procedure", "6pm the day before procedure"],
        }
    ),
]
Amount = Annotated[
    str,
    StringConstraints(min_length=1),
    WithJsonSchema({"type": "string", "minLength": 1, "examples": ["6 hours", "2 weeks"]}),
]


class Shape(BaseModel):
    """A block of keys. A key that is not named here is a problem."""

    # Built when a file is first read: a server that serves reads none.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, validate_by_alias=True)
