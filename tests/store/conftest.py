"""A plan to hang rows on."""

from __future__ import annotations

from datetime import datetime

import pytest

from checklist.core.actors import Actor
from checklist.core.clinic import Clinic
from checklist.store import Store
from checklist.store.patients import PatientRow
from tests.store import build


@pytest.fixture
def protocol_id(store: Store, nurse: Actor, now: datetime) -> str:
    return build.add_protocol(store, nurse, now)


@pytest.fixture
def patient(store: Store, clinic: Clinic, nurse: Actor, now: datetime) -> PatientRow:
    return build.add_patient(store, nurse, now, build.patient(clinic))


@pytest.fixture
def plan_id(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow, protocol_id: str
) -> str:
    return build.add_plan(store, nurse, now, patient, protocol_id)
