"""A clinic with as many open plans as asked for: some booked for real, the rest copies of them.

Copies have a patient, a plan and its attention, which is all a worklist reads; their revisions
(many kilobytes each) are those of the plan they were copied from.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bench.server import settings_for
from checklist.actions import booking
from checklist.actions.clinics import set_up_clinic
from checklist.actions.protocols import publish_shipped
from checklist.core import clock
from checklist.core.actors import Actor, ActorKind, Role, system
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic, OpeningHours
from checklist.core.moments import Moment
from checklist.store import DATABASE_NAME, Keys, Store, new_id, open_store, protocols, sqlite, staff

PROTOCOL = "vertebroplasty"
DUE_EVERY = 20
"""One plan in twenty needs somebody: nothing was heard of it for ten days."""

NOBODYS_HASH = "$argon2id$no-password-opens-this"


@dataclass(frozen=True, kw_only=True)
class Town:
    """Where its database is, who works there, and the plans that were booked for real.

    ``quiet`` plans need nobody yet, ``due`` ones do.
    """

    folder: Path
    clinic: Clinic
    nurse: Actor
    protocol_id: str
    quiet: tuple[booking.Booked, ...]
    due: tuple[booking.Booked, ...]


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The town's store, with the settings every process of a run has."""
    with closing(open_store(settings_for(folder))) as store:
        yield store


def founded(folder: Path, *, plans: int, now: datetime) -> Town:
    """Set up a clinic and book so many plans through the same action as in real life."""
    folder.mkdir(parents=True)
    with opened(folder) as store:
        clinic = _clinic()
        set_up_clinic(store, clinic, actor=system("bench"), now=now)
        publish_shipped(store, actor=system("bench", clinic.id), now=now)
        nurse = _nurse(store, clinic, now)
        with store.read() as reader:
            protocol_id = protocols.latest_id(reader, PROTOCOL)
        due: list[booking.Booked] = []
        quiet: list[booking.Booked] = []
        for number in range(plans):
            is_due = number % DUE_EVERY == 0
            booked = booking.add_plan(
                store,
                new_plan(number, clinic, protocol_id, now),
                actor=nurse,
                now=now - timedelta(days=10) if is_due else now,
            )
            (due if is_due else quiet).append(booked)
    return Town(
        folder=folder,
        clinic=clinic,
        nurse=nurse,
        protocol_id=protocol_id,
        quiet=tuple(quiet),
        due=tuple(due),
    )


def new_plan(number: int, clinic: Clinic, protocol_id: str, now: datetime) -> booking.NewPlan:
    """A procedure on a working day about three weeks from now, at half past ten."""
    day = clock.day_of(now, clinic.tz) + timedelta(days=20 + number % 5)
    while not clinic.is_working_day(day):
        day += timedelta(days=1)
    at = clock.instant(day, time(10, 30), clinic.tz)
    return booking.NewPlan(
        name=f"Bench Patient {number}",
        born=date(1948, 1, 1) + timedelta(days=number % 5_000),
        record_number=f"B{number:07}",
        protocol_id=protocol_id,
        procedure=Moment.at_instant(at, clinic.tz),
        arrival=Moment.at_instant(at - timedelta(hours=2), clinic.tz),
        phone="07700 900 123",
    )


def _clinic() -> Clinic:
    hours = OpeningHours(opens=time(8), closes=time(18))
    return Clinic(
        id=new_id(),
        name="Bench Clinic",
        slug="bench",
        zone="Europe/London",
        locale="en_GB",
        country="GB",
        phone="01632 960 123",
        out_of_hours_phone="01632 960 199",
        address="1 Bench Road, Millbrook",
        arrival_place="Entrance B",
        hours=dict.fromkeys(range(5), hours),
    )


def _nurse(store: Store, clinic: Clinic, now: datetime) -> Actor:
    nurse = Actor(
        kind=ActorKind.STAFF, id=new_id(), name="Bench Nurse", clinic_id=clinic.id, role=Role.NURSE
    )
    with store.write(system("bench", clinic.id), now) as tx:
        staff.add(
            tx,
            id=nurse.id,
            clinic_id=clinic.id,
            name=nurse.name,
            title="RN",
            role=Role.NURSE,
            email_folded="nurse@bench.example",
            password_hash=NOBODYS_HASH,
        )
        tx.enter(Verb.STAFF_ADDED, nurse.id, {})
    return nurse


