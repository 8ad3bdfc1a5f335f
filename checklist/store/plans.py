"""Plans: one header row each. What a plan says is in its revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.clock import utc_text
from checklist.core.errors import NotFound
from checklist.core.moments import Moment
from checklist.core.plan.model import PlanState, Revision
from checklist.store import codec
from checklist.store.reader import Reader, Row, in_list
from checklist.store.writer import Tx

COLUMNS = """
    id, clinic_id, patient_id, protocol_id, clinician, site, state, booked_at, procedure_day,
    procedure_at, revision, revision_id, done_count, due_count, started, signed, owner_id,
    contacted_at, road
"""
_PLAN = f"SELECT {COLUMNS} FROM plan"  # noqa: S608  # our own column names


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """A plan's header. Instants are UTC, ``procedure_day`` is a day in the clinic's zone.

    ``done_count`` of ``due_count`` are the patient's own tasks up to the procedure; ``started``
    says they were heard of, ``signed`` that a sign-off stands. ``road`` is the worklist's little
    timeline, ``owner_id`` who took the plan's attention. ``revision_id`` is empty only while a
    plan is being made.
    """

    id: str
    clinic_id: str
    patient_id: str
    protocol_id: str
    clinician: str
    site: str
    state: PlanState
    booked_at: datetime
    procedure_day: date | None
    procedure_at: datetime | None
    revision: int
    revision_id: str
    done_count: int
    due_count: int
    started: bool
    signed: bool
    owner_id: str | None
    contacted_at: datetime | None
    road: str


def insert(
    tx: Tx,
    *,
    id: str,
    clinic_id: str,
    patient_id: str,
    protocol_id: str,
    clinician: str,
    site: str,
    booked_at: datetime,
) -> None:
    """A new plan, before its first revision."""
    tx.insert(
        "plan",
        id=id,
        clinic_id=clinic_id,
        patient_id=patient_id,
        protocol_id=protocol_id,
        clinician=clinician,
        site=site,
        state=PlanState.BEFORE,
        booked_at=utc_text(booked_at),
        procedure_day=None,
        procedure_at=None,
        revision=0,
        revision_id="",
        done_count=0,
        due_count=0,
        started=0,
        signed=0,
        owner_id=None,
        contacted_at=None,
        road="",
    )


def get(reader: Reader, plan_id: str) -> PlanRow | None:
    row = reader.one(_PLAN + " WHERE id = :id", {"id": plan_id})
    return None if row is None else plan_row(row)


def need(reader: Reader, plan_id: str) -> PlanRow:
    """Raises NotFound."""
    plan = get(reader, plan_id)
    if plan is None:
        raise NotFound("no such plan")
    return plan


def many(reader: Reader, plan_ids: tuple[str, ...]) -> dict[str, PlanRow]:
    """The plans with these ids, by id, in the order asked for."""
    places, params = in_list("id", plan_ids)
    found = {
        row["id"]: plan_row(row) for row in reader.all(f"{_PLAN} WHERE id IN {places}", params)
    }
    return {plan_id: found[plan_id] for plan_id in plan_ids if plan_id in found}


def of_patient(reader: Reader, patient_id: str) -> list[PlanRow]:
    """Every plan the patient ever had, the latest procedure first, those with no date before."""
    rows = reader.all(
        _PLAN + " WHERE patient_id = :patient ORDER BY coalesce(procedure_day, '9') DESC, id DESC",
        {"patient": patient_id},
    )
    return [plan_row(row) for row in rows]


def open_of_patient(reader: Reader, patient_id: str) -> list[PlanRow]:
    """The plans that are not closed, the next procedure first, those with no date last."""
    rows = reader.all(
        _PLAN
        + """ WHERE patient_id = :patient AND state <> :closed
            ORDER BY coalesce(procedure_day, '9'), id""",
        {"patient": patient_id, "closed": PlanState.CLOSED},
    )
    return [plan_row(row) for row in rows]


def soonest(reader: Reader, clinic_id: str, state: PlanState, *, limit: int) -> list[PlanRow]:
    """The clinic's plans in a state, the next procedure first, those with no date last."""
    rows = reader.all(
        _PLAN
        + """ WHERE clinic_id = :clinic AND state = :state
            ORDER BY procedure_day IS NULL, procedure_day, id LIMIT :limit""",
        {"clinic": clinic_id, "state": state, "limit": limit},
    )
    return [plan_row(row) for row in rows]


