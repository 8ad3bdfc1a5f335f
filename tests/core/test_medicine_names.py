"""What a medicine's own words tell: never another medicine by a near miss."""

from __future__ import annotations

import random
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.medicine_names import (
    Known,
    MedicineList,
    letters,
    near_names,
    recognise,
    with_name,
)
from checklist.protocols import load_shipped, medicine_list

LISTED = medicine_list()
GROUPS = load_shipped("vertebroplasty-2")[1].medicine_groups
NAMES = sorted(LISTED.by_letters)
LONG = [name for name in NAMES if len(name) >= 6 and name.isalpha() and name.isascii()]


def slip(name: str, rng: random.Random) -> str:
    """The name with one letter changed, left out, put in or swapped with the next."""
    at, letter = rng.randrange(len(name) - 1), rng.choice(ascii_lowercase)
    return rng.choice(
        [
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
    )


def suggested(words: str) -> list[str]:
    return [one.name for found in LISTED.near(words) for one in found.may_be]


# Letter for letter ------------------------------------------------------------------------------


def test_every_name_of_the_list_finds_itself_whatever_the_case() -> None:
    for one in LISTED.known:
        for written in (one.name, one.name.upper(), f"{one.name} 5mg", f"My {one.name}!"):
            assert LISTED.by_letters[letters(one.name)] in LISTED.exact(written), written
        assert recognise(one.name, LISTED, GROUPS).looks_like == ""


@pytest.mark.parametrize(
    ("words", "generic", "substance", "group"),
    [
        ("Eliquis 5mg", "apixaban", "apixaban", "anticoagulant"),
        ("ELIQUIS5mg", "apixaban", "apixaban", "anticoagulant"),
        ("Asasantin Retard", "aspirin and dipyridamole", "aspirin+dipyridamole", "antiplatelet"),
        ("Nurofen Plus", "codeine and ibuprofen", "codeine+ibuprofen", "nsaid"),
        ("paracetamol, ibuprofen", "paracetamol, ibuprofen", "ibuprofen+paracetamol", "nsaid"),
        ("Combogesic", "ibuprofen and paracetamol", "ibuprofen+paracetamol", "nsaid"),
        ("Xultophy", "insulin degludec and liraglutide", None, "diabetes"),
        ("nuseals", "aspirin", "aspirin", "antiplatelet"),
        ("St Johns wort", "St John's wort", None, ""),
        ("cocodamol 30/500", "codeine and paracetamol", "codeine+paracetamol", ""),
        ("Celexa", "citalopram", "citalopram", ""),
        ("Celebrex", "celecoxib", "celecoxib", "nsaid"),
        ("hydralazine", "hydralazine", "hydralazine", ""),
        ("hydroxyzine", "hydroxyzine", "hydroxyzine", ""),
        ("Lasix", "furosemide", "furosemide", ""),
        ("Losec", "omeprazole", "omeprazole", ""),
    ],
)
def test_a_known_name_tells_what_is_in_it(
    words: str, generic: str, substance: str | None, group: str
) -> None:
    told = recognise(words, LISTED, GROUPS)
    assert (told.generic, told.group, told.looks_like) == (generic, group, "")
    assert substance in (None, told.substance)


def test_a_brand_is_of_the_group_in_which_the_protocol_names_its_generic_alone() -> None:
    only = tuple(g for g in GROUPS if g.key == "anticoagulant")
    assert "grepid" not in {name for group in GROUPS for name in group.names}
    assert recognise("Grepid", LISTED, GROUPS).group == "antiplatelet"
    assert recognise("Grepid", LISTED, only).group == ""


# Misspelt ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "first", "group"),
    [
        ("elliquis", "Eliquis", "anticoagulant"),
        ("Elliquis 5mg tablets", "Eliquis", "anticoagulant"),
        ("warfrin", "warfarin", "anticoagulant"),
        ("worfrin", "warfarin", "anticoagulant"),
        ("apixiban", "apixaban", "anticoagulant"),
        ("Zarelto 20 mg", "Xarelto", "anticoagulant"),
        ("clopidogril", "clopidogrel", "antiplatelet"),
        ("asprin", "aspirin", "antiplatelet"),
        ("ibuprofin", "ibuprofen", "nsaid"),
        ("metfromin", "metformin", "diabetes"),
        ("Losix", "Lasix", ""),
        ("hydroxizine", "hydroxyzine", ""),
    ],
)
def test_a_misspelt_name_is_suggested_and_never_taken(words: str, first: str, group: str) -> None:
    told = recognise(words, LISTED, GROUPS)
    assert suggested(words)[0] == first
    assert (told.substance, told.generic) == ("", ""), "a near miss is not a medicine"
    assert told.group == group, "and its likely concern counts already"
    assert told.looks_like


def test_a_slip_in_any_longer_name_suggests_it_among_the_first_three() -> None:
    rng = random.Random(78)
    for name in LONG:
        for _ in range(3):
            written = slip(name, rng)
            if written in LISTED.by_letters or written in LISTED.beside:
                continue
            found = {letters(one.name) for one in LISTED.suggest(written)}
            assert name in found, f"{written} for {name}: {found}"


@given(st.text(max_size=60))
def test_whatever_is_written_only_what_stands_there_is_taken(words: str) -> None:
    told = recognise(words, LISTED, GROUPS)
    for found in near_names(words, LISTED, GROUPS):
        assert 1 <= len(found.may_be) <= 3
    if not LISTED.exact(words):
        assert told.substance == ""


@pytest.mark.parametrize(
    "words",
    ["Boswellia mix from the market", "Granny's herbal drops", "my heart tablets", "", "?", "the"],
)
def test_what_nobody_knows_stays_unknown(words: str) -> None:
    assert recognise(words, LISTED, GROUPS) == recognise("", LISTED, GROUPS)


def test_how_people_speak_of_a_medicine_is_a_question_too() -> None:
    told = recognise("the arthritis tablets", LISTED, GROUPS)
    assert told.looks_like == "ibuprofen; naproxen; methotrexate"
    assert (told.group, told.substance) == ("nsaid", "")


def test_a_known_name_beside_a_misspelt_one_hides_neither() -> None:
    told = recognise("paracetamol and warfrin", LISTED, GROUPS)
    assert told.substance == "paracetamol"
    assert (told.looks_like, told.group) == ("warfarin", "anticoagulant")


def test_a_name_that_only_the_protocol_knows_is_found_misspelt_too() -> None:
    empty = MedicineList(known=())
    assert recognise("Warfarin", empty, GROUPS).generic == "warfarin"
    assert recognise("warfrin", empty, GROUPS).looks_like == "warfarin"


# Confirmed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("elliquis", "Eliquis"),
        ("Elliquis 5mg", "Eliquis 5mg"),
        ("elliquis5mg", "Eliquis 5mg"),
        ("my elliquis", "my Eliquis"),
        ("warfrin (blue)", "Warfarin (blue)"),
        ("the arthritis tablets", "Ibuprofen"),
    ],
)
def test_a_confirmed_name_takes_the_place_of_what_was_misspelt(words: str, name: str) -> None:
    found = near_names(words, LISTED, GROUPS)[0]
    confirmed = with_name(words, found, found.may_be[0])
    assert confirmed == name
    assert recognise(confirmed, LISTED, GROUPS).looks_like == ""


def test_two_lists_with_the_same_names_are_told_apart_by_who_they_are() -> None:
    one = Known(name="Eliquis", generic="apixaban", substance="apixaban")
    assert MedicineList(known=(one,)) != MedicineList(known=(one,))
