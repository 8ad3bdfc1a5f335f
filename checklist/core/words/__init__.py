"""Days, times and amounts in words: the words of a patient's checklist, in English and Spanish.

Always a weekday, a month in full and a 12-hour clock. Never an offset, never "12am", never a bare
midnight: the instant at which Thursday begins is written "11:59pm on Wednesday", the evening it
belongs to. What is only estimated reads "about". When the clocks go back and a time comes twice,
the words say which one is meant.

``locale`` is one of LOCALES; anything else raises ValueError. Seconds are dropped.

The same words stand in slots of whole sentences, so each function gives one form in Spanish:

==============================  ==================================================================
a clock time                    "las 4:30 de la mañana": with its article, which varies (la 1)
a moment, by its time           "las 4:30 de la mañana del jueves 4 de marzo": with its article
a moment, by its day            "el jueves 4 de marzo": with its article, as the time had
until when                      "el final del miércoles 14 de abril": with its article
a day (``{due:day}``)           "jueves 4 de marzo": without, as it is always "el" or a heading
an estimate                     "más o menos" behind it, which fits after any preposition
==============================  ==================================================================

So authors write "hasta {opens}", "desde {opens}", "antes de {due}", "a {last_dose}", "hasta
{closes}", and never an article before a bare slot; and "el {due:day}", "del {due:day}", "a partir
del {closes:day}" before the form of a day. "a" is for slots that always have a time. Where a slot
brings its own "el" after "a" or "de", ``joined`` makes it "al" and "del".
"""

from __future__ import annotations

from checklist.core.words.amounts import amount_words, span_words
from checklist.core.words.locales import LANGUAGES, LOCALES, joined, language_of, locale_for
from checklist.core.words.moments import (
    clock_words,
    date_words,
    day_words,
    moment_words,
    relative_day_words,
    short_day_words,
    short_moment_words,
    time_words,
    until_words,
)

__all__ = [
    "LANGUAGES",
    "LOCALES",
    "amount_words",
    "clock_words",
    "date_words",
    "day_words",
    "joined",
    "language_of",
    "locale_for",
    "moment_words",
    "relative_day_words",
    "short_day_words",
    "short_moment_words",
    "span_words",
    "time_words",
    "until_words",
]
