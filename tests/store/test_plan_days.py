"""The week strip's counts: each plan once, at a cost that does not grow with the clinic."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.store import Store, Tx, new_id, plan_days
from checklist.store.plan_days import DayCount

DAY = date(2027, 3, 4)
DAYS = [DAY + timedelta(days=ahead) for ahead in range(7)]


def add(tx: Tx, clinic: Clinic, day: date, *, signed: int = 0, started: int = 0) -> str:
    """A plan's header alone: all that is counted."""
    plan_id, patient_id = new_id(), new_id()
    tx.run(
        """INSERT INTO patient (id, clinic_id, name, first_name, name_folded, born, record_number,
            record_folded, language, reach, phone, needs, created_at)
        VALUES (:id, :clinic, 'A', 'A', 'a', '1950-01-01', :id, :id, 'en', 'phone', '', '', '')""",
        {"id": patient_id, "clinic": clinic.id},
    )
    tx.run(
        """INSERT INTO plan (id, clinic_id, patient_id, protocol_id, clinician, site, state,
            booked_at, procedure_day, revision, revision_id, done_count, due_count, started,
            signed, road)
        VALUES (:id, :clinic, :patient, :protocol, '', '', 'before', '', :day, 1, '', 0, 0,
            :started, :signed, '')""",
        {
            "id": plan_id,
            "clinic": clinic.id,
            "patient": patient_id,
            "protocol": tx.value("SELECT id FROM protocol"),
            "day": day.isoformat(),
            "started": started,
            "signed": signed,
        },
    )
    return plan_id


def need(
    tx: Tx, clinic: Clinic, plan_id: str, band: str, from_at: str, until_at: str | None
) -> None:
    tx.run(
        """INSERT INTO attention (id, clinic_id, plan_id, band, reason, subject, cause, words,
            detail, tag, since, from_at, until_at, do_by)
        VALUES (:id, :clinic, :plan, :band, 'cant', '', '', '', '', '', '', :from_at, :until_at,
            '')""",
        {
            "id": new_id(),
            "clinic": clinic.id,
            "plan": plan_id,
            "band": band,
            "from_at": from_at,
            "until_at": until_at,
        },
    )


@pytest.fixture
def counted(store: Store, clinic: Clinic, nurse: Actor, now: datetime) -> dict[date, DayCount]:
    with store.write(nurse, now) as tx:
        tx.run(
            """INSERT INTO protocol (id, key, version, language, digest, source, parsed,
                published_at, published_by) VALUES ('p', 'k', 1, 1, '', '', '', '', '')"""
        )
        add(tx, clinic, DAY, signed=1, started=1)
        add(tx, clinic, DAY, started=1)
        add(tx, clinic, DAY)
        needing = add(tx, clinic, DAY, signed=1, started=1)
        need(tx, clinic, needing, "now", "2027-02-01", None)
        need(tx, clinic, needing, "now", "2027-02-02", None)  # two reasons, one plan
        later = add(tx, clinic, DAY, started=1)
        need(tx, clinic, later, "now", "2027-03-02", None)  # not yet
        over = add(tx, clinic, DAY, started=1)
        need(tx, clinic, over, "now", "2027-02-01", "2027-02-20")  # no longer
        today = add(tx, clinic, DAY, started=1)
        need(tx, clinic, today, "today", "2027-02-01", None)  # needs somebody, not now
        add(tx, clinic, DAY + timedelta(days=7))  # beyond the week
        for _ in range(130):
            add(tx, clinic, DAY + timedelta(days=1))
        tx.enter(Verb.DEMO_SEEDED, "", {})
    with store.read() as reader:
        return plan_days.of_days(reader, clinic.id, DAYS, now)


def test_each_plan_is_counted_once_where_it_stands(counted: dict[date, DayCount]) -> None:
    assert counted[DAY] == DayCount(signed=1, way=4, now=1, rest=1)


def test_a_full_day_is_counted_no_further_than_is_shown(counted: dict[date, DayCount]) -> None:
    assert counted[DAY + timedelta(days=1)].whole == 100


def test_an_empty_day_counts_nothing(counted: dict[date, DayCount]) -> None:
    assert counted[DAY + timedelta(days=2)] == DayCount()
    assert set(counted) == set(DAYS)


def test_another_clinics_plans_are_not_counted(
    counted: dict[date, DayCount], store: Store, other_clinic: Clinic, now: datetime
) -> None:
    with store.read() as reader:
        theirs = plan_days.of_days(reader, other_clinic.id, DAYS, now)
    assert all(count.whole == 0 for count in theirs.values())
