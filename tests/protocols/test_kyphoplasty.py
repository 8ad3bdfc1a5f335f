"""Kyphoplasty: what is different with a balloon, and its dates, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checklist.protocols import load_shipped
from tests.protocols.patients import Patient, patient

NAME = "kyphoplasty-1"


def utc(month: int, day: int, hour: int) -> datetime:
    """Half past the hour."""
    return datetime(2027, month, day, hour, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def two_bones() -> Patient:
    """Thursday 4 March 2027 at 10:30am; two bones are planned, so about two hours."""
    return patient(NAME, "2027-03-04 10:30", "2027-03-04 08:30", choices={"duration": "2 hours"})


def test_food_and_water_stop_as_before_a_vertebroplasty(two_bones: Patient) -> None:
    assert two_bones.task("no-food").text == (
        "You can eat until 4:30am on Thursday 4 March. Do not eat after that."
    )
    assert two_bones.task("no-drink").opens_at == datetime(2027, 3, 4, 8, 30, tzinfo=UTC)


def test_two_bones_take_longer_so_bed_rest_ends_later(two_bones: Patient) -> None:
    """10:30am and 2 hours: 12:30pm; a day later it ends."""
    rest = two_bones.task("rest")
    assert rest.text.startswith("Rest in bed until about 12:30pm on Friday 5 March.")
    assert rest.closes_at == datetime(2027, 3, 5, 12, 30, tzinfo=UTC)
    one = patient(NAME, "2027-03-04 10:30")
    assert one.task("rest").closes_at == datetime(2027, 3, 5, 11, 30, tzinfo=UTC)


def test_home_is_three_and_a_half_hours_after_the_end(two_bones: Patient) -> None:
    assert two_bones.task("first-night").opens_at == datetime(2027, 3, 4, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("procedure", "rest_ends", "said"),
    [
        # Clocks forward on Sunday 28 March: the end is at 11:30am winter time.
        (
            "2027-03-27 10:30",
            utc(3, 28, 11),
            "12:30pm on Sunday 28 March",
        ),
        (
            "2027-03-29 10:30",
            utc(3, 30, 10),
            "11:30am on Tuesday 30 March",
        ),
        # Clocks back on Sunday 31 October: the end is at 11:30am summer time.
        (
            "2027-10-30 10:30",
            utc(10, 31, 10),
            "10:30am on Sunday 31 October",
        ),
        (
            "2027-11-01 10:30",
            utc(11, 2, 11),
            "11:30am on Tuesday 2 November",
        ),
    ],
)
def test_a_day_in_bed_is_24_hours(procedure: str, rest_ends: datetime, said: str) -> None:
    rest = patient(NAME, procedure).task("rest")
    assert rest.closes_at == rest_ends
    assert rest.text.startswith(f"Rest in bed until about {said}.")


def test_it_asks_what_vertebroplasty_asks() -> None:
    ours, theirs = load_shipped(NAME)[1], load_shipped("vertebroplasty-2")[1]
    assert [q.key for q in ours.questions] == [q.key for q in theirs.questions]
    assert [s.key for s in ours.steps] == [s.key for s in theirs.steps]
    assert [f.key for f in ours.red_flags] == [f.key for f in theirs.red_flags]


def test_its_pages_tell_of_the_balloon(two_bones: Patient) -> None:
    pages = {page.key: " ".join(page.paragraphs) for page in two_bones.plan.about}
    assert "small balloon" in pages["what-it-is"]
    assert "less common here" in pages["what-can-go-wrong"]
    assert "One bone often takes 1 hour." in pages["the-day"]
