"""The phrases beside a task, and what stands in for a step's own words."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date, datetime, time
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from checklist.core import words
from checklist.core.amounts import Amount, Range
from checklist.core.moments import Moment
from checklist.core.plan.draft import Draft
from checklist.core.plan.phrases import LANGUAGES, Phrases, phrases
from checklist.core.protocol import Criticality, Kind, Phase, StepWords
from checklist.protocols.reading import grade, sentences
from tests.core.times import LONDON, instants, utc, zones

LOCALE = {"en": "en_GB", "es": "es_ES"}
THURSDAY = Moment.on(date(2027, 3, 4))
AT_6 = Moment.at_instant(utc("2027-03-04 18:00"), LONDON)
AT_1 = Moment.at_instant(utc("2027-03-04 13:00"), LONDON)
SIX_WEEKS = Moment.on(date(2027, 4, 15))
ALONE = frozenset(
    {
        "untold",
        "late",
        "late_medicine",
        "void",
        "waiting",
        "kept",
        "slipped",
        "after_slip",
        "moved_title",
        "moved_why",
        "gap",
    }
)
"""What a patient reads as it is, without another phrase around it."""


def draft(kind: Kind = Kind.DO, phase: Phase = Phase.BEFORE, **said: object) -> Draft:
    made = Draft(
        key="k",
        step="k",
        kind=kind,
        phase=phase,
        criticality=Criticality.DELAY,
        words=StepWords(title="", text=""),
        order=0,
    )
    return replace(made, **said)  # type: ignore[arg-type]  # one helper for every field


BY_TIME = draft(due=AT_6)
BY_DAY = draft(due=THURSDAY)


@pytest.mark.parametrize(
    ("made", "english", "spanish"),
    [
        pytest.param(
            BY_TIME,
            "by 6pm on Thursday 4 March",
            "antes de las 6 de la tarde del jueves 4 de marzo",
            id="by a time",
        ),
        pytest.param(
            draft(due=replace(AT_6, firm=False)),
            "by about 6pm on Thursday 4 March",
            "antes de las 6 de la tarde del jueves 4 de marzo más o menos",
            id="by an estimate",
        ),
        pytest.param(
            BY_DAY, "by Thursday 4 March", "a más tardar el jueves 4 de marzo", id="by a day"
        ),
        pytest.param(
            draft(due=THURSDAY, opens=THURSDAY),
            "on Thursday 4 March",
            "el jueves 4 de marzo",
            id="on a day",
        ),
        pytest.param(
            draft(due=replace(THURSDAY, firm=False)),
            "about Thursday 4 March",
            "el jueves 4 de marzo más o menos",
            id="about a day",
        ),
        pytest.param(
            draft(due=AT_1, exact=True),
            "at 1pm on Thursday 4 March",
            "a la 1 de la tarde del jueves 4 de marzo",
            id="at a time",
        ),
        pytest.param(
            draft(Kind.AVOID, opens=AT_6),
            "from 6pm on Thursday 4 March",
            "desde las 6 de la tarde del jueves 4 de marzo",
            id="from a time",
        ),
        pytest.param(
            draft(Kind.AVOID, opens=THURSDAY),
            "from Thursday 4 March",
            "desde el jueves 4 de marzo",
            id="from a day",
        ),
        pytest.param(
            draft(Kind.AVOID, Phase.AFTER, opens=AT_6, closes=SIX_WEEKS),
            "until the end of Wednesday 14 April",
            "hasta el final del miércoles 14 de abril",
            id="until the end of a day",
        ),
        pytest.param(
            draft(Kind.AVOID, Phase.AFTER, opens=AT_6, closes=replace(AT_6, firm=False)),
            "until about 6pm on Thursday 4 March",
            "hasta las 6 de la tarde del jueves 4 de marzo más o menos",
            id="until an estimate",
        ),
        pytest.param(draft(due=Moment.unknown()), "", "", id="not known"),
        pytest.param(draft(), "", "", id="no window"),
        pytest.param(draft(Kind.KNOW, closes=AT_6, medicine_id="m1"), "", "", id="a medicine"),
    ],
)
def test_when(made: Draft, english: str, spanish: str) -> None:
    assert phrases("en").when(made, LONDON, "en_GB") == english
    assert phrases("es").when(made, LONDON, "es_ES") == spanish


@pytest.mark.parametrize(
    ("count", "english", "spanish"),
    [(1, "once that day", "una vez ese día"), (4, "4 times that day", "4 veces ese día")],
)
def test_how_often(count: int, english: str, spanish: str) -> None:
    assert phrases("en").how_often(count) == english
    assert phrases("es").how_often(count) == spanish


@pytest.mark.parametrize(
    ("clock", "english", "spanish"),
    [
        (time(8), "at 8am", "a las 8 de la mañana"),
        (time(13), "at 1pm", "a la 1 de la tarde"),
        (time(12), "at midday", "a las 12 del mediodía"),
        (time(0), "at the start of the day", "al principio del día"),
    ],
)
def test_a_session_at_its_time(clock: time, english: str, spanish: str) -> None:
    assert phrases("en").session(clock, "en_GB") == english
    assert phrases("es").session(clock, "es_ES") == spanish


def test_a_window_from_day_to_day() -> None:
    saturday = Moment.on(date(2027, 3, 6))
    assert phrases("en").between(THURSDAY, saturday, LONDON, "en_GB") == (
        "between Thursday 4 March and Saturday 6 March"
    )
    assert phrases("es").between(THURSDAY, saturday, LONDON, "es_ES") == (
        "entre el jueves 4 de marzo y el sábado 6 de marzo"
    )
    assert phrases("es").between(AT_1, AT_6, LONDON, "es_ES") == (
        "entre la 1 de la tarde del jueves 4 de marzo y las 6 de la tarde del jueves 4 de marzo"
    )


def test_at_least_until_has_no_end() -> None:
    closes = utc("2027-04-14 23:00")
    said = {
        language: phrases(language).at_least_until.format(
            words.until_words(closes, LONDON, LOCALE[language])
        )
        for language in LANGUAGES
    }
    assert said["en"] == "at least until the end of Wednesday 14 April"
    assert said["es"] == "al menos hasta el final del miércoles 14 de abril"


def test_gaps_and_amounts() -> None:
    english, spanish = phrases("en"), phrases("es")
    ice = Range(low=Amount(minutes=5), high=Amount(minutes=10))
    assert (english.amount(ice), spanish.amount(ice)) == ("5 to 10 minutes", "de 5 a 10 minutos")
    assert english.wait_between(Amount(minutes=5)) == "Wait at least 5 minutes between them."
    assert spanish.wait_between(Amount(hours=1)) == (
        "Espere al menos 1 hora entre una vez y la siguiente."
    )


def test_doses_are_named_as_the_words_around_them_need_it() -> None:
    english, spanish = phrases("en"), phrases("es")
    assert english.dose("warfarin", "tablet") == "warfarin tablet"
    assert english.dose("warfarin", "") == "dose of warfarin"
    assert english.next_dose("tablet") == "your next tablet"
    assert english.next_dose("") == "you take more"
    for form in ("comprimido", "tablet", ""):
        assert spanish.dose("warfarina", form) == "dosis de warfarina"
        assert spanish.next_dose(form) == "su próxima dosis"


def test_a_medicine_named_with_braces_stays_as_it_was_typed() -> None:
    for language in LANGUAGES:
        assert "{x} 5mg" in phrases(language).dose("{x} 5mg", "{form}")


def slots_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("field", [field.name for field in fields(Phrases)])
def test_every_language_says_the_same_things(field: str) -> None:
    """The same slots in each, but for the form of a dose, which Spanish leaves out."""
    asked = {language: getattr(phrases(language), field) for language in LANGUAGES}
    assert all(asked.values())
    named = [slots_of(template) - {"form"} for template in asked.values()]
    if field != "language":
        assert all(names == named[0] for names in named)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", sorted(ALONE))
def test_a_phrase_is_short_and_whole(language: str, field: str) -> None:
    said = getattr(phrases(language), field)
    assert all(len(sentence.split()) <= 20 for sentence in sentences(said))
    assert said[0] in "¿{" or said[0].isupper()
    assert "  " not in said
    if " " in said and field not in {"kept", "slipped", "moved_title"}:
        assert said[-1] in ".?"


@pytest.mark.parametrize("field", sorted(ALONE))
def test_english_phrases_read_at_grade_6(field: str) -> None:
    filled = {"phone": "01632 960 123", "medicine": "warfarin", "amount": "5 minutes"}
    assert grade(getattr(phrases("en"), field).format(**filled)) <= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_must_wait_or_call_knows_the_number(language: str) -> None:
    said = phrases(language)
    for phrase in (said.void, said.after_slip):
        assert "{phone}" in phrase


@pytest.mark.parametrize("field", ["void", "moved_title"])
def test_what_is_forbidden_says_do_not(field: str) -> None:
    assert "Do not" in getattr(phrases("en"), field)
    assert re.search(r"\bNo (haga|tome|cambie)\b", getattr(phrases("es"), field))


def test_spanish_speaks_to_an_adult() -> None:
    """ "Usted" all the way through: "tú" from a hospital is a slip."""
    for field in ALONE:
        said = getattr(phrases("es"), field)
        assert not re.search(r"\b(tú|tu|tus|te|ti|tienes|puedes|llámanos|haz)\b", said, re.I)


def test_a_language_without_phrases_is_refused() -> None:
    with pytest.raises(LookupError, match="Tickwell has no dates in “fr” yet: en or es"):
        phrases("fr")


def test_the_phrases_and_the_dates_know_the_same_languages() -> None:
    assert LANGUAGES == words.LANGUAGES


@given(instants(), zones())
def test_no_phrase_stumbles_over_its_article(at: datetime, tz: ZoneInfo) -> None:
    moment = Moment.at_instant(at, tz)
    for firm in (True, False):
        for known in (moment, Moment.on(date(at.year, at.month, at.day))):
            told = replace(known, firm=firm)
            for made in (
                draft(due=told),
                draft(due=told, exact=True),
                draft(Kind.AVOID, opens=told),
                draft(Kind.AVOID, Phase.AFTER, closes=told),
            ):
                said = phrases("es").when(made, tz, "es_ES")
                assert not re.search(r"\b(a|de) el\b|\b(el|la|las) (el|la|las)\b", said)
                assert re.match(r"(antes de las?|a más tardar el|a las?|el|desde|hasta) ", said)
