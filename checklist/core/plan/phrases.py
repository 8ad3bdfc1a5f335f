"""The short date phrases beside a task ("by 6pm on Thursday 5 March"), one set per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from checklist.core import schedule, words
from checklist.core.protocol import Kind
from checklist.core.schedule import Moment, Precision


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Whole phrases with a slot for the date: never joined from pieces."""

    by: str
    on: str
    at: str
    starting: str
    until: str

    def when(
        self, kind: Kind, said: Mapping[str, Moment | None], tz: ZoneInfo, locale: str
    ) -> str:
        """The phrase for a task's window; empty while it is not known or there is none."""
        opens, due, closes = (_known(said.get(name)) for name in ("opens", "due", "closes"))
        if due is not None:
            if kind is Kind.ATTEND:
                pattern = self.at
            else:
                pattern = self.by if due.precision is Precision.TIME else self.on
            return pattern.format(words.moment_words(due, tz, locale))
        if kind is Kind.AVOID and opens is not None:
            return self.starting.format(words.moment_words(opens, tz, locale))
        if closes is not None:
            instant = schedule.closing(closes, tz)
            if instant is not None:
                return self.until.format(
                    words.until_words(instant, tz, locale, firm=closes.firm)
                )
        return ""

    def clock(self, moment: Moment | None, tz: ZoneInfo, locale: str) -> str:
        """The clock time alone ("4:30am"); empty while it is not known."""
        if moment is None or moment.at is None:
            return ""
        return words.time_words(moment, tz, locale)


def _known(moment: Moment | None) -> Moment | None:
    return moment if moment is not None and moment.precision is not Precision.UNKNOWN else None


_ENGLISH = Phrases(by="by {}", on="on {}", at="at {}", starting="from {}", until="until {}")


@lru_cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; a protocol cannot claim a language that has none."""
    return {"en": _ENGLISH}[language]
