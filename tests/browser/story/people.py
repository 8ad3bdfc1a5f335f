"""Who the story is about, and when."""

from __future__ import annotations

from datetime import date

from checklist.core import clock, words

LONDON, BRITISH = clock.zone("Europe/London"), "en_GB"
NAME, BORN, NUMBER = "Mabel Hartley", date(1946, 9, 3), "77001"
WHY_NOT = "My son works that day"
DAYS_AHEAD = 14  # the same weekday as today, which is open in the demo
LAST_DOSE_DAYS, RESTART_DAYS = 6, 1  # before and after the procedure


def long(day: date) -> str:
    """ "Thursday 4 March"."""
    return words.day_words(day, BRITISH)
