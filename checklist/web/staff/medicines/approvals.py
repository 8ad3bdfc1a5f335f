"""A second clinician's yes or no to a colleague's decision."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, g, request

from checklist.actions.approving import approve
from checklist.core.access import Act
from checklist.core.errors import Invalid
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say
from checklist.web.staff.medicines.filled import name_of
from checklist.web.staff.medicines.shown import back, shown, table_of

bp = Blueprint("approvals", __name__)

UNPROCESSABLE = 422
YES = "yes"


@bp.post("/plans/<plan_id>/medicines/approval")
@enter(Door.STAFF, Act.APPROVE)
def give(plan_id: str) -> str | tuple[str, int] | Response:
    """Approve, and it reaches the patient; or not, with a note for the colleague."""
    at, typed = now(), typed_in(request.form)
    medicine, approved = typed.get("medicine", ""), typed.get("word") == YES
    note = name_of(medicine, "note")
    try:
        made = approve(
            house().store,
            plan_id,
            typed.get("decision", ""),
            approved=approved,
            note=typed.get(note, ""),
            actor=g.actor,
            now=at,
        )
    except Invalid as problem:
        with house().store.read() as reader:
            reported = Filled(typed=typed, wrong={note: problem.problems["note"]})
            return shown(reader, replace(table_of(reader, at), reported=reported)), UNPROCESSABLE
    say(f"{'Approved' if approved else 'Not approved'}. This is revision {made.number} now.")
    return back(plan_id)
