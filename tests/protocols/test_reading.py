"""How hard a text is: the same measure in the checker as in the tests of our own words."""

from __future__ import annotations

import pytest

from checklist.protocols.reading import (
    grade,
    hardest_words,
    longest_sentence,
    sentences,
    words,
)
from checklist.protocols.reading.english import syllables as english
from checklist.protocols.reading.spanish import syllables as spanish
from tests.words import syllable_table


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("medicine", 3),
        ("the", 1),
        ("warfarin", 3),  # not in the table: groups of vowels
        ("needle", 2),
        ("clinic's", 2),
        ("check-up", 2),
        ("5kg", 1),
        ("7:30am", 6),  # seven thirty a m, as it is said
        ("8am", 3),
        ("18:00", 1),
        ("99am", 1),  # no clock says it
    ],
)
def test_english_syllables(word: str, count: int) -> None:
    assert english(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ahora", 3),
        ("que", 1),
        ("guerra", 2),
        ("día", 2),
        ("país", 2),
        ("agua", 2),
        ("pingüino", 3),
        ("muy", 1),
        ("ya", 1),
        ("mayo", 2),
        ("y", 1),
        ("leer", 2),
        ("buey", 1),
        ("aéreo", 4),
        ("construir", 2),
        ("medicamento", 5),
        ("antiinflamatorio", 7),
        ("prohibido", 4),
        ("4", 1),
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert spanish(word) == count


def test_the_table_is_what_the_dictionary_has_otherwise_than_the_spelling() -> None:
    assert syllable_table.TABLE.read_text(encoding="ascii") == syllable_table.made()


@pytest.mark.parametrize(("word", "count"), [("aaa", 3), ("zzzz", 1), ("walked", 1), ("wanted", 2)])
def test_the_first_and_the_unknown_word_are_counted_too(word: str, count: int) -> None:
    assert english(word) == count


def test_flesch_kincaid_by_hand() -> None:
    """Six words of one syllable in one sentence: 0.39 × 6 + 11.8 × 1 − 15.59."""
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)


def test_crawford_by_hand() -> None:
    """4 words, 8 syllables, 1 sentence: 0.049 × 200 − 0.205 × 25 − 3.407."""
    assert grade("El gato come pan tostado.".replace(" tostado", ""), "es") == pytest.approx(
        0.049 * 100 * 6 / 4 - 0.205 * 25 - 3.407
    )


def test_spanish_tells_easy_from_hard() -> None:
    easy = "No coma nada. Llámenos si tiene dudas. Puede beber agua hasta el jueves."
    hard = (
        "La administración de anticoagulantes orales deberá interrumpirse con antelación "
        "suficiente a la intervención, previa consulta con el especialista responsable."
    )
    assert grade(easy, "es") < 6 < grade(hard, "es")


def test_what_makes_a_text_hard_is_told() -> None:
    text = "Rest. Discontinue anticoagulation before you come to the clinic. Call us."
    assert longest_sentence(text) == "Discontinue anticoagulation before you come to the clinic."
    assert hardest_words(text, "en") == ["anticoagulation", "Discontinue"]
    assert hardest_words("Call us now.", "en") == []
    assert (longest_sentence(""), grade("")) == ("", 0)


def test_words_and_sentences() -> None:
    assert words("Don’t lift 5kg before 7:30am.") == ["Don’t", "lift", "5kg", "before", "7:30am"]
    assert words("¿Niños o años?") == ["Niños", "o", "años"]
    assert sentences("Is it sore? Call us. Now!") == ["Is it sore?", "Call us.", "Now!"]
