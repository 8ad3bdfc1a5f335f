"""What the patient can say of a medicine, and what happens next with what they said.

It decides nothing: the card above says what to do, and goes on saying it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from flask import url_for

from checklist.core import clock, reply, words
from checklist.core.actors import ActorKind
from checklist.core.attention import ReasonKind, Resolution
from checklist.core.attention.reports import against, late_dose
from checklist.core.dose_reports import DoseReport, Reported, last_taken, saying
from checklist.core.medicines import Medicine, standing
from checklist.core.plan.medicine_tasks import (
    KEEP,
    LAST_DOSE,
    MOVED,
    STOP,
    UNDECIDED,
    UNDECIDED_DAY,
)
from checklist.core.plan.model import PlanState, Task
from checklist.store import new_id
from checklist.web.dose_words import SAYINGS
from checklist.web.patient.ground import Ground

OFFERED: Final = {
    UNDECIDED: tuple(SAYINGS),
    UNDECIDED_DAY: tuple(SAYINGS),
    MOVED: tuple(SAYINGS),
    KEEP: (Reported.STOPPED, Reported.TOLD_TO_STOP),
}
"""What can be said on the card of each step. Where it should go on, taking it needs no word."""

DAYS_BACK: Final = 7
UNKNOWN: Final = "unknown"


def medicine_of(medicine_id: str, ground: Ground) -> Medicine | None:
    """The medicine, while it is on the list."""
    listed = ground.revision.inputs.medicines
    return next((m for m in listed if m.id == medicine_id and not m.withdrawn), None)


def dose_url(medicine_id: str, ground: Ground) -> str:
    return url_for("patient.dose", plan_id=ground.plan.id, medicine_id=medicine_id)


def says(task: Task, ground: Ground) -> dict[str, Any] | None:
    """The arguments of ``medicine_says`` for a card; None where there is nothing to say."""
    offered = OFFERED.get(task.step, ())
    medicine = medicine_of(task.medicine_id, ground)
    if not offered or medicine is None:
        return None
    report = saying(medicine.id, ground.reports)
    stands = standing(medicine.id, ground.revision.inputs.decisions)
    counts = report is not None and (stands.decision is None or against(stands, report))
    said = report if counts and report is not None else None
    still = (Reported.STILL_TAKING,) if said and said.said is not Reported.STILL_TAKING else ()
    options = dict.fromkeys((*offered, *still)) if said else offered
    return {
        "key": task.key,
        "action": dose_url(medicine.id, ground),
        "report_id": new_id(),
        "name": medicine.name,
        "lead": "Is something else true now?" if said else "",
        "options": [
            {"said": one.value, "label": SAYINGS[one]}
            for one in options
            if said is None or one is not said.said
        ],
        "said": None if said is None else _said(said, SAYINGS[said.said], said.id, ground),
    }


def _said(report: DoseReport, label: str, cause: str, ground: Ground) -> dict[str, str]:
    """What they said, and what happens with it.

    "I still take it" asks for nobody, and what was said on the phone was heard by somebody.
    """
    asks = report.said is not Reported.STILL_TAKING and report.by_kind is not ActorKind.STAFF
    read = Resolution(reason=ReasonKind.CONTRADICTION, subject=report.medicine_id, cause=cause)
    nexts = reply.next_words(
        ground.clinic, report.heard_at, ground.now, read=read in ground.settled
    )
    return {
        "lead": _lead(report, ground),
        "label": label,
        "next": nexts if asks else "",
        "phone": ground.phone if asks else "",
    }


def _lead(report: DoseReport, ground: Ground) -> str:
    """ "You said:", "Joan said:"; what a nurse wrote down is what was told us."""
    if report.by_kind is ActorKind.STAFF:
        return "You told us:" if not ground.helped else f"{ground.first_name} told us:"
    if (report.by_kind, report.by) == (ground.actor.kind, ground.actor.name):
        return "You said:"
    who = ground.first_name if report.by_kind is ActorKind.PATIENT else report.by
    return f"{who} said:"


def link(task: Task, ground: Ground) -> dict[str, str]:
    """The way to "when was your last one", once its day has come; empty for all else."""
    if task.step not in (STOP, LAST_DOSE) or ground.plan.state is not PlanState.BEFORE:
        return {}
    day = task.opens_at and clock.day_of(task.opens_at, ground.clinic.tz)
    if day is None or day > _today(ground) or medicine_of(task.medicine_id, ground) is None:
        return {}
    report = last_taken(task.medicine_id, ground.reports)
    label = "When was your last one?" if report is None else "Change when your last one was"
    return {"open_url": dose_url(task.medicine_id, ground), "open_label": label}


def page(medicine: Medicine, ground: Ground) -> dict[str, Any]:
    """What templates/patient/dose.html shows beside the form that came back."""
    report = last_taken(medicine.id, ground.reports)
    return {
        "medicine": medicine.name,
        "days": _days(ground),
        "report_id": new_id(),
        "said": None if report is None else _told(report, medicine, ground),
    }


def _told(report: DoseReport, medicine: Medicine, ground: Ground) -> dict[str, str]:
    """The last dose as told; later than decided, what happens next and whom to call."""
    tz, locale = ground.clinic.tz, ground.clinic.locale
    label = "I do not know when"
    if report.taken_at is not None:
        label = f"my last one was {words.moment_words(report.taken_at, tz, locale)}"
    decision = standing(medicine.id, ground.revision.inputs.decisions).decision
    late = late_dose(medicine, decision, ground.reports)
    told = {"lead": _lead(report, ground), "label": label, "next": "", "phone": ""}
    if late is None or decision is None:
        return told
    nexts = reply.next_words(ground.clinic, report.heard_at, ground.now, read=False)
    return {**told, "next": nexts, "phone": ground.phone}


def _days(ground: Ground) -> list[dict[str, str]]:
    """The days to choose from, today first, and that nobody remembers."""
    locale, today = ground.clinic.locale, _today(ground)
    near = {0: "Today, ", 1: "Yesterday, "}
    days = [(today - timedelta(days=back), near.get(back, "")) for back in range(DAYS_BACK + 1)]
    return [
        *(
            {"value": day.isoformat(), "label": f"{lead}{words.day_words(day, locale)}"}
            for day, lead in days
        ),
        {"value": UNKNOWN, "label": "I do not know when"},
    ]


def _today(ground: Ground) -> date:
    return clock.day_of(ground.now, ground.clinic.tz)
