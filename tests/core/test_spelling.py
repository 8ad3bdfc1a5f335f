"""How near two names are: symmetric, bounded, and blind to the slips people make."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.spelling import slips, slips_allowed, sounds

NAMES = st.text(ascii_lowercase, min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("warfarin", "warfarin", 0),
        ("warfrin", "warfarin", 1),
        ("elliquis", "eliquis", 1),
        ("apixbaan", "apixaban", 1),
        ("ibruprofin", "ibuprofen", 2),
        ("hydralazine", "hydroxyzine", None),
        ("celebrex", "celexa", None),
        ("lasix", "losec", None),
    ],
)
def test_slips_are_counted_up_to_two(one: str, other: str, wrong: int | None) -> None:
    assert slips(one, other, 2) == wrong


@given(NAMES, NAMES)
def test_it_is_the_same_both_ways_round(one: str, other: str) -> None:
    assert slips(one, other, 3) == slips(other, one, 3)


@given(NAMES, NAMES)
def test_a_narrower_bound_only_leaves_out(one: str, other: str) -> None:
    wide, narrow = slips(one, other, 3), slips(one, other, 1)
    assert narrow == (wide if wide is not None and wide <= 1 else None)


@given(NAMES)
def test_a_name_is_no_slip_from_itself(name: str) -> None:
    assert slips(name, name, 0) == 0


def test_a_short_name_is_near_to_nothing_and_a_long_one_bears_two_slips() -> None:
    assert [slips_allowed("x" * length) for length in (4, 5, 7, 8, 20)] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [("worfrin", "warfarin"), ("klopidogrell", "clopidogrel"), ("kzarelto", "ksarelto")],
)
def test_names_that_sound_alike_sound_the_same(one: str, other: str) -> None:
    assert sounds(one) == sounds(other) != ""


def test_too_few_consonants_tell_nothing() -> None:
    assert sounds("aleve") == sounds("olive") == ""
