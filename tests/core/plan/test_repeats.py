"""Steps that repeat: four drops a day are one counter a day, and never 140 boxes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.conditions import Happened
from checklist.core.plan.model import Task
from checklist.core.protocol import AnchorRule, ChoiceKind, Phase
from checklist.core.repeats import Cycle, Repeat, Session, Stage
from tests.core.plan.small import built, choice, protocol, step, tasks_of
from tests.core.plans import actual, at, inputs, planned
from tests.core.times import LONDON

FOUR = tuple(Session(name=words, clock=words) for words in ("8am", "midday", "4pm", "8pm"))


def drops(
    repeat: Repeat,
    opens: str = "procedure",
    closes: str = "1 week after procedure",
    **said: Any,
) -> list[Task]:
    made = protocol(step("drops", opens=opens, closes=closes, repeat=repeat), **said)
    return tasks_of(built(made), "drops")


def days(tasks: list[Task]) -> list[date | None]:
    return [task.day for task in tasks]


def test_four_drops_a_day_for_five_weeks_are_thirty_five_counters() -> None:
    tasks = drops(Repeat(times=4), "the day of procedure", "5 weeks after procedure")
    assert len(tasks) == 35
    assert {task.counts for task in tasks} == {4}
    assert tasks[0].key == "drops@0"
    assert tasks[-1].key == "drops@34"
    assert tasks[0].day == date(2027, 3, 4)
    assert tasks[-1].day == date(2027, 4, 7)
    assert [one.name for one in tasks[0].sittings] == ["1", "2", "3", "4"]


def test_clock_times_stay_as_the_clocks_show_them_across_a_change() -> None:
    tasks = drops(Repeat(sessions=FOUR), "the day of procedure", "5 weeks after procedure")
    # The clocks go forward on Sunday 28 March.
    shown = {
        clock.local(one.at, LONDON).strftime("%H:%M")
        for task in tasks
        for one in task.sittings
        if one.at is not None
    }
    assert shown == {"08:00", "12:00", "16:00", "20:00"}
    before, after = tasks[23], tasks[24]
    assert (before.day, after.day) == (date(2027, 3, 27), date(2027, 3, 28))
    assert before.sittings[0].at == at("2027-03-27 08:00")
    assert after.sittings[0].at == at("2027-03-28 08:00")
    assert after.closes_at is not None
    assert after.opens_at is not None
    assert after.closes_at - after.opens_at == timedelta(hours=23)


def test_the_first_day_counts_only_what_is_still_to_come() -> None:
    first, *_, last = drops(Repeat(sessions=FOUR), closes="2 days after procedure")
    # From 10:30am: midday, 4pm and 8pm are left.
    assert first.counts == 3
    assert first.opens_at == at("2027-03-04 10:30")
    assert last.key == "drops@1"
    assert last.counts == 4


def test_a_taper_goes_down_stage_by_stage_and_ends_with_the_last() -> None:
    stages = tuple(
        Stage(lasts="1 week", times=times, amount={"en": "1 drop"}) for times in (4, 3, 2, 1)
    )
    tasks = drops(Repeat(stages=stages), "the day of procedure", "")
    assert len(tasks) == 28
    assert [task.counts for task in tasks[::7]] == [4, 3, 2, 0]
    assert tasks[-1].day == date(2027, 3, 31)
    assert {task.amount for task in tasks} == {"1 drop"}


def test_a_ramp_up_says_how_much_each_time() -> None:
    stages = (
        Stage(lasts="3 days", amount={"en": "5 minutes"}),
        Stage(lasts="2 days", amount={"en": "10 minutes"}),
    )
    made = protocol(
        step(
            "walk",
            opens="the day after procedure",
            repeat=Repeat(times=2, gap="4 hours", stages=stages),
            words={"text": "Walk {amount}, {counts} times. Wait {gap} between them."},
        )
    )
    tasks = tasks_of(built(made), "walk")
    assert tasks[0].text == "Walk 5 minutes, 2 times. Wait 4 hours between them."
    assert tasks[4].text == "Walk 10 minutes, 2 times. Wait 4 hours between them."
    assert tasks[0].gap == "4 hours"


def test_a_cycle_rests_as_long_as_it_says() -> None:
    cycle = Cycle(on="3 weeks", off="1 week")
    tasks = drops(Repeat(cycle=cycle), "the day of procedure", "8 weeks after procedure")
    assert len(tasks) == 42
    off = [date(2027, 3, 25) + timedelta(days=n) for n in range(7)]
    assert not set(off) & set(days(tasks))
    assert date(2027, 4, 1) in days(tasks)


def test_it_may_come_every_other_day_or_on_some_weekdays() -> None:
    other = drops(Repeat(every="2 days"), "the day of procedure")
    assert days(other) == [date(2027, 3, day) for day in (4, 6, 8, 10)]
    weekly = drops(Repeat(weekdays=(0, 3)), "the day of procedure")
    assert days(weekly) == [date(2027, 3, 4), date(2027, 3, 8)]


def test_every_month_on_the_31st_comes_back_to_the_31st() -> None:
    made = protocol(
        step(
            "inject",
            opens="the day of procedure",
            closes="5 months after procedure",
            repeat=Repeat(every="1 month"),
        )
    )
    given_inputs = inputs(anchors=planned(procedure="2027-01-31 10:00"))
    tasks = tasks_of(built(made, given_inputs), "inject")
    assert days(tasks) == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
        date(2027, 5, 31),
    ]


def test_times_of_day_may_have_a_box_each() -> None:
    repeat = Repeat(
        separate=True,
        sessions=(Session(name="morning", clock="8am"), Session(name="night", clock="{night}")),
    )
    night = choice(key="night", kind="clock", default="10pm")
    tasks = drops(repeat, "the day of procedure", "2 days after procedure", choices=(night,))
    assert [task.key for task in tasks] == [
        "drops@0.morning",
        "drops@0.night",
        "drops@1.morning",
        "drops@1.night",
    ]
    assert tasks[1].due_at == at("2027-03-04 22:00")
    assert {task.counts for task in tasks} == {0}


def test_nothing_is_promised_while_its_days_are_not_known() -> None:
    made = protocol(
        step("drops", opens="procedure", closes="1 week after procedure", repeat=Repeat(times=4))
    )
    (only,) = built(made, inputs(anchors={})).tasks
    assert only.key == "drops"
    assert (only.opens_at, only.due_at, only.closes_at, only.day) == (None, None, None, None)


def test_today_s_tick_is_not_tomorrow_s() -> None:
    one, two = drops(Repeat(times=2), "the day of procedure", "2 days after procedure")
    assert one.meaning != two.meaning


@pytest.mark.parametrize("moved", ["2027-03-11 10:30", "2027-03-29 10:30"])
def test_moved_days_ask_anew_and_moved_back_they_are_the_first_ones(moved: str) -> None:
    made = protocol(
        step(
            "drops",
            opens="the day of procedure",
            closes="3 days after procedure",
            repeat=Repeat(times=2),
        )
    )
    first = built(made)
    later = built(made, inputs(anchors=planned(procedure=moved)))
    assert [t.key for t in later.tasks] == [t.key for t in first.tasks]
    assert not {t.meaning for t in later.tasks} & {t.meaning for t in first.tasks}
    assert built(made) == first


@given(
    times=st.integers(1, 8),
    every=st.integers(1, 5),
    length=st.integers(1, 60),
    start=st.dates(date(2027, 1, 1), date(2028, 12, 31)),
)
def test_every_day_lies_in_its_window_and_comes_once(
    times: int, every: int, length: int, start: date
) -> None:
    made = protocol(
        step(
            "drops",
            opens="the day of procedure",
            closes=f"{length} days after procedure",
            repeat=Repeat(times=times, every=f"{every} days"),
        )
    )
    given_inputs = inputs(anchors=planned(procedure=start.isoformat()))
    tasks = built(made, given_inputs).tasks
    assert len(tasks) == -(-length // every)
    assert len({task.key for task in tasks}) == len(tasks)
    for task in tasks:
        assert task.opens_at is not None
        assert task.due_at is not None
        assert task.closes_at is not None
        assert task.opens_at < task.due_at <= task.closes_at


def test_a_day_that_the_repeat_cuts_short_is_due_by_then() -> None:
    *_, last = drops(Repeat(times=4), "the day of procedure", "10am on 2 days after procedure")
    assert last.day == date(2027, 3, 6)
    assert last.due_at == last.closes_at == at("2027-03-06 10:00")


def test_lengths_may_be_the_clinic_s_choice() -> None:
    weeks = choice(key="drop_weeks", kind=ChoiceKind.AMOUNT, default="2 weeks")
    gap = choice(key="drop_gap", kind=ChoiceKind.AMOUNT, default="5 minutes")
    repeat = Repeat(times=2, gap="{drop_gap}", stages=(Stage(lasts="{drop_weeks}"),))
    made = protocol(
        step("drops", opens="the day of procedure", repeat=repeat), choices=(weeks, gap)
    )
    assert len(built(made).tasks) == 14
    assert built(made).tasks[0].gap == "5 minutes"
    assert len(built(made, choices={"drop_weeks": "4 weeks"}).tasks) == 28
    every = Repeat(every="{drop_weeks}", cycle=Cycle(on="{drop_weeks}", off="{drop_weeks}"))
    assert (
        len(drops(every, "the day of procedure", "9 weeks after procedure", choices=(weeks,))) == 3
    )


def test_stages_begin_anew_with_every_turn_of_a_cycle() -> None:
    repeat = Repeat(
        cycle=Cycle(on="3 days", off="18 days"),
        stages=(Stage(lasts="1 day", times=3), Stage(lasts="2 days", times=2)),
    )
    tasks = drops(repeat, "the day of procedure", "6 weeks after procedure")
    assert days(tasks) == [date(2027, 3, day) for day in (4, 5, 6, 25, 26, 27)]
    assert [task.counts for task in tasks] == [3, 2, 2, 3, 2, 2]


def test_how_much_may_name_the_clinic_s_value() -> None:
    turns = choice(key="turns", kind=ChoiceKind.TEXT, default="10 turns")
    repeat = Repeat(amount={"en": "{turns} of the wrist"})
    (first, *_) = drops(repeat, choices=(turns,))
    assert first.amount == "10 turns of the wrist"


def test_at_least_goes_on_until_it_is_ended_and_never_ends_sooner() -> None:
    made = protocol(
        step(
            "progesterone",
            opens="the day of procedure",
            closes="at least 2 weeks after procedure",
            repeat=Repeat(times=2),
            until=Happened(event="test_done"),
        ),
        events=("test_done",),
    )
    later = at("2027-04-20 12:00")
    going_on = tasks_of(built(made, as_of=later), "progesterone")
    assert going_on[-1].day == date(2027, 7, 20)
    anchors = planned(procedure="2027-03-04 10:30")
    early = tasks_of(
        built(made, anchors=anchors | actual(test_done="2027-03-10 09:00")), "progesterone"
    )
    assert early[-1].day == date(2027, 3, 17)
    late = tasks_of(
        built(made, anchors=anchors | actual(test_done="2027-03-22 09:00"), as_of=later),
        "progesterone",
    )
    assert late[-1].day == date(2027, 3, 22)


def test_each_day_stands_in_its_own_part_unless_the_author_says_otherwise() -> None:
    made = protocol(
        step(
            "drops",
            opens="2 days before procedure",
            closes="3 days after procedure",
            repeat=Repeat(),
            phase_by_time=True,
        )
    )
    tasks = built(made).tasks
    said = drops(Repeat(), "2 days before procedure", "3 days after procedure")
    assert {task.phase for task in said} == {Phase.BEFORE}
    assert [task.phase for task in tasks] == [
        Phase.BEFORE,
        Phase.BEFORE,
        Phase.DAY,
        Phase.AFTER,
        Phase.AFTER,
    ]


def test_an_hour_that_is_about_so_leaves_the_days_after_it_firm() -> None:
    made = protocol(
        step(
            "walk",
            opens="procedure_end",
            closes="3 days after procedure",
            repeat=Repeat(sessions=(Session(name="9pm", clock="9pm"),)),
        ),
        anchors={
            "procedure_end": AnchorRule(key="procedure_end", planned="1 hour after procedure")
        },
    )
    assert [task.estimated for task in built(made).tasks] == [True, False, False]


def test_while_its_days_are_not_known_it_is_no_order_for_now() -> None:
    made = protocol(
        step(
            "inject",
            opens="scan",
            closes="10 days after scan",
            repeat=Repeat(),
            words={"text": "Give 1 injection at 8pm."},
        ),
        events=("scan",),
    )
    (only,) = built(made).tasks
    assert only.text == "We will tell you when."
