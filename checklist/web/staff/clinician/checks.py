"""Check the critical ticks of one patient, in one list."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import filing, marks, reading
from checklist.core.access import Act, may
from checklist.core.errors import Conflict
from checklist.store import Reader, plans, revisions
from checklist.store import marks as mark_rows
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.clinician import checks_view
from checklist.web.staff.plan.marks import Told

bp = Blueprint("checks", __name__)

Answer = str | tuple[str, int] | Response
CHOOSE = "Tick what you have checked with the patient."
MOST = 100
CONFLICT, UNPROCESSABLE = 409, 422


@bp.get("/plans/<plan_id>/critical")
@enter(Door.STAFF, Act.NOTE)
def page(plan_id: str) -> Answer:
    """Every critical item up to the procedure, with the patient's tick and our stamp."""
    at = now()
    reading.open_record(house().store, plan_id, actor=g.actor, now=at)
    with house().store.read() as reader:
        return _page(reader, at, "")


@bp.post("/plans/<plan_id>/critical")
@enter(Door.STAFF, Act.CHECK)
def save(plan_id: str) -> Answer:
    """Check the chosen ticks; one that changed since the page was opened is not checked."""
    at, chosen, wrong, kept = now(), request.form.getlist("check")[:MOST], "", 0
    for one in chosen:
        key, _, mark_id = one.rpartition("|")
        try:
            marks.check_task(house().store, plan_id, key, mark_id, actor=g.actor, now=at)
        except Conflict as changed:
            wrong = str(changed)
        else:
            kept += 1
    if kept and not wrong:
        say(f"Checked: {kept}.")
        return redirect(url_for("checks.page", plan_id=plan_id), 303)
    with house().store.read() as reader:
        status = CONFLICT if chosen else UNPROCESSABLE
        return _page(reader, at, wrong or CHOOSE), status


def _page(reader: Reader, at: datetime, problem: str) -> str:
    plan = plans.need(reader, g.plan.id)
    revision = revisions.get(reader, plan.revision_id)
    told = Told(
        revision=revision,
        states=filing.states(reader, plan.id, revision),
        marks=mark_rows.by_task(reader, plan.id),
        checks=mark_rows.checks_by_task(reader, plan.id),
        clinic=g.clinic,
        actor=g.actor,
        now=at,
    )
    return render_template(
        "clinician/checks.html",
        shell=staff_shell("clinician.reviews"),
        banner=patient_banner(reader, g.plan, g.clinic, at),
        patient=revision.inputs.voice.first_name,
        listed=checks_view.items(told, plan.id),
        problem=problem,
        may_check=may(g.actor, Act.CHECK),
        plan_id=plan.id,
    )
