"""A patient's medicines: a clinician decides, everybody sees what stands and what is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, g, request

from checklist.actions import medicines, reading
from checklist.actions.gathering import gather
from checklist.actions.revise import frozen
from checklist.core.access import Act
from checklist.core.errors import Invalid
from checklist.core.medicines import Decision, standing
from checklist.core.plan.model import Content, Inputs, Revision
from checklist.store import Reader, new_id
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say
from checklist.web.staff.medicines import parts as page_of
from checklist.web.staff.medicines.form import Sent, fields_of, read
from checklist.web.staff.medicines.shown import KEEP, back, shown, table_of
from checklist.web.staff.medicines.table import Table
from checklist.web.staff.medicines.view import in_order

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
        table = replace(table_of(reader, at), keep=request.args.get("keep") == KEEP)
        return shown(reader, table)


@bp.post("/plans/<plan_id>/medicines")
@enter(Door.STAFF, Act.DECIDE)
def decide(plan_id: str) -> Answer:
    """Save all decisions as one revision, or show what the patient will read."""
    at, typed = now(), typed_in(request.form)
    with house().store.read() as reader:
        table = table_of(reader, at)
        sent = read(typed, table.listed, table.revision.inputs, g.clinic)
        if request.form.get("do") == "preview" or sent.wrong:
            table = _filled(table, typed, sent)
            return shown(reader, _previewed(reader, table, at)), _status(sent)
    try:
        made = medicines.decide(house().store, plan_id, sent.decided, actor=g.actor, now=at)
    except Invalid as problem:
        wrong = {fields_of(key)[0]: said for key, said in problem.problems.items()}
        with house().store.read() as reader:
            table = _filled(table_of(reader, at), typed, replace(sent, wrong=wrong))
            return shown(reader, table), UNPROCESSABLE
    say(f"Saved. This is revision {made.number} now.{_waits(sent, made)}")
    return back(plan_id)


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


def _waits(sent: Sent, made: Revision) -> str:
    """What the clinician must know of what was saved, and is not told to anybody yet."""
    decided = {one.medicine_id for one in sent.decided}
    if any(standing(one, made.inputs.decisions).waiting for one in decided):
        return " A second clinician has to approve before the patient is told."
    return ""


def _status(sent: Sent) -> int:
    return UNPROCESSABLE if sent.wrong else OK
