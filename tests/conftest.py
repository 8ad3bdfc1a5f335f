"""What many tests need: a real store of one's own, a fixed now, a clinic with staff."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import hypothesis
import pytest

from checklist.core.actors import Actor, ActorKind, Role, system
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic, OpeningHours
from checklist.settings import Settings
from checklist.store import DATABASE_NAME, Store, clinics, new_id, open_store, staff

# Machines are busy, and time is measured in bench/ alone.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

ROOT_KEY = bytes(range(32))
NOBODYS_HASH = "$argon2id$no-password-opens-this"


@pytest.fixture(scope="session")
def memory_dir() -> Iterator[Path]:
    """A directory in memory where there is one: no test waits for a disk."""
    shared = Path("/dev/shm")  # noqa: S108  # ours alone: mkdtemp makes the name
    made = Path(tempfile.mkdtemp(prefix="tickwell-", dir=shared if shared.is_dir() else None))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def migrated(memory_dir: Path) -> Path:
    """A database migrated once, to be copied."""
    settings = Settings(data_dir=memory_dir / "template", root_key=ROOT_KEY, durability="OFF")
    open_store(settings).close()
    return settings.data_dir / DATABASE_NAME


@pytest.fixture
def settings(memory_dir: Path, migrated: Path) -> Iterator[Settings]:
    """Settings of a data directory with an empty, migrated database."""
    data_dir = Path(tempfile.mkdtemp(dir=memory_dir))
    shutil.copy(migrated, data_dir / DATABASE_NAME)
    yield Settings(data_dir=data_dir, root_key=ROOT_KEY, durability="OFF")
    shutil.rmtree(data_dir)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An open store with nothing in it."""
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    """Monday 1 March 2027, 9am in London, three days before the worked example's procedure."""
    return datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def clinic(store: Store, now: datetime) -> Clinic:
    """A clinic in London, open on weekdays from 8 to 6."""
    return add_clinic(store, now, slug="riverside", name="Riverside Spine Clinic")


@pytest.fixture
def other_clinic(store: Store, now: datetime) -> Clinic:
    """Another clinic in the same database, whose patients are nobody else's business."""
    return add_clinic(store, now, slug="hilltop", name="Hilltop Clinic")


@pytest.fixture
def nurse(store: Store, clinic: Clinic, now: datetime) -> Actor:
    return add_staff(store, clinic, Role.NURSE, "Nora Nurse", now)


@pytest.fixture
def clinician(store: Store, clinic: Clinic, now: datetime) -> Actor:
    return add_staff(store, clinic, Role.CLINICIAN, "Dr Clara Clinician", now)


def add_clinic(store: Store, now: datetime, *, slug: str, name: str) -> Clinic:
    """Keep a clinic with ordinary values."""
    hours = OpeningHours(opens=time(8), closes=time(18))
    made = Clinic(
        id=new_id(),
        name=name,
        slug=slug,
        zone="Europe/London",
        locale="en_GB",
        country="GB",
        phone="020 7946 0100",
        out_of_hours_phone="020 7946 0199",
        address="1 River Street, London",
        arrival_place="Reception, ground floor",
        hours=dict.fromkeys(range(5), hours),
    )
    with store.write(system("setup"), now) as tx:
        clinics.add(tx, made)
        tx.enter(Verb.CLINIC_SET_UP, made.id, {"name": name}, clinic_id=made.id)
    return made


def add_staff(store: Store, clinic: Clinic, role: Role, name: str, now: datetime) -> Actor:
    """Keep an account that no password opens, and give its actor."""
    actor = Actor(kind=ActorKind.STAFF, id=new_id(), name=name, clinic_id=clinic.id, role=role)
    with store.write(system("setup", clinic.id), now) as tx:
        staff.add(
            tx,
            id=actor.id,
            clinic_id=clinic.id,
            name=name,
            title="",
            role=role,
            email_folded=f"{actor.id}@clinic.example",
            password_hash=NOBODYS_HASH,
        )
        tx.enter(Verb.STAFF_ADDED, actor.id, {"role": role})
    return actor
