"""The timing of a step, as a small tree; ``str()`` of it gives the author's words, tidied.

A timing says *when* without saying *for whom*: it rests on anchors (named moments of a plan) and
may hold choices (``{food_hours}``) that a clinician sets for each patient. ``timing_grammar`` reads
the words into this tree; ``schedule`` resolves the tree against one plan.

An anchor may be another step: ``first-dose`` is when it was done, and ``drops.closes`` an edge of
its planned window (see STEP_EDGES).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final, Literal, TypeAlias

from checklist.core.amounts import Amount, Direction, Range
from checklist.core.timing_facts import ChoiceRef, Facts
from checklist.core.words import clock_words

__all__ = [
    "BOOKED",
    "STEP_EDGES",
    "WEEKDAYS",
    "Adjusted",
    "Adjustment",
    "At",
    "AtLeast",
    "ChoiceRef",
    "ClinicHour",
    "ClockOn",
    "DayEdge",
    "DayOf",
    "DayTiming",
    "Offset",
    "Pick",
    "Timing",
    "WeekdayOf",
]

BOOKED: Final = "booked"
"""The anchor of the moment the plan was made; as a timing it reads "when booked"."""

STEP_EDGES: Final = ("opens", "due", "closes")
"""What may follow a step's name and a dot: a moment of its planned window."""

# fmt: off
WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)
# fmt: on
"""The days of the week as timings write them; Monday is 0."""

ClinicHour: TypeAlias = Literal["opening", "closing"]
"""The clock time at which the clinic opens or closes, on a day of its own hours."""

Adjustment: TypeAlias = Literal["working_day_before", "next_working_day", "next_opening"]
"""How a timing moves that falls where the clinic is closed."""

_ENDINGS: Final = {
    "working_day_before": "or the working day before",
    "next_working_day": "or the next working day",
    "next_opening": "or when we next open",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class At(Facts):
    """At the anchor itself, as precise as that is known: ``procedure``, ``when booked``."""

    anchor: str | ChoiceRef

    def __str__(self) -> str:
        return "when booked" if self.anchor == BOOKED else str(self.anchor)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offset(Facts):
    """An amount before or after an anchor: ``6 hours before earliest_start``.

    Hours and minutes give a time; days of any kind, weeks and months give a day. A range is a
    window: ``7 to 10 days after procedure``.
    """

    amount: Amount | Range | ChoiceRef
    direction: Direction
    anchor: str | ChoiceRef

    def __str__(self) -> str:
        amount = _ONE_DAY.get(self.amount) or str(self.amount)
        return f"{amount} {self.direction} {self.anchor}"


_ONE_DAY: Final[dict[Amount | Range | ChoiceRef, str]] = {
    Amount(days=1): "the day",
    Amount(working_days=1): "the working day",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class DayOf(Facts):
    """The whole calendar day of an anchor: ``the day of procedure``."""

    anchor: str | ChoiceRef

    def __str__(self) -> str:
        return f"the day of {self.anchor}"


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekdayOf(Facts):
    """The nearest such weekday, never the anchor's own day: ``the monday before procedure``.

    ``weekday`` counts from 0 for Monday.
    """

    weekday: int
    direction: Direction
    anchor: str | ChoiceRef

    def __post_init__(self) -> None:
        if self.weekday not in range(len(WEEKDAYS)):
            raise ValueError("a weekday is a number from 0 for Monday to 6 for Sunday")

    def __str__(self) -> str:
        return f"the {WEEKDAYS[self.weekday]} {self.direction} {self.anchor}"


DayTiming: TypeAlias = DayOf | WeekdayOf | Offset
"""What names a calendar day. An Offset here counts in days of any kind, weeks or months."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockOn(Facts):
    """A clock time on a day: ``6pm the day before procedure``.

    ``opening`` and ``closing`` are the clinic's own hours that day: ``opening time …``. Midnight is
    not a clock time here: nobody is sure which night it belongs to. Authors write the start or the
    end of a day instead.
    """

    clock: time | ClinicHour | ChoiceRef
    day: DayTiming

    def __post_init__(self) -> None:
        _must_be_a_day(self.day)
        if isinstance(self.clock, time) and (
            self.clock == time(0) or self.clock != self.clock.replace(second=0, microsecond=0)
        ):
            raise ValueError("a clock time is in whole minutes, and not midnight")
        if isinstance(self.clock, str) and self.clock not in ("opening", "closing"):
            raise ValueError("the clinic's hours are “opening” and “closing”")

    def __str__(self) -> str:
        clock = clock_words(self.clock) if isinstance(self.clock, time) else str(self.clock)
        hour = " time" if isinstance(self.clock, str) else ""
        return f"{clock}{hour} {'on ' if isinstance(self.day, DayOf) else ''}{self.day}"


@dataclass(frozen=True, kw_only=True, slots=True)
class DayEdge(Facts):
    """The instant a day begins or ends: ``end of 2 days after procedure``."""

    edge: Literal["start", "end"]
    day: DayTiming

    def __post_init__(self) -> None:
        _must_be_a_day(self.day)

    def __str__(self) -> str:
        return f"{self.edge} of {self.day}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick(Facts):
    """The later or the earlier of two timings.

    An ending behind the second moves whichever is picked, so the second never has its own.
    """

    which: Literal["later", "earlier"]
    first: Timing
    second: Timing

    def __post_init__(self) -> None:
        if isinstance(self.second, Adjusted):
            raise ValueError("an ending behind the second of two belongs to both")
        if self.first.open_ended or self.second.open_ended:
            raise ValueError(_AT_THE_FRONT)

    def __str__(self) -> str:
        return f"the {self.which} of {self.first} and {self.second}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjusted(Facts):
    """A timing that moves where the clinic is closed: ``procedure, or the next working day``.

    ``working_day_before`` and ``next_working_day`` move a day that is no working day, and keep the
    clock time. ``next_opening`` moves an instant outside the opening hours.
    """

    timing: Timing
    how: Adjustment

    def __post_init__(self) -> None:
        if self.how not in _ENDINGS:
            raise ValueError(f"there is no ending called “{self.how}”")
        if isinstance(self.timing, Adjusted):
            raise ValueError("a timing has one ending at most")
        if self.timing.open_ended:
            raise ValueError(_AT_THE_FRONT)

    def __str__(self) -> str:
        return f"{self.timing}, {_ENDINGS[self.how]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class AtLeast(Facts):
    """An open end: ``at least 6 weeks after procedure``. From then on, people ask the clinic."""

    timing: Timing

    def __post_init__(self) -> None:
        if self.timing.open_ended:
            raise ValueError(_AT_THE_FRONT)

    @property
    def open_ended(self) -> bool:
        return True

    def __str__(self) -> str:
        return f"at least {self.timing}"


Timing: TypeAlias = At | Offset | DayOf | WeekdayOf | ClockOn | DayEdge | Pick | Adjusted | AtLeast
"""When a step happens, opens, closes or is due."""

_AT_THE_FRONT: Final = "“at least” stands once, in front of the whole timing"


def _must_be_a_day(day: DayTiming) -> None:
    if isinstance(day, Offset) and isinstance(day.amount, Amount | Range) and day.amount.is_elapsed:
        raise ValueError("a day is counted in days, weeks or months, not in hours or minutes")
