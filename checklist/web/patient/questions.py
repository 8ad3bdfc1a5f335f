"""The questions page; patient.py gives it its address, beside the list that leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import flash, g, get_flashed_messages, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.answers import NamedMedicine, Told, answer
from checklist.core.access import Act
from checklist.core.errors import NotFound
from checklist.core.marks import Channel
from checklist.core.plan.model import QuestionAsked, Revision, Task
from checklist.core.protocol import Protocol, QuestionKind
from checklist.store import protocols, revisions
from checklist.store.plans import get as get_plan
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.patient import questions_view
from checklist.web.patient.medicine_rows import Shown, asks_more
from checklist.web.patient.medicine_steps import Step, take_step
from checklist.web.patient.questions_fields import fields
from checklist.web.patient.questions_view import MISSING, Typed
from checklist.web.shell import patient_shell

SAVED = "Saved."
LOOK_AGAIN = "Saved. Please look at your medicines once more."
ADDED = "Added to your list."
UNPROCESSABLE = 422

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The task whose questions these are, in the revision that asks them."""

    revision: Revision
    protocol: Protocol
    task: Task
    questions: tuple[QuestionAsked, ...]

    @property
    def unanswered(self) -> Mapping[str, str]:
        """A sentence for each question nobody has answered yet."""
        given = self.revision.inputs.answers
        return {q.key: MISSING for q in self.questions if q.key not in given}

    @property
    def medicines_key(self) -> str:
        """The question that asks for medicines; empty where none does."""
        asked = (q.key for q in self.questions if q.kind == QuestionKind.MEDICINES)
        return next(asked, "")

    def shown(self, step: Step | None = None) -> Shown:
        """What the page shows of the medicines, after a step."""
        step = step or Step()
        return Shown(
            inputs=self.revision.inputs,
            protocol=self.protocol,
            asking=step.asking,
            said=step.said,
        )


@enter(Door.PATIENT, Act.ANSWER)
def questions(plan_id: str, task_key: str) -> Answer:
    """The questions with what was answered before; posted, keep what can be kept."""
    asked = _asked(task_key)
    if request.method != "POST":  # a HEAD comes without a token and must not save
        said = Step(said=" ".join(str(one) for one in get_flashed_messages()))
        return _page(asked, questions_view.from_answers(asked.revision.inputs.answers), step=said)
    typed = questions_view.from_form(request.form, asked.questions)
    do = request.form.get("do", "")
    step = take_step(house().store, plan_id, do, actor=g.actor, now=now())
    if step is not None:
        return _stepped(_asked(task_key), typed, step)
    if do == "add":
        return _added(task_key, asked, typed)
    return _saved(task_key, asked, typed)


def _stepped(asked: Asked, typed: Typed, step: Step) -> Answer:
    if step.problem:
        problems = {asked.medicines_key: step.problem}
        return _page(asked, typed, problems=problems, step=step), UNPROCESSABLE
    return _page(asked, typed, step=step)


def _added(task_key: str, asked: Asked, typed: Typed) -> Answer:
    """Put the row on the list at once; whatever else was typed is still there."""
    kept = questions_view.sort(typed, asked.questions, asked.revision.inputs.medicines)
    problem = questions_view.row_problem(typed, kept)
    if problem:
        return _page(asked, typed, problems={asked.medicines_key: problem}), UNPROCESSABLE
    _save(task_key, (), kept.named)
    return _page(_asked(task_key), replace(typed, rows=()), step=Step(said=ADDED))


def _saved(task_key: str, asked: Asked, typed: Typed) -> Answer:
    kept = questions_view.sort(typed, asked.questions, asked.revision.inputs.medicines)
    before = asked.shown()
    if kept.told or kept.named:
        _save(task_key, kept.told, kept.named)
        asked = _asked(task_key)  # one answer can lead to another question
    problems = {**asked.unanswered, **kept.problems}
    if problems:
        left = replace(typed, rows=questions_view.not_kept(typed, kept))
        return _page(asked, left, problems=problems, saved=bool(kept.told)), UNPROCESSABLE
    if asks_more(before, asked.shown()):
        flash(LOOK_AGAIN)
        return redirect(f"{request.path}#field-{asked.medicines_key}", 303)
    flash(SAVED)
    return redirect(url_for("patient.today", plan_id=g.plan.id, _anchor=f"task-{task_key}"), 303)


def _asked(task_key: str) -> Asked:
    """Raises NotFound for a task that asks nothing."""
    with house().store.read() as reader:
        plan = get_plan(reader, g.plan.id) or g.plan
        revision = revisions.get(reader, plan.revision_id)
        protocol = protocols.get(reader, plan.protocol_id)
    return asked_of(revision, protocol, task_key)


def asked_of(revision: Revision, protocol: Protocol, task_key: str) -> Asked:
    """What a task asks in a revision. Raises NotFound for a task that asks nothing."""
    task = revision.content.task(task_key)
    if task is None or not task.questions:
        raise NotFound("no such questions")
    by_key = {question.key: question for question in revision.content.questions}
    asked = tuple(by_key[key] for key in task.questions)
    return Asked(revision=revision, protocol=protocol, task=task, questions=asked)


def _save(task_key: str, told: tuple[Told, ...], named: tuple[NamedMedicine, ...]) -> None:
    answer(
        house().store,
        g.plan.id,
        task_key,
        told,
        named,
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
    step: Step | None = None,
) -> str:
    problems = problems or {}
    return render_template(
        "patient/questions.html",
        task=asked.task,
        fields=fields(typed, asked.questions, asked.shown(step), problems),
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
