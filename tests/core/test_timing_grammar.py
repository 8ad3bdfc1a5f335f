"""Timing words: what they mean, and how they read back."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given

from checklist.core.amounts import Amount, Range
from checklist.core.timing import (
    Adjusted,
    At,
    AtLeast,
    ChoiceRef,
    ClockOn,
    DayEdge,
    DayOf,
    Offset,
    Pick,
    Timing,
    WeekdayOf,
)
from checklist.core.timing_grammar import parse_timing
from tests.core.times import timings

DAY_BEFORE = Offset(amount=Amount(days=1), direction="before", anchor="procedure")


@pytest.mark.parametrize(
    ("words", "timing", "canonical"),
    [
        ("procedure", At(anchor="procedure"), "procedure"),
        ("at procedure", At(anchor="procedure"), "procedure"),
        ("when booked", At(anchor="booked"), "when booked"),
        (
            "5 days before procedure",
            Offset(amount=Amount(days=5), direction="before", anchor="procedure"),
            "5 days before procedure",
        ),
        (
            "6 Hours  before earliest_start",
            Offset(amount=Amount(hours=6), direction="before", anchor="earliest_start"),
            "6 hours before earliest_start",
        ),
        (
            "1 hour 30 minutes after arrival",
            Offset(amount=Amount(hours=1, minutes=30), direction="after", anchor="arrival"),
            "1 hour 30 minutes after arrival",
        ),
        ("1 day before procedure", DAY_BEFORE, "the day before procedure"),
        ("the day before procedure", DAY_BEFORE, "the day before procedure"),
        ("on the day of procedure", DayOf(anchor="procedure"), "the day of procedure"),
        (
            "6pm the day before procedure",
            ClockOn(clock=time(18), day=DAY_BEFORE),
            "6pm the day before procedure",
        ),
        (
            "at 18:30 on 2 days before procedure",
            ClockOn(
                clock=time(18, 30),
                day=Offset(amount=Amount(days=2), direction="before", anchor="procedure"),
            ),
            "6:30pm 2 days before procedure",
        ),
        (
            "7:30am on the day of procedure",
            ClockOn(clock=time(7, 30), day=DayOf(anchor="procedure")),
            "7:30am on the day of procedure",
        ),
        (
            "midday 1 day before procedure",
            ClockOn(clock=time(12), day=DAY_BEFORE),
            "midday the day before procedure",
        ),
        (
            "start of the day of procedure",
            DayEdge(edge="start", day=DayOf(anchor="procedure")),
            "start of the day of procedure",
        ),
        (
            "end of 2 days after procedure",
            DayEdge(
                edge="end",
                day=Offset(amount=Amount(days=2), direction="after", anchor="procedure"),
            ),
            "end of 2 days after procedure",
        ),
        (
            "{food_hours} before {fasting_anchor}",
            Offset(
                amount=ChoiceRef(name="food_hours"),
                direction="before",
                anchor=ChoiceRef(name="fasting_anchor"),
            ),
            "{food_hours} before {fasting_anchor}",
        ),
        (
            "{ tablet_time } {tablet_days} before procedure",
            ClockOn(
                clock=ChoiceRef(name="tablet_time"),
                day=Offset(
                    amount=ChoiceRef(name="tablet_days"), direction="before", anchor="procedure"
                ),
            ),
            "{tablet_time} {tablet_days} before procedure",
        ),
        ("{rest_until}", At(anchor=ChoiceRef(name="rest_until")), "{rest_until}"),
        (
            "the later of the earlier of home and arrival and 1 day before procedure",
            Pick(
                which="later",
                first=Pick(which="earlier", first=At(anchor="home"), second=At(anchor="arrival")),
                second=DAY_BEFORE,
            ),
            "the later of the earlier of home and arrival and the day before procedure",
        ),
        (
            "2 working days before procedure",
            Offset(amount=Amount(working_days=2), direction="before", anchor="procedure"),
            "2 working days before procedure",
        ),
        (
            "8am on the working day before procedure",
            ClockOn(
                clock=time(8),
                day=Offset(amount=Amount(working_days=1), direction="before", anchor="procedure"),
            ),
            "8am the working day before procedure",
        ),
        (
            "7 to 10 days after procedure",
            Offset(
                amount=Range(low=Amount(days=7), high=Amount(days=10)),
                direction="after",
                anchor="procedure",
            ),
            "7 to 10 days after procedure",
        ),
        (
            "30 minutes to 1 hour before arrival",
            Offset(
                amount=Range(low=Amount(minutes=30), high=Amount(hours=1)),
                direction="before",
                anchor="arrival",
            ),
            "30 minutes to 1 hour before arrival",
        ),
        (
            "at least 6 weeks after procedure",
            AtLeast(
                timing=Offset(amount=Amount(weeks=6), direction="after", anchor="procedure"),
            ),
            "at least 6 weeks after procedure",
        ),
        (
            "the Monday before procedure",
            WeekdayOf(weekday=0, direction="before", anchor="procedure"),
            "the monday before procedure",
        ),
        (
            "8am on sunday after procedure",
            ClockOn(clock=time(8), day=WeekdayOf(weekday=6, direction="after", anchor="procedure")),
            "8am the sunday after procedure",
        ),
        (
            "end of the friday after procedure",
            DayEdge(edge="end", day=WeekdayOf(weekday=4, direction="after", anchor="procedure")),
            "end of the friday after procedure",
        ),
        (
            "at opening time on the day before procedure",
            ClockOn(clock="opening", day=DAY_BEFORE),
            "opening time the day before procedure",
        ),
        (
            "closing time on the day of procedure",
            ClockOn(clock="closing", day=DayOf(anchor="procedure")),
            "closing time on the day of procedure",
        ),
        (
            "the day before procedure or the working day before",
            Adjusted(timing=DAY_BEFORE, how="working_day_before"),
            "the day before procedure, or the working day before",
        ),
        (
            "when booked, or the next working day",
            Adjusted(timing=At(anchor="booked"), how="next_working_day"),
            "when booked, or the next working day",
        ),
        (
            "2 hours after first-dose, or when we next open",
            Adjusted(
                timing=Offset(amount=Amount(hours=2), direction="after", anchor="first-dose"),
                how="next_opening",
            ),
            "2 hours after first-dose, or when we next open",
        ),
        (
            "1 day after drops.closes",
            Offset(amount=Amount(days=1), direction="after", anchor="drops.closes"),
            "the day after drops.closes",
        ),
        (
            "at least the later of home, or the next working day and arrival, or when we next open",
            AtLeast(
                timing=Adjusted(
                    timing=Pick(
                        which="later",
                        first=Adjusted(timing=At(anchor="home"), how="next_working_day"),
                        second=At(anchor="arrival"),
                    ),
                    how="next_opening",
                )
            ),
            "at least the later of home, or the next working day and arrival, or when we next open",
        ),
    ],
)
def test_words_mean_a_timing_and_read_back(words: str, timing: Timing, canonical: str) -> None:
    assert parse_timing(words) == timing
    assert str(timing) == canonical
    assert parse_timing(canonical) == timing


@given(timings())
def test_every_timing_reads_back_as_itself(timing: Timing) -> None:
    assert parse_timing(str(timing)) == timing


def test_a_timing_tells_what_it_rests_on() -> None:
    timing = parse_timing(
        "the later of {food_hours} before {fasting_anchor} and 6pm 1 day after home"
    )
    assert timing.anchors == {"{fasting_anchor}", "home"}
    assert timing.choices == {"food_hours", "fasting_anchor"}
    assert parse_timing("when booked").anchors == {"booked"}


def test_a_timing_tells_whether_it_is_a_window_or_an_open_end() -> None:
    window = parse_timing("the later of home and 7 to 10 days after procedure")
    assert window.has_range
    assert not window.open_ended
    open_end = parse_timing("at least 6 weeks after procedure")
    assert open_end.open_ended
    assert not open_end.has_range
    assert open_end.anchors == {"procedure"}


def test_a_step_is_an_anchor_by_its_name_or_by_an_edge_of_its_window() -> None:
    timing = parse_timing("the later of 2 hours after first-dose and the monday after drops.due")
    assert timing.anchors == {"first-dose", "drops.due"}


@pytest.mark.parametrize("name", ["opening", "closing", "monday", "working", "or", "least"])
def test_words_that_mean_something_elsewhere_still_name_an_anchor(name: str) -> None:
    assert parse_timing(name) == At(anchor=name)
    assert parse_timing(f"6 hours before {name}").anchors == {name}


def test_a_tree_cannot_hold_what_words_cannot_say() -> None:
    hours = Offset(amount=Amount(hours=6), direction="before", anchor="procedure")
    with pytest.raises(ValueError, match="not in hours or minutes"):
        DayEdge(edge="end", day=hours)
    with pytest.raises(ValueError, match="not in hours or minutes"):
        ClockOn(clock=time(18), day=hours)
    with pytest.raises(ValueError, match="not midnight"):
        ClockOn(clock=time(0), day=DAY_BEFORE)
    with pytest.raises(ValueError, match="whole minutes"):
        ClockOn(clock=time(18, 0, 1), day=DAY_BEFORE)
    with pytest.raises(ValueError, match="from 0 for Monday"):
        WeekdayOf(weekday=7, direction="before", anchor="procedure")


def test_an_ending_and_an_open_end_have_one_place_each() -> None:
    home = At(anchor="home")
    ended, open_end = Adjusted(timing=home, how="next_opening"), AtLeast(timing=home)
    with pytest.raises(ValueError, match="belongs to both"):
        Pick(which="later", first=home, second=ended)
    with pytest.raises(ValueError, match="one ending at most"):
        Adjusted(timing=ended, how="next_opening")
    for build in (
        lambda: AtLeast(timing=open_end),
        lambda: Adjusted(timing=open_end, how="next_opening"),
        lambda: Pick(which="later", first=open_end, second=home),
        lambda: Pick(which="later", first=home, second=open_end),
    ):
        with pytest.raises(ValueError, match="in front of the whole"):
            build()
