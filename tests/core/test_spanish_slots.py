"""Whole Spanish sentences, with what fills their slots."""

from __future__ import annotations

from datetime import date

import pytest

from checklist.core.moments import Moment
from checklist.core.wording import Slots
from tests.core.times import LONDON, utc

AT_1 = Moment.at_instant(utc("2027-03-04 13:00"), LONDON)
AT_4_30 = Moment.at_instant(utc("2027-03-04 04:30"), LONDON)
AT_NOON = Moment.at_instant(utc("2027-03-04 12:00"), LONDON)
MIDNIGHT = Moment.at_instant(utc("2027-03-04 00:00"), LONDON)
ABOUT = Moment.at_instant(utc("2027-03-05 11:30"), LONDON, firm=False)
THE_DAY = Moment.on(date(2027, 3, 4))
ABOUT_THE_DAY = Moment.on(date(2027, 3, 4), firm=False)
SIX_WEEKS = Moment.on(date(2027, 4, 15))

EATING = "Puede comer hasta {opens}."
TELLING = "Díganos quién vendrá antes de {due}."
DOSE = "Tome su última {dose} a {last_dose}."
COMING = "Venga a {place} a {arrival:time} del {arrival:day}."
ON_THE_DAY = "Pida que lo lleven a casa el {due:day}."
OVER = "Esto dura hasta {closes}. A partir del {closes:day}, pregúntenos antes."


@pytest.mark.parametrize(
    ("template", "name", "moment", "said"),
    [
        (EATING, "opens", AT_1, "Puede comer hasta la 1 de la tarde del jueves 4 de marzo."),
        (EATING, "opens", AT_NOON, "Puede comer hasta las 12 del mediodía del jueves 4 de marzo."),
        (
            EATING,
            "opens",
            MIDNIGHT,
            "Puede comer hasta las 11:59 de la noche del miércoles 3 de marzo.",
        ),
        (EATING, "opens", THE_DAY, "Puede comer hasta el jueves 4 de marzo."),
        (
            TELLING,
            "due",
            AT_4_30,
            "Díganos quién vendrá antes de las 4:30 de la mañana del jueves 4 de marzo.",
        ),
        (TELLING, "due", THE_DAY, "Díganos quién vendrá antes del jueves 4 de marzo."),
        (
            TELLING,
            "due",
            ABOUT,
            "Díganos quién vendrá antes de las 11:30 de la mañana del viernes 5 de marzo "
            "más o menos.",
        ),
        (
            DOSE,
            "last_dose",
            AT_NOON,
            "Tome su última dosis de warfarina a las 12 del mediodía del jueves 4 de marzo.",
        ),
        (
            COMING,
            "arrival",
            AT_4_30,
            "Venga a la Entrada B a las 4:30 de la mañana del jueves 4 de marzo.",
        ),
        (ON_THE_DAY, "due", AT_4_30, "Pida que lo lleven a casa el jueves 4 de marzo."),
        (
            ON_THE_DAY,
            "due",
            ABOUT_THE_DAY,
            "Pida que lo lleven a casa el jueves 4 de marzo más o menos.",
        ),
        (
            OVER,
            "closes",
            SIX_WEEKS,
            "Esto dura hasta el final del miércoles 14 de abril. "
            "A partir del jueves 15 de abril, pregúntenos antes.",
        ),
    ],
)
def test_a_sentence_reads_right_whatever_fills_it(
    template: str, name: str, moment: Moment, said: str
) -> None:
    texts = {"dose": "dosis de warfarina", "place": "la Entrada B"}
    slots = Slots(moments={name: moment}, texts=texts, tz=LONDON, locale="es_ES")
    assert slots.render(template) == said
