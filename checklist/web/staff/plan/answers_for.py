"""Answers written down for the patient: told by phone, or come in on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.answers import NamedMedicine, Told, answer
from checklist.core.access import Act
from checklist.core.marks import Channel
from checklist.store import plans, protocols, revisions
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.patient import questions_view as view
from checklist.web.patient.medicine_steps import Step, take_step
from checklist.web.patient.questions import Asked, asked_of
from checklist.web.patient.questions_fields import fields
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner

bp = Blueprint("answers_for", __name__)

Answer = str | tuple[str, int] | Response

THROUGH = {"phone": Channel.PHONE, "paper": Channel.PAPER}
CHOOSE_THROUGH = "Say how you heard it: by phone or from paper."
ADDED = "Added to the list."
UNPROCESSABLE = 422


@bp.get("/plans/<plan_id>/answers/<path:task_key>")
@enter(Door.STAFF, Act.ANSWER)
def form(plan_id: str, task_key: str) -> Answer:
    """The questions of one task, with what was answered before."""
    asked = _asked(plan_id, task_key)
    return _page(asked, view.from_answers(asked.revision.inputs.answers))


@bp.post("/plans/<plan_id>/answers/<path:task_key>")
@enter(Door.STAFF, Act.ANSWER)
def save(plan_id: str, task_key: str) -> Answer:
    """Keep what can be kept; ask again for what is missing."""
    asked = _asked(plan_id, task_key)
    typed = view.from_form(request.form, asked.questions)
    do = request.form.get("do", "")
    step = take_step(house().store, plan_id, do, actor=g.actor, now=now())
    if step is not None:
        wrong = {asked.medicines_key: step.problem} if step.problem else {}
        page = _page(_asked(plan_id, task_key), typed, wrong, step=step)
        return (page, UNPROCESSABLE) if wrong else page
    channel = THROUGH.get(request.form.get("through", ""))
    if channel is None:
        return _page(asked, typed, {"through": CHOOSE_THROUGH}), UNPROCESSABLE
    kept = view.sort(typed, asked.questions, asked.revision.inputs.medicines)
    if do == "add":
        return _added(asked, typed, kept, channel)
    if kept.told or kept.named:
        _keep(task_key, kept.told, kept.named, channel)
        asked = _asked(plan_id, task_key)  # one answer can lead to another question
    problems = {**asked.unanswered, **kept.problems}
    if problems:
        left = replace(typed, rows=view.not_kept(typed, kept))
        return _page(asked, left, problems, saved=bool(kept.told)), UNPROCESSABLE
    say("The answers are saved for the patient.")
    return redirect(url_for("plan.show", plan_id=plan_id), 303)


def _added(asked: Asked, typed: view.Typed, kept: view.Sorted, channel: Channel) -> Answer:
    """Put the row on the list at once; whatever else was typed is still there."""
    problem = view.row_problem(typed, kept)
    if problem:
        return _page(asked, typed, {asked.medicines_key: problem}), UNPROCESSABLE
    _keep(asked.task.key, (), kept.named, channel)
    fresh = _asked(g.plan.id, asked.task.key)
    return _page(fresh, replace(typed, rows=()), step=Step(said=ADDED))


def _keep(
    task_key: str, told: tuple[Told, ...], named: tuple[NamedMedicine, ...], channel: Channel
) -> None:
    answer(
        house().store,
        g.plan.id,
        task_key,
        told,
        named,
        actor=g.actor,
        channel=channel,
        now=now(),
    )


def _asked(plan_id: str, task_key: str) -> Asked:
    """The questions as the plan stands now. Raises NotFound for a task that asks nothing."""
    with house().store.read() as reader:
        plan = plans.need(reader, plan_id)
        revision = revisions.get(reader, plan.revision_id)
        protocol = protocols.get(reader, plan.protocol_id)
    return asked_of(revision, protocol, task_key)


def _page(
    asked: Asked,
    typed: view.Typed,
    problems: Mapping[str, str] | None = None,
    *,
    saved: bool = False,
    step: Step | None = None,
) -> str:
    wrong = problems or {}
    words = {
        question.key: f"{question.ask} {wrong.get(question.key)}" for question in asked.questions
    }
    with house().store.read() as reader:
        banner = patient_banner(reader, g.plan, g.clinic, now())
    return render_template(
        "plan/answers.html",
        shell=staff_shell("worklist.patients"),
        banner=banner,
        task=asked.task,
        fields=fields(typed, asked.questions, asked.shown(step), wrong),
        errors=[{"name": name, "text": words.get(name, wrong[name])} for name in wrong],
        saved=saved,
        through=request.form.get("through", "phone"),
        through_error=wrong.get("through", ""),
        action=request.path,
    )
