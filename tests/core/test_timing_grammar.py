"""Timing words: what they mean, how they read back, and what an author is told when they don't."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given

from checklist.core.amounts import Amount, Range
from checklist.core.errors import TimingError
from checklist.core.timing import At, ChoiceRef, ClockOn, DayEdge, DayOf, Offset, Pick, Timing
from checklist.core.timing_grammar import (
    parse_amount,
    parse_anchor,
    parse_clock,
    parse_range,
    parse_timing,
)
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


@pytest.mark.parametrize(
    ("words", "position", "expected", "found"),
    [
        ("", 1, "a timing such as “6 hours before procedure”", "the end"),
        ("6 hours befor procedure", 9, "“before” or “after”", "“befor”"),
        ("6 hours before", 15, "the name of an anchor such as “procedure”", "the end"),
        ("6 hours before the", 16, "the name of an anchor such as “procedure”", "“the”"),
        ("several hours before procedure", 1, "a number", "“several”"),
        ("6 ours before procedure", 3, "minutes, hours, days, weeks or months", "“ours”"),
        ("1.5 hours before procedure", 2, "minutes, hours, days, weeks or months", "“.”"),
        ("-6 hours before procedure", 1, "a timing such as “6 hours before procedure”", "“-”"),
        ("6 hours before procedure please", 26, "nothing more", "“please”"),
        ("6pm procedure", 5, "a day such as “the day before procedure”", "“procedure”"),
        ("6pm 3 hours before procedure", 5, "days, weeks or months, which name a day", "“3”"),
        ("end of procedure", 8, "a day such as “the day before procedure”", "“procedure”"),
        ("the day procedure", 9, "“of” or “before” or “after”", "“procedure”"),
        ("when asked", 6, "“booked”", "“asked”"),
        ("the later of home", 18, "“and”", "the end"),
        ("12pm the day before procedure", 1, "a clock time such as “7:30am” or “midday”", "“12pm”"),
        ("13pm the day before procedure", 1, "a clock time such as “7:30am” or “midday”", "“13pm”"),
        ("25:00 the day before home", 1, "a clock time such as “7:30am” or “midday”", "“25:00”"),
        ("7:60am the day before home", 1, "a clock time such as “7:30am” or “midday”", "“7:60am”"),
        ("99999999 days before procedure", 1, "a smaller number", "“99999999”"),
        ("{Food hours} before procedure", 1, "a timing such as “6 hours before procedure”", "“{”"),
    ],
)
def test_an_author_is_told_what_was_expected_and_where(
    words: str, position: int, expected: str, found: str
) -> None:
    with pytest.raises(TimingError) as caught:
        parse_timing(words)
    assert caught.value.problems == (
        f"Timing “{words}”: at character {position}, expected {expected}, found {found}.",
    )


@pytest.mark.parametrize("midnight", ["midnight", "12am", "12:00am", "00:00"])
def test_midnight_is_refused_because_it_belongs_to_two_days(midnight: str) -> None:
    with pytest.raises(TimingError, match="the start or the end of a day, as midnight belongs"):
        parse_timing(f"{midnight} the day before procedure")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("0 hours", "more than nothing"),
        ("1 day 1 hour", "do not mix"),
        ("30 minutes 1 hour", "larger unit goes first"),
        ("4000 days", "ten years"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_with_a_reason(words: str, reason: str) -> None:
    with pytest.raises(TimingError, match=reason):
        parse_amount(words)


def test_amounts() -> None:
    assert parse_amount("6 hours") == Amount(hours=6)
    assert parse_amount("1 day") == Amount(days=1)
    assert parse_amount("90 minutes") == Amount(minutes=90)
    assert parse_amount("6 weeks") == Amount(weeks=6)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 to 10 minutes", Range(low=Amount(minutes=5), high=Amount(minutes=10))),
        ("30 minutes to 1 hour", Range(low=Amount(minutes=30), high=Amount(hours=1))),
        (
            "45 minutes to 1 hour 30 minutes",
            Range(low=Amount(minutes=45), high=Amount(hours=1, minutes=30)),
        ),
    ],
)
def test_ranges(words: str, expected: Range) -> None:
    assert parse_range(words) == expected
    assert parse_range(str(expected)) == expected


@pytest.mark.parametrize("words", ["5 minutes", "10 to 5 minutes", "5 to minutes", "0 to 5 days"])
def test_what_is_not_a_range_is_refused(words: str) -> None:
    with pytest.raises(TimingError):
        parse_range(words)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("7:30am", time(7, 30)),
        ("6 PM", time(18)),
        ("midday", time(12)),
        ("12:30pm", time(12, 30)),
        ("12:30am", time(0, 30)),
        ("18:05", time(18, 5)),
    ],
)
def test_clock_times(words: str, clock: time) -> None:
    assert parse_clock(words) == clock


@pytest.mark.parametrize("words", ["the", "days", "{home}", "home now", "6pm", ""])
def test_what_is_not_an_anchor_is_refused(words: str) -> None:
    with pytest.raises(TimingError):
        parse_anchor(words)


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
