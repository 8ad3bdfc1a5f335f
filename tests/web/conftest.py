"""The web as tests meet it: a real store, two clinics, their staff, and patients with plans.

Time stands at 9:17am on Wednesday 3 March 2027 in London (and runs on from there).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from checklist.actions.booking import NewPlan, add_plan
from checklist.actions.clinics import set_up_clinic
from checklist.actions.protocols import publish_shipped
from checklist.actions.staff import HASHER
from checklist.core import clock
from checklist.core.actors import Role, system
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic, OpeningHours
from checklist.core.moments import Moment
from checklist.settings import Settings
from checklist.store import Store, new_id, patients, plans, protocols, staff
from checklist.web.app import create_app
from tests.eyes import eyes, publish
from tests.web.client import CheckingClient
from tests.web.entering import PASSWORD, Booked, Person, open_door, sign_in

__all__ = ["NOW", "Booked", "CheckingClient", "Person", "open_door", "sign_in"]


class Compiled(BytecodeCache):
    """Templates compiled once for all tests; a changed one is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


NOW = datetime(2027, 3, 3, 9, 17, tzinfo=UTC)
TODAY = date(2027, 3, 3)
PROCEDURE_DAY = date(2027, 3, 15)
# Hashing is slow on purpose: once is enough for everybody in the tests.
PASSWORD_HASH = HASHER.hash(PASSWORD)
COMPILED = Compiled()
WORKDAY = OpeningHours(opens=time(8), closes=time(18))


@pytest.fixture(autouse=True)
def clock_at_nine() -> Iterator[time_machine.Traveller]:
    """Time as these tests have it; ``move_to`` and ``shift`` move it on."""
    with time_machine.travel(NOW, tick=True) as travelled:
        yield travelled


@pytest.fixture
def clinic(store: Store) -> Clinic:
    """The clinic most tests are about, open Monday to Friday from 8am to 6pm."""
    made = _clinic("Riverside Spine Clinic", "riverside")
    set_up_clinic(store, made, actor=system("test"), now=NOW - timedelta(days=90))
    return made


@pytest.fixture
def other_clinic(store: Store) -> Clinic:
    """Another clinic on the same server."""
    made = _clinic("Hillside Clinic", "hillside")
    set_up_clinic(store, made, actor=system("test"), now=NOW - timedelta(days=90))
    return made


@pytest.fixture
def nurse(store: Store, clinic: Clinic) -> Person:
    return add_person(store, clinic, "Sam Okafor", Role.NURSE)


@pytest.fixture
def clinician(store: Store, clinic: Clinic) -> Person:
    return add_person(store, clinic, "Dr Rao", Role.CLINICIAN)


@pytest.fixture
def admin(store: Store, clinic: Clinic) -> Person:
    return add_person(store, clinic, "Alex Webb", Role.ADMIN)


@pytest.fixture
def other_nurse(store: Store, other_clinic: Clinic) -> Person:
    """A nurse of another clinic."""
    return add_person(store, other_clinic, "Noor Haddad", Role.NURSE)


@pytest.fixture
def protocol_id(store: Store) -> str:
    """Vertebroplasty, published."""
    publish_shipped(store, actor=system("test"), now=NOW - timedelta(days=90))
    with store.read() as reader:
        return protocols.latest_id(reader, "vertebroplasty")


@pytest.fixture
def plan(store: Store, clinic: Clinic, nurse: Person, protocol_id: str) -> Booked:
    """Maria Silva, vertebroplasty at 10:30am on Monday 15 March, booked just now."""
    return book(store, clinic, nurse, protocol_id)


@pytest.fixture
def eye_plan(store: Store, clinic: Clinic, nurse: Person) -> Booked:
    """Maria's eye operation, at 10:30am on Friday 5 March, booked on Monday 1 March."""
    booked_at = NOW - timedelta(days=2)
    kept = publish(store, eyes(), booked_at)
    return book(store, clinic, nurse, kept, now=booked_at, day=date(2027, 3, 5), site="left eye")


@pytest.fixture
def app(settings: Settings, store: Store) -> Flask:
    made = create_app(settings, store)
    made.testing = True
    made.test_client_class = CheckingClient
    made.jinja_env.bytecode_cache = COMPILED
    return made


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser of its own, with nobody signed in."""
    made = app.test_client()
    assert isinstance(made, CheckingClient)
    return made


def _clinic(name: str, slug: str) -> Clinic:
    return Clinic(
        id=new_id(),
        name=name,
        slug=slug,
        zone="Europe/London",
        locale="en_GB",
        country="GB",
        phone="01632 960 123",
        out_of_hours_phone="01632 960 199",
        address="1 Riverside, Millbrook",
        arrival_place="Entrance B",
        hours=dict.fromkeys(range(5), WORKDAY),
    )


def add_person(store: Store, clinic: Clinic, name: str, role: Role) -> Person:
    """An account whose password is PASSWORD."""
    email = f"{name.split()[-1].lower()}@{clinic.slug}.example"
    staff_id = new_id()
    with store.write(system("test", clinic.id), NOW - timedelta(days=90), on=()) as tx:
        staff.add(
            tx,
            id=staff_id,
            clinic_id=clinic.id,
            name=name,
            title="",
            role=role,
            email_folded=email,
            password_hash=PASSWORD_HASH,
        )
        tx.enter(Verb.STAFF_ADDED, subject=staff_id, payload={})
        row = staff.need(tx, staff_id)
    return Person(actor=row.actor, email=email)


def book(
    store: Store,
    clinic: Clinic,
    nurse: Person,
    protocol_id: str,
    *,
    now: datetime = NOW,
    day: date = PROCEDURE_DAY,
    at: time | None = time(10, 30),
    arrival: time | None = time(8, 30),
    **more: Any,
) -> Booked:
    """Book a plan through the action; ``more`` are fields of NewPlan."""
    told: dict[str, Any] = {
        "name": "Maria Silva",
        "born": date(1948, 4, 2),
        "record_number": "40317",
        "phone": "07700 900142",
        "clinician": "Dr Rao",
        "site": "L2",
        **more,
    }
    procedure = _moment(day, at, clinic) or Moment.on(day)
    new = NewPlan(
        protocol_id=protocol_id,
        procedure=procedure,
        arrival=_moment(day, arrival, clinic) or Moment.unknown(),
        **told,
    )
    made = add_plan(store, new, actor=nurse.actor, now=now)
    with store.read() as reader:
        return Booked(
            plan=plans.need(reader, made.plan_id),
            patient=patients.need(reader, made.patient_id),
            nurse=nurse,
        )


def _moment(day: date, at: time | None, clinic: Clinic) -> Moment | None:
    return None if at is None else Moment.at_instant(clock.instant(day, at, clinic.tz), clinic.tz)
