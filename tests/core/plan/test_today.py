"""Where each task stands on the patient's page, hour by hour through the worked timeline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.actors import ActorKind
from checklist.core.marks import Channel, Mark, MarkState, TaskState, merge
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Content, PlanState
from checklist.core.plan.places import Place, Stage
from checklist.core.plan.today import Page, Placed, arrange
from checklist.core.protocol import Criticality, Kind, Owner, Phase
from tests.core.plans import (
    STOP,
    WARFARIN,
    answered,
    at,
    booked,
    decided,
    happened,
    inputs,
    plan,
    planned,
    task,
)

LONDON = clock.zone("Europe/London")
MADE = inputs(medicines=(WARFARIN,), decisions=(STOP,))
BEFORE = plan(MADE)
HOME = plan(
    happened(MADE, "2027-03-04 15:05", procedure_end="2027-03-04 11:30", home="2027-03-04 15:00"),
    BEFORE,
)
STOP_KEY, LAST_KEY = "medicine-stop:m1", "medicine-last-dose:m1"


def said(content: Content, key: str, state: MarkState, when: str) -> dict[str, TaskState]:
    mark = Mark(
        id=f"{key} {state}",
        task_key=key,
        state=state,
        actor_kind=ActorKind.PATIENT,
        actor_name="Maria Silva",
        channel=Channel.SCREEN,
        happened_at=at(when),
        heard_at=at(when),
        meaning=task(content, key).meaning,
        revision=1,
    )
    return {key: merge([mark], task(content, key).meaning)}


def page(content: Content, now: str, **marked: TaskState) -> Page:
    return show(content, at(now), marked)


def show(content: Content, now: datetime, marked: dict[str, TaskState]) -> Page:
    states = {t.key: merge((), t.meaning) for t in content.tasks} | marked
    state = PlanState.RECOVERING if content is HOME else PlanState.BEFORE
    return arrange(content, states, plan=state, now=now, tz=LONDON)


def keys(shown: Page, place: Place) -> list[str]:
    return [p.task.key for p in shown.at(place)]


def of(shown: Page, key: str) -> Placed:
    found = shown.of(key)
    assert found is not None, f"{key} is not shown"
    return found


# Before -------------------------------------------------------------------------------------------


def test_questions_are_for_today_as_soon_as_they_are_asked() -> None:
    assert keys(page(BEFORE, "2027-02-15 10:00"), Place.TODAY) == ["answers"]


def test_what_can_wait_is_next_in_the_order_of_its_time() -> None:
    following = keys(page(BEFORE, "2027-02-15 10:00"), Place.NEXT)
    assert following.index("read-about") < following.index(LAST_KEY) < following.index("escort")
    assert following.index("escort") < following.index("no-food") < following.index("arrive")


def test_a_thing_is_for_today_on_the_day_it_is_due() -> None:
    assert LAST_KEY in keys(page(BEFORE, "2027-02-25 23:00"), Place.NEXT)
    assert LAST_KEY in keys(page(BEFORE, "2027-02-26 07:00"), Place.TODAY)


def test_nobody_can_tick_a_last_tablet_ahead_of_its_day() -> None:
    assert not of(page(BEFORE, "2027-02-25 23:00"), LAST_KEY).ready
    assert of(page(BEFORE, "2027-02-26 07:00"), LAST_KEY).ready
    assert not of(page(BEFORE, "2027-03-03 12:00"), "arrive").ready


def test_a_stop_is_next_until_the_last_dose_and_for_today_from_then_on() -> None:
    assert STOP_KEY in keys(page(BEFORE, "2027-02-26 17:59"), Place.NEXT)
    assert STOP_KEY in keys(page(BEFORE, "2027-02-26 18:00"), Place.TODAY)


def test_a_stop_that_is_confirmed_is_done_and_still_in_force() -> None:
    marked = said(BEFORE, STOP_KEY, MarkState.DONE, "2027-02-27 09:00")
    stands = of(show(BEFORE, at("2027-02-28 09:00"), marked), STOP_KEY)
    assert stands.place is Place.DONE
    assert stands.in_force


def test_what_is_overdue_stays_for_today_and_says_so() -> None:
    stands = of(page(BEFORE, "2027-02-20 09:00"), "answers")
    assert stands.place is Place.TODAY
    assert stands.overdue


def test_a_tablet_reads_as_on_time_for_an_hour() -> None:
    assert not of(page(BEFORE, "2027-02-26 18:59"), LAST_KEY).overdue
    assert of(page(BEFORE, "2027-02-26 19:00"), LAST_KEY).overdue


def test_a_last_dose_past_its_hour_is_no_longer_to_be_done() -> None:
    """Or "Take your last Warfarin tablet" would stand among what is to do today, days after."""
    assert LAST_KEY in keys(page(BEFORE, "2027-02-26 18:59"), Place.TODAY)
    later = page(BEFORE, "2027-02-26 19:00")
    assert LAST_KEY in keys(later, Place.EARLIER)
    assert STOP_KEY in keys(later, Place.TODAY)


def test_a_medicine_to_leave_alone_stands_before_small_things_however_overdue() -> None:
    today = keys(page(BEFORE, "2027-02-27 09:00"), Place.TODAY)
    assert today.index(STOP_KEY) < today.index("read-about")


def test_booked_late_stands_before_everything_else() -> None:
    late = plan(booked("2027-03-03 09:00"))
    shown = keys(page(late, "2027-03-03 09:30"), Place.TODAY)
    told_late = [key for key in shown if task(late, key).late]
    assert "escort" in told_late
    assert shown[: len(told_late)] == told_late


def test_a_late_task_never_reads_as_overdue() -> None:
    late = plan(booked("2027-03-03 09:00"))
    assert not of(page(late, "2027-03-04 06:00"), "escort").overdue


@pytest.mark.parametrize("state", [MarkState.CANT, MarkState.UNSURE])
def test_what_was_said_stays_in_sight(state: MarkState) -> None:
    marked = said(BEFORE, "escort", state, "2027-02-20 09:00")
    assert of(show(BEFORE, at("2027-02-21 09:00"), marked), "escort").place is Place.TODAY


def test_a_slip_stands_first() -> None:
    marked = said(BEFORE, STOP_KEY, MarkState.SLIPPED, "2027-03-02 09:00")
    assert keys(show(BEFORE, at("2027-03-02 10:00"), marked), Place.TODAY)[0] == STOP_KEY


def test_limits_and_what_comes_after_are_shown_ahead() -> None:
    shown = page(BEFORE, "2027-02-20 09:00")
    assert {"no-lifting", "no-driving", "rest"} <= set(keys(shown, Place.AFTER))
    assert all(p.task.phase is Phase.AFTER for p in shown.at(Place.AFTER))


def test_what_the_clinic_does_is_listed_and_never_asked() -> None:
    shown = page(BEFORE, "2027-02-20 09:00")
    assert "check-clotting" in keys(shown, Place.OURS)
    assert all((p.task.owner is Owner.CLINIC) is (p.place is Place.OURS) for p in shown.placed)


def test_an_undecided_medicine_has_its_own_part_and_its_morning_from_the_day_before() -> None:
    undecided = plan(inputs(medicines=(WARFARIN,)))
    early = page(undecided, "2027-02-16 09:00")
    assert keys(early, Place.MEDICINES) == ["medicine-undecided:m1"]
    assert early.of("medicine-undecided-day:m1") is None
    eve = page(undecided, "2027-03-03 20:00")
    assert "medicine-undecided-day:m1" in keys(eve, Place.NEXT)
    morning = page(undecided, "2027-03-04 06:00")
    assert "medicine-undecided-day:m1" in keys(morning, Place.TODAY)
    assert morning.of("medicine-undecided:m1") is None, "it says to keep taking it"


def test_a_changed_medicine_is_for_today_at_once() -> None:
    changed = decided(DecisionKind.CHANGE, instruction="Take half.")
    content = plan(inputs(medicines=(WARFARIN,), decisions=(changed,)))
    assert "medicine-change:m1" in keys(page(content, "2027-02-20 10:00"), Place.TODAY)


# The day ------------------------------------------------------------------------------------------


def test_eating_and_drinking_stand_first_on_the_day() -> None:
    shown = page(BEFORE, "2027-03-04 03:00")
    assert shown.stage is Stage.DAY
    assert keys(shown, Place.TODAY)[:2] == ["no-food", "no-drink"]


def test_low_sugar_comes_before_the_fast() -> None:
    content = plan(inputs(answers=answered(diabetes="yes")))
    assert keys(page(content, "2027-03-04 03:00"), Place.TODAY)[:2] == ["low-sugar", "no-food"]


def test_a_list_that_runs_late_does_not_end_the_fast() -> None:
    shown = page(BEFORE, "2027-03-04 12:30")
    assert {"no-food", "no-drink"} <= set(keys(shown, Place.TODAY))


def test_a_comfort_missed_before_does_not_crowd_the_day() -> None:
    assert "read-about" in keys(page(BEFORE, "2027-03-04 06:00"), Place.EARLIER)


# After --------------------------------------------------------------------------------------------


def test_limits_in_force_are_under_take_care_the_soonest_end_first() -> None:
    shown = page(HOME, "2027-03-04 16:00")
    assert shown.stage is Stage.AFTER
    care = [p.task for p in shown.at(Place.CARE)]
    ends = [t.closes_at for t in care if t.closes_at is not None]
    assert ends == sorted(ends)
    assert {"rest", "no-lifting", "no-driving"} <= {t.key for t in care}


def test_the_end_of_a_limit_is_in_sight_for_as_long_as_it_lasted() -> None:
    assert of(page(HOME, "2027-04-15 09:00"), "no-lifting").place is Place.CARE
    assert not of(page(HOME, "2027-04-15 09:00"), "no-lifting").in_force
    assert of(page(HOME, "2027-06-01 09:00"), "no-lifting").place is Place.EARLIER


def test_a_medicine_not_restarted_is_still_to_be_left_alone() -> None:
    assert of(page(HOME, "2027-03-04 16:00"), STOP_KEY).place is Place.CARE


def test_nothing_of_before_is_still_asked_afterwards() -> None:
    shown = page(HOME, "2027-03-04 16:00")
    asked = [*shown.at(Place.TODAY), *shown.at(Place.NEXT)]
    assert [p.task.key for p in asked if p.task.phase is not Phase.AFTER] == []


def test_the_next_day_is_after_even_when_nobody_recorded_it() -> None:
    assert page(BEFORE, "2027-03-05 00:01").stage is Stage.AFTER


def test_with_no_day_yet_everything_still_has_its_place() -> None:
    content = plan(inputs(anchors=planned(procedure="")))
    shown = page(content, "2027-02-20 09:00")
    assert shown.stage is Stage.BEFORE
    assert {"no-food", "arrive"} <= set(keys(shown, Place.NEXT))


# Always -------------------------------------------------------------------------------------------

INSTANTS = st.integers(0, 120 * 24 * 60).map(
    lambda minutes: datetime(2027, 2, 15, tzinfo=UTC) + timedelta(minutes=minutes)
)
MARKED = st.dictionaries(
    st.sampled_from([t.key for t in BEFORE.tasks]), st.sampled_from(list(MarkState)), max_size=6
)


@given(now=INSTANTS, marked=MARKED, home=st.booleans())
def test_nothing_the_patient_can_act_on_is_lost(
    now: datetime, marked: dict[str, MarkState], home: bool
) -> None:
    content = HOME if home else BEFORE
    states: dict[str, TaskState] = {}
    for key, state in marked.items():
        if content.task(key) is not None:
            states |= said(content, key, state, "2027-02-16 09:00")
    shown = show(content, now, states)
    placed = [p.task.key for p in shown.placed]
    assert len(placed) == len(set(placed))
    lost = {t.key for t in content.tasks} - set(placed)
    for key in lost:
        missing = task(content, key)
        assert missing.kind is Kind.KNOW or missing.owner is Owner.CLINIC


@given(now=INSTANTS)
def test_a_slip_is_never_folded_away_while_it_is_in_force(now: datetime) -> None:
    marked = said(BEFORE, STOP_KEY, MarkState.SLIPPED, "2027-02-27 09:00")
    assert of(show(BEFORE, now, marked), STOP_KEY).place in (Place.TODAY, Place.EARLIER)
    if now >= at("2027-02-26 18:00"):
        assert of(show(BEFORE, now, marked), STOP_KEY).place is Place.TODAY


@given(now=INSTANTS)
def test_the_sun_never_sets_on_an_open_grave_task(now: datetime) -> None:
    """A critical thing to do that is past its time is in sight until the procedure is over."""
    shown = show(BEFORE, now, {})
    for one in shown.placed:
        if one.overdue and one.task.criticality is Criticality.HARM and one.task.key != LAST_KEY:
            expected = Place.EARLIER if shown.stage is Stage.AFTER else Place.TODAY
            assert one.place in (expected, Place.OURS)
