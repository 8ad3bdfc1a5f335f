"""The day: the morning sheet at the door, and a start that is delayed or brought forward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import changes, mornings, printing, reading
from checklist.actions.changes import Preview
from checklist.core import clock, words
from checklist.core.access import Act, may
from checklist.core.errors import Conflict, Invalid
from checklist.core.plan.model import PlanState, Revision
from checklist.store import Reader, dose_reports, patients, plans, protocols, revisions
from checklist.store import mornings as sheets
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order, typed_in
from checklist.web.house import house, now
from checklist.web.sheet_view import sheet_context
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.day import change_view as day_change_view
from checklist.web.staff.day import form as day_form
from checklist.web.staff.day import view as day_view

bp = Blueprint("day", __name__)

Answer = str | tuple[str, int] | Response

SAVED = "Saved. The newest sheet counts; the earlier ones are kept."
TIMES_SAVED = "Saved. Tell the patient now: the new times are on the slip."
NO_DAY = "The procedure has no date yet."


@bp.get("/plans/<plan_id>/day")
@enter(Door.STAFF, Act.REPORT_DOSE)
def page(plan_id: str) -> Answer:
    """The sheet as it stands; opening it leaves an entry."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    return _page(Filled(), Filled())


@bp.post("/plans/<plan_id>/day")
@enter(Door.STAFF, Act.REPORT_DOSE)
def fill(plan_id: str) -> Answer:
    """Fill the sheet in, once more or for the first time."""
    typed, at = typed_in(request.form), now()
    with house().store.read() as reader:
        door = _door(reader, at, Filled())
    asked = day_view.asked_about(door)
    try:
        if door.day is None:
            raise Conflict(NO_DAY)
        on_the_day = day_view.on_the_day(door)
        filled = day_form.read(typed, asked, on_the_day, door.day, g.clinic)
        mornings.fill_in(house().store, plan_id, filled, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {_field(name): said for name, said in problem.problems.items()}
        ordered = in_order(wrong, day_form.SHEET_FIELDS)
        return _page(Filled(typed=typed, wrong=ordered), Filled()), 422
    except Conflict as conflict:
        return _page(Filled(typed=typed, wrong={"": str(conflict)}), Filled()), 409
    say(SAVED)
    return redirect(url_for("day.page", plan_id=plan_id), 303)


def _field(problem: str) -> str:
    """The form's field for a key of the action's ``Invalid``."""
    dose, found, medicine_id = problem.partition("dose.")
    return f"{day_form.dose_name(medicine_id)}_time" if found and not dose else problem


@bp.post("/plans/<plan_id>/day/times")
@enter(Door.STAFF, Act.CHANGE_PLAN)
def change(plan_id: str) -> Answer:
    """Show what another start does to eating and drinking; save only what was shown."""
    typed, at = typed_in(request.form), now()
    shown: Preview | None = None
    try:
        if g.plan.procedure_day is None:
            raise Conflict(NO_DAY)
        proposal = day_form.proposal(typed, g.plan.procedure_day, g.clinic)
        shown = changes.preview(house().store, plan_id, proposal, actor=g.actor, now=at)
        if request.form.get("do") != "save":
            return _page(Filled(), Filled(typed=typed), shown)
        seen = typed.get("seen", "")
        changes.apply(house().store, plan_id, proposal, seen, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = day_form.as_ours(problem.problems)
        return _page(Filled(), Filled(typed=typed, wrong=wrong), shown), 422
    except Conflict as conflict:
        return _page(Filled(), Filled(typed=typed, wrong={"": str(conflict)}), shown), 409
    say(TIMES_SAVED)
    return redirect(url_for("day.page", plan_id=plan_id), 303)


@bp.get("/plans/<plan_id>/day/sheet")
@enter(Door.STAFF, Act.NOTE)
def sheet(plan_id: str) -> str:
    """The morning sheet on paper: as it stands, or with ``?blank=yes`` for a pen."""
    at, blank = now(), request.args.get("blank", "") != ""
    printing.print_sheet(house().store, plan_id, what="morning sheet", actor=g.actor, now=at)
    with house().store.read() as reader:
        door = _door(reader, at, Filled())
        patient = patients.need(reader, g.plan.patient_id)
        foot = sheet_context(reader, g.plan, at)["sheet"]["foot"]
    return render_template(
        "day/sheet.html",
        plan_id=plan_id,
        blank=blank,
        who=patient.name,
        born=words.day_words(patient.born, g.clinic.locale, year=True).partition(" ")[2],
        number=patient.record_number,
        day=_day_words(door.day),
        times=day_view.times(door.content, g.clinic),
        shown=day_view.page(door),
        foot=foot,
    )


@bp.get("/plans/<plan_id>/day/slip")
@enter(Door.STAFF, Act.NOTE)
def slip(plan_id: str) -> str:
    """The new times for the patient, large, on half a page."""
    at = now()
    printing.print_sheet(house().store, plan_id, what="slip of the day", actor=g.actor, now=at)
    with house().store.read() as reader:
        revision = revisions.get(reader, plans.need(reader, plan_id).revision_id)
        made = sheet_context(reader, g.plan, at)["sheet"]
    start = revision.content.anchors["procedure"]
    return render_template(
        "day/slip.html",
        plan_id=plan_id,
        first_name=revision.inputs.voice.first_name,
        start=words.moment_words(start, g.clinic.tz, revision.inputs.voice.locale)
        if start.at is not None
        else "",
        reads=day_change_view.reads(revision.content, revision, g.clinic, at),
        calls=made["calls"],
        emergency=made["emergency"],
        clinic_line=made["clinic_line"],
        foot=made["foot"],
    )


def _door(reader: Reader, at: datetime, filled: Filled) -> day_view.Door:
    protocol = protocols.get(reader, g.plan.protocol_id)
    return day_view.Door(
        clinic=g.clinic,
        revision=revisions.get(reader, plans.need(reader, g.plan.id).revision_id),
        concerns={group.key: group.label for group in protocol.medicine_groups},
        sheets=sheets.of_plan(reader, g.plan.id),
        reports=dose_reports.of_plan(reader, g.plan.id),
        now=at,
        filled=filled,
    )


def _page(filled: Filled, times: Filled, shown: Preview | None = None) -> str:
    at = now()
    with house().store.read() as reader:
        door = _door(reader, at, filled)
        plan = plans.need(reader, g.plan.id)
        banner = patient_banner(reader, plan, g.clinic, at)
        patient = patients.need(reader, plan.patient_id)
    return render_template(
        "day/page.html",
        shell=staff_shell("worklist.patients"),
        banner=banner,
        plan_id=plan.id,
        patient=patient.first_name,
        title=f"The day: {_day_words(door.day)}" if door.day is not None else "The day",
        stands=day_view.times(door.content, g.clinic),
        sheet=day_view.page(door),
        reads=_reads_now(door.revision, at),
        filled=filled,
        times=times,
        may_fill=_may_fill(plan.procedure_day, plan.state, at),
        may_change=may(g.actor, Act.CHANGE_PLAN) and _changeable(plan.state, door.day),
        preview=None if shown is None else _preview(shown, door, at),
    )


def _preview(shown: Preview, door: day_view.Door, at: datetime) -> Mapping[str, Any]:
    return day_change_view.change_view(shown, door.revision, door.morning, g.clinic, at)


def _reads_now(revision: Revision, at: datetime) -> list[dict[str, str]]:
    return day_change_view.reads(revision.content, revision, g.clinic, at)


def _may_fill(day: date | None, state: PlanState, at: datetime) -> bool:
    if day is None or state is PlanState.CLOSED:
        return False
    return (day - clock.day_of(at, g.clinic.tz)).days <= 1


def _changeable(state: PlanState, day: date | None) -> bool:
    return state is PlanState.BEFORE and day is not None


def _day_words(day: date | None) -> str:
    return "no date yet" if day is None else words.day_words(day, g.clinic.locale)
