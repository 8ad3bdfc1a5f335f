"""The letter to the family doctor: what was done, each medicine, limits, and what to send back.

It is written in the clinic's language, whatever the patient's list is in: the plan is built once
more from the very inputs of its revision, so that no sentence is a mix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checklist.core import clock, words
from checklist.core.dose_reports import DoseReport, last_taken
from checklist.core.leaving import Leaving
from checklist.core.medicines import Decision, DecisionKind, Medicine, Standing, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.build import build
from checklist.core.plan.model import Content, Inputs, Task
from checklist.core.plan.restarts import confirmed_restart
from checklist.core.protocol import Kind, Phase, Protocol
from checklist.core.words import locale_for
from checklist.web import sheet_flags
from checklist.web.hours_words import calls
from checklist.web.sheet_paper import Paper

NOT_RECORDED = "not recorded"
NOTHING_SAID = "Nothing is written down."
AS_PLANNED = "Nothing unexpected is written down."
FOLLOWS = (Kind.ATTEND, Kind.MEASURE)


@dataclass(frozen=True, kw_only=True)
class DoctorLetter:
    """What one letter is made of, beside the sheet's own ``paper``."""

    paper: Paper
    protocol: Protocol
    leaving: Leaving | None
    reports: Sequence[DoseReport]

    @property
    def inputs(self) -> Inputs:
        return self.paper.revision.inputs

    def content(self) -> Content:
        """The plan in the clinic's own language."""
        clinic = self.paper.clinic
        voice = replace(
            self.inputs.voice,
            language=clinic.language,
            locale=locale_for(clinic.language, clinic.locale),
        )
        return build(self.protocol, replace(self.inputs, voice=voice))


def doctor_letter(letter: DoctorLetter) -> dict[str, Any]:
    """The letter as its template wants it."""
    paper, content = letter.paper, letter.content()
    ours = replace(paper, revision=replace(paper.revision, content=content))
    patient, clinic = paper.patient, paper.clinic
    return {
        "clinic": [clinic.name, clinic.address, clinic.phone],
        "date": words.day_words(
            clock.day_of(paper.printed_at, clinic.tz), clinic.locale, year=True
        ),
        "patient": patient.name,
        "born": words.day_words(patient.born, clinic.locale, year=True).partition(" ")[2],
        "number": patient.record_number,
        "procedure": f"{content.title} {paper.plan.site}".strip(),
        "facts": list(_facts(letter)),
        "done": _said(letter.leaving, "done") or NOTHING_SAID,
        "complications": _said(letter.leaving, "complications") or AS_PLANNED,
        "medicines": [one for m in letter.inputs.medicines for one in _medicine(m, letter)],
        "follow_up": [_dated(task) for task in content.tasks if _follows(task)],
        "limits": [_limit(task) for task in content.tasks if _is_limit(task)],
        "tiers": sheet_flags.tiers(ours),
        "calls": calls(clinic),
        "emergency": clinic.emergency_number,
        "signed": paper.plan.clinician,
    }


def _facts(letter: DoctorLetter) -> Iterator[dict[str, str]]:
    """The moments of the day, actual where they were recorded."""
    anchors = letter.inputs.anchors
    yield {"label": "Day", "said": _moment(letter, "procedure", day_only=True)}
    for name, label in (("procedure_end", "Ended"), ("home", "Gone home")):
        yield {
            "label": label,
            "said": _moment(letter, name) if is_actual(anchors, name) else NOT_RECORDED,
        }


def _moment(letter: DoctorLetter, name: str, *, day_only: bool = False) -> str:
    moment = letter.inputs.anchors[name].moment
    clinic = letter.paper.clinic
    if moment.day is None:
        return NOT_RECORDED
    if day_only or moment.at is None:
        return words.day_words(moment.day, clinic.locale, year=True)
    return words.moment_words(moment, clinic.tz, clinic.locale)


def _medicine(medicine: Medicine, letter: DoctorLetter) -> Iterator[dict[str, str]]:
    """One row: what was decided, what was really taken, and how it goes on."""
    if medicine.withdrawn:
        return
    stands = standing(medicine.id, letter.inputs.decisions)
    decision = stands.decision
    if decision is None:
        yield _row(medicine, "no decision recorded", "the patient reads to call us first")
    elif decision.kind is DecisionKind.STOP:
        yield _row(medicine, _stopped(medicine, decision, letter), _again(stands, decision, letter))
    elif decision.kind is DecisionKind.CHANGE:
        yield _row(medicine, f"changed: “{decision.instruction}”", f"by {decision.decided_by}")
    else:
        yield _row(medicine, "not stopped", "goes on")


def _row(medicine: Medicine, before: str, after: str) -> dict[str, str]:
    return {"name": medicine.on_the_box, "before": before, "after": after}


def _stopped(medicine: Medicine, stop: Decision, letter: DoctorLetter) -> str:
    """Decided, and actual where somebody said so."""
    clinic = letter.paper.clinic
    said = "stopped"
    if stop.last_dose is not None:
        decided = words.moment_words(stop.last_dose, clinic.tz, clinic.locale)
        said = f"last dose decided for {decided}"
    report = last_taken(medicine.id, letter.reports)
    if report is None or report.taken_at is None:
        return f"{said}; the last one really taken is not recorded"
    taken = words.moment_words(report.taken_at, clinic.tz, clinic.locale)
    return f"{said}; really taken last at {taken}"


def _again(stands: Standing, stop: Decision, letter: DoctorLetter) -> str:
    """Restarted when and by whom, or who decides by when. What is only planned is not settled."""
    clinic = letter.paper.clinic
    at = confirmed_restart(stands, letter.inputs, clinic.tz)
    if at is not None and stands.restart is not None:
        when = words.moment_words(at, clinic.tz, clinic.locale)
        return f"restart from {when}, confirmed by {stands.restart.decided_by}"
    if stop.restart_by is not None:
        until = words.moment_words(stop.restart_by, clinic.tz, clinic.locale)
        return f"restart not decided: {stop.restart_owner} tells the patient by {until}"
    return f"restart not confirmed yet: {letter.paper.plan.clinician or stop.decided_by} decides"


def _follows(task: Task) -> bool:
    """What comes after that somebody must not forget: visits and values, such as the next INR."""
    return task.phase is Phase.AFTER and task.kind in FOLLOWS and not task.void


def _is_limit(task: Task) -> bool:
    forbidden = task.kind is Kind.AVOID and not task.medicine_id and not task.over
    return task.phase is Phase.AFTER and forbidden


def _limit(task: Task) -> dict[str, str]:
    """With its end; what does not end by a date says in words when it does."""
    return _dated(task) if task.closes_at is not None else {"title": task.title, "when": task.text}


def _dated(task: Task) -> dict[str, str]:
    return {"title": task.title, "when": task.when or "until we say otherwise"}


def _said(leaving: Leaving | None, name: str) -> str:
    return "" if leaving is None else str(getattr(leaving, name))
