"""Spanish: "las 4:30 de la mañana del jueves 4 de marzo", the same in Spain and in America."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar, Final

from checklist.core.words.tongue import Tongue

__all__ = ["Spanish"]

# fmt: off
_WEEKDAYS: Final = (
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
)
_MONTHS: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)
# fmt: on

_PARTS: Final = ((4, "madrugada"), (12, "mañana"), (20, "tarde"), (24, "noche"))
"""The part of the day, up to an hour. In Spain "las 12:30 de la mañana" is soon after midday and
"las 12:30 de la noche" may be taken for the evening's, so the first hours are "de la madrugada"."""

_TWO_WORDS: Final = re.compile(r"\b([Aa]|[Dd]e) el\b")


@dataclass(frozen=True, kw_only=True)
class Spanish(Tongue):
    """Clock times and moments carry their article; a day alone has none."""

    seen_from: date | None = None

    language = "es"
    near: ClassVar = {0: "hoy", 1: "mañana", -1: "ayer"}
    not_known = "la hora que le diremos"

    def day(self, day: date, *, year: bool) -> str:
        said = f"{_WEEKDAYS[day.weekday()]} {self.day_of_month(day)}"
        return f"{said} de {day.year}" if year else said

    def the_day(self, day: date) -> str:
        return f"el {self.day(day, year=self.far(day))}"

    def day_of_month(self, day: date) -> str:
        return f"{day.day} de {_MONTHS[day.month - 1]}"

    def short_day(self, day: date) -> str:
        return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"

    def clock(self, clock: time) -> str:
        if (clock.hour, clock.minute) == (0, 0):
            return "el principio del día"
        article = "la" if clock.hour % 12 == 1 else "las"
        return f"{article} {_bare(clock)}"

    def short_moment(self, day: date, clock: time) -> str:
        return f"{self.short_day(day)}, {_bare(clock)}"

    def at(self, day: date, clock: time) -> str:
        return f"{self.clock(clock)} del {self.day(day, year=self.far(day))}"

    def end_of(self, day: date) -> str:
        return f"el final del {self.day(day, year=self.far(day))}"

    def about(self, said: str) -> str:
        # Behind, as "antes de alrededor de las 6" and "el alrededor del jueves" are no Spanish.
        return f"{said} más o menos"

    def which(self, *, second: bool) -> str:
        return f"({'después' if second else 'antes'} del cambio de hora)"

    def joined(self, text: str) -> str:
        """With "al" for "a el", and "del" for "de el"."""
        return _TWO_WORDS.sub(r"\1l", text)


def _bare(clock: time) -> str:
    """A clock time without its article: "7:30 de la mañana", "12 del mediodía"."""
    if (clock.hour, clock.minute) == (12, 0):
        return "12 del mediodía"
    part = next(name for end, name in _PARTS if clock.hour < end)
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes} de la {part}"
