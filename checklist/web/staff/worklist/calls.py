"""What a nurse does about a reason: call, take it, give it back, say what became of it."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import attention, outcomes
from checklist.actions.attention import CallOutcome
from checklist.core.access import Act
from checklist.core.errors import Conflict, Invalid
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, same_site, typed_in
from checklist.web.house import house, now
from checklist.web.shell import Undo, say
from checklist.web.staff.plan.page import Sent, render
from checklist.web.staff.worklist import outcome_view

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


@bp.post("/plans/<plan_id>/outcome")
@enter(Door.STAFF, Act.RESOLVE)
def outcome(plan_id: str) -> Answer:
    """What became of some of the plan's reasons."""
    meant = request.form.getlist("reason")
    note = " ".join(request.form.get("note", "").split())
    form = f"deal-{meant[0]}" if meant else ""
    at = now()
    try:
        word = outcome_view.read(request.form.get("outcome", ""), note)
        if not meant:
            raise Invalid({"": "Choose what it is about."})
        dealt = outcomes.deal(house().store, plan_id, meant, word, actor=g.actor, now=at)
    except Invalid as problem:
        return _again(plan_id, form, problem.problems)
    except (Conflict, ValueError):
        return _gone(plan_id, outcomes.GONE)
    taken_back = Undo(
        url=url_for("calls.undo", plan_id=plan_id),
        name="dealt",
        value=dealt.id,
        back=_same_site_back(),
    )
    say(outcome_view.answer(word, dealt, at, g.clinic), undo=taken_back)
    return _back(plan_id)


@bp.post("/plans/<plan_id>/outcome/undo")
@enter(Door.STAFF, Act.RESOLVE)
def undo(plan_id: str) -> Answer:
    """It was a slip: the reasons ask again, and a call that was logged with it is none."""
    try:
        dealt = request.form.get("dealt", "")
        outcomes.undo(house().store, plan_id, dealt, actor=g.actor, now=now())
    except Conflict as problem:
        return _gone(plan_id, str(problem))
    say("Taken back. It asks as before.")
    return _back(plan_id)


def _gone(plan_id: str, said: str) -> Answer:
    return render(plan_id, Sent(filled=Filled(wrong={"": said}))), 409


def _again(plan_id: str, form: str, wrong: dict[str, str]) -> Answer:
    filled = Filled(typed=typed_in(request.form), wrong=wrong)
    return render(plan_id, Sent(form=form, filled=filled)), 422


def _back(plan_id: str) -> Answer:
    """To the list this came from, else to the plan."""
    return redirect(_same_site_back() or url_for("plan.show", plan_id=plan_id), 303)


def _same_site_back() -> str:
    back = request.form.get("back", "")
    return back if same_site(back) else ""
