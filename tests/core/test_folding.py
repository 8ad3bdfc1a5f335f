"""Names compare whatever the keyboard they were typed on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.folding import fold, fold_record


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Margaret  ELLIS", "margaret ellis"),
        ("José Núñez", "jose nunez"),
        ("O'Brien-Møller", "o brien moller"),
        ("O’Brien", "o brien"),
        ("Łukasz Strauß", "lukasz strauss"),
        ("Þórður Æsa", "thordur aesa"),
        ("İbrahim Işık", "ibrahim isik"),
        ("Zoë", "zoe"),
        ("Mary\u00adAnn", "maryann"),
        ("علي", "علي"),
        ("  ", ""),
        ("–", ""),
    ],
)
def test_names_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_folded_has_single_spaces_and_no_case(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()


def test_record_numbers_ignore_how_they_are_spaced() -> None:
    assert fold_record("NHS 943 476-5919") == fold_record("nhs9434765919") == "nhs9434765919"
