"""Attention as rows: filed by difference, read in order, at a cost that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from checklist.core.actors import Actor
from checklist.core.attention import Band, Reason, ReasonKind
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.store import Store, Tx, attention, plans, worklist
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from tests.store import build

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def _reason(now: datetime, subject: str = "food", band: Band = Band.TODAY) -> Reason:
    return Reason(
        kind=ReasonKind.CANT,
        subject=subject,
        cause="mark-1",
        band=band,
        words="Says they can’t: Do not eat",
        detail="Margaret Ellis, 8am",
        tag="blood thinner",
        since=now - HOUR,
        from_at=now,
        do_by=now + 8 * HOUR,
    )


@pytest.fixture
def file(store: Store, nurse: Actor, now: datetime) -> Callable[..., None]:
    def write(plan_id: str, *reasons: Reason) -> None:
        with store.write(nurse, now, on=(plan_id,)) as tx:
            attention.replace(tx, plans.need(tx, plan_id), reasons)
            tx.enter(Verb.ATTENTION_REFILED, plan_id, {}, plan_id=plan_id)

    return write


File = Callable[..., None]


def test_a_reason_comes_back(store: Store, plan_id: str, file: File, now: datetime) -> None:
    reason = replace(_reason(now), until_at=now + DAY)
    file(plan_id, reason)
    with store.read() as reader:
        assert attention.for_plan(reader, plan_id, now) == (reason,)
        assert attention.for_plan(reader, plan_id, now + DAY) == ()
        assert attention.for_plan(reader, plan_id, now - HOUR) == ()
        assert attention.filed(reader, (plan_id,)) == [(plan_id, reason)]


def test_filing_writes_only_the_difference(
    store: Store, plan_id: str, file: File, nurse: Actor, now: datetime
) -> None:
    kept, changed, gone = (_reason(now, subject=s) for s in ("kept", "changed", "gone"))
    file(plan_id, kept, changed, gone)
    changed, new = replace(changed, words="Says more now"), _reason(now, subject="new")
    file(plan_id, kept, changed, new)
    with store.read() as reader:
        assert set(attention.for_plan(reader, plan_id, now)) == {kept, changed, new}
    with store.write(nurse, now, on=(plan_id,)) as tx:
        attention.replace(tx, plans.need(tx, plan_id), (new, kept, changed))
    # No exception: nothing was changed, so no entry was missed.


def test_a_reason_that_sharpens_stands_once_at_any_time(
    store: Store, plan_id: str, file: File, now: datetime
) -> None:
    calm = replace(_reason(now), until_at=now + DAY)
    sharp = replace(_reason(now), band=Band.NOW, from_at=now + DAY)
    file(plan_id, calm, sharp)
    with store.read() as reader:
        assert attention.for_plan(reader, plan_id, now) == (calm,)
        assert attention.for_plan(reader, plan_id, now + DAY) == (sharp,)


@pytest.fixture
def ward(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow, protocol_id: str, file: File
) -> list[str]:
    """Six plans: the first most urgent, the last not yet anybody's business."""
    made = [build.add_plan(store, nurse, now, patient, protocol_id) for _ in range(6)]
    in_now = replace(_reason(now, band=Band.NOW), do_by=now + HOUR)
    file(made[0], in_now, replace(_reason(now, "drink"), do_by=now))
    file(made[1], replace(in_now, do_by=now + 2 * HOUR))
    file(made[2], _reason(now), _reason(now, "drink"))
    file(made[3], replace(_reason(now), do_by=now + 9 * HOUR), _reason(now, "x", Band.TIDY))
    file(made[4], replace(_reason(now, band=Band.TIDY)))
    file(made[5], replace(in_now, from_at=now + DAY))
    return made


@pytest.mark.parametrize(
    ("band", "places"), [(Band.NOW, [0, 1]), (Band.TODAY, [2, 3]), (Band.TIDY, [4])]
)
def test_a_plan_stands_in_its_most_urgent_band(
    store: Store, clinic: Clinic, ward: list[str], now: datetime, band: Band, places: list[int]
) -> None:
    with store.read() as reader:
        due = worklist.page(reader, clinic.id, band, now, limit=10)
    assert [one.plan_id for one in due] == [ward[place] for place in places]


