"""What was typed on the morning sheet, and into its "delayed or brought forward"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from checklist.actions.changes import Proposal
from checklist.actions.mornings import DoseTaken, Filled
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.medicines import Medicine
from checklist.core.moments import Moment
from checklist.web.staff.typed_times import read_at, read_on

WHEN = "Write the time as well. Not known? Leave this empty, and say it in the note."
TOOK_WHEN = "Write at what time."
YES, NO = "yes", "no"
TIMES = ("start", "earliest", "arrival")
CHANGED = {
    "procedure_time": "start_time",
    "earliest_time": "earliest_time",
    "arrival_time": "arrival_time",
    "procedure_day": "",
}
"""The field of this page for each of those that the action names."""

SHEET_FIELDS = (
    "",
    "food",
    "food_day",
    "food_time",
    "drink",
    "drink_day",
    "drink_time",
)


def read(
    typed: Mapping[str, str],
    asked: Sequence[Medicine],
    on_the_day: frozenset[str],
    day: date,
    clinic: Clinic,
) -> Filled:
    """The sheet as typed. Raises Invalid with a sentence for each field that cannot be read.

    ``asked`` are the medicines on it, ``on_the_day`` the ids of those to be taken that morning.
    """
    wrong: dict[str, str] = {}
    meals = {what: _meal(typed, what, clinic, wrong) for what in ("food", "drink")}
    doses = []
    for medicine in asked:
        if medicine.id in on_the_day:
            dose = _took(typed, medicine.id, day, clinic, wrong)
        else:
            dose = _dose(typed, medicine.id, clinic, wrong)
        if dose is not None:
            doses.append(dose)
    if wrong:
        raise Invalid(wrong)
    return Filled(
        food=_said(typed, "food"),
        food_at=meals["food"],
        drink=_said(typed, "drink"),
        drink_at=meals["drink"],
        doses=tuple(doses),
        escort=_said(typed, "escort"),
        escort_phone=_said(typed, "escort_phone"),
        note=_said(typed, "note"),
        seen=typed.get("seen", ""),
    )


def dose_name(medicine_id: str) -> str:
    """How the fields of one medicine begin."""
    return f"dose-{medicine_id}"


def _meal(
    typed: Mapping[str, str], what: str, clinic: Clinic, wrong: dict[str, str]
) -> datetime | None:
    """The day stands chosen already, so only the time says that somebody answered."""
    if not _said(typed, f"{what}_time"):
        if _said(typed, what):
            wrong[f"{what}_time"] = WHEN
        return None
    return read_at(typed, what, clinic.tz, wrong)


def _took(
    typed: Mapping[str, str], medicine_id: str, day: date, clinic: Clinic, wrong: dict[str, str]
) -> DoseTaken | None:
    """ "Took it this morning?" None where nobody answered."""
    name = dose_name(medicine_id)
    answer = typed.get(f"{name}_took", "")
    if answer == NO:
        return DoseTaken(medicine_id=medicine_id, taken_at=None)
    if answer != YES and not _said(typed, f"{name}_time"):
        return None
    at = read_on(day, typed, name, clinic.tz, wrong)
    if at is None:
        wrong.setdefault(f"{name}_time", TOOK_WHEN)
        return None
    return DoseTaken(medicine_id=medicine_id, taken_at=at)


def _dose(
    typed: Mapping[str, str], medicine_id: str, clinic: Clinic, wrong: dict[str, str]
) -> DoseTaken | None:
    at = read_at(typed, dose_name(medicine_id), clinic.tz, wrong)
    return None if at is None else DoseTaken(medicine_id=medicine_id, taken_at=at)


def proposal(typed: Mapping[str, str], day: date, clinic: Clinic) -> Proposal:
    """The new times of the day. Raises Invalid for a time that cannot be read."""
    wrong: dict[str, str] = {}
    at = {name: read_on(day, typed, name, clinic.tz, wrong) for name in TIMES}
    if not wrong and at["start"] is None:
        wrong["start_time"] = "Write the new start."
    if wrong:
        raise Invalid(wrong)
    moments = {
        name: None if one is None else Moment.at_instant(one, clinic.tz) for name, one in at.items()
    }
    return Proposal(
        procedure=moments["start"],
        earliest_start=moments["earliest"],
        arrival=moments["arrival"],
        reason=_said(typed, "reason"),
    )


def as_ours(problems: Mapping[str, str]) -> dict[str, str]:
    """The action's problems under this page's names."""
    return {CHANGED.get(name, name): said for name, said in problems.items()}


def _said(typed: Mapping[str, str], name: str) -> str:
    return " ".join(typed.get(name, "").split())
