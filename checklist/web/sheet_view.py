"""The printed sheet: one revision of a plan as paper shows it. The patient's and the staff's print
are the same sheet.

It carries a public sheet code and an address that says whether it is the newest; never a secret.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for

from checklist.actions import filing
from checklist.core import clock, words
from checklist.core.asking_back import ASKED_BACK
from checklist.core.plan.notice import notice
from checklist.core.plan.phrases.off import off_phrases
from checklist.core.protocol import Phase
from checklist.core.teaching import options
from checklist.store import Reader, carers, clinics, patients, revisions
from checklist.store.plans import PlanRow
from checklist.web import sheet_flags
from checklist.web.hours_words import calls
from checklist.web.house import house
from checklist.web.qr import qr
from checklist.web.sheet_paper import Paper
from checklist.web.sheet_parts import parts

CODE_GROUP = 3


def sheet_context(reader: Reader, plan: PlanRow, now: datetime) -> dict[str, Any]:
    """What templates/patient/sheet.html shows: the plan's newest revision, ready to print.

    The way back is the patient's; staff put their own in its place.
    """
    return {
        "sheet": sheet(paper_of(reader, plan, now)),
        "back_url": url_for("patient.today", plan_id=plan.id),
        "back_label": "Back to your list",
    }


def paper_of(reader: Reader, plan: PlanRow, now: datetime) -> Paper:
    """What any sheet of the plan's newest revision is made of."""
    revision = revisions.get(reader, plan.revision_id)
    patient = patients.need(reader, plan.patient_id)
    return Paper(
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


def sheet(paper: Paper) -> dict[str, Any]:
    """The sheet as the template wants it: words, codes and boxes, nothing left to work out."""
    code = shown_code(paper.revision.sheet_code)
    return {
        "clinic_line": f"{paper.clinic.name} · {paper.clinic.phone}",
        "title": _title(paper),
        "what": _what(paper),
        "notice": _notice(paper),
        "arrive": _arrive(paper),
        "qr": qr(f"{paper.base_url}/s/{code}"),
        "qr_words": "Is this the newest list?",
        "parts": parts(paper),
        "calls": calls(paper.clinic),
        "emergency": paper.clinic.emergency_number,
        "tiers": sheet_flags.tiers(paper),
        "questions": _questions(paper),
        "teach": _teach(paper),
        "phone": paper.clinic.phone,
        "foot": _foot(paper, code),
    }


def shown_code(code: str) -> str:
    """A sheet's code in two groups: "K7P-4MD"."""
    return f"{code[:CODE_GROUP]}-{code[CODE_GROUP:]}" if "-" not in code else code


def _title(paper: Paper) -> str:
    name = paper.revision.inputs.voice.first_name
    procedure = paper.revision.content.anchors["procedure"]
    if procedure.day is None or paper.called_off:
        return f"{name}, this is your list"
    day = words.day_words(procedure.day, paper.locale)
    if paper.recovering:
        return title_after(paper)
    about = "" if procedure.firm else "about "
    return f"{name}, your procedure is on {about}{day}"


def title_after(paper: Paper) -> str:
    """ "Maria, after your procedure on Thursday 4 March"."""
    name = paper.revision.inputs.voice.first_name
    day = paper.revision.content.anchors["procedure"].day
    if day is None:
        return f"{name}, after your procedure"
    return f"{name}, after your procedure on {words.day_words(day, paper.locale)}"


def _what(paper: Paper) -> str:
    site = paper.revision.inputs.voice.site
    what = f"{paper.revision.content.title} {site}".strip() + "."
    day = paper.revision.content.anchors["procedure"].day
    if not paper.called_off or day is None:
        return what
    planned = off_phrases(paper.revision.content.language).was_planned
    return f"{what} {planned.format(day=words.day_words(day, paper.locale))}"


def _notice(paper: Paper) -> dict[str, Any] | None:
    """What is read before the list; paper is read on any day, so the call reads with its day."""
    found = notice(paper.revision, None)
    if found is None:
        return None
    told = [{"title": task.title, "text": task.text} for task in found.told]
    return {"title": found.title, "lines": found.lines, "told": told}


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


def _questions(paper: Paper) -> list[dict[str, Any]]:
    """The questions still open, to answer with a pen; only for who gets everything on paper."""
    if not paper.asks_on_paper or paper.recovering:
        return []
    open_keys = {
        key
        for task in paper.revision.content.tasks
        if not paper.states[task.key].settled and task.step != ASKED_BACK
        for key in task.questions
    }
    return [
        {"ask": q.ask, "hint": q.hint, "detail": q.detail, "kind": q.kind, "unit": q.unit}
        | {"options": list(q.options.values())}
        for q in paper.revision.content.questions
        if q.key in open_keys and q.key not in paper.revision.inputs.answers
    ]


def _teach(paper: Paper) -> list[dict[str, Any]]:
    """Teach-back for a pen: boxes, and the right answers at the foot, upside down.

    Only for who gets everything on paper; nobody reads these boxes unless they are told to us.
    """
    if not paper.asks_on_paper or paper.recovering:
        return []
    return [
        {"ask": task.teaching.ask, "options": list(options(task)), "right": task.teaching.right}
        for task in paper.revision.content.tasks
        if task.teaching is not None and task.phase is not Phase.AFTER and not task.late
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
