"""A restart counts only once a clinician decided it with the procedure over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.medicines import Decision, DecisionKind, standing
from checklist.core.plan.model import Inputs
from checklist.core.plan.restarts import confirmed_restart, waits_for_restart
from tests.core.plans import STOP, WARFARIN, at, decided, happened, inputs

LONDON = clock.zone("Europe/London")
STOPPED = inputs(medicines=(WARFARIN,), decisions=(STOP,))
ENDED = "2027-03-04 11:30"
FRIDAY = "2027-03-05 18:00"


def made(*decisions: Decision, ended: str = ENDED) -> Inputs:
    return happened(
        replace(STOPPED, decisions=(STOP, *decisions)), "2027-03-04 12:00", procedure_end=ended
    )


def confirmed(known: Inputs) -> object:
    return confirmed_restart(standing("m1", known.decisions), known, LONDON)


def restart(when: str, again: str = FRIDAY) -> Decision:
    return decided(DecisionKind.RESTART, when, restart_at=again)


def test_agreed_beforehand_it_is_only_a_plan() -> None:
    known = made(restart("2027-03-01 09:00"))
    assert confirmed(known) is None
    assert waits_for_restart(standing("m1", known.decisions), known, LONDON)


def test_confirmed_after_the_end_it_counts_with_who_and_when() -> None:
    known = made(restart("2027-03-01 09:00"), restart("2027-03-04 12:00"))
    assert confirmed(known) == at(FRIDAY)
    stands = standing("m1", known.decisions)
    assert stands.restart is not None
    assert (stands.restart.decided_by, stands.restart.decided_at) == (
        "Dr Rao",
        at("2027-03-04 12:00"),
    )


def test_an_end_corrected_to_later_makes_an_earlier_word_a_plan_again() -> None:
    early = restart("2027-03-04 11:40")
    assert confirmed(made(early)) == at(FRIDAY)
    assert confirmed(made(early, ended="2027-03-04 11:50")) is None


def test_a_stop_decided_since_ends_it() -> None:
    again = replace(STOP, id="again", decided_at=at("2027-03-04 13:00"))
    assert confirmed(made(restart("2027-03-04 12:00"), again)) is None


def test_without_a_recorded_end_nothing_is_confirmed() -> None:
    known = replace(STOPPED, decisions=(STOP, restart("2027-03-04 12:00")))
    assert confirmed(known) is None
    assert not waits_for_restart(standing("m1", known.decisions), known, LONDON)


@pytest.mark.parametrize("minute", [29, 30, 31])
def test_at_the_very_end_it_counts_and_a_minute_before_it_does_not(minute: int) -> None:
    known = made(restart(f"2027-03-04 11:{minute}"))
    assert (confirmed(known) is not None) is (minute >= 30)


@given(
    hours=st.lists(st.integers(min_value=0, max_value=47), min_size=1, max_size=5, unique=True),
)
def test_whatever_was_said_when_the_last_word_after_the_end_counts_and_no_other(
    hours: list[int],
) -> None:
    """Restarts at any hours of the two days around the end: 3 March midnight to 4 March 11pm."""
    words = [
        restart(f"2027-03-0{3 + hour // 24} {hour % 24:02}:00", f"2027-03-06 {hour % 24:02}:00")
        for hour in hours
    ]
    known = made(*words)
    last = max(hours)
    expected = at(f"2027-03-06 {last % 24:02}:00") if last >= 24 + 12 else None
    assert confirmed(known) == expected
