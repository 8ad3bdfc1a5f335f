"""Add a patient: see every date first, then save."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import booking
from checklist.actions.gathering import defaults
from checklist.core.access import Act
from checklist.core.errors import Invalid
from checklist.core.protocol import Protocol
from checklist.store import protocols
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.new_plan import form as reading
from checklist.web.staff.new_plan.view import FIELDS, choice_fields, preview_view

bp = Blueprint("new_plan", __name__)

Answer = str | tuple[str, int] | Response

CHANGED = "You changed something since you saw the dates. Look at them again, then save."
SECOND = "Tick “Make a second plan” if this patient should have two."


@bp.get("/patients/new")
@enter(Door.STAFF, Act.ADD_PATIENT)
def form() -> Answer:
    """The empty form, with the clinic's own values where it has them."""
    offered = _offered()
    return _page(Filled(), offered, reading.chosen_protocol({}, offered))


@bp.post("/patients/new")
@enter(Door.STAFF, Act.ADD_PATIENT)
def preview_or_save() -> Answer:
    """Show every dated task the plan would have; save only what was shown."""
    typed, offered = typed_in(request.form), _offered()
    protocol_id = reading.chosen_protocol(typed, offered)
    protocol = offered.get(protocol_id)
    at = now()
    try:
        new = reading.read(typed, protocol_id, protocol, g.clinic)
        protocol = offered[new.protocol_id]
        content, warnings = booking.preview(house().store, new, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = in_order(problem.problems, FIELDS)
        return _page(Filled(typed=typed, wrong=wrong), offered, protocol_id), 422
    seen = reading.digest(new)
    second = booking.has_plan(house().store, new, actor=g.actor)
    preview = preview_view(content, protocol, new, g.clinic, warnings, seen=seen, second=second)
    if request.form.get("do") != "save":
        return _page(Filled(typed=typed), offered, protocol_id, preview)
    wrong = _not_yet(typed, seen, second=second)
    if wrong:
        return _page(Filled(typed=typed, wrong=wrong), offered, protocol_id, preview), 422
    made = booking.add_plan(house().store, new, actor=g.actor, now=at)
    say("Saved. Print the letter: it holds the link and the code.")
    return redirect(url_for("plan.show", plan_id=made.plan_id), 303)


def _not_yet(typed: dict[str, str], seen: str, *, second: bool) -> dict[str, str]:
    """Why what was typed is not saved yet, though it could be."""
    wrong = {}
    if typed.get("seen") != seen:
        wrong[""] = CHANGED
    if second and not typed.get("second"):
        wrong["second"] = SECOND
    return wrong


def _offered() -> dict[str, Protocol]:
    """What can be booked: words that may reach a patient in the clinic's own language."""
    with house().store.read() as reader:
        every = protocols.current(reader)
    return {key: one for key, one in every.items() if one.speaks(g.clinic.language)}


def _options(offered: dict[str, Protocol], language: str) -> list[dict[str, str]]:
    """Nothing is chosen for a nurse, who could overlook it, unless there is only one."""
    options = [{"value": key, "label": one.title[language]} for key, one in offered.items()]
    return options if len(options) == 1 else [{"value": "", "label": "Choose one"}, *options]


def _page(
    filled: Filled,
    offered: dict[str, Protocol],
    protocol_id: str,
    preview: dict[str, object] | None = None,
) -> str:
    language = g.clinic.language
    protocol = offered.get(protocol_id)
    return render_template(
        "new_plan/form.html",
        shell=staff_shell("worklist.patients"),
        filled=filled,
        protocols=_options(offered, language),
        protocol_id=protocol_id,
        choices=[]
        if protocol is None
        else choice_fields(protocol, defaults(protocol, g.clinic), language, filled),
        opened=reading.uses_more(filled, protocol, g.clinic),
        preview=preview,
    )
