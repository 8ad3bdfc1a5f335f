"""A warning sign tapped on the patient's own page: the number shows without us, and we are told."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from checklist.actions.flag_taps import tap_flag
from checklist.core import reply
from checklist.core.access import Act
from checklist.core.errors import Conflict, NotFound
from checklist.store import revisions
from checklist.store.ids import is_id
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.marking import STALE
from checklist.web.patient import help_view
from checklist.web.shell import patient_shell

bp = Blueprint("warned", __name__)


@bp.post("/my/<plan_id>/help")
@enter(Door.PATIENT, Act.TAP_FLAG)
def tap(plan_id: str) -> str:
    """Tell the nurse. The answer says again what to do; the page said it already."""
    at = now()
    tap_id, key = request.form.get("tap", ""), request.form.get("flag", "")
    if not is_id(tap_id):
        raise Conflict(STALE)
    with house().store.read() as reader:
        flags = revisions.get(reader, g.plan.revision_id).content.flags
    flag = next((one for one in flags if one.key == key), None)
    if flag is None:
        raise NotFound("no such warning sign")
    what = help_view.what_to_do(flag, help_view.hour_of(g.clinic, at))
    tap_flag(house().store, plan_id, key, id=tap_id, told=what["told"], actor=g.actor, now=at)
    return render_template(
        "patient/warned.html",
        what=what,
        sign=flag.text,
        read=reply.next_words(g.clinic, at, at, read=False),
        shell=patient_shell(plan_id),
    )
