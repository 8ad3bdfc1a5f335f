"""Going home on one page: what is known, what is missing, and what the patient reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from checklist.core import words
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.clinic import Clinic
from checklist.core.dose_reports import DoseReport, last_taken
from checklist.core.leaving import Leaving
from checklist.core.medicines import (
    DecisionKind,
    Medicine,
    Standing,
    latest_decision,
    standing,
)
from checklist.core.morning import Morning, escort_of
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Content, Revision, Task
from checklist.core.plan.restarts import confirmed_restart
from checklist.core.protocol import Kind, Owner, Phase
from checklist.web.forms import Filled
from checklist.web.staff import say_when
from checklist.web.staff.day.going_home_form import (
    ANOTHER,
    CONFIRM,
    LATER,
    OF_MEDICINE,
    agreed_for,
    name_of,
)
from checklist.web.staff.typed_times import day_value, time_value

WHO_MUST = "A clinician confirms or changes this. Until then it stays open, also after going home."


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Everything the page shows. ``filled`` is the form as it came back, empty before."""

    clinic: Clinic
    revision: Revision
    clinician: str
    concerns: Mapping[str, str]
    leaving: Leaving | None
    morning: Morning | None
    reports: tuple[DoseReport, ...]
    actor: Actor
    now: datetime
    filled: Filled = field(default_factory=Filled)

    @property
    def decides(self) -> bool:
        return may(self.actor, Act.DECIDE)

    def recorded(self, event: str) -> datetime | None:
        """When it was recorded to have happened (UTC)."""
        known = self.revision.inputs.anchors
        return known[event].moment.at if is_actual(known, event) else None

    def stands(self, medicine: Medicine) -> Standing:
        return standing(medicine.id, self.revision.inputs.decisions)


def stopped(revision: Revision) -> tuple[Medicine, ...]:
    """The medicines that stand stopped: each needs its restart."""
    return tuple(
        medicine
        for medicine in revision.inputs.medicines
        if not medicine.withdrawn and _is_stopped(standing(medicine.id, revision.inputs.decisions))
    )


def page(leave: Leave) -> dict[str, Any]:
    """What templates/going_home/page.html shows."""
    return {
        "ended": _happened("ended", leave.recorded("procedure_end"), leave),
        "home": _happened("home", leave.recorded("home"), leave),
        "done": _text("done", leave),
        "complications": _text("complications", leave),
        "written_by": ""
        if leave.leaving is None
        else f"{leave.leaving.by}, {say_when.short(leave.leaving.at, leave.clinic)}",
        "medicines": [_medicine(medicine, leave) for medicine in stopped(leave.revision)],
        "limits": limits(leave.revision.content),
        "escort": _escort(leave),
        "decides": leave.decides,
        "missing": list(_missing(leave)),
    }


def limits(content: Content) -> list[dict[str, str]]:
    """What the patient must leave alone after the procedure, with its end, as they read it."""
    return [
        {"title": task.title, "text": task.text, "when": task.when}
        for task in content.tasks
        if task.phase is Phase.AFTER and task.kind is Kind.AVOID and not task.medicine_id
    ]


def reads(content: Content) -> list[dict[str, str]]:
    """The words that this page decides about: medicines after the procedure, and the limits."""
    return [
        {"title": task.title, "text": _told(task)}
        for task in content.tasks
        if task.phase is Phase.AFTER
        and task.owner is not Owner.CLINIC
        and (task.medicine_id or task.kind is Kind.AVOID)
    ]


def _told(task: Task) -> str:
    return " ".join(part for part in (task.text, task.except_) if part)


def _missing(leave: Leave) -> Iterator[str]:
    """What is not there yet, for whoever is about to say "gone home"."""
    for medicine in stopped(leave.revision):
        if _confirmed(medicine, leave) is None:
            whose = leave.clinician or "a clinician"
            yield f"{medicine.on_the_box}: restart not confirmed. {whose} must say when."
    if not _escort(leave)["who"]:
        yield "Nobody is written down who takes them home."


def _happened(name: str, at: datetime | None, leave: Leave) -> dict[str, str]:
    return {
        "day": leave.filled.value(
            f"{name}_day", day_value(leave.now if at is None else at, leave.clinic)
        ),
        "time": leave.filled.value(
            f"{name}_time", "" if at is None else time_value(at, leave.clinic)
        ),
        "recorded": "" if at is None else say_when.short(at, leave.clinic),
    }


