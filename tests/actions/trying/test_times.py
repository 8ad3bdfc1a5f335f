"""Times as they are typed to try a protocol."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.actions.trying import times
from checklist.core.clock import zone
from checklist.core.errors import TickwellError

LONDON = zone("Europe/London")


def test_a_clock_time_is_read_in_the_zone() -> None:
    read = times.moment("2027-07-04T10:30", LONDON)
    assert read.at == datetime(2027, 7, 4, 9, 30, tzinfo=UTC)


def test_a_space_does_for_the_t_and_a_day_has_no_time() -> None:
    assert times.moment("2027-03-04 10:30", LONDON) == times.moment("2027-03-04T10:30", LONDON)
    read = times.moment("2027-03-04", LONDON)
    assert (read.day, read.at) == (date(2027, 3, 4), None)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("2027-10-31T01:30", 0),
        ("2027-10-31T01:30+01:00", 0),
        ("2027-10-31T01:30+00:00", 1),
        ("2027-10-31T01:30Z", 1),
    ],
)
def test_a_time_that_comes_twice_is_the_first_unless_its_offset_says_the_second(
    typed: str, hour: int
) -> None:
    assert times.instant(typed, LONDON) == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2027-03-28T01:30", "so 01:30 does not happen. The first time after it is 02:00."),
        ("2027-03-04T10:30+05:00", "The clocks in Europe/London stand at +00:00 then"),
        ("2027-10-31T01:30-03:00", "at +01:00 or +00:00 then, not at -03:00"),
        ("4 March", "“4 March” is not a time this reads. Write it like 2027-03-04T10:30"),
        ("2027-02-30", "There is no day 2027-02-30 in the calendar."),
        ("2027-03-04T24:00", "There is no clock time 24:00"),
        ("0001-01-01T10:00", "Choose a year from 1900 to 2199."),
        ("٢٠٢٧-٠٣-٠٤", "is not a time this reads"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(TickwellError) as refused:
        times.moment(typed, LONDON)
    assert said in str(refused.value)


def test_a_day_alone_does_not_do_for_an_instant() -> None:
    with pytest.raises(TickwellError, match="Write the clock time too, such as 2027-03-04T09:00"):
        times.instant("2027-03-04", LONDON)


@given(st.integers(min_value=-(10**7), max_value=10**8))
def test_every_instant_is_read_back_with_its_offset(minutes: int) -> None:
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    typed = instant.astimezone(LONDON).isoformat(timespec="minutes")
    assert times.instant(typed, LONDON) == instant
