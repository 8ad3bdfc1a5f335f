"""A patient says what they do with one medicine; patient.py gives the page its address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.dose_reports import DoseSaid, report_dose
from checklist.core.access import Act
from checklist.core.dose_reports import SAYINGS, Reported
from checklist.core.errors import Conflict, Invalid, NotFound
from checklist.core.marks import Channel
from checklist.store import plans
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, instant_of, read_clock, typed_in
from checklist.web.house import house, now
from checklist.web.marking import STALE
from checklist.web.patient import dose_view
from checklist.web.patient.ground import Ground, ground_of
from checklist.web.patient.questions import SAVED
from checklist.web.shell import patient_shell

UNPROCESSABLE = 422
FIELDS = {"taken_at": "day"}


@enter(Door.PATIENT)
def dose(plan_id: str, medicine_id: str) -> str:  # noqa: ARG001 - the address names it, and the guard reads it
    """When the last one was. Raises NotFound for what is not on the list."""
    return _page(medicine_id, Filled())


@enter(Door.PATIENT, Act.REPORT_DOSE)
def say_dose(plan_id: str, medicine_id: str) -> str | Response | tuple[str, int]:
    """Keep what they say, and back to the list; what is wrong comes back beside its field."""
    typed, at = typed_in(request.form), now()
    try:
        said = _said(typed, medicine_id)
        report_dose(house().store, plan_id, said, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {FIELDS.get(key, key): text for key, text in problem.problems.items()}
        return _page(medicine_id, Filled(typed=typed, wrong=wrong)), UNPROCESSABLE
    flash(SAVED)
    if said.said is Reported.LAST_TAKEN:
        return redirect(url_for("patient.dose", plan_id=plan_id, medicine_id=medicine_id), 303)
    card = f"says-{typed.get('task', '')}"
    return redirect(url_for("patient.today", plan_id=plan_id, _anchor=card), 303)


def _said(typed: Mapping[str, str], medicine_id: str) -> DoseSaid:
    try:
        said = Reported(typed.get("said", ""))
    except ValueError:
        raise Conflict(STALE) from None
    return DoseSaid(
        id=typed.get("report_id", ""),
        medicine_id=medicine_id,
        said=said,
        channel=Channel.SCREEN,
        taken_at=None if said in SAYINGS else _taken_at(typed),
    )


def _taken_at(typed: Mapping[str, str]) -> datetime | None:
    """The day that was chosen and the time that was typed; None for "I do not know"."""
    if typed.get("day") == dose_view.UNKNOWN:
        return None
    try:
        day = date.fromisoformat(typed.get("day", ""))
    except ValueError:
        raise Invalid({"day": "Choose a day, or say that you do not know."}) from None
    try:
        hour = read_clock(typed.get("time", ""))
    except ValueError:
        raise Invalid({"time": "Write the time, such as 6pm."}) from None
    return instant_of(day, hour, g.clinic.tz, field="time", which="first")


def _page(medicine_id: str, filled: Filled) -> str:
    stands = _ground()
    medicine = dose_view.medicine_of(medicine_id, stands)
    if medicine is None:
        raise NotFound("no such medicine")
    return render_template(
        "patient/dose.html",
        **dose_view.page(medicine, stands),
        action=dose_view.dose_url(medicine_id, stands),
        filled=filled,
        back_url=url_for("patient.today", plan_id=stands.plan.id),
        shell=patient_shell(stands.plan.id),
    )


def _ground() -> Ground:
    with house().store.read() as reader:
        return ground_of(reader, plans.need(reader, g.plan.id), g.clinic, g.actor, now())