def grown(town: Town, folder: Path, *, plans: int) -> Path:
    """A copy of the town in ``folder`` with so many open plans, one in twenty due."""
    folder.mkdir(parents=True)
    path = folder / DATABASE_NAME
    shutil.copy(town.folder / DATABASE_NAME, path)
    key = Keys.of(settings_for(folder).root_key).database
    with closing(sqlite.connect(path, key, durability="OFF", read_only=False)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # a copy points where its original does
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute(sqlite.BEGIN_WRITE)
        _pick_templates(connection, town, plans - len(town.quiet) - len(town.due))
        indexes = _indexes(connection)
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        for table, (joined, changed) in _COPIED.items():
            connection.execute(_copy(connection, table, joined, changed))
        for _, made in indexes:  # sorted once: much quicker than row by row
            connection.execute(made)
        connection.execute("COMMIT")
    return folder


def _pick_templates(connection: sqlite.Connection, town: Town, copies: int) -> None:
    """One row for each copy: its original, its new id, and by how much its dates move."""
    connection.execute("CREATE TEMP TABLE original (due INTEGER, place INTEGER, plan_id TEXT)")
    connection.executemany(
        "INSERT INTO original VALUES (?, ?, ?)",
        [
            (due, place, one.plan_id)
            for due, booked in enumerate((town.quiet, town.due))
            for place, one in enumerate(booked)
        ],
    )
    connection.execute(
        _PICK,
        {
            "copies": copies,
            "every": DUE_EVERY,
            "quiet": len(town.quiet),
            "due": len(town.due),
        },
    )


_PICK = """
    CREATE TEMP TABLE copy AS
    WITH RECURSIVE counted (n) AS
        (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :copies)
    SELECT n, printf('bench%021d', n) AS id, o.plan_id AS original,
        CASE WHEN o.due THEN printf('-%d minutes', n % 4000) ELSE printf('+%d days', n % 60) END
            AS shift
    FROM counted JOIN original o ON o.due = (n % :every = 0)
        AND o.place = CASE WHEN o.due THEN n / :every % :due ELSE n % :quiet END
"""


def _moved(column: str) -> str:
    """An instant of the original, moved; written as core.clock.utc_text writes it."""
    return f"strftime('%Y-%m-%dT%H:%M:%f000Z', t.{column}, c.shift)"


_COPIED: dict[str, tuple[str, dict[str, str]]] = {
    "patient": (
        "JOIN plan p ON p.id = c.original JOIN patient t ON t.id = p.patient_id",
        {
            "id": "c.id",
            "name": "'Copied Patient ' || c.n",
            "name_folded": "'copied patient ' || c.n",
            "record_number": "'C' || c.n",
            "record_folded": "'c' || c.n",
        },
    ),
    "plan": (
        "JOIN plan t ON t.id = c.original",
        {
            "id": "c.id",
            "patient_id": "c.id",
            "procedure_day": "date(t.procedure_day, c.shift)",
            "procedure_at": _moved("procedure_at"),
        },
    ),
    "attention": (
        "JOIN attention t ON t.plan_id = c.original",
        {
            "plan_id": "c.id",
            **{name: _moved(name) for name in ("since", "from_at", "until_at", "do_by")},
        },
    ),
}
"""By table: how a copy finds the row to copy (``t``), and what is different in the copy."""


def _indexes(connection: sqlite.Connection) -> list[tuple[str, str]]:
    """Name and statement of every index of the tables that are copied."""
    rows = connection.execute(
        "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    )
    return [(name, made) for name, made, table in rows if table in _COPIED]


def _copy(connection: sqlite.Connection, table: str, joined: str, changed: dict[str, str]) -> str:
    columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    # Our own names. Patients come in the order of ids, so that the file grows at its end.
    return f"INSERT INTO {table} SELECT {values} FROM copy c {joined} ORDER BY c.id"  # noqa: S608
