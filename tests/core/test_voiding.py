"""What a move voids: everything on another day, and within the day what names a time of it."""

from __future__ import annotations

import pytest

from checklist.core import clock
from checklist.core.medicines import DecisionKind
from checklist.core.voiding import voided_by_move
from tests.core.plans import WARFARIN, decided, moment

LONDON = clock.zone("Europe/London")
KEEP = decided(DecisionKind.KEEP)
STOP = decided(DecisionKind.STOP, last_dose="2027-02-26 18:00")
TAKE = decided(DecisionKind.TAKE, take_at="2027-03-04 06:00")
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
        found = voided_by_move((WARFARIN,), (decision,), moment(was), moment(will_be), LONDON)
        assert bool(found) is (name in fall), name


def test_what_is_void_already_falls_no_more() -> None:
    moved = moment("2027-03-04"), moment("2027-03-05")
    assert voided_by_move((WARFARIN,), (STOP, VOID), *moved, LONDON) == ()
