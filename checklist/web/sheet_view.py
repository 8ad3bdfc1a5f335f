"""The printed sheet: one revision of a plan as paper shows it. The patient's and the staff's print
are the same sheet.

It carries a public sheet code and an address that says whether it is the newest; never a secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for

from checklist.actions import filing
from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.marks import MarkState, TaskState
from checklist.core.plan.model import PlanState, Revision, Task
from checklist.core.protocol import Kind, Owner, Phase, Tier
from checklist.store import Reader, carers, clinics, patients, revisions
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.web.hours_words import calls
from checklist.web.house import house
from checklist.web.qr import qr

SAID = {
    MarkState.CANT: "You told us that you cannot do this.",
    MarkState.UNSURE: "You told us that you are not sure.",
    MarkState.SLIPPED: "You told us that this did not go to plan.",
}
CODE_GROUP = 3
NO_BREAK = "\u00a0"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything one sheet is made of. ``printed_at`` is UTC."""

    clinic: Clinic
    patient: PatientRow
    plan: PlanRow
    revision: Revision
    replaces: Revision | None
    states: Mapping[str, TaskState]
    carer_names: tuple[str, ...]
    asks_on_paper: bool
    printed_at: datetime
    base_url: str

    @property
    def tz(self) -> ZoneInfo:
        """The zone the plan was made for; its words are in it."""
        return clock.zone(self.revision.inputs.voice.zone)

    @property
    def locale(self) -> str:
        return self.revision.inputs.voice.locale

    @property
    def recovering(self) -> bool:
        return self.plan.state is not PlanState.BEFORE


def sheet_context(reader: Reader, plan: PlanRow, now: datetime) -> dict[str, Any]:
    """What templates/patient/sheet.html shows: the plan's newest revision, ready to print.

    The way back is the patient's; staff put their own in its place.
    """
    revision = revisions.get(reader, plan.revision_id)
    patient = patients.need(reader, plan.patient_id)
    paper = Paper(
        clinic=clinics.get(reader, plan.clinic_id),
        patient=patient,
        plan=plan,
        revision=revision,
        replaces=revisions.numbered(reader, plan.id, revision.number - 1)
        if revision.number > 1
        else None,
        states=filing.states(reader, plan.id, revision),
        carer_names=tuple(carer.name for carer in carers.of_patient(reader, patient.id)),
        asks_on_paper=patient.reach == "paper",
        printed_at=now,
        base_url=house().settings.base_url,
    )
    return {
        "sheet": sheet(paper),
        "back_url": url_for("patient.today", plan_id=plan.id),
        "back_label": "Back to your list",
    }


def sheet(paper: Paper) -> dict[str, Any]:
    """The sheet as the template wants it: words, codes and boxes, nothing left to work out."""
    code = shown_code(paper.revision.sheet_code)
    return {
        "clinic_line": f"{paper.clinic.name} · {paper.clinic.phone}",
        "title": _title(paper),
        "what": _what(paper),
        "arrive": _arrive(paper),
        "qr": qr(f"{paper.base_url}/s/{code}"),
        "qr_words": "Is this the newest list?",
        "parts": _parts(paper),
        "calls": calls(paper.clinic),
        "emergency": paper.clinic.emergency_number,
        "tiers": _tiers(paper),
        "questions": _questions(paper),
        "foot": _foot(paper, code),
    }


def shown_code(code: str) -> str:
    """A sheet's code in two groups: "K7P-4MD"."""
    return f"{code[:CODE_GROUP]}-{code[CODE_GROUP:]}" if "-" not in code else code


def _title(paper: Paper) -> str:
    name = paper.revision.inputs.voice.first_name
    procedure = paper.revision.content.anchors["procedure"]
    if procedure.day is None:
        return f"{name}, this is your list"
    day = words.day_words(procedure.day, paper.locale)
    if paper.recovering:
        return f"{name}, after your procedure on {day}"
    about = "" if procedure.firm else "about "
    return f"{name}, your procedure is on {about}{day}"


def _what(paper: Paper) -> str:
    site = paper.revision.inputs.voice.site
    return f"{paper.revision.content.title} {site}".strip() + "."


def _arrive(paper: Paper) -> str:
    """When and where to be, in bold at the top; empty once the procedure is over."""
    if paper.recovering:
        return ""
    place = paper.revision.inputs.voice.arrival_place
    arrival = paper.revision.content.anchors["arrival"]
    procedure = paper.revision.content.anchors["procedure"]
    if arrival.at is None:
        return f"We will tell you when to come to {place}."
    at = words.time_words(arrival, paper.tz, paper.locale, on=procedure.day)
    return f"Come to {place} at {at}."


# The list ----------------------------------------------------------------------------------------


def _parts(paper: Paper) -> list[dict[str, Any]]:
    tasks = [task for task in paper.revision.content.tasks if _is_theirs(task)]
    if paper.recovering:
        still = [task for task in tasks if _still_holds(task, paper)]
        after = [task for task in tasks if task.phase is Phase.AFTER]
        return [_part("Now and in the next weeks", [*still, *after], paper)]
    procedure = paper.revision.content.anchors["procedure"].day
    the_day = f"On {words.day_words(procedure, paper.locale)}" if procedure else "On the day"
    titles = {Phase.BEFORE: "Before", Phase.DAY: the_day, Phase.AFTER: "After"}
    parts = [
        _part(title, [task for task in tasks if task.phase is phase], paper)
        for phase, title in titles.items()
    ]
    return [part for part in parts if part["tasks"]]


