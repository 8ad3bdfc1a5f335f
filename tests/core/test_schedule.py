"""Timings resolved against a plan: the worked timeline, clock changes, and what always holds."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.amounts import Amount, Direction
from checklist.core.clock import WhenTwice, exists, instant, local
from checklist.core.errors import TimingError
from checklist.core.schedule import (
    Moment,
    Precision,
    closing,
    due_end,
    last_full_day,
    parse_timing,
    resolve,
)
from checklist.core.timing import ClockOn, DayEdge, DayOf, Offset
from tests.core.times import (
    APIA,
    CAIRO,
    HAVANA,
    LONDON,
    LORD_HOWE,
    NEW_YORK,
    calendar_amounts,
    clocks,
    days,
    elapsed_amounts,
    instants,
    utc,
    zones,
)

TIMELINE = {
    "booked": Moment.at_instant(utc("2027-02-10 09:00"), LONDON),
    "procedure": Moment.at_instant(utc("2027-03-04 10:30"), LONDON),
    "earliest_start": Moment.at_instant(utc("2027-03-04 10:30"), LONDON),
    "arrival": Moment.at_instant(utc("2027-03-04 08:30"), LONDON),
    "procedure_end": Moment.at_instant(utc("2027-03-04 11:30"), LONDON, firm=False),
    "home": Moment.unknown(),
}
"""The worked timeline of the clinical facts: Thursday 4 March 2027, 10:30am, in London."""

CHOICES = {"food_hours": "6 hours", "fluid_hours": "2 hours", "fasting_anchor": "earliest_start"}


def when(
    words: str,
    tz: ZoneInfo = LONDON,
    when_twice: WhenTwice = "first",
    **anchors: Moment,
) -> Moment:
    return resolve(
        parse_timing(words),
        anchors=TIMELINE | anchors,
        choices=CHOICES,
        tz=tz,
        when_twice=when_twice,
    )


def clock_of(moment: Moment, tz: ZoneInfo = LONDON) -> str:
    assert moment.at is not None
    return f"{local(moment.at, tz):%a %d %b %H:%M}"


class TestWorkedTimeline:
    """Date for date as the clinical facts have it."""

    def test_food_stops_at_half_past_four(self) -> None:
        stops = when("{food_hours} before {fasting_anchor}")
        assert clock_of(stops) == "Thu 04 Mar 04:30"
        assert stops.firm

    def test_clear_fluid_stops_at_half_past_eight(self) -> None:
        assert clock_of(when("{fluid_hours} before {fasting_anchor}")) == "Thu 04 Mar 08:30"

    def test_five_full_dose_free_days_put_the_last_dose_on_friday(self) -> None:
        assert when("6 days before procedure") == Moment.on(date(2027, 2, 26))

    def test_bed_rest_ends_the_next_morning_and_is_an_estimate(self) -> None:
        ends = when("24 hours after procedure_end")
        assert clock_of(ends) == "Fri 05 Mar 11:30"
        assert not ends.firm

    def test_six_weeks_close_as_thursday_15_april_begins(self) -> None:
        ends = when("6 weeks after procedure")
        assert ends == Moment.on(date(2027, 4, 15))
        closes = closing(ends, LONDON)
        assert closes == utc("2027-04-14 23:00")  # summer time began on 28 March
        assert closes is not None
        assert last_full_day(closes, LONDON) == date(2027, 4, 14)

    def test_an_evening_before(self) -> None:
        assert clock_of(when("6pm the day before procedure")) == "Wed 03 Mar 18:00"

    def test_a_plan_s_own_beginning(self) -> None:
        assert when("when booked") == TIMELINE["booked"]


class TestWhatIsKnown:
    """A moment is as precise as what it rests on allows, and never more."""

    on_thursday = Moment.on(date(2027, 3, 4))

    @pytest.mark.parametrize(
        "words", ["6 hours before home", "2 days after home", "6pm the day after home"]
    )
    def test_nothing_comes_from_nothing(self, words: str) -> None:
        assert when(words) == Moment.unknown()

    def test_hours_from_a_bare_day_are_not_known(self) -> None:
        assert when("6 hours before procedure", procedure=self.on_thursday) == Moment.unknown()

    def test_days_from_an_instant_give_a_day(self) -> None:
        assert when("2 days before procedure").precision is Precision.DATE

    def test_a_clock_time_makes_a_day_precise(self) -> None:
        evening = when("6pm the day before procedure", procedure=self.on_thursday)
        assert evening == when("6pm the day before procedure")

    def test_an_anchor_is_taken_as_it_is(self) -> None:
        assert when("procedure", procedure=self.on_thursday) == self.on_thursday
        assert when("at home") == Moment.unknown()

    def test_the_day_of_an_anchor_drops_its_clock(self) -> None:
        assert when("the day of procedure") == self.on_thursday

    def test_the_day_is_the_clinic_s_own(self) -> None:
        late = Moment.at_instant(utc("2027-07-01 23:30"), NEW_YORK)
        assert late.day == date(2027, 7, 1)
        assert when("1 week after procedure", procedure=late).day == date(2027, 7, 9)

    def test_an_estimate_stays_one(self) -> None:
        for words in ("the day after procedure_end", "7am the day after procedure_end"):
            assert not when(words).firm


class TestEdgesOfDays:
    def test_a_day_ends_as_the_next_begins(self) -> None:
        end = when("end of 2 days after procedure")
        assert end == Moment.at_instant(utc("2027-03-07 00:00"), LONDON)
        assert due_end(end, LONDON) == closing(end, LONDON) == end.at

    def test_a_day_starts_at_its_first_instant(self) -> None:
        moved = Moment.on(date(2025, 4, 25))
        start = when("start of the day of procedure", CAIRO, procedure=moved)
        assert clock_of(start, CAIRO) == "Fri 25 Apr 01:00"

    def test_an_edge_of_an_unknown_day_is_unknown(self) -> None:
        assert when("end of the day of home") == Moment.unknown()


class TestLaterAndEarlier:
    def test_of_two_instants(self) -> None:
        assert when("the later of procedure and arrival") == TIMELINE["procedure"]
        assert when("the earlier of procedure and arrival") == TIMELINE["arrival"]

    def test_a_day_stands_where_it_begins(self) -> None:
        assert when("the later of procedure and the day of procedure").at is not None
        assert when("the earlier of procedure and the day of procedure").at is None
        assert when("the later of procedure and the day after procedure").day == date(2027, 3, 5)

    def test_beside_the_very_start_of_its_day_a_day_is_the_earlier(self) -> None:
        for words in ("the day of home and start of the day of home", "home and home"):
            first, second = words.split(" and ")
            day = Moment.on(date(2027, 3, 4))
            for pair in (f"{first} and {second}", f"{second} and {first}"):
                assert when(f"the earlier of {pair}", home=day) == when(first, home=day)
                assert when(f"the later of {pair}", home=day) == when(second, home=day)

    def test_neither_can_be_told_while_one_is_not_known(self) -> None:
        assert when("the later of procedure and home") == Moment.unknown()
        assert when("the earlier of home and procedure") == Moment.unknown()

    def test_firm_only_when_both_are(self) -> None:
        assert not when("the earlier of procedure and procedure_end").firm
        assert when("the earlier of procedure and arrival").firm

    @given(instants(), instants(), st.booleans(), st.booleans())
    def test_the_order_does_not_matter(
        self, one: datetime, two: datetime, bare_one: bool, bare_two: bool
    ) -> None:
        a, b = Moment.at_instant(one, LONDON), Moment.at_instant(two, LONDON)
        a = Moment.on(a.day) if bare_one and a.day else a
        b = Moment.on(b.day) if bare_two and b.day else b
        for which in ("later", "earlier"):
            words = f"the {which} of a and b"
            assert when(words, a=a, b=b) == when(words, a=b, b=a)
        picked = {when(f"the {which} of a and b", a=a, b=b) for which in ("later", "earlier")}
        assert picked == {a, b}


class TestClockChanges:
    """Hours pass; days are counted; both directions, in zones with odd rules."""

    @pytest.mark.parametrize(
        ("tz", "procedure", "words", "expected"),
        [
            pytest.param(
                LONDON, "2025-03-30 06:30", "6 hours before procedure", "Sun 30 Mar 00:30", id="UK"
            ),
            pytest.param(
                LONDON, "2025-10-26 07:30", "8 hours before procedure", "Sun 26 Oct 00:30", id="UK+"
            ),
            pytest.param(
                NEW_YORK,
                "2025-03-09 12:00",
                "6 hours before procedure",
                "Sun 09 Mar 01:00",
                id="US",
            ),
            pytest.param(
                NEW_YORK,
                "2025-11-02 13:00",
                "8 hours before procedure",
                "Sun 02 Nov 01:00",
                id="US+",
            ),
            pytest.param(
                LORD_HOWE,
                "2025-10-04 21:00",
                "6 hours before procedure",
                "Sun 05 Oct 01:30",
                id="½",
            ),
            pytest.param(
                LORD_HOWE,
                "2025-04-05 21:30",
                "8 hours before procedure",
                "Sun 06 Apr 00:30",
                id="½+",
            ),
            pytest.param(
                CAIRO,
                "2025-04-25 03:00",
                "6 hours before procedure",
                "Thu 24 Apr 23:00",
                id="Cairo",
            ),
            pytest.param(
                HAVANA,
                "2025-11-02 12:00",
                "8 hours before procedure",
                "Sun 02 Nov 00:00",
                id="Havana",
            ),
            pytest.param(
                APIA, "2011-12-30 20:00", "24 hours before procedure", "Thu 29 Dec 10:00", id="Apia"
            ),
        ],
    )
    def test_hours_are_hours_through_the_night_of_a_change(
        self, tz: ZoneInfo, procedure: str, words: str, expected: str
    ) -> None:
        at = Moment.at_instant(utc(procedure), tz)
        assert clock_of(when(words, tz, procedure=at), tz) == expected

    def test_24_hours_and_1_day_part_ways_when_the_clocks_change(self) -> None:
        saturday = Moment.at_instant(utc("2025-03-29 11:30"), LONDON)
        assert clock_of(when("24 hours after procedure", procedure=saturday)) == "Sun 30 Mar 12:30"
        next_day = when("11:30am the day after procedure", procedure=saturday)
        assert clock_of(next_day) == "Sun 30 Mar 11:30"

    def test_a_skipped_clock_time_is_the_first_after_the_gap(self) -> None:
        sunday = Moment.on(date(2025, 3, 30))
        assert (
            clock_of(when("1:30am on the day of procedure", procedure=sunday)) == "Sun 30 Mar 02:00"
        )

    def test_a_clock_time_that_comes_twice_is_the_one_its_role_asks_for(self) -> None:
        sunday, words = Moment.on(date(2025, 10, 26)), "1:30am on the day of procedure"
        assert when(words, procedure=sunday).at == utc("2025-10-26 00:30")
        assert when(words, when_twice="second", procedure=sunday).at == utc("2025-10-26 01:30")

    def test_a_day_that_never_was_leads_into_the_next(self) -> None:
        thursday = Moment.on(date(2011, 12, 29))
        evening = when("6pm the day after procedure", APIA, procedure=thursday)
        assert clock_of(evening, APIA) == "Sat 31 Dec 00:00"
        assert evening.day == date(2011, 12, 31)


class TestRefusals:
    def test_an_anchor_nobody_gave(self) -> None:
        with pytest.raises(TimingError, match="no anchor “procedur” here; there are: arrival, boo"):
            when("6 hours before procedur")

    def test_a_choice_nobody_made(self) -> None:
        with pytest.raises(TimingError, match=r"The choice {rest} has no value"):
            when("{rest} after procedure")

    def test_hours_where_a_day_belongs(self) -> None:
        with pytest.raises(TimingError, match="only days, weeks or months fit"):
            when("6pm {food_hours} before procedure")


DIRECTIONS = st.sampled_from(["before", "after"])


def resolved(timing: Offset | ClockOn | DayEdge, procedure: Moment, tz: ZoneInfo) -> Moment:
    return resolve(timing, anchors={"procedure": procedure}, choices={}, tz=tz)


@given(instants(), elapsed_amounts(), DIRECTIONS, zones(), st.booleans())
def test_hours_keep_what_elapses(
    at: datetime, amount: Amount, direction: Direction, tz: ZoneInfo, firm: bool
) -> None:
    timing = Offset(amount=amount, direction=direction, anchor="procedure")
    found = resolved(timing, Moment.at_instant(at, tz, firm=firm), tz)
    assert found.at is not None
    assert abs(found.at - at) == amount.elapsed
    assert (found.at > at) == (direction == "after")
    assert found.firm == firm


@given(days(), calendar_amounts(), DIRECTIONS, clocks(), zones())
def test_calendar_amounts_keep_the_clock_wherever_it_exists(
    day: date, amount: Amount, direction: Direction, clock: time, tz: ZoneInfo
) -> None:
    if clock == time(0):
        return
    offset = Offset(amount=amount, direction=direction, anchor="procedure")
    timing = ClockOn(clock=clock, day=offset)
    found = resolved(timing, Moment.on(day), tz)
    target = amount.from_day(day, direction)
    assert found.at is not None
    if exists(target, clock, tz):
        shown = local(found.at, tz)
        assert (shown.date(), shown.time()) == (target, clock)
    assert found.at == instant(target, clock, tz)


@given(instants(), calendar_amounts(), DIRECTIONS, zones())
def test_calendar_amounts_depend_on_the_day_alone(
    at: datetime, amount: Amount, direction: Direction, tz: ZoneInfo
) -> None:
    timing = Offset(amount=amount, direction=direction, anchor="procedure")
    precise = Moment.at_instant(at, tz)
    assert precise.day is not None
    assert resolved(timing, precise, tz) == resolved(timing, Moment.on(precise.day), tz)


@given(days(), zones())
def test_the_end_of_a_day_is_the_start_of_the_next(day: date, tz: ZoneInfo) -> None:
    end = resolved(DayEdge(edge="end", day=DayOf(anchor="procedure")), Moment.on(day), tz)
    tomorrow = Moment.on(day + timedelta(days=1))
    start = resolved(DayEdge(edge="start", day=DayOf(anchor="procedure")), tomorrow, tz)
    assert end == start
