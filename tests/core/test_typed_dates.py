"""Birth dates as people type them into a search box."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.typed_dates import readings

TODAY = date(2027, 3, 1)
BORN = date(1948, 3, 14)


@pytest.mark.parametrize(
    "typed",
    [
        "1948-03-14",
        "14/3/1948",
        "14.03.1948",
        "14-3-48",
        "14 3 1948",
        "03/14/1948",
        "14031948",
        "19480314",
        "03141948",
        "14 March 1948",
        "14th mar 48",
        "14 MAR. 1948",
        "March 14, 1948",
        "mar 14 48",
        "  14march1948 ",
    ],
)
def test_every_usual_spelling_is_read(typed: str) -> None:
    assert readings(typed, latest=TODAY) == (BORN,)


def test_an_unclear_order_gives_both_days() -> None:
    assert readings("4/3/1948", latest=TODAY) == (date(1948, 3, 4), date(1948, 4, 3))


@pytest.mark.parametrize(
    "typed",
    ["", "Ellis", "31/2/1948", "1948", "4/3", "14 Marble 1948", "RS 204-118", "4/3/194", "0"],
)
def test_what_is_no_date_gives_none(typed: str) -> None:
    assert readings(typed, latest=TODAY) == ()


def test_nobody_is_born_tomorrow() -> None:
    assert readings("1 March 2027", latest=TODAY) == (TODAY,)
    assert readings("2 March 2027", latest=TODAY) == ()
    assert readings("2/5/30", latest=TODAY) == (date(1930, 2, 5), date(1930, 5, 2))


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_every_day_is_found_however_it_is_written(day: date) -> None:
    for typed in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d %B %Y}", f"{day:%d%m%Y}"):
        assert day in readings(typed, latest=TODAY)


@given(st.text())
def test_any_text_is_read_without_complaint(text: str) -> None:
    readings(text, latest=TODAY)
