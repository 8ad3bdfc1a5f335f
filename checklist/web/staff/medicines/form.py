"""The form of the medicines page: what a clinician typed for each medicine, made into decisions.

Every field is named ``<medicine id>-<field>``. Nothing is filled in by us: what stands in a field
is what was decided before, or what was typed. A medicine left as it was is not decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from checklist.actions.medicines import Decided, check_decisions
from checklist.core import clock
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.medicines import DecisionKind, Medicine
from checklist.core.near_days import day_first, read_near
from checklist.core.plan.model import Inputs
from checklist.web.forms import instant_of, read_clock
from checklist.web.staff.medicines.filled import ON_A_DATE, TOLD, as_it_was, name_of

MOST_LETTERS = 300
NO_MIDNIGHT = "Midnight is easily taken for the wrong day. Write 23:59, and the day that ends then."
FIELDS_OF_PROBLEM: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "last_dose": ("last_day", "last_time"),
    "restart": ("ending", "told_by", "told_day", "restart_day", "restart_time"),
    "again": ("again_day", "again_time"),
    "take_at": ("take_time",),
    "instruction": ("instruction",),
}
"""Where the form shows what the action finds wrong (the first), and the fields it is about."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What came back: ``decided`` are the medicines decided anew, ``wrong`` one sentence a field.

    ``typed_doses`` holds every last dose that could be read, also of decisions not complete yet.
    """

    decided: tuple[Decided, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    typed_doses: Mapping[str, datetime] = field(default_factory=dict)


def read(
    typed: Mapping[str, str],
    listed: Sequence[Medicine],
    inputs: Inputs,
    clinic: Clinic,
) -> Sent:
    """Read the whole form. Problems of every medicine are found at once."""
    decided: list[Decided] = []
    wrong: dict[str, str] = {}
    doses: dict[str, datetime] = {}
    for medicine in listed:
        one = _One(medicine_id=medicine.id, typed=typed, inputs=inputs, clinic=clinic)
        made = one.read()
        wrong |= one.wrong
        if made is None:
            continue
        if made.last_dose is not None:
            doses[medicine.id] = made.last_dose
        if not as_it_was(made, inputs, clinic):
            decided.append(made)
    found = check_decisions(decided, {m.id: m for m in listed}, inputs) if decided else {}
    for key, sentence in found.items():
        if not wrong.keys() & set(fields_of(key)):  # said more exactly already
            wrong[fields_of(key)[0]] = sentence
    return Sent(decided=tuple(decided), wrong=wrong, typed_doses=doses)


def fields_of(problem: str) -> tuple[str, ...]:
    """The form's fields for a key of the action's ``Invalid``; "" is the form as a whole."""
    medicine_id, found, what = problem.partition(".")
    if not found:
        return (problem,)
    return tuple(name_of(medicine_id, field_name) for field_name in FIELDS_OF_PROBLEM[what])


@dataclass(kw_only=True)
class _One:
    """The fields of one medicine while they are read."""

    medicine_id: str
    typed: Mapping[str, str]
    inputs: Inputs
    clinic: Clinic
    wrong: dict[str, str] = field(default_factory=dict)

    def read(self) -> Decided | None:
        """The decision, as far as it can be read; None where nothing was chosen."""
        if not self._said("kind"):
            return None
        try:
            kind = DecisionKind(self._said("kind"))
        except ValueError:
            self._refuse("kind", "Choose one of these.")
            return None
        made = _PARTS[kind](self) if kind in _PARTS else {}
        return Decided(
            medicine_id=self.medicine_id,
            kind=kind,
            seen=self._said("seen"),
            consulted=self._short("consulted"),
            reason=self._short("reason"),
            source=self._short("source"),
            **made,
        )

    def stop(self) -> dict[str, Any]:
        made: dict[str, Any] = {"last_dose": self._instant("last")}
        if self._said("ending") == ON_A_DATE:
            return {**made, "restart_at": self._instant("restart")}
        if self._said("ending") == TOLD:
            return {**made, "restart_owner": self._short("told_by"), "restart_by": self._told_by()}
        return made

    def take(self) -> dict[str, Any]:
        """On the day means the day of the procedure; only the clock time is asked."""
        at = self._clock("take_time")
        procedure = self.inputs.anchors["procedure"].moment.day
        if procedure is None:
            self._refuse("take_time", "The procedure has no date yet.")
            return {}
        return {"take_at": None if at is None else self._together(procedure, at, "take_time")}

    def change(self) -> dict[str, Any]:
        return {"instruction": self._said("instruction")}

    def restart(self) -> dict[str, Any]:
        return {"restart_at": self._instant("again")}

    def _told_by(self) -> datetime | None:
        """By the end of the clinic's day: later nobody is there to tell."""
        day, after = self._day("told_day")
        if day is None:
            return None
        if after:
            self._refuse("told_day", "Write the day alone: it is by the end of our day.")
            return None
        if not self.clinic.is_working_day(day):
            self._refuse("told_day", "The clinic is closed that day. Choose a day we are here.")
            return None
        return clock.instant(day, self.clinic.hours[day.weekday()].closes, self.clinic.tz)

    def _instant(self, prefix: str) -> datetime | None:
        day, after = self._day(f"{prefix}_day")
        at = self._clock(f"{prefix}_time", after)
        if day is None or at is None:
            if day is not None and not self._is_wrong(f"{prefix}_time"):
                self._refuse(f"{prefix}_time", "Write the time as well.")
            if at is not None and not self._is_wrong(f"{prefix}_day"):
                self._refuse(f"{prefix}_day", "Write the day as well.")
            return None
        return self._together(day, at, f"{prefix}_time")

    def _together(self, day: date, at: time, field_name: str) -> datetime | None:
        if at == time(0):
            self._refuse(field_name, NO_MIDNIGHT)
            return None
        name = name_of(self.medicine_id, field_name)
        which = self.typed.get(f"{name}_which", "")
        try:
            return instant_of(day, at, self.clinic.tz, field=name, which=which)
        except Invalid as problem:
            self.wrong |= problem.problems
            return None

    def _day(self, field_name: str) -> tuple[date | None, str]:
        """The day, and what was typed after it: "26 feb 6pm" says the time as well."""
        typed = self._said(field_name)
        if not typed:
            return None, ""
        try:
            return read_near(typed, near=self._near, day_first=day_first(self.clinic.locale))
        except ValueError as problem:
            self._refuse(field_name, str(problem))
            return None, ""

    @property
    def _near(self) -> date:
        day = self.inputs.anchors["procedure"].moment.day
        return day or clock.day_of(self.inputs.as_of, self.clinic.tz)

    def _clock(self, field_name: str, after_the_day: str = "") -> time | None:
        typed = self._said(field_name) or after_the_day
        if not typed:
            return None
        try:
            return read_clock(typed)
        except ValueError as problem:
            self._refuse(field_name, str(problem))
            return None

    def _short(self, field_name: str) -> str:
        said = self._said(field_name)
        if len(said) > MOST_LETTERS:
            self._refuse(field_name, f"Please use fewer than {MOST_LETTERS} letters.")
        return said

    def _said(self, field_name: str) -> str:
        return self.typed.get(name_of(self.medicine_id, field_name), "").strip()

    def _refuse(self, field_name: str, sentence: str) -> None:
        self.wrong.setdefault(name_of(self.medicine_id, field_name), sentence)

    def _is_wrong(self, field_name: str) -> bool:
        return name_of(self.medicine_id, field_name) in self.wrong


_PARTS: Mapping[DecisionKind, Callable[[_One], dict[str, Any]]] = {
    DecisionKind.STOP: _One.stop,
    DecisionKind.TAKE: _One.take,
    DecisionKind.CHANGE: _One.change,
    DecisionKind.RESTART: _One.restart,
}