def set_revision(tx: Tx, plan_id: str, revision: Revision, procedure: Moment) -> None:
    """The plan now stands on this revision, and its procedure is then (as far as is known)."""
    tx.run(
        """UPDATE plan SET revision = :number, revision_id = :revision, procedure_day = :day,
            procedure_at = :at WHERE id = :id""",
        {
            "id": plan_id,
            "number": revision.number,
            "revision": revision.id,
            "day": codec.day_text(procedure.day),
            "at": codec.instant_text(procedure.at),
        },
    )


def set_progress(
    tx: Tx, plan_id: str, *, done: int, asked: int, started: bool, signed: bool, road: str
) -> None:
    """Keep what a list shows of the plan; nothing is written where nothing changed."""
    tx.run(
        """UPDATE plan SET done_count = :done, due_count = :asked, started = :started,
            signed = :signed, road = :road
        WHERE id = :id AND NOT (done_count = :done AND due_count = :asked
            AND started = :started AND signed = :signed AND road = :road)""",
        {
            "id": plan_id,
            "done": done,
            "asked": asked,
            "started": int(started),
            "signed": int(signed),
            "road": road,
        },
    )


def set_state(tx: Tx, plan_id: str, state: PlanState) -> None:
    tx.run("UPDATE plan SET state = :state WHERE id = :id", {"id": plan_id, "state": state})


def set_site(tx: Tx, plan_id: str, site: str) -> None:
    """The level or side; empty where it is not known."""
    tx.run("UPDATE plan SET site = :site WHERE id = :id", {"id": plan_id, "site": site})


def set_protocol(tx: Tx, plan_id: str, protocol_id: str) -> None:
    """The plan now follows another version; its next revision is built from that one."""
    tx.run(
        "UPDATE plan SET protocol_id = :protocol WHERE id = :id",
        {"id": plan_id, "protocol": protocol_id},
    )


def set_owner(tx: Tx, plan_id: str, owner_id: str | None) -> None:
    """Who sees to the plan's reasons; None gives them back to everybody."""
    tx.run("UPDATE plan SET owner_id = :owner WHERE id = :id", {"id": plan_id, "owner": owner_id})


def forget_contact(tx: Tx, plan_id: str, first: datetime | None) -> None:
    """A contact was taken back: the plan's first is another one (UTC), or there is none."""
    tx.run(
        "UPDATE plan SET contacted_at = :at WHERE id = :id",
        {"id": plan_id, "at": codec.instant_text(first)},
    )


def set_contacted(tx: Tx, plan_id: str, at: datetime) -> None:
    """The first contact by any channel; a later one changes nothing."""
    tx.run(
        "UPDATE plan SET contacted_at = :at WHERE id = :id AND contacted_at IS NULL",
        {"id": plan_id, "at": utc_text(at)},
    )


def plan_row(row: Row) -> PlanRow:
    """From a row that has the columns of ``plan``."""
    return PlanRow(
        id=row["id"],
        clinic_id=row["clinic_id"],
        patient_id=row["patient_id"],
        protocol_id=row["protocol_id"],
        clinician=row["clinician"],
        site=row["site"],
        state=PlanState(row["state"]),
        booked_at=codec.needed_instant(row["booked_at"]),
        procedure_day=codec.day(row["procedure_day"]),
        procedure_at=codec.instant(row["procedure_at"]),
        revision=row["revision"],
        revision_id=row["revision_id"],
        done_count=row["done_count"],
        due_count=row["due_count"],
        started=bool(row["started"]),
        signed=bool(row["signed"]),
        owner_id=row["owner_id"],
        contacted_at=codec.instant(row["contacted_at"]),
        road=row["road"],
    )
