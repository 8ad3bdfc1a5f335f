"""What a nurse typed about a new plan, made into a ``NewPlan``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional

from checklist.actions.booking import NewPlan
from checklist.actions.gathering import defaults
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.protocol import Protocol
from checklist.web.forms import (
    ClockField,
    DayField,
    Filled,
    day_of_parts,
    field_problems,
)
from checklist.web.staff.new_plan.view import MORE_FIELDS, choice_name
from checklist.web.staff.plan.fields import SHORT, chosen_values, moment_in, only_timed, stripped

REACH = ("phone", "paper", "carer")
_FEWEST_DIGITS = 6


class NewPlanForm(Form):
    """The fields that have one meaning of their own; dates in parts and choices are read beside."""

    name = StringField(filters=[stripped], validators=[DataRequired("Write the name."), SHORT])
    record_number = StringField(
        filters=[stripped], validators=[DataRequired("Write the record number."), SHORT]
    )
    procedure_day = DayField(validators=[InputRequired("Choose the date of the procedure.")])
    procedure_time = ClockField(validators=[Optional()])
    arrival_time = ClockField(validators=[Optional()])
    reach = StringField(
        validators=[
            DataRequired("Say how the patient wants the checklist."),
            AnyOf(REACH, message="Choose one of these."),
        ]
    )
    phone = StringField(filters=[stripped], validators=[SHORT])
    carer_name = StringField(filters=[stripped], validators=[SHORT])
    carer_relation = StringField(filters=[stripped], validators=[SHORT])
    carer_phone = StringField(filters=[stripped], validators=[SHORT])
    needs = StringField(filters=[stripped], validators=[SHORT])
    clinician = StringField(filters=[stripped], validators=[SHORT])
    site = StringField(filters=[stripped], validators=[SHORT])
    earliest_time = ClockField(validators=[Optional()])


def chosen_protocol(typed: Mapping[str, str], offered: Mapping[str, Protocol]) -> str:
    """The protocol that was chosen, or the only one; "" while none is.

    Raises Invalid when there is none to choose.
    """
    if not offered:
        raise Invalid({"": "No protocol is published yet. Ask whoever set this up."})
    only = next(iter(offered)) if len(offered) == 1 else ""
    wanted = typed.get("protocol", "")
    return wanted if wanted in offered else only


def read(
    typed: Mapping[str, str], protocol_id: str, protocol: Protocol | None, clinic: Clinic
) -> NewPlan:
    """The plan that was typed. Raises Invalid with a sentence for each field that cannot be."""
    form = NewPlanForm(MultiDict(typed))
    form.validate()
    wrong = field_problems(form)
    born = _born(typed, wrong)
    moments = {
        name: moment_in(form.procedure_day.data, at, name, typed, clinic, wrong)
        for name, at in (
            ("procedure_time", form.procedure_time.data),
            ("arrival_time", form.arrival_time.data),
            ("earliest_time", form.earliest_time.data),
        )
    }
    chosen: dict[str, str] = {}
    if protocol is None:
        wrong["protocol"] = "Choose the procedure."
    else:
        chosen = chosen_values(typed, protocol, defaults(protocol, clinic), wrong)
    _check_reach(form, wrong)
    if wrong or born is None:
        raise Invalid(wrong)
    return NewPlan(
        name=form.name.data or "",
        born=born,
        record_number=form.record_number.data or "",
        protocol_id=protocol_id,
        procedure=moments["procedure_time"],
        arrival=only_timed(moments["arrival_time"]),
        earliest_start=only_timed(moments["earliest_time"]),
        phone=form.phone.data or "",
        reach=form.reach.data or "phone",
        carer_name=form.carer_name.data or "",
        carer_phone=form.carer_phone.data or "",
        carer_relation=form.carer_relation.data or "",
        needs=form.needs.data or "",
        language=clinic.language,
        clinician=form.clinician.data or "",
        site=form.site.data or "",
        choices=chosen,
    )


def _born(typed: Mapping[str, str], wrong: dict[str, str]) -> date | None:
    parts = [typed.get(f"born_{part}", "").strip() for part in ("day", "month", "year")]
    if not any(parts):
        wrong["born"] = "Write the birth date."
        return None
    try:
        return day_of_parts(*parts)
    except ValueError as problem:
        wrong["born"] = str(problem)
        return None


def _check_reach(form: NewPlanForm, wrong: dict[str, str]) -> None:
    """Whoever gets it by phone or through a carer can be called."""
    phone, carer_phone = form.phone.data or "", form.carer_phone.data or ""
    for name, number in (("phone", phone), ("carer_phone", carer_phone)):
        if number and not _is_number(number):
            wrong[name] = "Write a phone number, such as 07700 900142."
    if form.reach.data == "phone" and not phone:
        wrong["phone"] = "Write a phone number, or choose paper."
    if form.reach.data == "carer":
        if not form.carer_name.data:
            wrong["carer_name"] = "Write the carer’s name."
        if not carer_phone:
            wrong["carer_phone"] = "Write the carer’s phone number."


def _is_number(text: str) -> bool:
    digits = [char for char in text if char.isdigit()]
    return len(digits) >= _FEWEST_DIGITS and set(text) <= set("0123456789 +()-.")


def digest(new: NewPlan) -> str:
    """A fingerprint of a plan, to know on saving that it is the one whose dates were shown."""
    return hashlib.sha256(repr(new).encode()).hexdigest()[:16]


def uses_more(filled: Filled, protocol: Protocol | None, clinic: Clinic) -> bool:
    """Whether something behind "everything else" was filled in or is wrong, so that it shows."""
    own = {} if protocol is None else defaults(protocol, clinic)
    choices = () if protocol is None else protocol.choices
    names = [choice_name(choice) for choice in choices]
    if any(filled.problem(name) for name in (*MORE_FIELDS, *names)):
        return True
    return any(filled.value(name) for name in MORE_FIELDS) or any(
        filled.value(choice_name(c), own[c.key]) != own[c.key] for c in choices
    )
