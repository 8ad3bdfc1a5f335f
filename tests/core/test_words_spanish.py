"""Days and times as patients read them in Spanish."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from checklist.core.clock import day_of, start_of_day, zone
from checklist.core.moments import Moment
from checklist.core.words import (
    LOCALES,
    clock_words,
    date_words,
    day_words,
    joined,
    moment_words,
    relative_day_words,
    short_day_words,
    short_moment_words,
    time_words,
    until_words,
)
from tests.core.times import CAIRO, HAVANA, LONDON, instants, utc, zones

MADRID = zone("Europe/Madrid")
SPAIN = "es_ES"
SPANISH = ("es_ES", "es_US")
THURSDAY = date(2027, 3, 4)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)  # when the clocks change in Madrid

READ_BACK = {
    "en": re.compile(r"(?P<hour>\d+)(?::(?P<minute>\d\d))?(?P<part>am|pm)"),
    "es": re.compile(
        r"(?P<article>las?) (?P<hour>\d+)(?::(?P<minute>\d\d))? "
        r"(?P<part>de la madrugada|de la mañana|del mediodía|de la tarde|de la noche)"
    ),
}
MORNING = ("am", "de la madrugada", "de la mañana")


def every_minute() -> list[time]:
    """Those of a day; midnight has no clock time of its own."""
    return [time(*divmod(minute, 60)) for minute in range(1, 24 * 60)]


def read_back(words: str, locale: str) -> time:
    """The clock time somebody understands who reads the words."""
    if words in ("midday", "noon"):
        return time(12)
    read = READ_BACK[locale[:2]].fullmatch(words)
    assert read, words
    hour = int(read["hour"]) % 12 + (0 if read["part"] in MORNING else 12)
    return time(hour, int(read["minute"] or 0))


@pytest.mark.parametrize("locale", SPANISH)
def test_days(locale: str) -> None:
    assert day_words(THURSDAY, locale) == "jueves 4 de marzo"
    assert day_words(THURSDAY, locale, year=True) == "jueves 4 de marzo de 2027"
    assert day_words(THURSDAY, locale, firm=False) == "jueves 4 de marzo más o menos"
    assert date_words(THURSDAY, locale) == "4 de marzo"


def test_short_days_keep_their_accents() -> None:
    assert short_day_words(THURSDAY, SPAIN) == "jue 4 mar"
    assert short_day_words(date(2027, 8, 4), SPAIN) == "mié 4 ago"
    assert short_day_words(date(2027, 9, 4), SPAIN) == "sáb 4 sep"


def test_days_near_today() -> None:
    assert relative_day_words(THURSDAY, THURSDAY, SPAIN) == "hoy"
    assert relative_day_words(date(2027, 3, 5), THURSDAY, SPAIN) == "mañana"
    assert relative_day_words(date(2027, 3, 3), THURSDAY, SPAIN) == "ayer"
    assert relative_day_words(date(2027, 3, 6), THURSDAY, SPAIN) == "el sábado 6 de marzo"


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(7, 30), "las 7:30 de la mañana"),
        (time(18), "las 6 de la tarde"),
        (time(22), "las 10 de la noche"),
        (time(12), "las 12 del mediodía"),
        (time(12, 1), "las 12:01 de la tarde"),
        (time(13), "la 1 de la tarde"),
        (time(13, 5), "la 1:05 de la tarde"),
        (time(14), "las 2 de la tarde"),
        (time(19, 59), "las 7:59 de la tarde"),
        (time(20), "las 8 de la noche"),
        (time(23, 59), "las 11:59 de la noche"),
        (time(0, 30), "las 12:30 de la madrugada"),
        (time(1), "la 1 de la madrugada"),
        (time(3, 59), "las 3:59 de la madrugada"),
        (time(4), "las 4 de la mañana"),
        (time(11, 30, 59), "las 11:30 de la mañana"),
        (time(0), "el principio del día"),
    ],
)
@pytest.mark.parametrize("locale", SPANISH)
def test_clock_times_carry_their_article_and_the_part_of_the_day(
    clock: time, words: str, locale: str
) -> None:
    assert clock_words(clock, locale) == words


@pytest.mark.parametrize("locale", LOCALES)
def test_every_minute_of_a_day_is_read_back_as_itself(locale: str) -> None:
    for clock in every_minute():
        assert read_back(clock_words(clock, locale), locale) == clock


@pytest.mark.parametrize("locale", SPANISH)
def test_the_article_agrees_with_the_hour(locale: str) -> None:
    for clock in every_minute():
        article, hour = re.split(r"[ :]", clock_words(clock, locale))[:2]
        assert (article == "la") == (hour == "1")


def test_the_worked_timeline_in_words() -> None:
    food = utc("2027-03-04 04:30")
    assert moment_words(food, LONDON, SPAIN) == "las 4:30 de la mañana del jueves 4 de marzo"
    rest = Moment.at_instant(utc("2027-03-05 11:30"), LONDON, firm=False)
    assert moment_words(rest, LONDON, SPAIN) == (
        "las 11:30 de la mañana del viernes 5 de marzo más o menos"
    )
    lifting = utc("2027-04-14 23:00")
    assert until_words(lifting, LONDON, SPAIN) == "el final del miércoles 14 de abril"
    assert until_words(lifting, LONDON, SPAIN, firm=False) == (
        "el final del miércoles 14 de abril más o menos"
    )


def test_a_bare_day_and_nothing_at_all() -> None:
    about = Moment.on(THURSDAY, firm=False)
    assert moment_words(Moment.on(THURSDAY), LONDON, SPAIN) == "el jueves 4 de marzo"
    assert moment_words(about, LONDON, SPAIN) == "el jueves 4 de marzo más o menos"
    assert moment_words(Moment.unknown(), LONDON, SPAIN) == "la hora que le diremos"


def test_midnight_is_the_evening_it_belongs_to() -> None:
    midnight = utc("2027-03-04 00:00")
    evening = "las 11:59 de la noche del miércoles 3 de marzo"
    assert moment_words(midnight, LONDON, SPAIN) == evening
    assert time_words(midnight, LONDON, SPAIN, on=THURSDAY) == evening
    assert time_words(midnight, LONDON, SPAIN, on=date(2027, 3, 3)) == "las 11:59 de la noche"
    assert moment_words(utc("2027-03-04 00:01"), LONDON, SPAIN) == (
        "las 12:01 de la madrugada del jueves 4 de marzo"
    )


def test_the_clock_alone_under_its_day() -> None:
    food = Moment.at_instant(utc("2027-03-04 04:30"), LONDON, firm=False)
    assert time_words(food, LONDON, SPAIN) == "las 4:30 de la mañana más o menos"
    assert short_moment_words(utc("2027-03-04 04:30"), LONDON, SPAIN) == (
        "jue 4 mar, 4:30 de la mañana"
    )
    assert short_moment_words(utc("2027-03-04 12:00"), LONDON, SPAIN) == (
        "jue 4 mar, 12 del mediodía"
    )


class TestClockChanges:
    @pytest.mark.parametrize(
        ("tz", "at", "words"),
        [
            pytest.param(
                MADRID,
                "2027-10-31 00:30",
                "las 2:30 de la madrugada del domingo 31 de octubre (antes del cambio de hora)",
                id="Madrid first",
            ),
            pytest.param(
                MADRID,
                "2027-10-31 01:30",
                "las 2:30 de la madrugada del domingo 31 de octubre (después del cambio de hora)",
                id="Madrid second",
            ),
            pytest.param(
                MADRID,
                "2027-10-31 02:00",
                "las 3 de la madrugada del domingo 31 de octubre",
                id="Madrid over",
            ),
            pytest.param(
                MADRID,
                "2027-03-28 00:59",
                "la 1:59 de la madrugada del domingo 28 de marzo",
                id="Madrid, before spring",
            ),
            pytest.param(
                MADRID,
                "2027-03-28 01:00",
                "las 3 de la madrugada del domingo 28 de marzo",
                id="Madrid, after spring",
            ),
            pytest.param(
                CAIRO,
                "2025-10-30 22:00",
                "las 11:59 de la noche del jueves 30 de octubre (después del cambio de hora)",
                id="an evening that comes twice",
            ),
            pytest.param(
                HAVANA,
                "2025-11-02 05:00",
                "las 12:01 de la madrugada del domingo 2 de noviembre (después del cambio de hora)",
                id="second midnight",
            ),
        ],
    )
    def test_the_words_say_which_one(self, tz: ZoneInfo, at: str, words: str) -> None:
        assert moment_words(utc(at), tz, SPAIN) == words

    def test_the_clock_alone_says_it_too(self) -> None:
        first = utc("2027-10-31 00:30")
        assert time_words(first, MADRID, SPAIN) == (
            "las 2:30 de la madrugada (antes del cambio de hora)"
        )

    @pytest.mark.parametrize("locale", LOCALES)
    @pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (THURSDAY, 24)])
    def test_every_minute_of_such_a_day_has_words_of_its_own(
        self, locale: str, day: date, hours: int
    ) -> None:
        first = start_of_day(day, MADRID)
        minutes = [first + timedelta(minutes=minute) for minute in range(hours * 60)]
        assert day_of(minutes[-1], MADRID) == day
        assert day_of(minutes[-1] + timedelta(minutes=1), MADRID) != day
        said = [moment_words(minute, MADRID, locale) for minute in minutes]
        assert len(set(said)) == len(said)


@given(instants(), zones())
def test_no_words_leave_anyone_guessing(at: datetime, tz: ZoneInfo) -> None:
    for locale in SPANISH:
        for words in (moment_words(at, tz, locale), until_words(at, tz, locale)):
            assert not re.search(r"medianoche|[ap]\. ?m|(?<!:)12 de la|UTC|[+-]\d\d:?\d\d", words)
            assert not re.search(r"\b(a|de) el\b", words)
            assert re.search(r"\b(lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b", words)


@given(instants(), zones())
def test_two_different_minutes_never_read_the_same(at: datetime, tz: ZoneInfo) -> None:
    """Across any clock change. The minutes around midnight share their words on purpose."""
    words = {moment_words(at + timedelta(minutes=30 * step), tz, SPAIN) for step in range(8)}
    assert len(words) == 8


@given(instants(), zones())
def test_a_time_alone_means_the_day_it_stands_under(at: datetime, tz: ZoneInfo) -> None:
    day = day_of(at, tz)
    full = moment_words(at, tz, SPAIN)
    assert time_words(at, tz, SPAIN, on=day) == full.replace(f" del {day_words(day, SPAIN)}", "")
    assert time_words(at, tz, SPAIN, on=day - timedelta(days=2)) == full


@given(instants(), zones())
def test_both_languages_tell_the_same_minute(at: datetime, tz: ZoneInfo) -> None:
    """Whoever reads one and whoever reads the other stop eating at the same time."""
    moment = Moment.at_instant(at, tz)
    day = day_of(at.astimezone(UTC), tz)
    english, spanish = (time_words(moment, tz, locale, on=day) for locale in ("en_GB", SPAIN))
    if " on " in english:  # the evening before
        assert " del " in spanish
        return
    english, spanish = (re.sub(r" \(.*\)", "", said) for said in (english, spanish))
    assert read_back(english, "en_GB") == read_back(spanish, SPAIN)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("antes de el jueves 4 de marzo", "antes del jueves 4 de marzo"),
        ("A el final de el miércoles", "Al final del miércoles"),
        ("De el jueves", "Del jueves"),
        ("Dígaselo a él, o a El Corte", "Dígaselo a él, o a El Corte"),
        ("donde el jueves, hacia el viernes", "donde el jueves, hacia el viernes"),
    ],
)
def test_a_preposition_and_an_article_become_one_word(written: str, spelled: str) -> None:
    assert joined(written, SPAIN) == spelled
    assert joined(written, "en_GB") == written
