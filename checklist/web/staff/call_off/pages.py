"""Call a procedure off, or take that back: read everything it does, then save exactly that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import call_off, callbacks, reading
from checklist.actions.call_off import CallOff, Preview
from checklist.core.access import Act
from checklist.core.calling_off import CallOffKind
from checklist.core.errors import Conflict, Invalid
from checklist.core.plan.model import PlanState
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.call_off import callback_form
from checklist.web.staff.call_off.view import KINDS, preview_view
from checklist.web.staff.typed_times import read_at

bp = Blueprint("call_off", __name__)

Answer = str | tuple[str, int] | Response

FIELDS = ("", "kind", "stopped_day", "stopped_time", *callback_form.FIELDS, "reason")
CHOOSE = "Choose what happened."
SAVED = "Saved. Call the patient: their page says it already."
BACK_ON = "Saved. It takes place after all. Every medicine is decided again."


@bp.get("/plans/<plan_id>/call-off")
@enter(Door.STAFF, Act.CALL_OFF)
def form(plan_id: str) -> Answer:
    """The form; for a procedure that is off already, what taking that back would do."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    if g.plan.state is PlanState.CALLED_OFF:
        return _page(plan_id, Filled(), _preview(plan_id, CallOff(kind=CallOffKind.TAKEN_BACK)))
    return _page(plan_id, Filled())


@bp.post("/plans/<plan_id>/call-off")
@enter(Door.STAFF, Act.CALL_OFF)
def preview_or_save(plan_id: str) -> Answer:
    """Show what it does; save only what was shown."""
    typed = typed_in(request.form)
    try:
        asked = _asked(typed)
        shown = _preview(plan_id, asked)
    except Invalid as problem:
        return _page(plan_id, _filled(typed, problem.problems)), 422
    except Conflict as conflict:
        return _page(plan_id, _filled(typed, {"": str(conflict)})), 409
    if request.form.get("do") != "save":
        return _page(plan_id, Filled(typed=typed), shown)
    try:
        return _save(plan_id, asked, typed)
    except Invalid as problem:
        wrong = callback_form.at_the_fields(problem.problems)
        return _page(plan_id, _filled(typed, wrong), shown), 422
    except Conflict as conflict:
        return _page(plan_id, _filled(typed, {"": str(conflict)}), shown), 409


def _asked(typed: Mapping[str, str]) -> CallOff:
    """What was typed, but for the call, which is typed once the outcome is seen."""
    wrong: dict[str, str] = {}
    try:
        kind = CallOffKind(typed.get("kind", ""))
    except ValueError:
        raise Invalid({"kind": CHOOSE}) from None
    at = None
    if kind is CallOffKind.STOPPED_MIDWAY:
        at = read_at(typed, "stopped", g.clinic.tz, wrong)
    if wrong:
        raise Invalid(wrong)
    return CallOff(kind=kind, stopped_at=at, reason=" ".join(typed.get("reason", "").split()))


def _preview(plan_id: str, asked: CallOff) -> Preview:
    return call_off.preview(house().store, plan_id, asked, actor=g.actor, now=now())


def _save(plan_id: str, asked: CallOff, typed: Mapping[str, str]) -> Response:
    promised = replace(asked, promise=callback_form.read_promise(typed, g.clinic))
    seen = typed.get("seen", "")
    call_off.call_off(house().store, plan_id, promised, seen, actor=g.actor, now=now())
    say(BACK_ON if asked.kind is CallOffKind.TAKEN_BACK else SAVED)
    return redirect(url_for("settle.page", plan_id=plan_id), 303)


def _filled(typed: Mapping[str, str], wrong: Mapping[str, str]) -> Filled:
    return Filled(typed=typed, wrong=in_order(wrong, FIELDS))


def _page(plan_id: str, filled: Filled, shown: Preview | None = None) -> str:
    at = now()
    offered = None if shown is None else shown.revision.inputs.callback
    with house().store.read() as reader:
        banner = patient_banner(reader, g.plan, g.clinic, at)
        known = callbacks.clinicians(reader, g.clinic.id)
    return render_template(
        "call_off/form.html",
        shell=staff_shell("worklist.patients"),
        banner=banner,
        plan_id=plan_id,
        filled=filled,
        back=g.plan.state is PlanState.CALLED_OFF,
        kinds=KINDS,
        midway=CallOffKind.STOPPED_MIDWAY.value,
        call=callback_form.callback_fields(filled, offered, known, g.clinic),
        preview=None if shown is None else preview_view(shown, g.clinic, at),
    )
