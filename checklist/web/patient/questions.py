"""The questions page; patient.py gives it its address, beside the list that leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.answers import answer
from checklist.core.access import Act
from checklist.core.errors import NotFound
from checklist.core.marks import Channel
from checklist.core.plan.model import QuestionAsked, Revision, Task
from checklist.store import revisions
from checklist.store.plans import get as get_plan
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.patient import questions_view
from checklist.web.patient.questions_fields import fields
from checklist.web.patient.questions_view import MISSING, Sorted, Typed
from checklist.web.shell import patient_shell

SAVED = "Saved."
MORE_ROWS = 5
UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The task whose questions these are, in the revision that asks them."""

    revision: Revision
    task: Task
    questions: tuple[QuestionAsked, ...]

    @property
    def unanswered(self) -> Mapping[str, str]:
        """A sentence for each question nobody has answered yet."""
        given = self.revision.inputs.answers
        return {q.key: MISSING for q in self.questions if q.key not in given}


@enter(Door.PATIENT, Act.ANSWER)
def questions(plan_id: str, task_key: str) -> str | Response | tuple[str, int]:
    """The questions with what was answered before; posted, keep what can be kept."""
    asked = _asked(task_key)
    if request.method != "POST":  # a HEAD comes without a token and must not save
        return _page(asked, questions_view.from_answers(asked.revision.inputs.answers))
    typed = questions_view.from_form(request.form, asked.questions)
    if request.form.get("do") == "more":
        return _page(asked, typed, more=MORE_ROWS)
    kept = questions_view.sort(typed, asked.questions, asked.revision.inputs.medicines)
    if kept.told or kept.named:
        _save(plan_id, task_key, kept)
        asked = _asked(task_key)  # one answer can lead to another question
    problems = {**asked.unanswered, **kept.problems}
    if problems:
        left = replace(typed, rows=questions_view.not_kept(typed, kept))
        return _page(asked, left, problems=problems, saved=bool(kept.told)), UNPROCESSABLE
    flash(SAVED)
    return redirect(url_for("patient.today", plan_id=plan_id, _anchor=f"task-{task_key}"), 303)


def _asked(task_key: str) -> Asked:
    """Raises NotFound for a task that asks nothing."""
    with house().store.read() as reader:
        plan = get_plan(reader, g.plan.id) or g.plan
        revision = revisions.get(reader, plan.revision_id)
    task = revision.content.task(task_key)
    if task is None or not task.questions:
        raise NotFound("no such questions")
    by_key = {question.key: question for question in revision.content.questions}
    return Asked(
        revision=revision, task=task, questions=tuple(by_key[key] for key in task.questions)
    )


def _save(plan_id: str, task_key: str, kept: Sorted) -> None:
    answer(
        house().store,
        plan_id,
        task_key,
        kept.told,
        kept.named,
        actor=g.actor,
        channel=Channel.SCREEN,
        now=now(),
    )


def _summary(question: QuestionAsked, problem: str) -> str:
    """A line of the summary at the top: the question alone where nothing was answered."""
    return question.ask if problem == MISSING else f"{question.ask} {problem}"


def _page(
    asked: Asked,
    typed: Typed,
    *,
    problems: Mapping[str, str] | None = None,
    saved: bool = False,
    more: int = 0,
) -> str:
    problems = problems or {}
    known = asked.revision.inputs.medicines
    return render_template(
        "patient/questions.html",
        task=asked.task,
        fields=fields(typed, asked.questions, known, problems, more=more),
        errors=[
            {"name": q.key, "text": _summary(q, problems[q.key])}
            for q in asked.questions
            if q.key in problems
        ],
        saved=saved,
        here=request.path,
        back_url=url_for("patient.today", plan_id=g.plan.id),
        shell=patient_shell(g.plan.id),
    )
