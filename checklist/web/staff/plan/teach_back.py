"""A nurse asks a teach-back question on the phone, and writes down what was answered."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.teaching import ToldBack, tell_back
from checklist.core.access import Act
from checklist.core.errors import Conflict
from checklist.core.marks import Channel
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say
from checklist.web.staff.plan.page import Sent, render

bp = Blueprint("teach_back", __name__)

Answer = str | tuple[str, int] | Response
THROUGH = {"phone": Channel.PHONE, "paper": Channel.PAPER}
CHOOSE = "Choose what the patient answered."
CHOOSE_THROUGH = "Say how you heard it: by phone or from paper."
CONFLICT, UNPROCESSABLE = 409, 422


@bp.post("/plans/<plan_id>/teach-back/<path:task_key>")
@enter(Door.STAFF, Act.TEACH_BACK)
def save(plan_id: str, task_key: str) -> Answer:
    """Keep what was answered. Raises NotFound for a task that asks nothing."""
    typed, wrong = typed_in(request.form), {}
    if not typed.get("chosen"):
        wrong["chosen"] = CHOOSE
    if typed.get("through") not in THROUGH:
        wrong["through"] = CHOOSE_THROUGH
    if wrong:
        sent = Sent(form=f"teach-{task_key}", filled=Filled(typed=typed, wrong=wrong))
        return render(plan_id, sent), UNPROCESSABLE
    told = ToldBack(
        id=typed.get("try_id", ""),
        task_key=task_key,
        meaning=typed.get("meaning", ""),
        chosen=typed["chosen"],
        channel=THROUGH[typed["through"]],
    )
    try:
        made = tell_back(house().store, plan_id, told, actor=g.actor, now=now())
    except Conflict as changed:
        return render(plan_id, Sent(filled=Filled(wrong={"": str(changed)}))), CONFLICT
    say("Right." if made.right else "Not right. Read the right answer out now.")
    return redirect(url_for("plan.show", plan_id=plan_id, _anchor=f"task-{task_key}"), 303)
