"""Recovery: each limit and who may change it, what was reported, and closing the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from checklist.actions import events, filing, reading, recovery
from checklist.actions.recovery import LimitChange, Preview
from checklist.core.access import Act, may
from checklist.core.attention.open_stops import open_stops
from checklist.core.clearances import ClearanceKind
from checklist.core.errors import Conflict, Invalid
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState
from checklist.core.recovery import still_open
from checklist.store import Reader, choices, clearances, patients, plans, protocols
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, read_day, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.plan.page import Sent
from checklist.web.staff.recovery import view
from checklist.web.then_and_now import pictures

bp = Blueprint("recovery", __name__)

Answer = str | tuple[str, int] | Response
CONFLICT, UNPROCESSABLE = 409, 422
CHOOSE = "Choose what becomes of this limit."
SAVED = "Saved. The patient reads it on their list."


@bp.get("/plans/<plan_id>/recovery")
@enter(Door.STAFF, Act.NOTE)
def page(plan_id: str) -> str:
    """Each limit with its end; for a clinician with what ends it or makes it longer."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    return _page(Sent())


@bp.post("/plans/<plan_id>/recovery")
@enter(Door.STAFF, Act.CLEAR_LIMIT)
def change(plan_id: str) -> Answer:
    """Show what the patient would read; save only what was shown."""
    typed = typed_in(request.form)
    step = typed.get("step", "")
    try:
        wanted = _wanted(typed)
        shown = recovery.preview(house().store, plan_id, wanted, actor=g.actor, now=now())
        if typed.get("do") != "save":
            return _page(_sent(step, typed, {}), shown)
        recovery.change_limit(
            house().store, plan_id, wanted, typed.get("seen", ""), actor=g.actor, now=now()
        )
    except Invalid as problem:
        return _page(_sent(step, typed, problem.problems), _shown(plan_id, typed)), UNPROCESSABLE
    except Conflict as conflict:
        return _page(_sent(step, typed, {"": str(conflict)}), _shown(plan_id, typed)), CONFLICT
    say(SAVED)
    return _to("recovery.page", plan_id)


@bp.get("/plans/<plan_id>/close")
@enter(Door.STAFF, Act.RECORD_EVENT)
def closing(plan_id: str) -> str:
    """What is still open, and then against before."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    return _closing(Filled())


@bp.post("/plans/<plan_id>/close")
@enter(Door.STAFF, Act.RECORD_EVENT)
def close(plan_id: str) -> Answer:
    """Close the plan, with a note for colleagues."""
    typed = typed_in(request.form)
    note = " ".join(typed.get("note", "").split())
    try:
        events.close_plan(house().store, plan_id, actor=g.actor, now=now(), note=note)
    except Invalid as problem:
        return _closing(Filled(typed=typed, wrong=problem.problems)), UNPROCESSABLE
    except Conflict as conflict:
        return _closing(Filled(typed=typed, wrong={"": str(conflict)})), CONFLICT
    say("The plan is closed.")
    return _to("plan.show", plan_id)


def _to(endpoint: str, plan_id: str) -> Response:
    return redirect(url_for(endpoint, plan_id=plan_id), 303)  # type: ignore[return-value]  # werkzeug's own


def _wanted(typed: Mapping[str, str]) -> LimitChange:
    """What was asked for. Raises Invalid beside the field that cannot be."""
    known = {kind.value: kind for kind in ClearanceKind}
    wrong = {} if typed.get("kind") in known else {"kind": CHOOSE}
    last_day: date | None = None
    if typed.get("last_day", "").strip() and typed.get("kind") != ClearanceKind.CLEARED:
        try:
            last_day = read_day(typed["last_day"])
        except ValueError as problem:
            wrong["last_day"] = str(problem)
    if wrong:
        raise Invalid(wrong)
    return LimitChange(
        step=typed.get("step", ""),
        kind=known[typed["kind"]],
        reason=" ".join(typed.get("reason", "").split()),
        last_day=last_day,
    )


def _shown(plan_id: str, typed: Mapping[str, str]) -> Preview | None:
    """What was seen already, seen anew beside what is wrong; None before it was seen at all."""
    if not typed.get("seen"):
        return None
    try:
        return recovery.preview(house().store, plan_id, _wanted(typed), actor=g.actor, now=now())
    except (Invalid, Conflict):
        return None


def _sent(step: str, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Sent:
    return Sent(form=f"limit-{step}", filled=Filled(typed=dict(typed), wrong=dict(wrong)))


def _told(reader: Reader) -> view.Recovery:
    plan = plans.need(reader, g.plan.id)
    return view.Recovery(
        facts=filing.gather_facts(reader, plan),
        protocol=protocols.get(reader, plan.protocol_id),
        chosen=choices.current(reader, plan.id),
        cleared=clearances.history(reader, plan.id),
        clinic=g.clinic,
        now=now(),
    )


def _page(sent: Sent, shown: Preview | None = None) -> str:
    with house().store.read() as reader:
        told = _told(reader)
        shared = _shared(reader, told)
    recovering = told.facts.state is PlanState.RECOVERING
    return render_template(
        "recovery/page.html",
        limits=view.limits(told),
        restarts=view.restarts(told),
        visits=view.visits(told),
        sent=sent,
        preview=shown,
        may_change=recovering and may(g.actor, Act.CLEAR_LIMIT),
        may_close=recovering and _is_home(told) and may(g.actor, Act.RECORD_EVENT),
        **shared,
    )


def _closing(filled: Filled) -> str:
    with house().store.read() as reader:
        told = _told(reader)
        shared = _shared(reader, told)
    facts = told.facts
    left = still_open(facts.revision.content, facts.inputs, facts.states, told.now)
    stops = tuple(open_stops(facts))
    return render_template(
        "recovery/close.html",
        filled=filled,
        left=view.open_lines(left, stops, len(facts.unread)),
        may_close=_is_closable(told) and not stops,
        stopped=bool(stops),
        **shared,
    )


def _is_closable(told: view.Recovery) -> bool:
    """Once they are home. What is called off is closed once settled, which is checked then."""
    state = told.facts.state
    return state is PlanState.CALLED_OFF or (state is PlanState.RECOVERING and _is_home(told))


def _is_home(told: view.Recovery) -> bool:
    return is_actual(told.inputs.anchors, "home")


def _shared(reader: Reader, told: view.Recovery) -> dict[str, Any]:
    content = told.facts.revision.content
    return {
        "shell": staff_shell("worklist.patients"),
        "banner": patient_banner(reader, g.plan, g.clinic, told.now),
        "plan_id": g.plan.id,
        "first_name": patients.need(reader, g.plan.patient_id).first_name,
        "pictures": pictures(content, told.inputs.answers, told.now),
    }
