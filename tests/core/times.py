"""Zones, days and timings for property tests, the odd ones first.

Clock changes are taken from 2025: governments still change their minds about the years to come.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from checklist.core.amounts import Amount
from checklist.core.clock import zone
from checklist.core.timing import (
    At,
    ChoiceRef,
    ClockOn,
    DayEdge,
    DayOf,
    DayTiming,
    Offset,
    Pick,
    Timing,
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


def timings() -> st.SearchStrategy[Timing]:
    """Any timing an author can write."""
    names = st.sampled_from(["procedure", "earliest_start", "home", "booked", "dose_2"])
    choices = st.builds(ChoiceRef, name=st.sampled_from(["food_hours", "fasting_anchor"]))
    anchors = names | choices
    directions = st.sampled_from(["before", "after"])
    offsets = st.builds(
        Offset,
        amount=elapsed_amounts() | calendar_amounts() | choices,
        direction=directions,
        anchor=anchors,
    )
    whole_days: st.SearchStrategy[DayTiming] = st.builds(DayOf, anchor=anchors) | st.builds(
        Offset, amount=calendar_amounts() | choices, direction=directions, anchor=anchors
    )
    simple: st.SearchStrategy[Timing] = st.one_of(
        st.builds(At, anchor=anchors),
        offsets,
        st.builds(DayOf, anchor=anchors),
        st.builds(
            ClockOn,
            clock=clocks().filter(lambda clock: clock != time(0)) | choices,
            day=whole_days,
        ),
        st.builds(DayEdge, edge=st.sampled_from(["start", "end"]), day=whole_days),
    )
    return st.recursive(
        simple,
        lambda inner: st.builds(
            Pick, which=st.sampled_from(["later", "earlier"]), first=inner, second=inner
        ),
        max_leaves=4,
    )
