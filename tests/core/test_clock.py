"""Zones, instants and days, in both directions of every clock change we know to be odd."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from checklist.core.clock import (
    day_of,
    exact_instant,
    exists,
    from_utc_text,
    instant,
    is_ambiguous,
    local,
    start_of_day,
    utc_text,
    zone,
)
from checklist.core.errors import ImpossibleTime, UnknownZone
from tests.core.times import (
    APIA,
    CAIRO,
    HAVANA,
    KATHMANDU,
    LONDON,
    LORD_HOWE,
    NEW_YORK,
    clocks,
    days,
    instants,
    utc,
    zones,
)


def test_a_zone_is_read_once_and_knows_its_name() -> None:
    assert zone("Europe/London") is zone("Europe/London")
    assert zone("Europe/London").key == "Europe/London"


def test_a_zone_never_comes_from_the_host(tmp_path: Path) -> None:
    """A host that takes London for Kathmandu changes nothing for us."""
    wrong = files("tzdata").joinpath("zoneinfo", "Europe", "London").read_bytes()
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Kathmandu").write_bytes(wrong)
    usual = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[tmp_path])
    ZoneInfo.clear_cache()
    zone.cache_clear()
    try:
        assert local(utc("2027-07-01 12:00"), ZoneInfo("Asia/Kathmandu")).hour == 13
        assert instant(date(2027, 7, 1), time(12), zone("Asia/Kathmandu")) == utc(
            "2027-07-01 06:15"
        )
    finally:
        zoneinfo.reset_tzpath(to=usual)
        ZoneInfo.clear_cache()


@pytest.mark.parametrize(
    "name", ["", "London", "europe/london", "Europe", "../zones", "/etc/localtime", "BST"]
)
def test_a_name_the_data_does_not_hold_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone, match="Europe/London"):
        zone(name)


@pytest.mark.parametrize(
    ("tz", "day", "clock", "expected"),
    [
        pytest.param(LONDON, "2025-03-30", "01:30", "2025-03-30 01:00", id="London spring"),
        pytest.param(LONDON, "2025-03-30", "01:00", "2025-03-30 01:00", id="London gap begins"),
        pytest.param(LONDON, "2025-03-30", "02:00", "2025-03-30 01:00", id="London gap is over"),
        pytest.param(NEW_YORK, "2025-03-09", "02:30", "2025-03-09 07:00", id="New York spring"),
        pytest.param(LORD_HOWE, "2025-10-05", "02:15", "2025-10-04 15:30", id="half an hour"),
        pytest.param(CAIRO, "2025-04-25", "00:30", "2025-04-24 22:00", id="Cairo midnight"),
        pytest.param(HAVANA, "2025-03-09", "00:10", "2025-03-09 05:00", id="Havana spring"),
        pytest.param(APIA, "2011-12-30", "09:00", "2011-12-30 10:00", id="a day that never was"),
    ],
)
def test_a_skipped_time_is_the_first_instant_after_the_gap(
    tz: ZoneInfo, day: str, clock: str, expected: str
) -> None:
    found = instant(date.fromisoformat(day), time.fromisoformat(clock), tz)
    assert found == utc(expected)


@pytest.mark.parametrize(
    ("tz", "day", "clock", "first", "second"),
    [
        pytest.param(
            LONDON, "2025-10-26", "01:30", "2025-10-26 00:30", "2025-10-26 01:30", id="London"
        ),
        pytest.param(
            NEW_YORK, "2025-11-02", "01:30", "2025-11-02 05:30", "2025-11-02 06:30", id="New York"
        ),
        pytest.param(
            LORD_HOWE, "2025-04-06", "01:45", "2025-04-05 14:45", "2025-04-05 15:15", id="half hour"
        ),
        pytest.param(
            CAIRO, "2025-10-30", "23:30", "2025-10-30 20:30", "2025-10-30 21:30", id="Cairo"
        ),
        pytest.param(
            HAVANA, "2025-11-02", "00:30", "2025-11-02 04:30", "2025-11-02 05:30", id="Havana"
        ),
    ],
)
def test_a_time_that_comes_twice_is_the_one_asked_for(
    tz: ZoneInfo, day: str, clock: str, first: str, second: str
) -> None:
    on, at = date.fromisoformat(day), time.fromisoformat(clock)
    assert exists(on, at, tz)
    assert is_ambiguous(on, at, tz)
    assert instant(on, at, tz) == utc(first)
    assert instant(on, at, tz, when_twice="second") == utc(second)


def test_a_time_of_an_ordinary_day_exists_once() -> None:
    day, clock = date(2027, 3, 4), time(10, 30)
    assert exists(day, clock, KATHMANDU)
    assert not is_ambiguous(day, clock, KATHMANDU)
    assert instant(day, clock, KATHMANDU, when_twice="second") == utc("2027-03-04 04:45")


def test_a_skipped_time_neither_exists_nor_comes_twice() -> None:
    assert not exists(date(2025, 3, 30), time(1, 30), LONDON)
    assert not is_ambiguous(date(2025, 3, 30), time(1, 30), LONDON)


def test_a_typed_time_that_is_skipped_is_refused_with_the_next_one() -> None:
    with pytest.raises(ImpossibleTime, match=r"01:30 does not happen.*02:00"):
        exact_instant(date(2025, 3, 30), time(1, 30), LONDON)
    assert exact_instant(date(2025, 3, 30), time(2), LONDON) == utc("2025-03-30 01:00")


def test_a_clock_time_with_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        instant(date(2027, 3, 4), time(10, 30, tzinfo=UTC), LONDON)


@pytest.mark.parametrize(
    ("tz", "day", "expected"),
    [
        pytest.param(LONDON, "2027-03-04", "2027-03-04 00:00", id="winter"),
        pytest.param(LONDON, "2027-04-15", "2027-04-14 23:00", id="summer"),
        pytest.param(LONDON, "2025-03-30", "2025-03-30 00:00", id="the day clocks go forward"),
        pytest.param(CAIRO, "2025-04-25", "2025-04-24 22:00", id="begins at 1am"),
        pytest.param(HAVANA, "2025-11-02", "2025-11-02 04:00", id="the first of two midnights"),
        pytest.param(KATHMANDU, "2027-03-04", "2027-03-03 18:15", id="a quarter of an hour"),
        pytest.param(APIA, "2011-12-29", "2011-12-29 10:00", id="before the skipped day"),
        pytest.param(APIA, "2011-12-30", "2011-12-30 10:00", id="the skipped day itself"),
        pytest.param(APIA, "2011-12-31", "2011-12-30 10:00", id="after the skipped day"),
    ],
)
def test_the_start_of_a_day(tz: ZoneInfo, day: str, expected: str) -> None:
    assert start_of_day(date.fromisoformat(day), tz) == utc(expected)


def test_an_old_midnight_gap() -> None:
    sao_paulo = zone("America/Sao_Paulo")
    assert start_of_day(date(2018, 11, 4), sao_paulo) == utc("2018-11-04 03:00")
    assert local(start_of_day(date(2018, 11, 4), sao_paulo), sao_paulo).hour == 1


@pytest.mark.parametrize("ask", [utc_text, lambda moment: day_of(moment, LONDON)])
def test_a_naive_datetime_is_refused(ask: Callable[[datetime], object]) -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        ask(datetime(2027, 3, 4, 10, 30))  # noqa: DTZ001 the naive datetime is the point


@given(days(), clocks(), zones())
def test_an_instant_shows_the_clock_it_was_made_from(day: date, clock: time, tz: ZoneInfo) -> None:
    for found in (instant(day, clock, tz), instant(day, clock, tz, when_twice="second")):
        shown = local(found, tz)
        if exists(day, clock, tz):
            assert (shown.date(), shown.time()) == (day, clock)
        else:
            assert (shown.date(), shown.time()) > (day, clock)


@given(days(), clocks(), zones())
def test_nothing_lies_between_a_gap_and_its_first_instant(
    day: date, clock: time, tz: ZoneInfo
) -> None:
    if not exists(day, clock, tz):
        last = local(instant(day, clock, tz) - timedelta.resolution, tz)
        assert (last.date(), last.time()) < (day, clock)


@given(days(), clocks(), zones())
def test_twice_means_two_instants(day: date, clock: time, tz: ZoneInfo) -> None:
    first, second = instant(day, clock, tz), instant(day, clock, tz, when_twice="second")
    assert (first < second) == is_ambiguous(day, clock, tz)
    assert first <= second


@given(days(), zones())
def test_days_start_in_order_and_on_themselves(day: date, tz: ZoneInfo) -> None:
    begins = start_of_day(day, tz)
    assert begins <= start_of_day(day + timedelta(days=1), tz)
    assert day_of(begins, tz) >= day
    assert day_of(begins - timedelta.resolution, tz) < day


@given(instants(), zones())
def test_every_instant_lies_in_its_day(moment: datetime, tz: ZoneInfo) -> None:
    day = day_of(moment, tz)
    assert start_of_day(day, tz) <= moment < start_of_day(day + timedelta(days=1), tz)


def test_utc_text_is_of_one_width() -> None:
    moment = datetime(2027, 4, 15, 0, 0, tzinfo=LONDON)
    assert utc_text(moment) == "2027-04-14T23:00:00.000000Z"
    assert utc_text(utc("0999-01-01 00:00")) == "0999-01-01T00:00:00.000000Z"


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-04",
        "2027-03-04T10:30:00Z",
        "2027-03-04T10:30:00.000000",
        "2027-03-04T10:30:00.000000+00:00",
        "2027-03-04 10:30:00.000000Z",
        "soon",
        "",
    ],
)
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_utc_text(text)


@given(instants(), instants(), zones())
def test_utc_text_comes_back_and_sorts_as_time(one: datetime, two: datetime, tz: ZoneInfo) -> None:
    assert from_utc_text(utc_text(one.astimezone(tz))) == one
    assert from_utc_text(utc_text(one)).tzinfo is UTC
    assert (utc_text(one) < utc_text(two)) == (one < two)


@given(instants(), zones())
def test_local_time_is_the_same_instant(moment: datetime, tz: ZoneInfo) -> None:
    """Compared in UTC: Python calls times of two zones unequal wherever one comes twice."""
    assert local(moment, tz).astimezone(UTC) == moment
