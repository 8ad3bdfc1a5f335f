"""A clinician asks the patient back: a question in their own words, beside what it is about."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import reading
from checklist.actions.asking_back import ask_back, hard_to_read, take_back
from checklist.core.access import Act
from checklist.core.errors import Conflict, Invalid
from checklist.store import Reader, patients, plans, revisions
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.clinician import asking_view as view

bp = Blueprint("asking", __name__)

Answer = str | tuple[str, int] | Response
CONFLICT, UNPROCESSABLE = 409, 422


@bp.get("/plans/<plan_id>/ask")
@enter(Door.STAFF, Act.ASK_BACK)
def form(plan_id: str) -> Answer:
    """One question, about an answer or a medicine ("about" is its id) or about nothing said."""
    at = now()
    reading.open_record(house().store, plan_id, actor=g.actor, now=at)
    typed = {"about": request.args.get("about", "")}
    with house().store.read() as reader:
        return _page(reader, at, Filled(typed=typed))


@bp.post("/plans/<plan_id>/ask")
@enter(Door.STAFF, Act.ASK_BACK)
def ask(plan_id: str) -> Answer:
    """Put it on the patient's list; "preview" only shows how it will read."""
    at, typed = now(), typed_in(request.form)
    if typed.get("do") == "preview":
        with house().store.read() as reader:
            return _page(reader, at, Filled(typed=typed))
    with house().store.read() as reader:
        revision = revisions.get(reader, plans.need(reader, plan_id).revision_id)
        about = view.about(reader, revision, typed.get("about", ""), g.clinic)
    try:
        ask_back(house().store, plan_id, typed.get("ask", ""), about.stored, actor=g.actor, now=at)
    except Invalid as problem:
        with house().store.read() as reader:
            filled = Filled(typed=typed, wrong=problem.problems)
            return _page(reader, at, filled), UNPROCESSABLE
    say("It is on the patient’s list. The answer comes back to you here.")
    return redirect(url_for("clinician.review", plan_id=plan_id), 303)


@bp.post("/plans/<plan_id>/ask/<asked_id>/back")
@enter(Door.STAFF, Act.ASK_BACK)
def back(plan_id: str, asked_id: str) -> Answer:
    """Ask it no more. Raises NotFound for no such question."""
    at = now()
    try:
        take_back(house().store, plan_id, asked_id, actor=g.actor, now=at)
    except Conflict as answered:
        with house().store.read() as reader:
            return _page(reader, at, Filled(wrong={"": str(answered)})), CONFLICT
    say("Taken back. The patient does not read it any more.")
    return redirect(url_for("clinician.review", plan_id=plan_id), 303)


def _page(reader: Reader, at: datetime, filled: Filled) -> str:
    plan = plans.need(reader, g.plan.id)
    revision = revisions.get(reader, plan.revision_id)
    patient = patients.need(reader, plan.patient_id)
    asked = filled.value("ask")
    return render_template(
        "clinician/ask.html",
        shell=staff_shell("clinician.reviews"),
        banner=patient_banner(reader, g.plan, g.clinic, at),
        patient=patient.first_name,
        about=view.about(reader, revision, filled.value("about"), g.clinic),
        hint=hard_to_read(asked, revision.content.language),
        reads=view.reads(asked, g.actor.name, revision),
        advice=view.advice(revision, patient.first_name, patient.reach, g.clinic),
        waiting=view.waiting(reader, revision, g.clinic),
        filled=filled,
        plan_id=plan.id,
    )