def test_a_plan_shows_all_its_reasons_the_most_urgent_first(
    store: Store, clinic: Clinic, ward: list[str], now: datetime
) -> None:
    with store.read() as reader:
        first = worklist.page(reader, clinic.id, Band.NOW, now, limit=1)[0]
    assert [(one.band, one.subject) for one in first.reasons] == [
        (Band.NOW, "food"),
        (Band.TODAY, "drink"),
    ]


def test_pages_follow_each_other(
    store: Store, clinic: Clinic, ward: list[str], now: datetime
) -> None:
    with store.read() as reader:
        pages = [
            worklist.page(reader, clinic.id, Band.NOW, now, limit=1, skip=skip) for skip in range(3)
        ]
    assert [[one.plan_id for one in page] for page in pages] == [[ward[0]], [ward[1]], []]


def test_counts_are_of_plans(
    store: Store, clinic: Clinic, other_clinic: Clinic, ward: list[str], now: datetime
) -> None:
    with store.read() as reader:
        assert worklist.counts(reader, clinic.id, now) == {
            Band.NOW: 2,
            Band.TODAY: 2,
            Band.TIDY: 1,
        }
        tomorrow = worklist.counts(reader, clinic.id, now + DAY)
        assert tomorrow[Band.NOW] == 3
        assert set(worklist.counts(reader, other_clinic.id, now).values()) == {0}


def test_what_is_over_is_swept(
    store: Store, clinic: Clinic, plan_id: str, file: File, nurse: Actor, now: datetime
) -> None:
    file(plan_id, replace(_reason(now), until_at=now + HOUR), _reason(now, "stays"))
    with store.write(nurse, now + HOUR) as tx:
        tx.enter(Verb.TIDIED, "attention", {})
        assert attention.sweep(tx, clinic.id, now + HOUR) == 1
    with store.read() as reader:
        assert [r.subject for r in attention.for_plan(reader, plan_id, now)] == ["stays"]


def _fill(tx: Tx, like: PlanRow, numbers: range, now: datetime, *, every: int) -> None:
    """Many plans: each has something later, and one in ``every`` needs somebody now."""
    columns = {name: getattr(like, name) for name in like.__slots__}
    columns |= {"booked_at": tx.now_text, "procedure_day": "2027-03-04"}
    many = {n: replace(like, id=f"plan-{n:06}") for n in numbers}
    tx.insert_all("plan", [{**columns, "id": plan.id} for plan in many.values()])
    for n, plan in many.items():
        later = replace(
            _reason(now, "later", Band.NOW), from_at=now + DAY, do_by=now + DAY + n * HOUR
        )
        due = replace(_reason(now, band=Band.NOW), do_by=now + n % 97 * HOUR)
        attention.replace(tx, plan, [later, due] if n % every == 0 else [later])
    tx.enter(Verb.DEMO_SEEDED, "", {})


def _steps(store: Store, work: Callable[[], object]) -> int:
    """How many steps of the database's own machine the work takes: no clock, no luck."""
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    store._readers.connection().set_progress_handler(tick, 1)
    work()
    store._readers.connection().set_progress_handler(None, 0)
    return ticks


@pytest.mark.parametrize("every", [20, 1_000_000], ids=["5% of plans due", "one plan due"])
def test_the_worklist_costs_the_same_however_many_plans_there_are(
    store: Store, clinic: Clinic, nurse: Actor, plan_id: str, now: datetime, file: File, every: int
) -> None:
    """Also where the only one due has its do-by long after thousands that begin later."""
    file(plan_id, replace(_reason(now, band=Band.NOW), do_by=now + 4_000 * DAY))

    def list_them() -> int:
        with store.read() as reader:
            worklist.counts(reader, clinic.id, now)
            return len(worklist.page(reader, clinic.id, Band.NOW, now, limit=50))

    cost = []
    for numbers in (range(1, 2_000), range(2_000, 12_000)):
        with store.write(nurse, now) as tx:
            _fill(tx, plans.need(tx, plan_id), numbers, now, every=every)
        cost.append(_steps(store, list_them))
    assert list_them() == (50 if every == 20 else 1)
    few, many = cost
    assert many <= 1.2 * few, cost
