"""What was typed on the page of going home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from checklist.actions.going_home import GoingHome
from checklist.actions.medicines import Decided
from checklist.core import clock
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.medicines import DecisionKind, Medicine, Standing, latest_decision, standing
from checklist.core.plan.model import Inputs
from checklist.web.forms import read_day
from checklist.web.staff.typed_times import read_at

CONFIRM, ANOTHER, LATER = "confirm", "another", "later"
"""As agreed beforehand; at another time; or the patient is told later."""

CHOOSE = "Choose one of these."
NOT_AGREED = "No time was agreed beforehand. Choose another one."
WHEN_AGAIN = "Say when it restarts: date and time."
WHO_TELLS = "Say who tells the patient."
BY_WHEN = "Say by which day."
SHUT = "The clinic is closed that day. Choose a day we are here."
MIDNIGHT = "Midnight is easily taken for the wrong day. Write 23:59, and the day that ends then."

FIELDS = ("", "ended_day", "ended_time", "done", "complications")
LAST_FIELDS = ("escort", "escort_phone", "home_day", "home_time")
OF_MEDICINE = ("how", "again_day", "again_time", "again_time_which", "owner", "by_day")
PROBLEMS = {"again": "again_time", "restart": "owner", "last_dose": "how", "kind": "how"}
"""Where the form shows what the action finds wrong with a decision."""


def read(
    typed: Mapping[str, str], stopped: Sequence[Medicine], inputs: Inputs, clinic: Clinic
) -> GoingHome:
    """The page as typed. Raises Invalid with a sentence for each field that cannot be read."""
    wrong: dict[str, str] = {}
    ended_at = _event(typed, "ended", clinic, wrong)
    decided = [_restart(medicine, typed, inputs, clinic, wrong) for medicine in stopped]
    home_at = _event(typed, "home", clinic, wrong)
    if wrong:
        raise Invalid(wrong)
    return GoingHome(
        ended_at=ended_at,
        done=_said(typed, "done"),
        complications=_said(typed, "complications"),
        restarts=tuple(one for one in decided if one is not None),
        escort=_said(typed, "escort"),
        escort_phone=_said(typed, "escort_phone"),
        home_at=home_at,
    )


def _event(
    typed: Mapping[str, str], name: str, clinic: Clinic, wrong: dict[str, str]
) -> datetime | None:
    """The day stands there already, so only the time says that it has happened."""
    return read_at(typed, name, clinic.tz, wrong) if _said(typed, f"{name}_time") else None


def name_of(medicine_id: str, field_name: str) -> str:
    return f"{medicine_id}-{field_name}"


def agreed_for(stands: Standing) -> datetime | None:
    """The restart that was agreed beforehand, if a time was."""
    if stands.restart is not None:
        return stands.restart.restart_at
    return None if stands.decision is None else stands.decision.restart_at


def field_of(problem: str) -> str:
    """The form's field for a key of the action's ``Invalid``."""
    medicine_id, found, what = problem.partition(".")
    return name_of(medicine_id, PROBLEMS.get(what, "how")) if found else problem


def order(stopped: Sequence[Medicine]) -> tuple[str, ...]:
    """Every field, in the order of the page."""
    mine = (name_of(medicine.id, name) for medicine in stopped for name in OF_MEDICINE)
    return (*FIELDS, *mine, *LAST_FIELDS)


def _restart(
    medicine: Medicine,
    typed: Mapping[str, str],
    inputs: Inputs,
    clinic: Clinic,
    wrong: dict[str, str],
) -> Decided | None:
    how = typed.get(name_of(medicine.id, "how"), "")
    if not how:
        return None
    stands = standing(medicine.id, inputs.decisions)
    latest = latest_decision(medicine.id, inputs.decisions)
    shared: dict[str, Any] = {
        "medicine_id": medicine.id,
        "seen": typed.get(name_of(medicine.id, "seen"), "" if latest is None else latest.id),
    }
    if how == CONFIRM:
        at = agreed_for(stands)
        if at is None:
            wrong[name_of(medicine.id, "how")] = NOT_AGREED
            return None
        return Decided(kind=DecisionKind.RESTART, restart_at=at, **shared)
    if how == ANOTHER:
        return _another(medicine, typed, clinic, wrong, shared)
    if how == LATER:
        return _later(medicine, stands, typed, clinic, wrong, shared)
    wrong[name_of(medicine.id, "how")] = CHOOSE
    return None


def _another(
    medicine: Medicine,
    typed: Mapping[str, str],
    clinic: Clinic,
    wrong: dict[str, str],
    shared: Mapping[str, Any],
) -> Decided | None:
    name = name_of(medicine.id, "again")
    at = read_at(typed, name, clinic.tz, wrong)
    if at is None:
        if not wrong.keys() & {f"{name}_day", f"{name}_time", f"{name}_time_which"}:
            wrong[f"{name}_time"] = WHEN_AGAIN
        return None
    if clock.local(at, clinic.tz).strftime("%H:%M") == "00:00":
        wrong[f"{name}_time"] = MIDNIGHT
        return None
    return Decided(kind=DecisionKind.RESTART, restart_at=at, **shared)


def _later(
    medicine: Medicine,
    stands: Standing,
    typed: Mapping[str, str],
    clinic: Clinic,
    wrong: dict[str, str],
    shared: Mapping[str, Any],
) -> Decided | None:
    """The stop stands on, with somebody who tells the patient and a latest day."""
    owner = _said(typed, name_of(medicine.id, "owner"))
    by = _by(typed, name_of(medicine.id, "by_day"), clinic, wrong)
    if not owner:
        wrong[name_of(medicine.id, "owner")] = WHO_TELLS
    if not owner or by is None:
        return None
    last_dose = None if stands.decision is None else stands.decision.last_dose
    return Decided(
        kind=DecisionKind.STOP,
        last_dose=last_dose,
        restart_owner=owner,
        restart_by=by,
        **shared,
    )


def _by(
    typed: Mapping[str, str], name: str, clinic: Clinic, wrong: dict[str, str]
) -> datetime | None:
    """The end of the clinic's day: later nobody is there to tell."""
    try:
        day = read_day(typed.get(name, "")) if typed.get(name, "").strip() else None
    except ValueError as problem:
        wrong[name] = str(problem)
        return None
    if day is None:
        wrong[name] = BY_WHEN
        return None
    if not clinic.is_working_day(day):
        wrong[name] = SHUT
        return None
    return clock.instant(day, clinic.hours[day.weekday()].closes, clinic.tz)


def _said(typed: Mapping[str, str], name: str) -> str:
    return " ".join(typed.get(name, "").split())
