"""The worked timeline of the facts as a plan: Thursday 4 March 2027, 10:30am in London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from checklist.actions.marks import Said, mark_task
from checklist.actions.medicines import Decided, decide
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.store import Store, new_id
from tests.web.conftest import book
from tests.web.entering import Booked, Person
from tests.web.staff.telling import name, newest, tell

BOOKED = datetime(2027, 2, 15, 9, 5, tzinfo=UTC)
ANSWERED = BOOKED + timedelta(hours=9)
DECIDED = BOOKED + timedelta(days=1)


@pytest.fixture
def worked(
    store: Store, clinic: Clinic, nurse: Person, clinician: Person, protocol_id: str
) -> Booked:
    """Maria Silva and her carer Joan: answered, warfarin stopped, one medicine not decided yet."""
    plan = book(
        store,
        clinic,
        nurse,
        protocol_id,
        now=BOOKED,
        day=date(2027, 3, 4),
        at=time(10, 30),
        arrival=time(8, 30),
        reach="carer",
        carer_name="Joan Silva",
        carer_phone="07700 900150",
    )
    tell(store, plan, nurse, ANSWERED, taken_home="yes: my sister")
    warfarin = name(store, plan, nurse, "warfarin", ANSWERED)
    amlodipine = name(store, plan, nurse, "Amlodipine", ANSWERED)
    name(store, plan, nurse, "Vitamin D", ANSWERED)
    decide(
        store,
        plan.id,
        [
            Decided(
                medicine_id=warfarin.id,
                kind=DecisionKind.STOP,
                last_dose=datetime(2027, 2, 26, 18, tzinfo=UTC),
                restart_owner="Dr Rao",
                restart_by=datetime(2027, 3, 8, 18, tzinfo=UTC),
            ),
            Decided(
                medicine_id=amlodipine.id,
                kind=DecisionKind.TAKE,
                take_at=datetime(2027, 3, 4, 6, tzinfo=UTC),
            ),
        ],
        actor=clinician.actor,
        now=DECIDED,
    )
    task = newest(store, plan).content.task("read-about")
    assert task is not None
    said = Said(
        id=new_id(),
        task_key=task.key,
        state=MarkState.DONE,
        meaning=task.meaning,
        channel=Channel.PHONE,
    )
    mark_task(store, plan.id, said, actor=nurse.actor, now=DECIDED)
    return plan
