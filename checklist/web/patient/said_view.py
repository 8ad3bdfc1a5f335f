"""What was said of a task that was no tick, and what happens next with it."""

from __future__ import annotations

from typing import Any, Final

from flask import url_for

from checklist.core import reply
from checklist.core.asking_back import ASKED_BACK
from checklist.core.attention import ReasonKind, Resolution
from checklist.core.marks import Mark, MarkState
from checklist.core.plan.model import Task
from checklist.core.plan.today import Placed
from checklist.core.protocol import Kind
from checklist.store import new_id
from checklist.web.patient.ground import Ground

IT_HAPPENED: Final = "It happened"

REASON: Final = {
    MarkState.SLIPPED: ReasonKind.SLIPPED,
    MarkState.CANT: ReasonKind.CANT,
    MarkState.UNSURE: ReasonKind.UNSURE,
}


def said(placed: Placed, ground: Ground) -> dict[str, Any]:
    """The arguments of ``said_block`` beside those every form carries.

    Raises ValueError for a task of which nothing of the kind was said.
    """
    task, mark = placed.task, placed.state.shows
    if mark is None or mark.state not in REASON:
        raise ValueError("nothing was said that needs an answer")
    read = is_read(task, mark, ground)
    return {
        "said": label(task, mark),
        "after": ground.told(_after(task, mark)),
        "next": reply.next_words(ground.clinic, mark.heard_at, ground.now, read=read),
        "phone": ground.phone,
        "urgent": mark.state is MarkState.SLIPPED and task.critical and not read,
        "state": mark.state.value,
        "why": mark.word,
        "why_action": ground.mark_url,
        "why_mark_id": new_id(),
        "why_label": "What happened?"
        if mark.state is MarkState.SLIPPED
        else "Tell us why, if you like",
        "change_url": url_for("patient.questions", plan_id=ground.plan.id, task_key=task.key)
        if task.kind is Kind.ANSWER
        else "",
    }


def label(task: Task, mark: Mark) -> str:
    """What was said, in the patient's words."""
    if mark.state is MarkState.SLIPPED:
        return task.slipped or IT_HAPPENED
    if task.step == ASKED_BACK and mark.state is MarkState.CANT:
        return "Call me instead"
    return "I can’t" if mark.state is MarkState.CANT else "I’m not sure"


def is_read(task: Task, mark: Mark, ground: Ground) -> bool:
    """Whether staff have dealt with what was said."""
    cause = Resolution(reason=REASON[mark.state], subject=task.key, cause=mark.id)
    return cause in ground.settled


def _after(task: Task, mark: Mark) -> str:
    if mark.state is MarkState.SLIPPED:
        return task.after_slip
    return task.after_cant if mark.state is MarkState.CANT else ""
