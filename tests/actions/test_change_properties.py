"""What holds of every change: nothing said is lost, and nothing stays dated from the old day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.actions import changes
from checklist.actions.booking import add_plan
from checklist.actions.changes import Proposal
from checklist.actions.gathering import gather
from checklist.core.actors import Actor, ActorKind
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.core.marks import MarkState, merge
from checklist.core.moments import Moment
from checklist.core.plan.build import build
from checklist.core.plan.model import AnchorValue, Content, Task
from checklist.store import Store, protocols
from tests.actions.changing import LATER, all_marks, change, seen
from tests.actions.conftest import BOOKED, PROCEDURE, House, new_plan

SOON = BOOKED + timedelta(minutes=5)
"""Before anything of the first plan is due, so that nothing is late because of a move back."""

SAYABLE = ("no-food", "no-drink", "arrive", "escort", "blood-test", "answers", "check-well")

minutes = st.integers(-120, 24 * 60 * 60)
starts = st.builds(lambda m: PROCEDURE + timedelta(minutes=m), minutes)
ways = st.sampled_from(["time", "arrival", "early", "day", "postponed"])
moves = st.tuples(starts, ways)
said = st.dictionaries(
    st.sampled_from(SAYABLE),
    st.sampled_from([MarkState.DONE, MarkState.CANT, MarkState.UNSURE]),
    max_size=4,
)
many = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

Fresh = Callable[[], House]


@pytest.fixture
def fresh(store: Store, clinic: Clinic, nurse: Actor, clinician: Actor, protocol_id: str) -> Fresh:
    """Maria's plan once more, under a record number of its own."""
    numbers = count(1)

    def made() -> House:
        number = str(next(numbers))
        new = new_plan(protocol_id, clinic, record_number=number, name=f"Maria {number}")
        booked = add_plan(store, new, actor=nurse, now=BOOKED)
        patient = Actor(
            kind=ActorKind.PATIENT,
            id="door",
            name="Maria",
            clinic_id=clinic.id,
            patient_id=booked.patient_id,
        )
        return House(store, clinic, nurse, clinician, patient, booked.plan_id, protocol_id)

    return made


def proposal(house: House, move: tuple[datetime, str]) -> Proposal:
    start, way = move
    tz = house.clinic.tz
    then = Moment.at_instant(start, tz)
    before = Moment.at_instant(start - timedelta(minutes=30), tz)
    beside = before if before.day == then.day else then
    made = {
        "time": Proposal(procedure=then),
        "arrival": Proposal(procedure=then, arrival=beside),
        "early": Proposal(procedure=then, arrival=beside, earliest_start=beside),
        "day": Proposal(procedure=Moment.on(then.day) if then.day else None),
        "postponed": Proposal(procedure=Moment.unknown()),
    }[way]
    unknown = Moment.unknown()  # said outright, as the page does: nothing of the old day is meant
    return replace(
        made,
        arrival=made.arrival or unknown,
        earliest_start=made.earliest_start or unknown,
        reason="It moved",
    )


def home(house: House) -> Proposal:
    """Back to the first start, arrival and earliest start."""
    new = new_plan(house.protocol_id, house.clinic)
    return Proposal(
        procedure=new.procedure,
        arrival=new.arrival,
        earliest_start=Moment.unknown(),
        reason="It moved back",
    )


def dates(content: Content) -> dict[str, tuple[object, ...]]:
    return {t.key: _told(t) for t in content.tasks}


def _told(task: Task) -> tuple[object, ...]:
    return (
        task.title,
        task.text,
        task.when,
        task.opens_at,
        task.due_at,
        task.closes_at,
        task.day,
        task.meaning,
        task.late,
    )


