"""The timing of a step, as a small tree; ``str()`` of it gives the author's words, tidied.

A timing says *when* without saying *for whom*: it rests on anchors (named moments of a plan) and
may hold choices (``{food_hours}``) that a clinician sets for each patient. ``timing_grammar`` reads
the words into this tree; ``schedule`` resolves the tree against one plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import time
from typing import Literal, TypeAlias

from checklist.core.amounts import Amount, Direction
from checklist.core.words import clock_words

__all__ = [
    "BOOKED",
    "At",
    "ChoiceRef",
    "ClockOn",
    "DayEdge",
    "DayOf",
    "DayTiming",
    "Offset",
    "Pick",
    "Timing",
]

BOOKED = "booked"
"""The anchor of the moment the plan was made; as a timing it reads "when booked"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceRef:
    """A value a clinician sets per patient, standing where an amount, anchor or clock would."""

    name: str

    def __str__(self) -> str:
        return "{" + self.name + "}"


class _Words:
    """What every timing can tell about itself."""

    __slots__ = ()

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors it rests on; one that is still a choice appears as ``{name}``."""
        return frozenset(str(n.anchor) for n in _walk(self) if isinstance(n, At | Offset | DayOf))

    @property
    def choices(self) -> frozenset[str]:
        """The names of the choices it needs."""
        return frozenset(n.name for n in _walk(self) if isinstance(n, ChoiceRef))


@dataclass(frozen=True, kw_only=True, slots=True)
class At(_Words):
    """At the anchor itself, as precise as that is known: ``procedure``, ``when booked``."""

    anchor: str | ChoiceRef

    def __str__(self) -> str:
        return "when booked" if self.anchor == BOOKED else str(self.anchor)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offset(_Words):
    """An amount before or after an anchor: ``6 hours before earliest_start``.

    Hours and minutes give a time, days, weeks and months give a day.
    """

    amount: Amount | ChoiceRef
    direction: Direction
    anchor: str | ChoiceRef

    def __str__(self) -> str:
        amount = "the day" if self.amount == Amount(days=1) else str(self.amount)
        return f"{amount} {self.direction} {self.anchor}"


@dataclass(frozen=True, kw_only=True, slots=True)
class DayOf(_Words):
    """The whole calendar day of an anchor: ``the day of procedure``."""

    anchor: str | ChoiceRef

    def __str__(self) -> str:
        return f"the day of {self.anchor}"


DayTiming: TypeAlias = DayOf | Offset
"""What names a calendar day. An Offset here counts in days, weeks or months."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockOn(_Words):
    """A clock time on a day: ``6pm the day before procedure``.

    Midnight is not a clock time here: nobody is sure which night it belongs to. Authors write the
    start or the end of a day instead.
    """

    clock: time | ChoiceRef
    day: DayTiming

    def __post_init__(self) -> None:
        _must_be_a_day(self.day)
        if isinstance(self.clock, time) and (
            self.clock == time(0) or self.clock != self.clock.replace(second=0, microsecond=0)
        ):
            raise ValueError("a clock time is in whole minutes, and not midnight")

    def __str__(self) -> str:
        clock = clock_words(self.clock) if isinstance(self.clock, time) else str(self.clock)
        return f"{clock} {'on ' if isinstance(self.day, DayOf) else ''}{self.day}"


@dataclass(frozen=True, kw_only=True, slots=True)
class DayEdge(_Words):
    """The instant a day begins or ends: ``end of 2 days after procedure``."""

    edge: Literal["start", "end"]
    day: DayTiming

    def __post_init__(self) -> None:
        _must_be_a_day(self.day)

    def __str__(self) -> str:
        return f"{self.edge} of {self.day}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick(_Words):
    """The later or the earlier of two timings."""

    which: Literal["later", "earlier"]
    first: Timing
    second: Timing

    def __str__(self) -> str:
        return f"the {self.which} of {self.first} and {self.second}"


Timing: TypeAlias = At | Offset | DayOf | ClockOn | DayEdge | Pick
"""When a step happens, opens, closes or is due."""


def _must_be_a_day(day: DayTiming) -> None:
    if isinstance(day, Offset) and isinstance(day.amount, Amount) and day.amount.is_elapsed:
        raise ValueError("a day is counted in days, weeks or months, not in hours or minutes")


def _walk(node: object) -> Iterator[object]:
    yield node
    if is_dataclass(node):
        for field in fields(node):
            yield from _walk(getattr(node, field.name))
