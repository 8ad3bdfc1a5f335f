"""How to reach the patient, who sees to the plan, and what colleagues wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for

from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.clinic import Clinic
from checklist.store.carers import CarerRow
from checklist.store.contacts import CallRow, NoteRow
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.web.staff import say_when
from checklist.web.staff.worklist.view import CALL_WORDS

REACH_WORDS = {
    "phone": "On a phone",
    "paper": "On paper",
    "carer": "Through a carer",
}


def reach_view(
    patient: PatientRow, helping: Sequence[CarerRow], contacted_at: datetime | None, clinic: Clinic
) -> dict[str, Any]:
    """How to reach the patient, and since when we are in touch."""
    contact = "nobody reached yet"
    if contacted_at is not None:
        contact = f"in touch since {say_when.short(contacted_at, clinic)}"
    return {
        "how": REACH_WORDS.get(patient.reach, patient.reach),
        "phone": patient.phone,
        "needs": patient.needs,
        "carers": [
            {"name": one.name, "relation": one.relation, "phone": one.phone} for one in helping
        ],
        "contact": contact,
    }


def owner_view(plan: PlanRow, actor: Actor, names: dict[str, str]) -> dict[str, str]:
    """Who took the plan's reasons, and what one may do about it."""
    may_own = may(actor, Act.OWN)
    mine = plan.owner_id == actor.id
    return {
        "name": names.get(plan.owner_id, "a colleague") if plan.owner_id else "nobody",
        "take_url": url_for("calls.take", plan_id=plan.id) if may_own and not mine else "",
        "give_url": url_for("calls.give_back", plan_id=plan.id) if may_own and mine else "",
    }


def calls_view(made: Sequence[CallRow], clinic: Clinic) -> list[dict[str, str]]:
    return [
        {
            "when": say_when.short(call.at, clinic),
            "by": call.by,
            "said": CALL_WORDS[call.outcome],
            "note": call.note,
        }
        for call in made
    ]


def notes_view(made: Sequence[NoteRow], clinic: Clinic) -> list[dict[str, str]]:
    return [
        {"when": say_when.short(note.at, clinic), "by": note.by, "text": note.text} for note in made
    ]
