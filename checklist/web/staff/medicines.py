"""A patient's medicines: a clinician decides, everybody sees what stands and what is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from checklist.actions import medicines, reading
from checklist.actions.answers import NamedMedicine
from checklist.actions.gathering import gather
from checklist.actions.revise import frozen
from checklist.core.access import Act, may
from checklist.core.errors import Invalid
from checklist.core.medicines import Decision
from checklist.core.plan.model import Content, Inputs
from checklist.store import Reader, carers, new_id, patients, plans, protocols, revisions
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff import medicines_page as page_of
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.look_out import hints
from checklist.web.staff.medicine_form import Sent, fields_of, read
from checklist.web.staff.medicines_view import Table, cards, in_order, summary

bp = Blueprint("medicines", __name__)

Answer = str | tuple[str, int] | Response
OK, UNPROCESSABLE = 200, 422


@bp.get("/plans/<plan_id>/medicines")
@enter(Door.STAFF, Act.ANSWER)
def page(plan_id: str) -> str:
    """What stands for every medicine; for a clinician with the fields to decide."""
    at = now()
    reading.open_record(house().store, plan_id, actor=g.actor, now=at)
    with house().store.read() as reader:
        return _shown(reader, _table(reader, at))


@bp.post("/plans/<plan_id>/medicines")
@enter(Door.STAFF, Act.DECIDE)
def decide(plan_id: str) -> Answer:
    """Save all decisions as one revision, or show what the patient will read."""
    at, typed = now(), typed_in(request.form)
    with house().store.read() as reader:
        table = _table(reader, at)
        sent = read(typed, table.listed, table.revision.inputs, g.clinic)
        if request.form.get("do") == "preview" or sent.wrong:
            table = _filled(table, typed, sent)
            return _shown(reader, _previewed(reader, table, at)), _status(sent)
    try:
        made = medicines.decide(house().store, plan_id, sent.decided, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {fields_of(key)[0]: said for key, said in problem.problems.items()}
        with house().store.read() as reader:
            table = _filled(_table(reader, at), typed, replace(sent, wrong=wrong))
            return _shown(reader, table), UNPROCESSABLE
    say(f"Saved. This is revision {made.number} now.")
    return _back(plan_id)


@bp.post("/plans/<plan_id>/medicines/add")
@enter(Door.STAFF, Act.ANSWER)
def add(plan_id: str) -> Answer:
    """Put one more medicine on the patient's list, as they named it."""
    at, typed = now(), typed_in(request.form)
    named = NamedMedicine(
        **{
            name: typed.get(name, "").strip()
            for name in ("name", "form", "when_taken", "filled_by")
        }
    )
    wrong = page_of.too_long(named)
    try:
        if wrong:
            raise Invalid(wrong)
        medicines.add_medicine(house().store, plan_id, named, actor=g.actor, now=at)
    except Invalid as problem:
        with house().store.read() as reader:
            added = Filled(typed=typed, wrong=problem.problems)
            return _shown(reader, _table(reader, at), added=added), UNPROCESSABLE
    say("Added to the list. A clinician decides about it.")
    return _back(plan_id)


def _back(plan_id: str) -> Response:
    return redirect(url_for("medicines.page", plan_id=plan_id), 303)  # type: ignore[return-value]  # werkzeug's own


def _table(reader: Reader, at: datetime) -> Table:
    return Table(
        clinic=g.clinic,
        protocol=protocols.get(reader, g.plan.protocol_id),
        revision=revisions.get(reader, plans.need(reader, g.plan.id).revision_id),
        now=at,
    )


def _filled(table: Table, typed: dict[str, str], sent: Sent) -> Table:
    wrong = in_order(sent.wrong, table.listed)
    return replace(table, sent=sent, typed=Filled(typed=typed, wrong=wrong))


def _previewed(reader: Reader, table: Table, at: datetime) -> Table:
    """With the plan as it would be, made by the same rules that would save it."""
    inputs = gather(reader, g.plan, table.protocol, at)
    return replace(table, will=_would_be(table, inputs, at))


def _would_be(table: Table, inputs: Inputs, at: datetime) -> Content:
    supposed = tuple(
        Decision(
            id=new_id(),
            decided_by=g.actor.name,
            decided_at=at,
            **{name: getattr(one, name) for name in page_of.DECIDED_FIELDS},
        )
        for one in table.sent.decided
    )
    supposed_inputs = replace(inputs, decisions=(*inputs.decisions, *supposed))
    return frozen(table.protocol, supposed_inputs, table.revision)[0]


def _status(sent: Sent) -> int:
    return UNPROCESSABLE if sent.wrong else OK


def _shown(reader: Reader, table: Table, *, added: Filled | None = None) -> str:
    patient = patients.need(reader, g.plan.patient_id)
    names = [patient.first_name, *(c.name for c in carers.of_patient(reader, patient.id))]
    return render_template(
        "medicines/page.html",
        shell=staff_shell("clinician.reviews"),
        banner=patient_banner(reader, g.plan, g.clinic, table.now),
        title=page_of.title(table),
        lede=page_of.lede(table),
        errors=summary(table),
        cards=cards(table),
        hints=hints(table),
        told=page_of.told(table),
        patient=patient.first_name,
        may_decide=may(g.actor, Act.DECIDE),
        may_add=may(g.actor, Act.ANSWER),
        plan_id=g.plan.id,
        save_label=f"Save decisions and make revision {table.revision.number + 1}",
        save_note=page_of.save_note(names, patient.reach),
        added=added or Filled(),
    )