def _part(title: str, tasks: list[Task], paper: Paper) -> dict[str, Any]:
    return {
        "title": title,
        "limits": [] if paper.recovering else _limits(tasks, paper),
        "tasks": [_task(task, paper) for task in tasks],
    }


def _is_theirs(task: Task) -> bool:
    """What the clinic itself does is no box for the patient."""
    return task.owner is not Owner.CLINIC or task.kind is Kind.KNOW


def _still_holds(task: Task, paper: Paper) -> bool:
    """A medicine still stopped is not over because the procedure is."""
    if task.phase is Phase.AFTER or not task.medicine_id or task.kind is Kind.DO:
        return False
    return task.closes_at is None or task.closes_at > paper.printed_at


def _limits(tasks: list[Task], paper: Paper) -> list[dict[str, str]]:
    """The two fasting limits, large; a time that is not known yet is told in its item alone."""
    drink = paper.revision.inputs.choices.get("drink_allowed", "")
    labels = {
        "food": "You can eat until",
        "drink": f"You can drink {drink} until" if drink else "You can drink until",
    }
    return [
        {"text": labels[task.fasting], "time": task.clock, "day": ""}
        for task in tasks
        if task.fasting and task.clock
    ]


def _task(task: Task, paper: Paper) -> dict[str, Any]:
    state = paper.states[task.key]
    not_needed = state.state is MarkState.NOT_NEEDED
    return {
        "title": task.title,
        "text": _unbroken(task.text, paper.clinic),
        "when": when_lines(task.when),
        "important": task.critical and (bool(task.medicine_id) or task.late),
        "box": task.kind is not Kind.KNOW and not not_needed,
        "done": _done(state, paper),
        "said": "This is not needed any more."
        if not_needed
        else SAID.get(state.state, "")
        if state.state is not None
        else "",
        "owner": _owner(task, paper),
    }


def _unbroken(text: str, clinic: Clinic) -> str:
    """The clinic's numbers are never cut by the end of a line."""
    for number in (clinic.phone, clinic.out_of_hours_phone):
        if number:
            text = text.replace(number, number.replace(" ", NO_BREAK))
    return text


def _done(state: TaskState, paper: Paper) -> str:
    if state.state is not MarkState.DONE or state.shows is None:
        return ""
    day = clock.day_of(state.shows.happened_at, paper.tz)
    return f"Done {words.day_words(day, paper.locale)}."


def _owner(task: Task, paper: Paper) -> str:
    if task.owner is not Owner.CARER:
        return ""
    return f"For {paper.carer_names[0]}" if len(paper.carer_names) == 1 else "For your carer"


def when_lines(when: str) -> list[str]:
    """A date phrase in two lines, the day unbroken on its own: "by 6pm on", "Thursday 4 March"."""
    for joint in (" on ", " of "):
        start, found, day = when.rpartition(joint)
        if found:
            return [start + joint.rstrip(), day]
    start, _, day = when.partition(" ")
    return [part for part in (start, day) if part]


# Around the list ---------------------------------------------------------------------------------


def _tiers(paper: Paper) -> list[dict[str, Any]]:
    titles = {
        Tier.EMERGENCY: f"Call {paper.clinic.emergency_number} now for any of these.",
        Tier.SAME_DAY: "Call us the same day for any of these.",
        Tier.MENTION: "Tell us at your next visit.",
    }
    return [
        {"title": title, "lines": lines}
        for tier, title in titles.items()
        if (lines := [flag.text for flag in paper.revision.content.flags if flag.tier is tier])
    ]


def _questions(paper: Paper) -> list[dict[str, str]]:
    """The questions still open, to answer with a pen; only for who gets everything on paper."""
    if not paper.asks_on_paper or paper.recovering:
        return []
    open_keys = {
        key
        for task in paper.revision.content.tasks
        if not paper.states[task.key].settled
        for key in task.questions
    }
    return [
        {"ask": q.ask, "hint": q.hint, "detail": q.detail, "kind": q.kind}
        for q in paper.revision.content.questions
        if q.key in open_keys and q.key not in paper.revision.inputs.answers
    ]


def _foot(paper: Paper, code: str) -> dict[str, Any]:
    printed = clock.local(paper.printed_at, paper.tz)
    day = words.day_words(printed.date(), paper.locale, year=True)
    old = paper.replaces
    replaced = ""
    if old is not None and old.made_at is not None:
        made = clock.day_of(old.made_at, paper.tz)
        replaced = f"revision {old.number} of {words.day_words(made, paper.locale)}"
    return {
        "code": code,
        "revision": paper.revision.number,
        "printed": f"{day}, {words.time_words(paper.printed_at, paper.tz, paper.locale)}",
        "replaces": replaced,
    }
