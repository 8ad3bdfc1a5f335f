"""The same medicine under two names is noticed, and one medicine in two strengths is not."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from checklist.core.doubles import doubles, shared
from checklist.core.medicine_names import recognise
from checklist.core.medicines import Medicine
from checklist.protocols import load_shipped, medicine_list

GROUPS = load_shipped("vertebroplasty-2")[1].medicine_groups
IDS = count(1)


def named(name: str, *, strength: str = "", when_taken: str = "") -> Medicine:
    told = recognise(name, medicine_list(), GROUPS)
    return Medicine(
        id=str(next(IDS)), name=name, strength=strength, when_taken=when_taken, **vars(told)
    )


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("Nurofen", "ibuprofen", ("ibuprofen",)),
        ("Eliquis 5mg", "apixaban", ("apixaban",)),
        ("Panadol", "Co-codamol", ("paracetamol",)),
        ("Asasantin", "aspirin 75mg", ("aspirin",)),
        ("Nurofen", "Nurofen Plus", ("ibuprofen",)),
        ("Eliquis", "Eliquis 5mg", ("apixaban",)),
    ],
)
def test_two_names_of_one_substance_are_a_pair(one: str, other: str, both: tuple[str]) -> None:
    first, second = named(one), named(other)
    assert doubles([first, second]) == ((first, second),)
    assert shared(first, second) == shared(second, first) == both


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Warfarin 1mg"), named("warfarin 3mg")),
        (named("Warfarin", strength="1mg"), named("Warfarin", strength="3mg")),
        (named("Eliquis", when_taken="8am"), named("Eliquis", when_taken="8pm")),
        (named("Amlodipine"), named("Ramipril")),
        (named("Nurofen"), named("ibuprofin")),
    ],
)
def test_two_strengths_or_times_or_a_guess_are_none(one: Medicine, other: Medicine) -> None:
    assert doubles([one, other]) == ()


def test_what_left_the_list_is_no_half_of_a_pair() -> None:
    gone = replace(named("Nurofen"), withdrawn=True)
    assert doubles([gone, named("ibuprofen")]) == ()


def test_three_of_one_are_three_pairs_in_the_order_they_were_named() -> None:
    three = [named("Nurofen"), named("Brufen"), named("Advil")]
    assert doubles(three) == (
        (three[0], three[1]),
        (three[0], three[2]),
        (three[1], three[2]),
    )
