"""Forms of the staff pages: what was typed, made into days, clock times and instants.

WTForms reads the fields; the CSRF token is checked for the whole app. A page is rendered again from
a ``Filled``: exactly what was typed, and one sentence beside each field that cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form
from wtforms.widgets import TextInput

from checklist.core import clock
from checklist.core.errors import ImpossibleTime, Invalid, TimingError
from checklist.core.moments import Moment
from checklist.core.timing_grammar import parse_clock

DAY_WANTED = "Write the date as day, month and year."
CLOCK_WANTED = "Write a clock time, such as 7:30am."
TWICE = "The clocks go back that night, so this time comes twice. Say which one is meant."
WHICH = ("first", "second")
OUR_PATH = re.compile(r"/(?![/\\])[\w./:@~?&=+%-]*")
"""A path on this site: no host, no second slash to make one, nothing a browser would drop."""

_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})(?::\d{2})?")


class DayField(Field):
    """A calendar day: what a date input sends (2027-03-04), or three numbers, day first."""

    widget = TextInput()
    data: date | None

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if typed:
            self.data = read_day(typed)


class ClockField(Field):
    """A clock time: what a time input sends (07:30), or words such as 7:30am and midday."""

    widget = TextInput()
    data: time | None

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if typed:
            self.data = read_clock(typed)


def read_day(typed: str) -> date:
    """The day somebody typed. Raises ValueError with a sentence."""
    numbers = re.split(r"[\s./-]+", typed.strip())
    if len(numbers) != 3:
        raise ValueError(DAY_WANTED)
    if len(numbers[2]) == 4:
        numbers.reverse()
    return day_of_parts(numbers[2], numbers[1], numbers[0])


def day_of_parts(day: str, month: str, year: str) -> date:
    """The day of three boxes. Raises ValueError with a sentence."""
    try:
        parts = int(year), int(month), int(day)
    except ValueError:
        raise ValueError(DAY_WANTED) from None
    if parts[0] < 1000:
        raise ValueError("Write the year with four digits.")
    try:
        return date(*parts)
    except (ValueError, OverflowError):
        raise ValueError("There is no such date. Check the day and the month.") from None


def whole_number(sent: str, *, most: int) -> int:
    """A number from an address or a hidden field, at most ``most``; 0 for what is none."""
    if not sent.isascii() or not sent.isdigit():
        return 0
    # Python refuses to read thousands of digits; what is longer than the most is the most.
    return most if len(sent) > len(str(most)) else min(int(sent), most)


def read_clock(typed: str) -> time:
    """The clock time somebody typed. Raises ValueError with a sentence."""
    bare = typed.strip().casefold().replace(" ", "")
    digits = _CLOCK.fullmatch(bare)
    try:
        if digits:
            return time(int(digits[1]), int(digits[2]))
        return parse_clock(bare)
    except (ValueError, TimingError):
        raise ValueError(CLOCK_WANTED) from None


def moment_of(
    day: date | None, at: time | None, tz: ZoneInfo, *, field: str, which: str = ""
) -> Moment:
    """What is known of a day and a clock time, in the clinic's zone.

    Raises Invalid beside ``field`` for a time that the clocks skip, and beside ``<field>_which``
    for one that comes twice while ``which`` says neither "first" nor "second".
    """
    if day is None:
        return Moment.unknown()
    if at is None:
        return Moment.on(day)
    return Moment.at_instant(instant_of(day, at, tz, field=field, which=which), tz)


def instant_of(day: date, at: time, tz: ZoneInfo, *, field: str, which: str = "") -> datetime:
    """As moment_of, for a time that must be known: an instant in UTC. Raises Invalid."""
    if clock.is_ambiguous(day, at, tz) and which not in WHICH:
        raise Invalid({f"{field}_which": TWICE})
    try:
        return clock.exact_instant(
            day, at, tz, when_twice="second" if which == "second" else "first"
        )
    except ImpossibleTime as gap:
        raise Invalid({field: str(gap)}) from None


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form as it comes back: ``typed`` by field, and what is wrong with it.

    ``wrong`` keeps the order in which the fields stand; the name "" is the form as a whole.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str, otherwise: str = "") -> str:
        """What was typed, or what an untouched field starts with."""
        return self.typed.get(name, otherwise)

    def problem(self, name: str) -> str:
        return self.wrong.get(name, "")

    @property
    def errors(self) -> list[dict[str, str]]:
        """For the component error_summary."""
        return [{"name": name, "text": text} for name, text in self.wrong.items()]


def typed_in(form: MultiDict[str, str]) -> dict[str, str]:
    """What was typed in every field, as it was typed; the CSRF token stays out."""
    return {name: value for name, value in form.items() if name != "csrf_token"}


def field_problems(form: Form) -> dict[str, str]:
    """The first problem of each WTForms field that has one."""
    return {name: str(_first(said)) for name, said in form.errors.items() if name and said}


def in_order(problems: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The problems in the order of the fields; those of no field of this form come first."""
    order = {name: place for place, name in enumerate(names)}
    return dict(sorted(problems.items(), key=lambda item: order.get(item[0], -1)))


def _first(said: Sequence[Any] | Mapping[str, Any]) -> Any:
    return next(iter(said.values() if isinstance(said, Mapping) else said))


def same_site(path: str) -> bool:
    """Whether a path to come back to stays here: never another site's address."""
    return OUR_PATH.fullmatch(path) is not None
