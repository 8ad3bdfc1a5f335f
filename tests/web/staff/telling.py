"""What patients tell, said in one line for the tests of the clinician's and the printer's rooms."""

from __future__ import annotations

from datetime import datetime

from checklist.actions.answers import NamedMedicine, Told, answer
from checklist.actions.medicines import add_medicine
from checklist.core.marks import Channel
from checklist.core.medicines import Medicine
from checklist.core.plan.model import Revision
from checklist.store import Store, medicines, plans, revisions
from tests.web.entering import Booked, Person


def name(store: Store, plan: Booked, by: Person, medicine: str, now: datetime) -> Medicine:
    """Put a tablet on the plan's list."""
    named = NamedMedicine(name=medicine, form="tablet", when_taken="evening")
    add_medicine(store, plan.id, named, actor=by.actor, now=now)
    with store.read() as reader:
        return next(m for m in medicines.of_plan(reader, plan.id) if m.name == medicine)


def tell(
    store: Store, plan: Booked, by: Person, now: datetime, task: str = "answers", **said: str
) -> Revision:
    """Answer a task's questions: "no" to all but what is said ("yes: detail")."""
    asked = newest(store, plan).content
    found = asked.task(task)
    assert found is not None, task
    kinds = {question.key: question.kind for question in asked.questions}
    told = []
    for key in found.questions:
        usual = {"medicines": "none", "number": "0"}.get(kinds[key], "no")
        value, _, detail = said.get(key, usual).partition(": ")
        told.append(Told(question=key, value=value, detail=detail))
    return answer(
        store, plan.id, task, tuple(told), (), actor=by.actor, channel=Channel.PHONE, now=now
    )


def newest(store: Store, plan: Booked) -> Revision:
    """The revision the plan stands on now."""
    with store.read() as reader:
        return revisions.get(reader, plans.need(reader, plan.id).revision_id)
