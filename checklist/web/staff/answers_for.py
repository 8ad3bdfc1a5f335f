"""Answers written down for the patient: told by phone, or come in on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.answers import answer
from checklist.core.access import Act
from checklist.core.errors import NotFound
from checklist.core.marks import Channel
from checklist.store import plans, revisions
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.patient import questions_view as view
from checklist.web.patient.questions import Asked
from checklist.web.patient.questions_fields import fields
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner

bp = Blueprint("answers_for", __name__)

Answer = str | tuple[str, int] | Response

THROUGH = {"phone": Channel.PHONE, "paper": Channel.PAPER}
CHOOSE_THROUGH = "Say how you heard it: by phone or from paper."
MORE_ROWS = 5
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
    if request.form.get("do") == "more":
        return _page(asked, typed, more=MORE_ROWS)
    channel = THROUGH.get(request.form.get("through", ""))
    if channel is None:
        return _page(asked, typed, {"through": CHOOSE_THROUGH}), UNPROCESSABLE
    kept = view.sort(typed, asked.questions, asked.revision.inputs.medicines)
    if kept.told or kept.named:
        answer(
            house().store,
            plan_id,
            task_key,
            kept.told,
            kept.named,
            actor=g.actor,
            channel=channel,
            now=now(),
        )
        asked = _asked(plan_id, task_key)  # one answer can lead to another question
    problems = {**asked.unanswered, **kept.problems}
    if problems:
        left = replace(typed, rows=view.not_kept(typed, kept))
        return _page(asked, left, problems, saved=bool(kept.told)), UNPROCESSABLE
    say("The answers are saved for the patient.")
    return redirect(url_for("plan.show", plan_id=plan_id), 303)


def _asked(plan_id: str, task_key: str) -> Asked:
    """The questions as the plan stands now. Raises NotFound for a task that asks nothing."""
    with house().store.read() as reader:
        revision = revisions.get(reader, plans.need(reader, plan_id).revision_id)
    task = revision.content.task(task_key)
    if task is None or not task.questions:
        raise NotFound("no such questions")
    by_key = {question.key: question for question in revision.content.questions}
    return Asked(
        revision=revision, task=task, questions=tuple(by_key[key] for key in task.questions)
    )


def _page(
    asked: Asked,
    typed: view.Typed,
    problems: Mapping[str, str] | None = None,
    *,
    saved: bool = False,
    more: int = 0,
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
        fields=fields(typed, asked.questions, asked.revision.inputs.medicines, wrong, more=more),
        errors=[{"name": name, "text": words.get(name, wrong[name])} for name in wrong],
        saved=saved,
        through=request.form.get("through", "phone"),
        through_error=wrong.get("through", ""),
        action=request.path,
    )
