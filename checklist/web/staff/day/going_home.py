"""Going home, on one page in order: the end, what was done, each restart, limits, escort, home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import going_home, reading
from checklist.core.access import Act
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.plan.model import PlanState, Revision
from checklist.store import (
    Reader,
    dose_reports,
    leavings,
    mornings,
    patients,
    plans,
    protocols,
    revisions,
)
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order, typed_in, whole_number
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.day import going_home_form as form
from checklist.web.staff.day import going_home_view as view

bp = Blueprint("going_home", __name__)

Answer = str | tuple[str, int] | Response

SAVED = "Saved. Revision {} is what the patient reads now."
GONE = "Gone home. Print the after checklist for the patient to take along."
OPEN = "Gone home. A restart is not confirmed yet: it stays on the worklist."
MOST_REVISIONS = 1_000_000


@bp.get("/plans/<plan_id>/going-home")
@enter(Door.STAFF, Act.RECORD_EVENT)
def page(plan_id: str) -> Answer:
    """As it stands; opening it leaves an entry."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    return _page(Filled())


@bp.post("/plans/<plan_id>/going-home")
@enter(Door.STAFF, Act.RECORD_EVENT)
def preview_or_save(plan_id: str) -> Answer:
    """Show what the patient will read; save only what was shown."""
    typed, at = typed_in(request.form), now()
    with house().store.read() as reader:
        revision = _newest(reader)
    stopped = view.stopped(revision)
    store = house().store
    try:
        going = form.read(typed, stopped, revision.inputs, g.clinic)
        if request.form.get("do") != "save":
            shown = going_home.preview(store, plan_id, going, actor=g.actor, now=at)
            return _page(Filled(typed=typed), shown)
        seen = whole_number(typed.get("seen", ""), most=MOST_REVISIONS)
        made = going_home.record(store, plan_id, going, seen, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {form.field_of(name): said for name, said in problem.problems.items()}
        ordered = in_order(wrong, form.order(stopped))
        return _page(Filled(typed=typed, wrong=ordered)), 422
    except (Conflict, NotAllowed) as refused:
        status = 409 if isinstance(refused, Conflict) else 403
        return _page(Filled(typed=typed, wrong={"": str(refused)})), status
    say(_said(made, going.home_at))
    return redirect(url_for("going_home.page", plan_id=plan_id), 303)


def _said(made: Revision, home_at: datetime | None) -> str:
    if home_at is None:
        return SAVED.format(made.number)
    with house().store.read() as reader:
        leave = _leave(reader, Filled(), now())
    open_ = any(not one["confirmed"] for one in view.page(leave)["medicines"])
    return OPEN if open_ else GONE


def _page(filled: Filled, shown: Revision | None = None) -> str:
    at = now()
    with house().store.read() as reader:
        leave = _leave(reader, filled, at)
        plan = plans.need(reader, g.plan.id)
        banner = patient_banner(reader, plan, g.clinic, at)
        patient = patients.need(reader, plan.patient_id)
    return render_template(
        "going_home/page.html",
        shell=staff_shell("worklist.patients"),
        banner=banner,
        plan_id=plan.id,
        patient=patient.first_name,
        clinician=plan.clinician,
        leave=view.page(leave),
        filled=filled,
        revision=leave.revision.number,
        closed=plan.state is PlanState.CLOSED,
        done=plan.state is not PlanState.BEFORE,
        preview=None if shown is None else _preview(shown),
    )


def _preview(shown: Revision) -> dict[str, Any]:
    return {"reads": view.reads(shown.content)}


def _newest(reader: Reader) -> Revision:
    return revisions.get(reader, plans.need(reader, g.plan.id).revision_id)


def _leave(reader: Reader, filled: Filled, at: datetime) -> view.Leave:
    protocol = protocols.get(reader, g.plan.protocol_id)
    return view.Leave(
        clinic=g.clinic,
        revision=_newest(reader),
        clinician=g.plan.clinician,
        concerns={group.key: group.label for group in protocol.medicine_groups},
        leaving=leavings.latest(reader, g.plan.id),
        morning=mornings.latest(reader, g.plan.id),
        reports=dose_reports.of_plan(reader, g.plan.id),
        actor=g.actor,
        now=at,
        filled=filled,
    )
