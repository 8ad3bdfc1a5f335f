"""What a move voids: everything on another day, and within the day what names a time of it."""

from __future__ import annotations

import pytest

from checklist.core import clock
from checklist.core.medicines import DecisionKind
from checklist.core.voiding import voided_by_move
from tests.core.plans import WARFARIN, at, decided, moment

LONDON = clock.zone("Europe/London")
KEEP = decided(DecisionKind.KEEP)
STOP = decided(DecisionKind.STOP, last_dose="2027-02-26 18:00")
TAKE = decided(DecisionKind.TAKE, take_at="2027-03-04 06:00")
BEFORE = at("2027-02-21 10:00")
VOID = decided(DecisionKind.VOID, "2027-02-21 09:00")


@pytest.mark.parametrize(
    ("was", "will_be", "fall"),
    [
        ("2027-03-04 10:30", "2027-03-05 10:30", "KEEP STOP TAKE"),
        ("2027-03-04", "2027-03-05", "KEEP STOP TAKE"),
        ("2027-03-04 10:30", "", "KEEP STOP TAKE"),
        ("", "2027-03-04", "KEEP STOP TAKE"),
        ("2027-03-04 10:30", "2027-03-04 14:00", "TAKE"),
        ("2027-03-04 10:30", "2027-03-04", "TAKE"),
        ("2027-03-04", "2027-03-04 10:30", ""),
        ("2027-03-04 10:30", "2027-03-04 10:30", ""),
        ("", "", ""),
    ],
)
def test_what_falls_with_which_move(was: str, will_be: str, fall: str) -> None:
    for name, decision in (("KEEP", KEEP), ("STOP", STOP), ("TAKE", TAKE)):
        moved = moment(was), moment(will_be)
        found = voided_by_move((WARFARIN,), (decision,), *moved, LONDON, now=BEFORE)
        assert bool(found) is (name in fall), name


def test_what_is_void_already_falls_no_more() -> None:
    moved = moment("2027-03-04"), moment("2027-03-05")
    assert voided_by_move((WARFARIN,), (STOP, VOID), *moved, LONDON, now=BEFORE) == ()


@pytest.mark.parametrize(
    ("now", "falls"), [("2027-03-04 05:59", True), ("2027-03-04 06:00", False)]
)
def test_on_the_day_a_tablet_whose_hour_has_passed_needs_no_new_decision(
    now: str, falls: bool
) -> None:
    """At 9am the tablet of 6am was taken or it was not: a delay decides nothing about it."""
    later = moment("2027-03-04 10:30"), moment("2027-03-04 14:00")
    found = voided_by_move((WARFARIN,), (TAKE,), *later, LONDON, now=at(now))
    assert bool(found) is falls


def test_another_day_voids_it_whatever_the_hour() -> None:
    away = moment("2027-03-04 10:30"), moment("2027-03-05 10:30")
    assert voided_by_move((WARFARIN,), (TAKE,), *away, LONDON, now=at("2027-03-04 09:00"))
