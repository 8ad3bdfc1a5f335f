"""Timings that ask the clinic's calendar, or have two ends: worked dates.

The clinic is in London. Its Easter of 2027: Good Friday 26 March and Monday 29 March are holidays,
and the clocks go forward on Sunday 28.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from checklist.core.calendar import Calendar, OpeningHours
from checklist.core.clock import local
from checklist.core.schedule import Moment, RangeEnd, parse_timing, resolve
from tests.core.times import LONDON, utc

OFFICE = OpeningHours(opens=time(8), closes=time(18))
CLINIC = Calendar(
    hours={**dict.fromkeys(range(4), OFFICE), 4: OpeningHours(opens=time(8), closes=time(13))},
    holidays=(date(2027, 3, 26), date(2027, 3, 29)),
)
"""Closes at 1pm on Fridays."""


def at(text: str, tz: ZoneInfo = LONDON) -> Moment:
    return Moment.at_instant(datetime.fromisoformat(text).replace(tzinfo=tz), tz)


def when(words: str, of_range: RangeEnd = "last", **anchors: Moment) -> Moment:
    named = {name.replace("__", ".").replace("_", "-"): found for name, found in anchors.items()}
    return resolve(
        parse_timing(words),
        anchors=named,
        choices={"early": "2 working days"},
        tz=LONDON,
        calendar=CLINIC,
        of_range=of_range,
    )


def shown(moment: Moment) -> str:
    """ "Thu 25 Mar", with its clock time where that is known."""
    if moment.at is None:
        return f"{moment.day:%a %d %b}"
    return f"{local(moment.at, LONDON):%a %d %b %H:%M}"


TUESDAY = at("2027-03-30 10:30")  # the first working day after Easter


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("the working day before procedure", "Thu 25 Mar"),
            ("2 working days before procedure", "Wed 24 Mar"),
            ("{early} before procedure", "Wed 24 Mar"),
            ("3 working days after procedure", "Fri 02 Apr"),
            ("4 working days after procedure", "Mon 05 Apr"),
            ("8am 2 working days before procedure", "Wed 24 Mar 08:00"),
            ("end of the working day before procedure", "Fri 26 Mar 00:00"),
        ],
    )
    def test_days_off_and_holidays_are_not_counted(self, words: str, expected: str) -> None:
        assert shown(when(words, procedure=TUESDAY)) == expected

    def test_they_count_from_a_day_off_too(self) -> None:
        on_saturday = Moment.on(date(2027, 3, 27))
        assert shown(when("the working day before procedure", procedure=on_saturday)) == (
            "Thu 25 Mar"
        )
        assert shown(when("the working day after procedure", procedure=on_saturday)) == (
            "Tue 30 Mar"
        )

    def test_without_a_calendar_the_week_is_monday_to_friday(self) -> None:
        timing = parse_timing("the working day before procedure")
        found = resolve(timing, anchors={"procedure": TUESDAY}, choices={}, tz=LONDON)
        assert shown(found) == "Mon 29 Mar"


class TestRanges:
    @pytest.mark.parametrize(
        ("words", "first", "last"),
        [
            ("5 to 7 days before procedure", "Tue 23 Mar", "Thu 25 Mar"),
            ("7 to 10 days after procedure", "Tue 06 Apr", "Fri 09 Apr"),
            ("5 to 10 minutes before procedure", "Tue 30 Mar 10:20", "Tue 30 Mar 10:25"),
            ("30 minutes to 1 hour after procedure", "Tue 30 Mar 11:00", "Tue 30 Mar 11:30"),
            ("1 to 2 working days before procedure", "Wed 24 Mar", "Thu 25 Mar"),
            ("8am 1 to 2 days after procedure", "Wed 31 Mar 08:00", "Thu 01 Apr 08:00"),
            ("at least 6 to 8 weeks after procedure", "Tue 11 May", "Tue 25 May"),
        ],
    )
    def test_a_range_has_two_ends(self, words: str, first: str, last: str) -> None:
        assert shown(when(words, "first", procedure=TUESDAY)) == first
        assert shown(when(words, "last", procedure=TUESDAY)) == last
        assert when(words, procedure=TUESDAY) == when(words, "last", procedure=TUESDAY)

    def test_ends_stay_in_order_where_a_month_is_short(self) -> None:
        january = Moment.on(date(2027, 1, 31))
        words = "31 days to 1 month 2 days after procedure"
        assert shown(when(words, "first", procedure=january)) == "Tue 02 Mar"
        assert shown(when(words, "last", procedure=january)) == "Wed 03 Mar"


class TestWeekdays:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("the monday before procedure", "Mon 29 Mar"),
            ("the tuesday before procedure", "Tue 23 Mar"),
            ("the tuesday after procedure", "Tue 06 Apr"),
            ("the wednesday after procedure", "Wed 31 Mar"),
            ("8am the friday after procedure", "Fri 02 Apr 08:00"),
            ("start of the friday after procedure", "Fri 02 Apr 00:00"),
            ("the monday before procedure, or the working day before", "Thu 25 Mar"),
        ],
    )
    def test_never_the_anchor_s_own_day(self, words: str, expected: str) -> None:
        assert shown(when(words, procedure=TUESDAY)) == expected


class TestClinicHours:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("opening time on the day of procedure", "Tue 30 Mar 08:00"),
            ("closing time on the day of procedure", "Tue 30 Mar 18:00"),
            ("closing time 3 days after procedure", "Fri 02 Apr 13:00"),
            ("closing time 2 working days before procedure", "Wed 24 Mar 18:00"),
        ],
    )
    def test_the_hours_are_the_day_s_own(self, words: str, expected: str) -> None:
        assert shown(when(words, procedure=TUESDAY)) == expected

    def test_a_day_off_opens_with_the_next_working_day(self) -> None:
        found = when("opening time 3 days before procedure", procedure=TUESDAY)
        assert shown(found) == "Tue 30 Mar 08:00"

    def test_on_a_day_off_the_clinic_has_closed_already(self) -> None:
        found = when("closing time the day before procedure", procedure=TUESDAY)
        assert shown(found) == "Thu 25 Mar 18:00"


class TestEndings:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("the day before procedure, or the working day before", "Thu 25 Mar"),
            ("the day before procedure, or the next working day", "Tue 30 Mar"),
            ("the day after procedure, or the next working day", "Wed 31 Mar"),
            ("6pm the day before procedure, or the working day before", "Thu 25 Mar 18:00"),
            ("24 hours before procedure, or the working day before", "Thu 25 Mar 10:30"),
            ("24 hours before procedure, or the next working day", "Tue 30 Mar 10:30"),
            ("24 hours before procedure, or when we next open", "Tue 30 Mar 08:00"),
            ("1 hour after procedure, or when we next open", "Tue 30 Mar 11:30"),
            ("8 hours after procedure, or when we next open", "Wed 31 Mar 08:00"),
            ("3 days before procedure, or when we next open", "Tue 30 Mar"),
            ("7am on the day of procedure, or when we next open", "Tue 30 Mar 08:00"),
            ("closing time the day before procedure, or the next working day", "Tue 30 Mar 18:00"),
        ],
    )
    def test_only_what_falls_on_a_closed_clinic_moves(self, words: str, expected: str) -> None:
        assert shown(when(words, procedure=TUESDAY)) == expected

    def test_the_end_of_a_day_moves_as_that_day(self) -> None:
        words = "end of 5 days before procedure, or the working day before"
        assert shown(when(words, procedure=TUESDAY)) == "Fri 26 Mar 00:00"  # Thursday's own end
        words = "end of 4 days before procedure, or the working day before"
        assert shown(when(words, procedure=TUESDAY)) == "Fri 26 Mar 00:00"

    def test_behind_two_it_moves_the_one_that_is_picked(self) -> None:
        words = "the later of 6pm 4 days before procedure and 7am 3 days before procedure"
        assert shown(when(words, procedure=TUESDAY)) == "Sat 27 Mar 07:00"
        moved = when(f"{words}, or the working day before", procedure=TUESDAY)
        assert shown(moved) == "Thu 25 Mar 07:00"

    def test_behind_the_first_it_moves_the_first_alone(self) -> None:
        words = (
            "the earlier of the day before procedure, or the working day before"
            " and 4 days before procedure"
        )
        assert shown(when(words, procedure=TUESDAY)) == "Thu 25 Mar"

    def test_what_is_not_known_or_not_firm_stays_so(self) -> None:
        about = Moment.at_instant(utc("2027-03-27 10:30"), LONDON, firm=False)
        for ending in ("the working day before", "the next working day", "when we next open"):
            assert when(f"home, or {ending}", home=Moment.unknown()) == Moment.unknown()
            assert not when(f"home, or {ending}", home=about).firm


class TestSteps:
    def test_a_step_counts_like_any_anchor(self) -> None:
        dose = Moment.at_instant(utc("2027-03-24 18:05"), LONDON, firm=False)
        found = when("2 hours after first-dose", first_dose=dose)
        assert shown(found) == "Wed 24 Mar 20:05"
        assert not found.firm

    def test_an_edge_of_a_step_s_window(self) -> None:
        last = Moment.on(date(2027, 3, 24))
        assert shown(when("1 day after drops.closes", drops__closes=last)) == "Thu 25 Mar"


def test_an_open_end_stands_where_its_timing_does() -> None:
    assert shown(when("at least 6 weeks after procedure", procedure=TUESDAY)) == "Tue 11 May"


@pytest.mark.parametrize(
    "words",
    [
        "2 working days before home",
        "the monday after home",
        "opening time the day after home",
        "5 to 7 days after home",
        "5 to 10 minutes after home",
        "at least 6 weeks after home",
    ],
)
def test_nothing_comes_from_nothing(words: str) -> None:
    assert when(words, home=Moment.unknown()) == Moment.unknown()
