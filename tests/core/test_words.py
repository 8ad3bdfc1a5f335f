"""Days and times as patients read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from checklist.core.clock import day_of
from checklist.core.moments import Moment
from checklist.core.words import (
    clock_words,
    date_words,
    day_words,
    moment_words,
    relative_day_words,
    short_day_words,
    short_moment_words,
    span_words,
    time_words,
    until_words,
)
from tests.core.times import (
    APIA,
    CAIRO,
    HAVANA,
    LONDON,
    LORD_HOWE,
    NEW_YORK,
    instants,
    utc,
    zones,
)

GB, US = "en_GB", "en_US"
THURSDAY = date(2027, 3, 4)


def test_days() -> None:
    assert day_words(THURSDAY, GB) == "Thursday 4 March"
    assert day_words(THURSDAY, GB, year=True) == "Thursday 4 March 2027"
    assert day_words(THURSDAY, US) == "Thursday, March 4"
    assert day_words(THURSDAY, US, year=True) == "Thursday, March 4, 2027"


def test_short_days() -> None:
    assert short_day_words(date(2027, 3, 5), GB) == "Fri 5 Mar"
    assert short_day_words(date(2027, 3, 5), US) == "Fri, Mar 5"


def test_dates_without_their_weekday() -> None:
    assert date_words(THURSDAY, GB) == "4 March"
    assert date_words(THURSDAY, US) == "March 4"


def test_days_near_today() -> None:
    assert relative_day_words(THURSDAY, THURSDAY, GB) == "today"
    assert relative_day_words(date(2027, 3, 5), THURSDAY, GB) == "tomorrow"
    assert relative_day_words(date(2027, 3, 3), THURSDAY, GB) == "yesterday"
    assert relative_day_words(date(2027, 3, 6), THURSDAY, GB) == "Saturday 6 March"


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(7, 30), "7:30am"),
        (time(18), "6pm"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(0, 30), "12:30am"),
        (time(23, 59), "11:59pm"),
        (time(9, 5), "9:05am"),
        (time(11, 30, 59), "11:30am"),
        (time(0), "the start of the day"),
    ],
)
def test_clock_times(clock: time, words: str) -> None:
    assert clock_words(clock) == words


def test_midday_is_noon_in_america() -> None:
    assert clock_words(time(12), US) == "noon"


@pytest.mark.parametrize(
    "say",
    [
        lambda locale: day_words(THURSDAY, locale),
        lambda locale: short_day_words(THURSDAY, locale),
        lambda locale: clock_words(time(12), locale),
        lambda locale: clock_words(time(7), locale),
    ],
)
@pytest.mark.parametrize("locale", ["en", "fr_FR", ""])
def test_a_locale_without_words_is_refused(say: Callable[[str], str], locale: str) -> None:
    with pytest.raises(ValueError, match="en_GB, en_US, es_ES and es_US only"):
        say(locale)


def test_the_worked_timeline_in_words() -> None:
    assert moment_words(utc("2027-03-04 04:30"), LONDON, GB) == "4:30am on Thursday 4 March"
    assert moment_words(utc("2027-03-04 04:30"), LONDON, US) == "4:30am on Thursday, March 4"
    rest = Moment.at_instant(utc("2027-03-05 11:30"), LONDON, firm=False)
    assert moment_words(rest, LONDON, GB) == "about 11:30am on Friday 5 March"
    assert until_words(utc("2027-03-05 11:30"), LONDON, GB) == "11:30am on Friday 5 March"
    assert until_words(utc("2027-04-14 23:00"), LONDON, GB) == "the end of Wednesday 14 April"


def test_a_bare_day_and_nothing_at_all() -> None:
    assert moment_words(Moment.on(THURSDAY), LONDON, GB) == "Thursday 4 March"
    assert moment_words(Moment.on(THURSDAY, firm=False), LONDON, GB) == "about Thursday 4 March"
    assert moment_words(Moment.unknown(), LONDON, GB) == "a time we will tell you"


def test_midnight_is_the_evening_it_belongs_to() -> None:
    midnight = utc("2027-03-04 00:00")
    assert moment_words(midnight, LONDON, GB) == "11:59pm on Wednesday 3 March"
    assert moment_words(utc("2027-03-04 00:00:59"), LONDON, GB) == "11:59pm on Wednesday 3 March"
    assert moment_words(utc("2027-03-04 00:01"), LONDON, GB) == "12:01am on Thursday 4 March"
    about = Moment.at_instant(midnight, LONDON, firm=False)
    assert moment_words(about, LONDON, GB) == "about 11:59pm on Wednesday 3 March"


def test_short_moments() -> None:
    assert short_moment_words(utc("2027-03-04 04:30"), LONDON, GB) == "Thu 4 Mar 4:30am"
    assert short_moment_words(utc("2027-03-04 04:30"), LONDON, US) == "Thu, Mar 4 4:30am"
    assert short_moment_words(utc("2027-03-04 00:00"), LONDON, GB) == "Wed 3 Mar 11:59pm"


class TestTimeWords:
    """A clock time alone, and never under the wrong day."""

    food = Moment.at_instant(utc("2027-03-04 04:30"), LONDON)

    def test_only_the_clock(self) -> None:
        assert time_words(self.food, LONDON, GB) == "4:30am"
        assert time_words(self.food, LONDON, GB, on=THURSDAY) == "4:30am"
        about = Moment.at_instant(utc("2027-03-04 04:30"), LONDON, firm=False)
        assert time_words(about, LONDON, GB) == "about 4:30am"

    def test_a_time_of_another_day_brings_its_day(self) -> None:
        late = utc("2027-03-03 22:30")
        assert time_words(late, LONDON, GB, on=THURSDAY) == "10:30pm on Wednesday 3 March"

    def test_midnight_always_brings_its_evening(self) -> None:
        midnight = utc("2027-03-04 00:00")
        full = "11:59pm on Wednesday 3 March"
        assert time_words(midnight, LONDON, GB) == full
        assert time_words(midnight, LONDON, GB, on=THURSDAY) == full
        assert time_words(midnight, LONDON, GB, on=date(2027, 3, 3)) == "11:59pm"

    def test_what_has_no_clock_reads_as_it_is(self) -> None:
        assert time_words(Moment.on(THURSDAY), LONDON, GB) == "Thursday 4 March"
        assert time_words(Moment.unknown(), LONDON, GB) == "a time we will tell you"


class TestClockChanges:
    @pytest.mark.parametrize(
        ("tz", "at", "words"),
        [
            pytest.param(
                LONDON,
                "2025-10-26 00:30",
                "1:30am on Sunday 26 October (before the clocks change)",
                id="London first",
            ),
            pytest.param(
                LONDON,
                "2025-10-26 01:30",
                "1:30am on Sunday 26 October (after the clocks change)",
                id="London second",
            ),
            pytest.param(LONDON, "2025-10-26 02:00", "2am on Sunday 26 October", id="London over"),
            pytest.param(
                LORD_HOWE,
                "2025-04-05 15:00",
                "1:30am on Sunday 6 April (after the clocks change)",
                id="half an hour",
            ),
            pytest.param(
                CAIRO,
                "2025-10-30 22:00",
                "11:59pm on Thursday 30 October (after the clocks change)",
                id="an evening that comes twice",
            ),
            pytest.param(CAIRO, "2025-04-24 22:00", "1am on Friday 25 April", id="no midnight"),
            pytest.param(
                HAVANA, "2025-11-02 04:00", "11:59pm on Saturday 1 November", id="first midnight"
            ),
            pytest.param(
                HAVANA,
                "2025-11-02 05:00",
                "12:01am on Sunday 2 November (after the clocks change)",
                id="second midnight",
            ),
            pytest.param(NEW_YORK, "2025-03-09 07:00", "3am on Sunday 9 March", id="New York"),
        ],
    )
    def test_the_words_say_which_one(self, tz: ZoneInfo, at: str, words: str) -> None:
        assert moment_words(utc(at), tz, GB) == words

    def test_the_clock_alone_says_it_too(self) -> None:
        first, second = utc("2025-10-26 00:30"), utc("2025-10-26 01:30")
        assert time_words(first, LONDON, GB) == "1:30am (before the clocks change)"
        assert time_words(second, LONDON, GB) == "1:30am (after the clocks change)"

    @pytest.mark.parametrize(
        ("tz", "closes", "words"),
        [
            pytest.param(CAIRO, "2025-04-24 22:00", "the end of Thursday 24 April", id="Cairo"),
            pytest.param(HAVANA, "2025-11-02 04:00", "the end of Saturday 1 November", id="Havana"),
            pytest.param(APIA, "2011-12-30 10:00", "the end of Thursday 29 December", id="Apia"),
        ],
    )
    def test_the_end_of_a_day_wherever_the_next_one_begins(
        self, tz: ZoneInfo, closes: str, words: str
    ) -> None:
        assert until_words(utc(closes), tz, GB) == words
        assert until_words(utc(closes).astimezone(tz), tz, GB) == words
        assert until_words(utc(closes), tz, GB, firm=False) == f"about {words}"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=3, hours=5), "3 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=20), "20 minutes"),
        (timedelta(seconds=59), "under a minute"),
        (timedelta(days=-3), "3 days"),
    ],
)
def test_spans(span: timedelta, words: str) -> None:
    assert span_words(span) == words


@given(instants(), zones())
def test_no_words_leave_anyone_guessing(at: datetime, tz: ZoneInfo) -> None:
    for locale in (GB, US):
        for words in (moment_words(at, tz, locale), until_words(at, tz, locale)):
            assert not re.search(r"(?<!:)12[ap]m|midnight|several|UTC|[+-]\d\d:?\d\d", words)
            assert re.search(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", words)


@given(instants(), zones())
def test_two_different_minutes_never_read_the_same(at: datetime, tz: ZoneInfo) -> None:
    """Across any clock change. The minutes around midnight share their words on purpose."""
    words = {moment_words(at + timedelta(minutes=30 * step), tz, GB) for step in range(8)}
    assert len(words) == 8


@given(instants(), zones())
def test_a_time_alone_means_the_day_it_stands_under(at: datetime, tz: ZoneInfo) -> None:
    day = day_of(at, tz)
    full = moment_words(at, tz, GB)
    assert time_words(at, tz, GB, on=day) == full.replace(f" on {day_words(day, GB)}", "")
    assert time_words(at, tz, GB, on=day - timedelta(days=2)) == full
