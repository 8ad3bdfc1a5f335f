"""The answer to a teach-back question; patient.py gives its address."""

from __future__ import annotations

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.teaching import ToldBack
from checklist.actions.teaching import tell_back as keep
from checklist.core.access import Act
from checklist.core.marks import Channel
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.patient.teach_view import ANCHOR


@enter(Door.PATIENT, Act.TEACH_BACK)
def tell_back(plan_id: str, task_key: str) -> Response:
    """Keep the answer; the list says at once how it went. Raises Conflict once it changed."""
    told = ToldBack(
        id=request.form.get("try_id", ""),
        task_key=task_key,
        meaning=request.form.get("meaning", ""),
        chosen=request.form.get("chosen", ""),
        channel=Channel.SCREEN,
    )
    keep(house().store, plan_id, told, actor=g.actor, now=now())
    return redirect(url_for("patient.today", plan_id=plan_id, _anchor=ANCHOR), 303)
