"""The same question asked again: the answers side by side, in words, with nothing worked out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.then_and_now import Series, series_of
from checklist.protocols import load_shipped
from tests.core.plans import VOICE, answered, at, happened, inputs, plan

PROTOCOL = load_shipped("vertebroplasty-2")[1]
HOME = {"procedure_end": "2027-03-04 11:30", "home": "2027-03-04 15:00"}


def series(key: str, language: str = "en", **said: str) -> Series:
    made = happened(inputs(answers=answered(**said)), "2027-03-04 15:05", **HOME)
    made = replace(
        made,
        voice=replace(VOICE, language=language, locale={"en": "en_GB", "es": "es_ES"}[language]),
    )
    content = plan(made, protocol=PROTOCOL)
    return next(one for one in series_of(content, made.answers) if one.key == key)


def test_then_and_now_in_the_patients_own_numbers() -> None:
    pain = series("pain", pain_before="7", pain_week="4", pain_six_weeks="2")
    assert " ".join(pain.told()) == "Your pain was 7 before. It was 4 after 1 week. It is 2 now."
    assert [point.number for point in pain.points] == [7, 4, 2]
    assert (pain.compares, pain.is_complete, pain.if_higher()) == (True, True, "")


def test_painkillers_are_told_in_words() -> None:
    taken = series("painkillers", painkillers_before="every_day", painkillers_six_weeks="no")
    assert " ".join(taken.told()) == "Did you take painkillers before? Every day. And now? No."
    assert not taken.is_of_numbers
    assert [point.number for point in taken.points] == [None, None, None]


@pytest.mark.parametrize(
    ("later", "reads"), [("6", False), ("7", False), ("8", True)], ids=["less", "same", "more"]
)
def test_a_higher_number_says_whom_to_call_and_no_other_does(later: str, reads: bool) -> None:
    said = series("pain", pain_before="7", pain_week=later).if_higher()
    expected = (
        "That is more than before. We are sorry. Call us on 01632 960 123, so that we can help."
    )
    assert said == (expected if reads else "")


def test_the_latest_number_counts_for_that() -> None:
    """Worse after a week, better at six: nobody is told to call."""
    pain = series("pain", pain_before="5", pain_week="8", pain_six_weeks="3")
    assert pain.if_higher() == ""


def test_what_is_missing_is_missing_once_it_was_asked() -> None:
    pain = series("pain", pain_before="7")
    assert pain.missing(at("2027-03-10 23:59")) == ()
    assert [point.name for point in pain.missing(at("2027-03-11 00:00"))] == ["After 1 week"]
    later = [point.name for point in pain.missing(at("2027-04-15 00:00"))]
    assert later == ["After 1 week", "After 6 weeks"]


def test_without_a_first_number_nothing_is_compared() -> None:
    pain = series("pain", pain_week="9", pain_six_weeks="2")
    assert (pain.compares, pain.if_higher()) == (False, "")


def test_a_protocol_without_a_series_has_no_picture() -> None:
    old = load_shipped("vertebroplasty-1")[1]
    assert series_of(plan(inputs(), protocol=old), {}) == ()


def test_it_speaks_the_language_of_the_list() -> None:
    pain = series("pain", language="es", pain_before="7", pain_six_weeks="2")
    assert " ".join(pain.told()) == "Antes, su dolor era de 7. Ahora es de 2."
