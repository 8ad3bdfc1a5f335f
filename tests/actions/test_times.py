"""Times nobody knew at booking: set later, told to the patient, and asked for in good time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from checklist.actions.booking import add_plan
from checklist.actions.medicines import Decided, decide
from checklist.actions.times import Times, set_times
from checklist.core.actors import Actor
from checklist.core.clinic import Clinic
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.medicines import DecisionKind, standing
from checklist.core.moments import Moment
from checklist.store import Store, medicines
from tests.actions.conftest import ARRIVAL, BOOKED, PROCEDURE, House, new_plan

LATER = BOOKED + timedelta(days=2)
TWO_WORKING_DAYS_BEFORE = datetime(2027, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def untimed(
    store: Store, clinic: Clinic, nurse: Actor, clinician: Actor, protocol_id: str
) -> House:
    """Maria's plan with its day alone."""
    new = new_plan(
        protocol_id,
        clinic,
        procedure=Moment.on(date(2027, 3, 4)),
        arrival=Moment.unknown(),
    )
    booked = add_plan(store, new, actor=nurse, now=BOOKED)
    return House(store, clinic, nurse, clinician, nurse, booked.plan_id, protocol_id)


def test_a_time_set_later_reaches_the_patient_in_words(untimed: House) -> None:
    assert untimed.task("no-food").opens_at is None
    set_times(
        untimed.store,
        untimed.plan_id,
        Times(start=PROCEDURE, arrival=ARRIVAL),
        actor=untimed.nurse,
        now=LATER,
    )
    assert "4:30am" in untimed.task("no-food").text
    assert "8:30am on Thursday 4 March" in untimed.task("arrive").text
    assert untimed.revision.number == 2


def test_a_time_still_missing_two_working_days_before_is_asked_for(untimed: House) -> None:
    def asked(at: datetime) -> list[str]:
        return [r.words for r in untimed.reasons(at) if r.kind == "no_time"]

    assert asked(TWO_WORKING_DAYS_BEFORE - timedelta(minutes=1)) == []
    assert asked(TWO_WORKING_DAYS_BEFORE) == ["No start and no arrival time yet"]
    set_times(
        untimed.store, untimed.plan_id, Times(start=PROCEDURE), actor=untimed.nurse, now=LATER
    )
    assert asked(TWO_WORKING_DAYS_BEFORE) == ["No arrival time yet"]
    set_times(
        untimed.store, untimed.plan_id, Times(arrival=ARRIVAL), actor=untimed.nurse, now=LATER
    )
    assert asked(TWO_WORKING_DAYS_BEFORE) == []


@pytest.mark.parametrize(
    ("field", "times"),
    [
        ("start", Times()),
        ("start", Times(start=PROCEDURE + timedelta(days=1))),
        ("arrival", Times(start=PROCEDURE, arrival=PROCEDURE + timedelta(minutes=5))),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    untimed: House, field: str, times: Times
) -> None:
    with pytest.raises(Invalid) as refused:
        set_times(untimed.store, untimed.plan_id, times, actor=untimed.nurse, now=LATER)
    assert list(refused.value.problems) == [field]
    assert untimed.revision.number == 1


def test_an_arrival_that_was_known_must_still_be_before_the_new_start(house: House) -> None:
    early = Times(start=ARRIVAL - timedelta(minutes=30))
    with pytest.raises(Invalid):
        set_times(house.store, house.plan_id, early, actor=house.nurse, now=LATER)


def test_a_start_that_moves_voids_only_what_was_decided_for_that_day(house: House) -> None:
    house.answer_all(BOOKED + timedelta(hours=9), "amlodipine", "vitamin D")
    by_name = {m.name: m.id for m in house.revision.inputs.medicines}
    decide(
        house.store,
        house.plan_id,
        [
            Decided(
                medicine_id=by_name["amlodipine"],
                kind=DecisionKind.TAKE,
                take_at=PROCEDURE - timedelta(hours=4),
            ),
            Decided(medicine_id=by_name["vitamin D"], kind=DecisionKind.KEEP),
        ],
        actor=house.clinician,
        now=LATER,
    )
    moved = Times(start=PROCEDURE + timedelta(hours=3))
    set_times(house.store, house.plan_id, moved, actor=house.nurse, now=LATER)
    with house.store.read() as reader:
        made = medicines.decisions(reader, house.plan_id)
    assert standing(by_name["amlodipine"], made).undecided
    assert not standing(by_name["vitamin D"], made).undecided
    key = f"medicine-undecided-moved:{by_name['amlodipine']}"
    assert house.task(key).title == "Do not change amlodipine yet"


def test_saving_the_same_start_again_voids_nothing(house: House) -> None:
    house.answer_all(BOOKED + timedelta(hours=9), "amlodipine")
    medicine = house.revision.inputs.medicines[0]
    take = Decided(medicine_id=medicine.id, kind=DecisionKind.TAKE, take_at=ARRIVAL)
    decide(house.store, house.plan_id, [take], actor=house.clinician, now=LATER)
    same = Times(start=PROCEDURE, arrival=ARRIVAL)
    set_times(house.store, house.plan_id, same, actor=house.nurse, now=LATER)
    with house.store.read() as reader:
        made = medicines.decisions(reader, house.plan_id)
    assert not standing(medicine.id, made).undecided


def test_a_patient_sets_no_times_and_nobody_after_the_procedure(house: House) -> None:
    with pytest.raises(NotAllowed):
        set_times(
            house.store, house.plan_id, Times(start=PROCEDURE), actor=house.patient, now=LATER
        )
    from_then = PROCEDURE + timedelta(hours=1)
    with pytest.raises((Conflict, Invalid)):
        set_times(
            house.store, house.plan_id, Times(start=PROCEDURE), actor=house.nurse, now=from_then
        )


def test_a_start_moved_before_the_earliest_start_moves_the_fast_with_it(
    store: Store, clinic: Clinic, nurse: Actor, clinician: Actor, protocol_id: str
) -> None:
    """The start went to 8:30am, and she could still eat until 4am: six hours before 10am."""
    ten = Moment.at_instant(PROCEDURE - timedelta(minutes=30), clinic.tz)
    booked = add_plan(
        store, new_plan(protocol_id, clinic, earliest_start=ten), actor=nurse, now=BOOKED
    )
    house = House(store, clinic, nurse, clinician, nurse, booked.plan_id, protocol_id)
    assert "4am" in house.task("no-food").text
    moved = Times(start=PROCEDURE - timedelta(hours=2), arrival=ARRIVAL - timedelta(hours=2))
    set_times(store, house.plan_id, moved, actor=nurse, now=LATER)
    assert "2:30am" in house.task("no-food").text
