"""What a patient is told happens next. It promises no more than the opening hours do."""

from __future__ import annotations

import pytest

from checklist.core.clock import day_of
from checklist.core.reply import next_words, read_from
from tests.core.plans import at
from tests.core.test_clinic import RIVERSIDE

FRIDAY_NOON = "2027-02-26 12:00"
CALL = "Can’t wait? Call now."


def told(heard: str, now: str = "", *, read: bool = False) -> str:
    return next_words(RIVERSIDE, at(heard), at(now or heard), read=read)


def test_sunday_evening_is_read_on_monday_morning() -> None:
    """The benchmark sentence, word for word."""
    assert told("2027-02-28 21:00") == (
        "Saved. Nobody has read this yet. A nurse will read it at 8am on Monday 1 March. "
        "Can’t wait? Call now."
    )


def test_in_hours_it_is_read_today() -> None:
    assert told(FRIDAY_NOON) == (
        f"Saved. Nobody has read this yet. A nurse will read it today. {CALL}"
    )


@pytest.mark.parametrize(
    ("heard", "read"),
    [
        ("2027-02-26 16:29", "2027-02-26 16:29"),
        ("2027-02-26 16:30", "2027-03-01 08:00"),  # too close to 5pm to promise today
        ("2027-02-26 16:59", "2027-03-01 08:00"),
        ("2027-03-01 07:00", "2027-03-01 08:00"),
        ("2027-03-25 18:00", "2027-03-30 08:00"),  # over Easter, and over the clock change
    ],
)
def test_who_reads_when(heard: str, read: str) -> None:
    assert read_from(RIVERSIDE, at(heard)) == at(read)


def test_once_read_it_says_so() -> None:
    assert told("2027-02-28 21:00", "2027-03-01 09:00", read=True) == (
        "Saved. A nurse has read this."
    )


def test_while_the_day_of_reading_lasts_it_is_still_today() -> None:
    assert "A nurse will read it today." in told("2027-02-28 21:00", "2027-03-01 09:00")


def test_a_promise_that_was_not_kept_sends_to_the_phone() -> None:
    assert told(FRIDAY_NOON, "2027-02-26 17:00") == (
        "Saved. We should have read this by now. Please call us."
    )
    assert told(FRIDAY_NOON, "2027-03-20 12:00").endswith("Please call us.")


def test_nothing_is_promised_on_a_day_that_is_closed() -> None:
    for heard in ("2027-02-27 12:00", "2027-03-26 12:00"):
        assert RIVERSIDE.is_working_day(day_of(read_from(RIVERSIDE, at(heard)), RIVERSIDE.tz))
