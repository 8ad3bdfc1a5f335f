"""A nurse has read to the patient, by phone, what changed."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.acknowledge import acknowledge
from checklist.core.access import Act
from checklist.core.errors import Conflict
from checklist.core.marks import Channel
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, whole_number
from checklist.web.house import house, now
from checklist.web.shell import say
from checklist.web.staff.plan.page import Sent, render

bp = Blueprint("read_aloud", __name__)

MOST_REVISIONS = 10**9
SAID = "Saved: read aloud by phone, and acknowledged."
AGAIN = "Saved. Something changed since you opened the page: read that aloud too."


@bp.post("/plans/<plan_id>/acknowledgements")
@enter(Door.STAFF, Act.ACKNOWLEDGE)
def save(plan_id: str) -> str | tuple[str, int] | Response:
    """Keep that it was read and understood; only what the page showed."""
    revision = whole_number(request.form.get("revision", ""), most=MOST_REVISIONS)
    try:
        done = acknowledge(
            house().store, plan_id, revision, actor=g.actor, channel=Channel.PHONE, now=now()
        )
    except Conflict as conflict:
        return render(plan_id, Sent(filled=Filled(wrong={"": str(conflict)}))), 409
    if done.left:
        say(AGAIN, "important")
    else:
        say(SAID)
    return redirect(url_for("plan.show", plan_id=plan_id), 303)
