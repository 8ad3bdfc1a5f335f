"""Alerts a nurse a day: the clinic's own days, each nurse once a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from checklist.core import clock
from checklist.core.alert_load import DayLoad, average, loads

LONDON = clock.zone("Europe/London")
TODAY = date(2027, 3, 29)  # the day after the clocks went forward


def test_four_weeks_each_day_once_and_the_earliest_first() -> None:
    made = loads({}, [], LONDON, TODAY)
    assert [one.day for one in made] == [TODAY - timedelta(days=back) for back in range(27, -1, -1)]


def test_an_alert_counts_on_the_clinics_own_day() -> None:
    late = datetime(2027, 3, 28, 23, tzinfo=UTC)  # midnight has passed in London
    made = {one.day: one.begun for one in loads({late: 3}, [], LONDON, TODAY)}
    assert (made[TODAY], made[TODAY - timedelta(days=1)]) == (3, 0)


def test_a_nurse_counts_once_a_day_however_often_she_came_in() -> None:
    at = datetime(2027, 3, 29, 8, tzinfo=UTC)
    came_in = [
        (at, "n1"),
        (at + timedelta(hours=3), "n1"),
        (at, "n2"),
        (at - timedelta(days=2), "n1"),
    ]
    (today,) = (one for one in loads({at: 5}, came_in, LONDON, TODAY) if one.day == TODAY)
    assert (today.nurses, today.each) == (2, 2.5)


def test_a_day_without_a_nurse_has_no_figure_and_spoils_no_average() -> None:
    quiet = DayLoad(day=TODAY, begun=9, nurses=0)
    busy = DayLoad(day=TODAY - timedelta(days=1), begun=6, nurses=2)
    assert quiet.each is None
    assert average([quiet, busy]) == 3
    assert average([quiet]) is None


def test_what_is_older_than_four_weeks_is_left_out() -> None:
    old = datetime(2027, 3, 1, 12, tzinfo=UTC)
    assert sum(one.begun for one in loads({old: 4}, [], LONDON, TODAY)) == 0
