"""Zones, days and timings for property tests, the odd ones first.

Clock changes are taken from 2025: governments still change their minds about the years to come.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from checklist.core.amounts import Amount, Range
from checklist.core.calendar import Calendar, OpeningHours
from checklist.core.clock import zone
from checklist.core.timing import (
    Adjusted,
    At,
    AtLeast,
    ChoiceRef,
    ClockOn,
    DayEdge,
    DayOf,
    DayTiming,
    Offset,
    Pick,
    Timing,
    WeekdayOf,
)

LONDON = zone("Europe/London")
NEW_YORK = zone("America/New_York")
LORD_HOWE = zone("Australia/Lord_Howe")  # clocks move by half an hour
CAIRO = zone("Africa/Cairo")  # midnight is skipped in spring
HAVANA = zone("America/Havana")  # midnight comes twice in autumn
APIA = zone("Pacific/Apia")  # 30 December 2011 never was
KATHMANDU = zone("Asia/Kathmandu")  # a quarter of an hour off, and no changes


def utc(text: str) -> datetime:
    """The instant ``2027-03-04 10:30``, read as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def zones() -> st.SearchStrategy[ZoneInfo]:
    return st.sampled_from([LONDON, NEW_YORK, LORD_HOWE, CAIRO, HAVANA, APIA, KATHMANDU])


def days() -> st.SearchStrategy[date]:
    """Any day, with days around clock changes far more often than chance would bring them."""
    near_changes = [
        date(2011, 12, 29),
        date(2011, 12, 30),
        date(2011, 12, 31),
        date(2025, 3, 9),
        date(2025, 3, 30),
        date(2025, 4, 6),
        date(2025, 4, 25),
        date(2025, 10, 5),
        date(2025, 10, 31),
        date(2025, 10, 26),
        date(2025, 11, 2),
    ]
    return st.sampled_from(near_changes) | st.dates(date(1990, 1, 1), date(2090, 12, 31))


def clocks() -> st.SearchStrategy[time]:
    """Whole minutes; half of them in the small hours, where clocks change."""
    small_hours = st.builds(time, hour=st.integers(0, 3), minute=st.integers(0, 59))
    return small_hours | st.builds(time, hour=st.integers(0, 23), minute=st.integers(0, 59))


def instants() -> st.SearchStrategy[datetime]:
    first, last = utc("1990-01-01").replace(tzinfo=None), utc("2091-01-01").replace(tzinfo=None)
    return st.datetimes(first, last, timezones=st.just(UTC))


def elapsed_amounts() -> st.SearchStrategy[Amount]:
    return st.tuples(st.integers(0, 72), st.integers(0, 90)).flatmap(
        lambda both: st.just(Amount(hours=both[0], minutes=both[1])) if any(both) else st.nothing()
    )


def day_amounts() -> st.SearchStrategy[Amount]:
    """Days and weeks; months are left out because they do not come back the same way."""
    return st.tuples(st.integers(0, 12), st.integers(0, 40)).flatmap(
        lambda both: st.just(Amount(weeks=both[0], days=both[1])) if any(both) else st.nothing()
    )


def calendar_amounts() -> st.SearchStrategy[Amount]:
    months = st.builds(Amount, months=st.integers(1, 12), days=st.integers(0, 31))
    return day_amounts() | months


def working_amounts() -> st.SearchStrategy[Amount]:
    return st.builds(Amount, working_days=st.integers(1, 30))


def ranges(amounts: st.SearchStrategy[Amount]) -> st.SearchStrategy[Range]:
    """From the shorter to the longer of two amounts of one family."""
    pairs = st.tuples(amounts, amounts).map(lambda two: sorted(two, key=lambda a: a.rough_minutes))
    different = pairs.filter(lambda two: two[0].rough_minutes < two[1].rough_minutes)
    return different.map(lambda two: Range(low=two[0], high=two[1]))


def any_ranges() -> st.SearchStrategy[Range]:
    return ranges(elapsed_amounts()) | ranges(calendar_amounts()) | ranges(working_amounts())


@st.composite
def days_and_calendars(draw: st.DrawFn) -> tuple[date, Calendar]:
    """A day, and a clinic that has days off around it."""
    day = draw(days())
    open_days = draw(st.sets(st.integers(0, 6), min_size=1))
    opens, closes = draw(st.sampled_from([(8, 12), (9, 17), (10, 20)]))
    hours = OpeningHours(opens=time(opens), closes=time(closes))
    off = draw(st.sets(st.integers(-20, 20), max_size=12))
    return day, Calendar(
        hours=dict.fromkeys(open_days, hours),
        holidays=tuple(day + timedelta(days=each) for each in off),
    )


def calendar_days() -> st.SearchStrategy[DayTiming]:
    """Any day an author can name."""
    return st.one_of(
        st.builds(DayOf, anchor=_anchors()),
        st.builds(WeekdayOf, weekday=st.integers(0, 6), direction=_directions(), anchor=_anchors()),
        st.builds(
            Offset,
            amount=st.one_of(
                calendar_amounts(),
                working_amounts(),
                ranges(calendar_amounts()),
                ranges(working_amounts()),
                _choices(),
            ),
            direction=_directions(),
            anchor=_anchors(),
        ),
    )


def timings() -> st.SearchStrategy[Timing]:
    """Any timing an author can write."""
    return _endless() | st.builds(AtLeast, timing=_endless())


def _endless() -> st.SearchStrategy[Timing]:
    """Any timing but an open end."""
    clock_times = clocks().filter(lambda clock: clock != time(0))
    hours = st.sampled_from(["opening", "closing"])
    simple: st.SearchStrategy[Timing] = st.one_of(
        st.builds(At, anchor=_anchors()),
        st.builds(
            Offset,
            amount=elapsed_amounts() | ranges(elapsed_amounts()) | _choices(),
            direction=_directions(),
            anchor=_anchors(),
        ),
        calendar_days(),
        st.builds(ClockOn, clock=clock_times | hours | _choices(), day=calendar_days()),
        st.builds(DayEdge, edge=st.sampled_from(["start", "end"]), day=calendar_days()),
    )
    picks = st.recursive(
        simple,
        lambda inner: st.builds(
            Pick,
            which=st.sampled_from(["later", "earlier"]),
            first=inner | adjusted(inner),
            second=inner,
        ),
        max_leaves=4,
    )
    return picks | adjusted(picks)


def adjusted(inner: st.SearchStrategy[Timing]) -> st.SearchStrategy[Adjusted]:
    """The timing with one of the three endings."""
    endings = st.sampled_from(["working_day_before", "next_working_day", "next_opening"])
    return st.builds(Adjusted, timing=inner, how=endings)


def _anchors() -> st.SearchStrategy[str | ChoiceRef]:
    names = ["procedure", "earliest_start", "booked", "dose_2", "first-dose", "drops.closes"]
    return st.sampled_from(names) | _choices()


def _choices() -> st.SearchStrategy[ChoiceRef]:
    return st.builds(ChoiceRef, name=st.sampled_from(["food_hours", "fasting_anchor"]))


def _directions() -> st.SearchStrategy[str]:
    return st.sampled_from(["before", "after"])
