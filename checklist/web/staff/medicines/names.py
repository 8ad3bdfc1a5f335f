"""What stands on a patient's list of medicines: one more, which one is meant, and one less."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, g, request

from checklist.actions.answers import NamedMedicine
from checklist.actions.medicines import add_medicine
from checklist.actions.naming import SAY_WHY_OFF, WHY_OFF, confirm_name, take_off
from checklist.core.access import Act
from checklist.core.errors import Invalid
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in
from checklist.web.house import house, now
from checklist.web.patient.questions_view import ORIGINS
from checklist.web.shell import say
from checklist.web.staff.medicines import parts as page_of
from checklist.web.staff.medicines.shown import back, shown, table_of

bp = Blueprint("medicine_names", __name__)

Answer = str | tuple[str, int] | Response
UNPROCESSABLE = 422
CHOOSE = "Choose the medicine."
FIELDS = ("name", "strength", "form", "when_taken", "filled_by", "origin")


@bp.post("/plans/<plan_id>/medicines/add")
@enter(Door.STAFF, Act.ANSWER)
def add(plan_id: str) -> Answer:
    """Put one more medicine on the patient's list, as they named it."""
    at, typed = now(), typed_in(request.form)
    said = {name: typed.get(name, "").strip() for name in FIELDS}
    if said["origin"] not in ORIGINS:
        said["origin"] = ""
    named = NamedMedicine(**said)
    try:
        wrong = page_of.too_long(named)
        if wrong:
            raise Invalid(wrong)
        add_medicine(house().store, plan_id, named, actor=g.actor, now=at)
    except Invalid as problem:
        return _again(at, added=Filled(typed=typed, wrong=problem.problems))
    say("Added to the list. A clinician decides about it.")
    return back(plan_id)


@bp.post("/plans/<plan_id>/medicines/name")
@enter(Door.STAFF, Act.ANSWER)
def name(plan_id: str) -> Answer:
    """The patient said which of the suggested medicines it is, or that it is none of them."""
    at, typed = now(), typed_in(request.form)
    medicine, meant = typed.get("medicine", ""), typed.get("meant", "")
    if not medicine:
        return _again(at, off=Filled(wrong={"medicine": CHOOSE}))
    try:
        confirm_name(house().store, plan_id, medicine, meant, actor=g.actor, now=at)
    except Invalid as problem:
        return _again(at, off=Filled(wrong=problem.problems))
    say("Saved. The list has the name as it was confirmed." if meant else "Saved as it is written.")
    return back(plan_id)


@bp.post("/plans/<plan_id>/medicines/off")
@enter(Door.STAFF, Act.ANSWER)
def off(plan_id: str) -> Answer:
    """Take a medicine off the list, with a reason."""
    at, typed = now(), typed_in(request.form)
    medicine, why = typed.get("medicine", ""), typed.get("why", "")
    wrong = {} if medicine else {"medicine": CHOOSE}
    wrong |= {} if why in WHY_OFF else {"why": SAY_WHY_OFF}
    if wrong:
        return _again(at, off=Filled(typed=typed, wrong=wrong))
    try:
        take_off(house().store, plan_id, medicine, why, actor=g.actor, now=at)
    except Invalid as problem:
        said = {"medicine": next(iter(problem.problems.values()))}
        return _again(at, off=Filled(typed=typed, wrong=said))
    say("Taken off the list.")
    return back(plan_id)


def _again(at: datetime, *, added: Filled | None = None, off: Filled | None = None) -> Answer:
    with house().store.read() as reader:
        return shown(reader, table_of(reader, at), added=added, off=off), UNPROCESSABLE
