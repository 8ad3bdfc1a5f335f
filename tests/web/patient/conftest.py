"""The patient's side: Maria has opened her door, and her medicines are named and decided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions import medicines as medicine_actions
from checklist.actions.answers import NamedMedicine
from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind
from checklist.store import Store, medicines
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, open_door

LAST_DOSE = datetime(2027, 3, 9, 18, tzinfo=UTC)


@pytest.fixture
def maria(client: CheckingClient, plan: Booked) -> CheckingClient:
    """Maria's phone, with her list open."""
    return open_door(client, plan)


@pytest.fixture
def warfarin(store: Store, plan: Booked) -> str:
    """Maria takes warfarin, and nobody has decided yet; the medicine's id."""
    medicine_actions.add_medicine(
        store,
        plan.id,
        NamedMedicine(name="Warfarin", form="tablet", when_taken="6pm"),
        actor=plan.nurse.actor,
        now=NOW,
    )
    with store.read() as reader:
        return medicines.of_plan(reader, plan.id)[0].id


@pytest.fixture
def stopped(store: Store, plan: Booked, warfarin: str, clinician: Person) -> str:
    """Dr Rao stops Maria's warfarin: the last tablet at 6pm on Tuesday 9 March."""
    stop = Decided(
        medicine_id=warfarin,
        kind=DecisionKind.STOP,
        last_dose=LAST_DOSE,
        restart_owner="Dr Rao",
        restart_by=LAST_DOSE + timedelta(days=7),
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    return warfarin


@pytest.fixture
def eye(client: CheckingClient, eye_plan: Booked) -> CheckingClient:
    """Maria's phone, with the list for her eye open."""
    return open_door(client, eye_plan)