def _text(name: str, leave: Leave) -> str:
    return leave.filled.value(name, "" if leave.leaving is None else getattr(leave.leaving, name))


def _escort(leave: Leave) -> dict[str, str]:
    """As written here, else on the morning sheet, else as the patient answered."""
    who, phone = escort_of(leave.revision.inputs.answers)
    if leave.morning is not None and leave.morning.escort:
        who, phone = leave.morning.escort, leave.morning.escort_phone
    if leave.leaving is not None:
        who, phone = leave.leaving.escort or who, leave.leaving.escort_phone or phone
    return {
        "who": leave.filled.value("escort", who),
        "phone": leave.filled.value("escort_phone", phone),
    }


def _medicine(medicine: Medicine, leave: Leave) -> dict[str, Any]:
    stands, confirmed = leave.stands(medicine), _confirmed(medicine, leave)
    latest = latest_decision(medicine.id, leave.revision.inputs.decisions)
    value, problem = leave.filled.value, leave.filled.problem
    fields = {}
    for short in OF_MEDICINE:
        name = name_of(medicine.id, short)
        fields[short] = {"name": name, "value": value(name), "error": problem(name)}
    seen = name_of(medicine.id, "seen")
    return {
        "id": medicine.id,
        "name": medicine.on_the_box,
        "concern": leave.concerns.get(medicine.group, ""),
        "stopped": _stopped_words(medicine, stands, leave),
        "agreed": _agreed(stands, leave),
        "confirmed": confirmed or "",
        "options": _options(stands, leave),
        "fields": fields,
        "seen": {"name": seen, "value": value(seen, "" if latest is None else latest.id)},
        "who_must": WHO_MUST,
        "reads": [
            {"title": task.title, "text": task.text}
            for task in leave.revision.content.tasks
            if task.medicine_id == medicine.id and task.phase is Phase.AFTER
        ],
    }


def _options(stands: Standing, leave: Leave) -> list[dict[str, str]]:
    """One tap where a time was agreed and can still be kept."""
    at = agreed_for(stands)
    made = [{"value": ANOTHER, "label": "Another time" if at else "On a date"}]
    if at is not None and at > leave.now:
        made.insert(0, {"value": CONFIRM, "label": f"Confirm {say_when.short(at, leave.clinic)}"})
    return [*made, {"value": LATER, "label": "Not yet"}]


def _confirmed(medicine: Medicine, leave: Leave) -> str | None:
    """ "from 6pm on Friday 5 March, confirmed by Dr Rao Thu 4 Mar 1pm"; None while it is not."""
    stands = leave.stands(medicine)
    at = confirmed_restart(stands, leave.revision.inputs, leave.clinic.tz)
    if at is None or stands.restart is None:
        return None
    when = words.moment_words(at, leave.clinic.tz, leave.clinic.locale)
    said = say_when.short(stands.restart.decided_at, leave.clinic)
    return f"from {when}, confirmed by {stands.restart.decided_by} {said}"


def _stopped_words(medicine: Medicine, stands: Standing, leave: Leave) -> str:
    decision = stands.decision
    if decision is None or decision.last_dose is None:
        return "stopped"
    said = f"last dose decided {say_when.short(decision.last_dose, leave.clinic)}"
    report = last_taken(medicine.id, leave.reports)
    if report is None or report.taken_at is None:
        return said
    return f"{said} · really taken {say_when.short(report.taken_at, leave.clinic)}"


def _agreed(stands: Standing, leave: Leave) -> str:
    """What was agreed beforehand; it is only a plan."""
    at, decision = agreed_for(stands), stands.decision
    by = stands.restart or decision
    if at is not None and by is not None:
        when = words.moment_words(at, leave.clinic.tz, leave.clinic.locale)
        return f"Agreed beforehand by {by.decided_by}: from {when}. Only a plan until confirmed."
    if decision is None or decision.restart_by is None:
        return ""
    until = words.moment_words(decision.restart_by, leave.clinic.tz, leave.clinic.locale)
    return f"{decision.restart_owner} tells the patient by {until}."


def _is_stopped(stands: Standing) -> bool:
    return stands.decision is not None and stands.decision.kind is DecisionKind.STOP
