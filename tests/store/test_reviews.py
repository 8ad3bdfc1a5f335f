"""What waits for a clinician, found along the days at a cost that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checklist.core.actors import Actor
from checklist.core.attention import Band, Reason, ReasonKind
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.moments import Moment
from checklist.core.plan.model import PlanState
from checklist.store import Store, Tx, attention, plans, reviews
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.store.reviews import Span, Waiting
from tests.store import build

DAY = timedelta(days=1)
FEW, MANY = 300, 3_000


@pytest.fixture
def span(now: datetime) -> Span:
    return Span(now=now, today=now.date(), sign_by=now.date() + 7 * DAY)


def reason(kind: ReasonKind, now: datetime, subject: str = "warfarin") -> Reason:
    return Reason(
        kind=kind,
        subject=subject,
        cause="first",
        band=Band.TODAY,
        words=f"Medicine to decide: {subject}",
        since=now,
        from_at=now,
        do_by=now + DAY,
    )


@pytest.fixture
def plan_on(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow, protocol_id: str
) -> Callable[..., str]:
    """A plan whose procedure is so many days from now (None: no date yet), with these reasons."""

    def make(days: int | None, *filed: Reason, signed: bool = False) -> str:
        day = Moment.unknown() if days is None else Moment.on(now.date() + days * DAY)
        plan_id = build.add_plan(store, nurse, now, patient, protocol_id, day)
        with store.write(nurse, now, on=(plan_id,)) as tx:
            attention.replace(tx, plans.need(tx, plan_id), filed)
            plans.set_progress(tx, plan_id, done=0, asked=0, started=False, signed=signed, road="|")
            tx.enter(Verb.ATTENTION_REFILED, plan_id, {}, plan_id=plan_id)
        return plan_id

    return make


def found(store: Store, clinic: Clinic, span: Span, waiting: Waiting | None = None) -> list[str]:
    with store.read() as reader:
        listed = reviews.page(reader, clinic.id, waiting, span, limit=50)
        return [one.card.plan.id for one in listed]


def test_the_soonest_procedure_comes_first_and_no_date_last(
    store: Store, clinic: Clinic, span: Span, now: datetime, plan_on: Callable[..., str]
) -> None:
    undecided = reason(ReasonKind.UNDECIDED, now)
    later, undated, sooner = (plan_on(days, undecided) for days in (20, None, 9))
    plan_on(12)  # nothing waits, and it is too early to sign
    assert found(store, clinic, span) == [sooner, later, undated]


def test_a_sign_off_waits_in_the_last_week_and_not_once_signed(
    store: Store, clinic: Clinic, span: Span, plan_on: Callable[..., str]
) -> None:
    soon = plan_on(7)
    plan_on(8)
    plan_on(3, signed=True)
    assert found(store, clinic, span, Waiting.SIGN_OFF) == [soon]


def test_a_restart_filed_ahead_waits_once_it_has_begun(
    store: Store, clinic: Clinic, now: datetime, span: Span, plan_on: Callable[..., str]
) -> None:
    held = reason(ReasonKind.HELD, now + 5 * DAY)
    plan = plan_on(-2, held, signed=True)
    assert found(store, clinic, span, Waiting.MEDICINES) == []
    then = replace(span, now=now + 5 * DAY)
    assert found(store, clinic, then, Waiting.MEDICINES) == [plan]


def test_what_sharpens_is_one_thing_to_do(
    store: Store, clinic: Clinic, now: datetime, span: Span, plan_on: Callable[..., str]
) -> None:
    today = reason(ReasonKind.UNDECIDED, now)
    sharper = replace(today, band=Band.NOW, from_at=now + DAY)
    plan_on(9, today, sharper, reason(ReasonKind.ANSWER, now, "allergies"))
    with store.read() as reader:
        (review,) = reviews.page(reader, clinic.id, None, span, limit=9)
    assert sorted(wait.subject for wait in review.waits) == ["allergies", "warfarin"]


def test_a_closed_plan_and_another_clinic_wait_for_nobody(
    store: Store,
    clinic: Clinic,
    other_clinic: Clinic,
    now: datetime,
    span: Span,
    nurse: Actor,
    plan_on: Callable[..., str],
) -> None:
    closed = plan_on(-3, reason(ReasonKind.ANSWER, now))
    plan_on(5, reason(ReasonKind.ANSWER, now))
    with store.write(nurse, now, on=(closed,)) as tx:
        plans.set_state(tx, closed, PlanState.CLOSED)
        tx.enter(Verb.PLAN_CLOSED, closed, {}, plan_id=closed)
    assert closed not in found(store, clinic, span, Waiting.ANSWERS)
    assert found(store, other_clinic, span) == []


def test_counts_stop_where_nobody_needs_to_know_more(
    store: Store, clinic: Clinic, nurse: Actor, now: datetime, span: Span, plan_id: str
) -> None:
    with store.write(nurse, now) as tx:
        _fill(tx, plans.need(tx, plan_id), range(150), now)
    with store.read() as reader:
        assert reviews.count(reader, clinic.id, Waiting.MEDICINES, span) == attention.MOST_COUNTED
        assert reviews.count(reader, clinic.id, Waiting.ANSWERS, span) == 15


def test_a_page_costs_the_same_however_many_plans_there_are(
    store: Store, clinic: Clinic, nurse: Actor, now: datetime, span: Span, plan_id: str
) -> None:
    """Steps of the database's own machine: no clock, no luck."""

    def look() -> int:
        with store.read() as reader:
            reviews.count(reader, clinic.id, Waiting.MEDICINES, span)
            return len(reviews.page(reader, clinic.id, None, span, limit=50))

    cost = []
    for numbers in (range(FEW), range(FEW, MANY)):
        with store.write(nurse, now) as tx:
            _fill(tx, plans.need(tx, plan_id), numbers, now)
        cost.append(_steps(store, look))
    assert look() == 50
    few, many = cost
    assert many <= 1.2 * few, cost


def _fill(tx: Tx, like: PlanRow, numbers: range, now: datetime) -> None:
    """Many plans over many days: all with a medicine to decide, every tenth with an answer."""
    columns = {name: getattr(like, name) for name in like.__slots__}
    columns |= {"booked_at": tx.now_text, "procedure_at": None}
    rows = [
        {
            **columns,
            "id": f"plan-{n:06}",
            "procedure_day": (now.date() + (n % 60) * DAY).isoformat(),
        }
        for n in numbers
    ]
    tx.insert_all("plan", rows)
    for n in numbers:
        filed = [reason(ReasonKind.UNDECIDED, now)]
        filed += [reason(ReasonKind.ANSWER, now, "allergies")] if n % 10 == 0 else []
        attention.replace(tx, replace(like, id=f"plan-{n:06}"), filed)
    tx.enter(Verb.DEMO_SEEDED, "", {})


def _steps(store: Store, work: Callable[[], object]) -> int:
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    store._readers.connection().set_progress_handler(tick, 1)
    work()
    store._readers.connection().set_progress_handler(None, 0)
    return ticks