@many
@given(moves, said)
def test_there_and_back_are_the_first_dates_and_the_first_ticks(
    fresh: Fresh, move: tuple[datetime, str], said: dict[str, MarkState]
) -> None:
    house = fresh()
    for key, state in said.items():
        house.mark(key, state, SOON)
    first, stood = dates(house.revision.content), {key: house.state(key) for key in SAYABLE}
    change(house, proposal(house, move), at=SOON)
    change(house, home(house), at=SOON)
    assert dates(house.revision.content) == first
    assert {key: house.state(key) for key in SAYABLE} == stood


@many
@given(st.lists(moves, min_size=1, max_size=3), said)
def test_no_mark_is_ever_lost_and_one_of_the_same_meaning_counts(
    fresh: Fresh, moved: list[tuple[datetime, str]], said: dict[str, MarkState]
) -> None:
    house = fresh()
    for key, state in said.items():
        house.mark(key, state, SOON)
    made = all_marks(house)
    for move in moved:
        try:
            change(house, proposal(house, move), at=SOON)
        except Invalid:
            continue  # the same as it stands
        assert all_marks(house) == made
        for key in said:
            mine = [mark for mark in made if mark.task_key == key]
            task = house.task(key)
            assert house.state(key) == merge(mine, task.meaning)
            same = [mark for mark in mine if mark.meaning == task.meaning]
            assert (house.state(key).shows is not None) is bool(same)


@many
@given(st.lists(st.tuples(moves, st.booleans()), min_size=1, max_size=3))
def test_no_task_is_dated_from_an_old_anchor(
    fresh: Fresh, moved: list[tuple[tuple[datetime, str], bool]]
) -> None:
    """A moved plan is what a fresh one of the last anchors would be, whatever came between."""
    house = fresh()
    stands = anchors_of(home(house))
    for move, silent in moved:
        wanted = proposal(house, move)
        if silent:  # the start alone is told
            wanted = replace(wanted, arrival=None, earliest_start=None)
        try:
            change(house, wanted, at=SOON)
        except Invalid:
            continue  # the same as it stands, or an arrival that would be after the start
        same_day = _day(stands) == _day(anchors_of(wanted))
        kept = stands if silent and same_day else {}
        stands = {**kept, **anchors_of(wanted)}
    with house.store.read() as reader:
        protocol = protocols.get(reader, house.protocol_id)
    last = house.revision
    built = build(protocol, replace(last.inputs, anchors=stands, as_of=SOON))
    made = dates(last.content)
    late = {task.key for task in last.content.tasks if task.late}
    assert {k: v for k, v in made.items() if k not in late} == {
        k: v for k, v in dates(built).items() if k not in late
    }


def anchors_of(wanted: Proposal) -> dict[str, AnchorValue]:
    """The anchors that a proposal names, as a plan that never had others would have them."""
    named = {
        "procedure": wanted.procedure,
        "arrival": wanted.arrival,
        "earliest_start": wanted.earliest_start,
    }
    return {
        name: AnchorValue(moment=moment)
        for name, moment in named.items()
        if moment is not None and (moment.day is not None or name == "procedure")
    }


def _day(anchors: dict[str, AnchorValue]) -> date | None:
    return anchors["procedure"].moment.day


@many
@given(moves, said, st.sampled_from(["", "8 hours", "4 hours"]))
def test_what_is_seen_twice_is_the_same_and_is_what_is_stored(
    fresh: Fresh, move: tuple[datetime, str], said: dict[str, MarkState], food: str
) -> None:
    house = fresh()
    for key, state in said.items():
        house.mark(key, state, SOON)
    wanted = proposal(house, move)
    if food:
        wanted = replace(wanted, choices={"food_hours": food})
    first, second = seen(house, wanted, at=LATER), seen(house, wanted, at=LATER)
    assert first == second
    made = changes.apply(
        house.store, house.plan_id, wanted, first.seen, actor=house.nurse, now=LATER
    )
    assert made.content == first.content
    with house.store.read() as reader:
        gathered = gather(reader, house.plan, protocols.get(reader, house.protocol_id), LATER)
    assert gathered == made.inputs
