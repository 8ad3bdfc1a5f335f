"""The shipped list: whole, without two meanings for one name, and silent about doses."""

from __future__ import annotations

import re

import pytest

from checklist.core.medicine_names import letters, recognise
from checklist.protocols import load_shipped, medicine_list, shipped
from checklist.protocols.medicine_list import read_medicines

LISTED = medicine_list()


def test_it_holds_several_hundred_substances() -> None:
    assert len({one.substance for one in LISTED.known}) > 500


def test_no_name_means_two_things() -> None:
    meant = {letters(one.name): one for one in LISTED.known}
    twice = [one for one in LISTED.known if meant[letters(one.name)].substance != one.substance]
    assert twice == []


@pytest.mark.parametrize("name", shipped())
def test_every_name_a_protocol_asks_about_is_known(name: str) -> None:
    groups = load_shipped(name)[1].medicine_groups
    unknown = {n for group in groups for n in group.names if letters(n) not in LISTED.by_letters}
    assert unknown == set()


@pytest.mark.parametrize("name", ["vertebroplasty-2", "kyphoplasty-1", "colonoscopy-1"])
@pytest.mark.parametrize(
    ("brand", "group"),
    [
        ("Inhixa", "anticoagulant"),
        ("Asasantin", "antiplatelet"),
        ("Keral", "nsaid"),
        ("Daonil", "diabetes"),
        ("Xigduo", "sglt2"),
        ("Suliqua", "glp1"),
        ("Adipex", "weight_loss"),
        ("Contrave", "weight_loss"),
    ],
)
def test_a_brand_is_of_the_concern_that_its_protocol_asks_about(
    name: str, brand: str, group: str
) -> None:
    groups = load_shipped(name)[1].medicine_groups
    keys = {g.key for g in groups}
    assert keys >= {"anticoagulant", "antiplatelet", "nsaid", "diabetes", "sglt2", "glp1"}
    found = recognise(brand, LISTED, groups).group
    assert found == group or (group in ("sglt2", "glp1") and found == "diabetes")


def test_every_phrase_means_medicines_of_the_list() -> None:
    for phrase, meant in LISTED.spoken.items():
        assert meant, phrase
        assert {letters(name) for name in meant} <= LISTED.by_letters.keys(), phrase


def test_it_says_nothing_of_how_much_or_how_long() -> None:
    said = " ".join(one.name for one in LISTED.known)
    assert not re.search(r"\d\s*(mg|mcg|ml|days?|hours?)\b", said)


def test_a_combination_holds_its_parts_in_order() -> None:
    asasantin = LISTED.by_letters["asasantin"]
    assert asasantin.substance == "aspirin+dipyridamole"
    assert asasantin.parts == ("aspirin", "dipyridamole")
    assert asasantin.generic == "aspirin and dipyridamole"


def test_a_line_that_says_nothing_is_told_with_its_number() -> None:
    with pytest.raises(ValueError, match=r"own\.txt:2:"):
        read_medicines("aspirin : Disprin\n : Eliquis\n", "own.txt")


def test_comments_phrases_and_words_beside_a_name_are_no_medicines() -> None:
    made = read_medicines("# Pain\naspirin : Disprin\n~ heart aspirin : aspirin\n- daily", "own")
    assert [one.name for one in made.known] == ["aspirin", "Disprin"]
    assert made.spoken == {"heart aspirin": ("aspirin",)}
    assert made.beside == {"daily"}
