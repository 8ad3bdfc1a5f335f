"""What a nurse does about a reason: call, take it, give it back, resolve it."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import attention
from checklist.actions.attention import CallOutcome
from checklist.core.access import Act
from checklist.core.attention import ReasonKind
from checklist.core.errors import Conflict, Invalid
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, same_site, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say
from checklist.web.staff.plan_page import Sent, render

bp = Blueprint("calls", __name__)

Answer = str | tuple[str, int] | Response

SAID = {
    CallOutcome.REACHED: "Call logged: reached.",
    CallOutcome.MESSAGE: "Call logged: left a message.",
    CallOutcome.NO_ANSWER: "Call logged: no answer.",
}


@bp.post("/plans/<plan_id>/calls")
@enter(Door.STAFF, Act.CALL)
def log(plan_id: str) -> Answer:
    """Keep a call and how it ended."""
    try:
        outcome = CallOutcome(request.form.get("outcome", ""))
    except ValueError:
        return _again(plan_id, "call", {"outcome": "Say how the call ended."})
    note = " ".join(request.form.get("note", "").split())
    try:
        attention.log_call(house().store, plan_id, outcome, note, actor=g.actor, now=now())
    except Invalid as problem:
        return _again(plan_id, "call", problem.problems)
    say(SAID[outcome])
    return _back(plan_id)


@bp.post("/plans/<plan_id>/owner")
@enter(Door.STAFF, Act.OWN)
def take(plan_id: str) -> Answer:
    """I see to this patient."""
    attention.take(house().store, plan_id, actor=g.actor, now=now())
    say("You took it.")
    return _back(plan_id)


@bp.post("/plans/<plan_id>/owner/none")
@enter(Door.STAFF, Act.OWN)
def give_back(plan_id: str) -> Answer:
    """I do not see to this patient any more."""
    attention.give_back(house().store, plan_id, actor=g.actor, now=now())
    say("Given back. Nobody has it now.")
    return _back(plan_id)


@bp.post("/plans/<plan_id>/attention")
@enter(Door.STAFF, Act.RESOLVE)
def resolve(plan_id: str) -> Answer:
    """One cause is dealt with, and how."""
    sent = request.form
    form = sent.get("form", "resolve")
    try:
        reason = ReasonKind(sent.get("reason", ""))
        attention.resolve(
            house().store,
            plan_id,
            reason,
            sent.get("subject", ""),
            sent.get("cause", ""),
            sent.get("note", ""),
            actor=g.actor,
            now=now(),
        )
    except Invalid as problem:
        return _again(plan_id, form, problem.problems)
    except (Conflict, ValueError):
        said = "This was dealt with already, or changed. The page shows what is open now."
        return render(plan_id, Sent(filled=Filled(wrong={"": said}))), 409
    say("Resolved.")
    return _back(plan_id)


def _again(plan_id: str, form: str, wrong: dict[str, str]) -> Answer:
    filled = Filled(typed=typed_in(request.form), wrong=wrong)
    return render(plan_id, Sent(form=form, filled=filled)), 422


def _back(plan_id: str) -> Answer:
    """To the list this came from, else to the plan."""
    back = request.form.get("back", "")
    return redirect(back if same_site(back) else url_for("plan.show", plan_id=plan_id), 303)
