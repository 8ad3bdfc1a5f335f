"""What a moment knows, and how each role reads a bare day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from checklist.core.clock import day_of
from checklist.core.moments import (
    Moment,
    Precision,
    closing,
    due_end,
    last_full_day,
    opening,
)
from tests.core.times import CAIRO, LONDON, days, instants, utc, zones

THURSDAY = date(2027, 3, 4)


def test_precision_is_what_is_known() -> None:
    assert Moment.unknown().precision is Precision.UNKNOWN
    assert Moment.on(THURSDAY).precision is Precision.DATE
    assert Moment.at_instant(utc("2027-03-04 10:30"), LONDON).precision is Precision.TIME


def test_the_day_of_an_instant_is_the_clinic_s() -> None:
    late = Moment.at_instant(utc("2027-04-14 23:30"), LONDON, firm=False)
    assert late == Moment(day=date(2027, 4, 15), at=utc("2027-04-14 23:30"), firm=False)


@pytest.mark.parametrize(
    ("day", "at", "firm"),
    [
        pytest.param(None, utc("2027-03-04 10:30"), True, id="an instant without its day"),
        pytest.param(THURSDAY, utc("2027-03-04 10:30").astimezone(LONDON), True, id="not in UTC"),
        pytest.param(utc("2027-03-04 10:30"), None, True, id="an instant where a day belongs"),
        pytest.param(None, None, True, id="firm about nothing"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(
    day: date | None, at: datetime | None, firm: bool
) -> None:
    with pytest.raises(ValueError, match=r"moment|known"):
        Moment(day=day, at=at, firm=firm)


def test_each_role_reads_a_day_in_its_own_way() -> None:
    moment = Moment.on(date(2027, 4, 15))
    assert opening(moment, LONDON) == utc("2027-04-14 23:00")
    assert closing(moment, LONDON) == utc("2027-04-14 23:00")
    assert due_end(moment, LONDON) == utc("2027-04-15 23:00")


def test_every_role_takes_an_instant_as_it_is() -> None:
    moment = Moment.at_instant(utc("2027-03-04 10:30"), LONDON)
    assert {role(moment, LONDON) for role in (opening, closing, due_end)} == {moment.at}


def test_no_role_makes_up_what_is_not_known() -> None:
    assert {role(Moment.unknown(), LONDON) for role in (opening, closing, due_end)} == {None}


def test_a_window_that_closes_as_thursday_begins_ends_on_wednesday() -> None:
    assert last_full_day(utc("2027-04-14 23:00"), LONDON) == date(2027, 4, 14)
    assert last_full_day(utc("2027-04-14 23:01"), LONDON) == date(2027, 4, 15)
    assert last_full_day(utc("2025-04-24 22:00"), CAIRO) == date(2025, 4, 24)


@given(days(), zones())
def test_a_day_opens_before_it_is_over(day: date, tz: ZoneInfo) -> None:
    opens, over = opening(Moment.on(day), tz), due_end(Moment.on(day), tz)
    assert opens is not None
    assert over is not None
    assert opens <= over
    assert day_of(over - timedelta.resolution, tz) <= day


@given(instants(), zones())
def test_an_instant_opens_no_later_than_it_is_due(at: datetime, tz: ZoneInfo) -> None:
    moment = Moment.at_instant(at, tz)
    assert opening(moment, tz) == due_end(moment, tz) == at
