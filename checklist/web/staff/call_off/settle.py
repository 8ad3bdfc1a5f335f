"""The settling page: each medicine whose decision fell, the call that is owed, and how it ends.

A clinician decides; a nurse can do all the telephoning and none of the deciding.
"""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import attention, callbacks, events, filing, medicines, reading
from checklist.actions.acknowledge import acknowledge
from checklist.actions.attention import CallOutcome
from checklist.core.access import Act, may
from checklist.core.errors import Conflict, Invalid
from checklist.core.marks import Channel
from checklist.store import contacts, patients, plans
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in, whole_number
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.call_off import callback_form
from checklist.web.staff.call_off.settle_view import Board, view
from checklist.web.staff.medicines.form import fields_of, read
from checklist.web.staff.plan import reach as plan_reach

bp = Blueprint("settle", __name__)

Answer = str | tuple[str, int] | Response

UNPROCESSABLE, CONFLICT = 422, 409
MOST_REVISIONS = 10**9
SAY_HOW = "Say how the call ended."
ONLY_REACHED = "Only who was reached can have heard it."


@bp.get("/plans/<plan_id>/settle")
@enter(Door.STAFF, Act.NOTE)
def page(plan_id: str) -> str:
    """Where each medicine stands, and whom to call by when."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    return _page(plan_id)


@bp.post("/plans/<plan_id>/settle")
@enter(Door.CLINICIAN, Act.DECIDE)
def decide(plan_id: str) -> Answer:
    """Keep what a clinician decided; what was left alone still waits."""
    at, typed = now(), typed_in(request.form)
    board = _board(plan_id)
    sent = read(typed, board.listed, board.revision.inputs, g.clinic)
    if sent.wrong:
        return _page(plan_id, Filled(typed=typed, wrong=sent.wrong)), UNPROCESSABLE
    try:
        medicines.decide(house().store, plan_id, sent.decided, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {fields_of(key)[0]: said for key, said in problem.problems.items()}
        return _page(plan_id, Filled(typed=typed, wrong=wrong)), UNPROCESSABLE
    say("Saved. Now tell the patient.")
    return _back(plan_id)


@bp.post("/plans/<plan_id>/settle/callback")
@enter(Door.STAFF, Act.CALL_OFF)
def set_call(plan_id: str) -> Answer:
    """Another owner, or another time for the call; the patient reads the new one."""
    typed = typed_in(request.form)
    try:
        promise = callback_form.read_promise(typed, g.clinic)
        callbacks.set_callback(house().store, plan_id, promise, actor=g.actor, now=now())
    except Invalid as problem:
        wrong = callback_form.at_the_fields(problem.problems)
        return _page(plan_id, Filled(typed=typed, wrong=wrong)), UNPROCESSABLE
    except Conflict as conflict:
        return _page(plan_id, Filled(typed=typed, wrong={"": str(conflict)})), CONFLICT
    say("Saved. The patient reads the new time.")
    return _back(plan_id)


@bp.post("/plans/<plan_id>/settle/calls")
@enter(Door.STAFF, Act.CALL)
def log(plan_id: str) -> Answer:
    """Keep a call; read aloud and said back, what the page showed is acknowledged with it."""
    typed = typed_in(request.form)
    try:
        outcome = CallOutcome(typed.get("outcome", ""))
    except ValueError:
        return _page(plan_id, Filled(typed=typed, wrong={"outcome": SAY_HOW})), UNPROCESSABLE
    aloud = bool(typed.get("aloud"))
    if aloud and outcome is not CallOutcome.REACHED:
        return _page(plan_id, Filled(typed=typed, wrong={"aloud": ONLY_REACHED})), UNPROCESSABLE
    note = " ".join(typed.get("note", "").split())
    try:
        attention.log_call(house().store, plan_id, outcome, note, actor=g.actor, now=now())
    except Invalid as problem:
        return _page(plan_id, Filled(typed=typed, wrong=problem.problems)), UNPROCESSABLE
    if aloud:
        _read_aloud(plan_id, whole_number(typed.get("revision", ""), most=MOST_REVISIONS))
    say("Call logged.")
    return _back(plan_id)


@bp.post("/plans/<plan_id>/settle/close")
@enter(Door.STAFF, Act.RECORD_EVENT)
def close(plan_id: str) -> Answer:
    """Every medicine is settled and the patient knows: the plan is closed."""
    try:
        events.close_plan(house().store, plan_id, actor=g.actor, now=now())
    except Conflict as conflict:
        return _page(plan_id, Filled(wrong={"": str(conflict)})), CONFLICT
    say("The plan is closed.")
    return redirect(url_for("plan.show", plan_id=plan_id), 303)


def _read_aloud(plan_id: str, revision: int) -> None:
    acknowledge(house().store, plan_id, revision, actor=g.actor, channel=Channel.PHONE, now=now())


def _board(plan_id: str, filled: Filled | None = None) -> Board:
    with house().store.read() as reader:
        plan = plans.need(reader, plan_id)
        facts = filing.gather_facts(reader, plan)
        return Board(
            plan=plan,
            clinic=g.clinic,
            actor=g.actor,
            now=now(),
            facts=facts,
            patient=patients.need(reader, plan.patient_id),
            calls=plan_reach.calls_view(contacts.calls(reader, plan_id), g.clinic),
            known=callbacks.clinicians(reader, g.clinic.id),
            filled=filled or Filled(),
        )


def _page(plan_id: str, filled: Filled | None = None) -> str:
    board = _board(plan_id, filled)
    with house().store.read() as reader:
        banner = patient_banner(reader, board.plan, g.clinic, board.now)
    return render_template(
        "settle/page.html",
        shell=staff_shell("clinician.reviews" if may(g.actor, Act.DECIDE) else "worklist.patients"),
        banner=banner,
        plan_id=plan_id,
        may_decide=may(g.actor, Act.DECIDE),
        **view(board),
    )


def _back(plan_id: str) -> Response:
    return redirect(url_for("settle.page", plan_id=plan_id), 303)
