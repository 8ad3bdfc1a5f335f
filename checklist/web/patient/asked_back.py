"""The answer to a clinician's question, written where it is asked; patient.py gives its address."""

from __future__ import annotations

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.answers import Told, answer
from checklist.core.access import Act
from checklist.core.asking_back import ASKED_BACK
from checklist.core.errors import Invalid, NotFound
from checklist.core.marks import Channel
from checklist.store import plans, revisions
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.patient.listing import come_back
from checklist.web.patient.questions import SAVED

UNPROCESSABLE = 422


@enter(Door.PATIENT, Act.ANSWER)
def asked_back(plan_id: str, task_key: str) -> str | Response | tuple[str, int]:
    """Keep the answer. Raises NotFound for what is not asked, or not any more."""
    with house().store.read() as reader:
        revision = revisions.get(reader, plans.need(reader, plan_id).revision_id)
    task = revision.content.task(task_key)
    if task is None or task.step != ASKED_BACK:
        raise NotFound("no such question")
    value = " ".join(request.form.get("answer", "").split())
    told = (Told(question=task_key, value=value),)
    try:
        answer(
            house().store,
            plan_id,
            task_key,
            told,
            (),
            actor=g.actor,
            channel=Channel.SCREEN,
            now=now(),
        )
    except Invalid as problem:
        return come_back(plan_id, task_key, value, problem.problems[task_key]), UNPROCESSABLE
    flash(SAVED)
    return redirect(url_for("patient.today", plan_id=plan_id, _anchor=f"task-{task_key}"), 303)
