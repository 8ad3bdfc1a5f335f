"""The morning sheet as a nurse fills it: what is asked, and what was decided beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from checklist.actions.mornings import NOT_TAKEN
from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.dose_reports import DoseReport, last_taken, taken_late
from checklist.core.medicines import DecisionKind, Medicine, Standing, standing
from checklist.core.morning import (
    DRINK,
    FOOD,
    AfterLimit,
    Morning,
    after_limits,
    escort_of,
    fasting,
    how_long,
)
from checklist.core.plan.model import Content, Revision
from checklist.web.forms import Filled
from checklist.web.staff import say_when
from checklist.web.staff.day.form import NO, YES, dose_name
from checklist.web.staff.typed_times import day_value, time_value

CALL = "Call the anaesthetist before anything else."
ASKED = {FOOD: "Last food", DRINK: "Last drink"}
NO_LIMIT = "No limit is known: the start has no time yet."
ON_IT = (DecisionKind.STOP, DecisionKind.TAKE, DecisionKind.CHANGE)


@dataclass(frozen=True, kw_only=True)
class Door:
    """Everything the page shows. ``filled`` is the form as it came back, empty before."""

    clinic: Clinic
    revision: Revision
    concerns: Mapping[str, str]
    sheets: Sequence[Morning]
    reports: Sequence[DoseReport]
    now: datetime
    filled: Filled = field(default_factory=Filled)

    @property
    def content(self) -> Content:
        return self.revision.content

    @property
    def morning(self) -> Morning | None:
        return self.sheets[0] if self.sheets else None

    @property
    def day(self) -> date | None:
        return self.content.anchors["procedure"].day

    def stands(self, medicine: Medicine) -> Standing:
        return standing(medicine.id, self.revision.inputs.decisions)

    def last_taken(self, medicine: Medicine) -> DoseReport | None:
        """The latest report of a dose really taken, whoever made it."""
        return last_taken(medicine.id, self.reports)


def asked_about(door: Door) -> tuple[Medicine, ...]:
    """The medicines on the sheet: those of a concern, and whatever is not simply kept."""
    return tuple(
        medicine
        for medicine in door.revision.inputs.medicines
        if not medicine.withdrawn and (medicine.group or _is_decided(door.stands(medicine)))
    )


def on_the_day(door: Door) -> frozenset[str]:
    """The ids of the medicines to be taken that morning: of those it is asked whether they were."""
    return frozenset(
        medicine.id
        for medicine in asked_about(door)
        if _kind(door.stands(medicine)) is DecisionKind.TAKE
    )


def page(door: Door) -> dict[str, Any]:
    """What templates/day/page.html shows of the sheet."""
    return {
        "alarms": [alarm(one, door.clinic) for one in after_limits(door.morning, door.content)],
        "meals": [_meal(what, door) for what in (FOOD, DRINK)],
        "medicines": [_medicine(medicine, door) for medicine in asked_about(door)],
        "escort": _escort(door),
        "note": door.filled.value("note", "" if door.morning is None else door.morning.note),
        "seen": "" if door.morning is None else door.morning.id,
        "filled_by": "" if door.morning is None else _by(door.morning, door),
        "earlier": [_earlier(one, door) for one in door.sheets[1:]],
    }


def alarm(late: AfterLimit, clinic: Clinic) -> str:
    """ "Ate at 8am, 3 hours 30 minutes after the limit. Call the anaesthetist …"."""
    verb = "Drank" if late.what == DRINK else "Ate"
    at = say_when.short(late.taken_at, clinic)
    return f"{verb} {at}, {how_long(late.by)} after the limit. {CALL}"


def times(content: Content, clinic: Clinic) -> list[dict[str, str]]:
    """The clock times of the day as they stand; an earliest start only where it is another."""
    anchors = content.anchors
    shown = [("Start", anchors["procedure"]), ("Arrival", anchors["arrival"])]
    if anchors["earliest_start"].at != anchors["procedure"].at:
        shown.insert(1, ("Earliest start", anchors["earliest_start"]))
    return [
        {
            "label": label,
            "said": "not known yet"
            if moment.at is None
            else words.time_words(moment.at, clinic.tz, clinic.locale),
        }
        for label, moment in shown
    ]


def _meal(what: str, door: Door) -> dict[str, Any]:
    morning, task = door.morning, fasting(door.content).get(what)
    taken_at = None if morning is None else morning.taken_at(what)
    what_it_was = "" if morning is None else getattr(morning, what)
    late = next((o for o in after_limits(morning, door.content) if o.what == what), None)
    days = _days(door)
    stood = days[0]["value"] if taken_at is None else day_value(taken_at, door.clinic)
    return {
        "name": what,
        "label": ASKED[what],
        "what": door.filled.value(what, what_it_was),
        "days": days if stood in {d["value"] for d in days} else [*days, _day_option(stood, door)],
        "day": door.filled.value(f"{what}_day", stood),
        "time": door.filled.value(
            f"{what}_time", "" if taken_at is None else time_value(taken_at, door.clinic)
        ),
        "limit": NO_LIMIT
        if task is None or task.opens_at is None
        else f"stop {_time(task.opens_at, door)}",
        "late": "" if late is None else f"{how_long(late.by)} after the limit",
        "said": "" if taken_at is None else say_when.short(taken_at, door.clinic),
    }


def _days(door: Door) -> list[dict[str, str]]:
    """The day of the procedure and the evening before; before the day, the other way round."""
    if door.day is None:
        return [_day_option(clock.day_of(door.now, door.clinic.tz).isoformat(), door)]
    days = [door.day, door.day - timedelta(days=1)]
    if clock.day_of(door.now, door.clinic.tz) < door.day:
        days.reverse()
    return [_day_option(day.isoformat(), door) for day in days]


def _day_option(value: str, door: Door) -> dict[str, str]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return {"value": value, "label": value}
    return {"value": value, "label": words.short_day_words(day, door.clinic.locale)}


def _medicine(medicine: Medicine, door: Door) -> dict[str, Any]:
    stands, report = door.stands(medicine), door.last_taken(medicine)
    name, asks = dose_name(medicine.id), medicine.id in on_the_day(door)
    at = None if report is None else report.taken_at
    took = YES if at is not None else ""
    if report is not None and report.words == NOT_TAKEN:
        took = NO
    value = door.filled.value
    return {
        "name": name,
        "label": medicine.on_the_box,
        "concern": door.concerns.get(medicine.group, ""),
        "asks": asks,
        "took": value(f"{name}_took", took if asks else ""),
        "day": value(f"{name}_day", "" if at is None else day_value(at, door.clinic)),
        "time": value(f"{name}_time", "" if at is None else time_value(at, door.clinic)),
        "decided": decided(stands, door.clinic),
        "late": _after_last_dose(stands, report),
        "said": _reported(report, door),
    }


def decided(stands: Standing, clinic: Clinic) -> str:
    """What a clinician decided, as short as it is true."""
    decision = stands.decision
    if decision is None:
        return "undecided: call us before it is taken"
    at = decision.last_dose if decision.kind is DecisionKind.STOP else decision.take_at
    when = "" if at is None else f" {say_when.short(at, clinic)}"
    kinds = {
        DecisionKind.STOP: f"last dose decided{when}",
        DecisionKind.TAKE: f"take{when}",
        DecisionKind.CHANGE: f"changed: “{decision.instruction}”",
    }
    return f"{kinds.get(decision.kind, 'keep taking it')} · {decision.decided_by}"


def _after_last_dose(stands: Standing, report: DoseReport | None) -> str:
    """In words for staff, where one was taken after the last that was decided."""
    last_dose = None if stands.decision is None else stands.decision.last_dose
    if report is None or report.taken_at is None or last_dose is None:
        return ""
    if not taken_late(report, last_dose):
        return ""
    return f"taken {how_long(report.taken_at - last_dose)} after the last dose decided"


def _reported(report: DoseReport | None, door: Door) -> str:
    """ "last taken Fri 26 Feb 6pm, said Maria Silva Thu 4 Mar 8:05am"; else in their words."""
    if report is None:
        return ""
    what = (
        report.words or "it is not known when"
        if report.taken_at is None
        else f"last taken {say_when.short(report.taken_at, door.clinic)}"
    )
    return f"{what}, said {report.by} {say_when.short(report.heard_at, door.clinic)}"


def _escort(door: Door) -> dict[str, str]:
    """From the sheet; before it was filled in, from the patient's own answer."""
    who, phone = escort_of(door.revision.inputs.answers)
    if door.morning is not None:
        who, phone = door.morning.escort, door.morning.escort_phone
    return {
        "who": door.filled.value("escort", who),
        "phone": door.filled.value("escort_phone", phone),
    }


def _earlier(morning: Morning, door: Door) -> dict[str, str]:
    """One line of the history: everything that stood then."""
    parts = [
        _taken(what, getattr(morning, what), morning.taken_at(what), door) for what in (FOOD, DRINK)
    ]
    parts += [morning.escort, morning.escort_phone, morning.note]
    return {"by": _by(morning, door), "said": " · ".join(part for part in parts if part)}


def _taken(what: str, said: str, at: datetime | None, door: Door) -> str:
    if at is None:
        return ""
    return f"{ASKED[what].lower()} {say_when.short(at, door.clinic)}{f' ({said})' if said else ''}"


def _by(morning: Morning, door: Door) -> str:
    return f"{morning.by}, {say_when.short(morning.at, door.clinic)}"


def _time(at: datetime, door: Door) -> str:
    return words.time_words(at, door.clinic.tz, door.clinic.locale, on=door.day)


def _kind(stands: Standing) -> DecisionKind | None:
    return None if stands.decision is None else stands.decision.kind


def _is_decided(stands: Standing) -> bool:
    return _kind(stands) in ON_IT
