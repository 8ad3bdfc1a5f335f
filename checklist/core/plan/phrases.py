"""The short phrases beside a task ("by 6pm on Thursday 5 March"), one set per language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from checklist.core import schedule, words
from checklist.core.plan.draft import Draft
from checklist.core.protocol import Kind, Phase
from checklist.core.schedule import Moment, Precision


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Whole phrases with a slot for the date: never joined from pieces.

    ``untold`` stands where a step names a time nobody knows and says nothing else for that case,
    ``late`` where a step has no words of its own for being booked too late, ``late_medicine`` where
    nobody has decided about ``{medicine}`` and its decide-by has passed.
    """

    by: str
    on: str
    at: str
    starting: str
    until: str
    untold: str
    late: str
    late_medicine: str

    def when(self, draft: Draft, tz: ZoneInfo, locale: str) -> str:
        """The phrase for a draft's window; empty while it is not known or there is none.

        What is to be done reads its due. A limit after the procedure reads its end, as that is
        what people wait for; any other avoid reads its beginning. What is only to be known about a
        medicine reads none: "keep taking it, until Thursday" would be an order to stop.
        """
        if draft.medicine_id and draft.kind is Kind.KNOW:
            return ""
        if draft.due is not None:
            return self._due(draft, draft.due, tz, locale)
        ending = self._until(draft.closes, tz, locale)
        waits_for_end = draft.phase is Phase.AFTER or draft.opens is None
        if ending and (draft.kind is not Kind.AVOID or waits_for_end):
            return ending
        if draft.kind is Kind.AVOID and draft.opens is not None and draft.opens.day is not None:
            return self.starting.format(words.moment_words(draft.opens, tz, locale))
        return ""

    def clock(self, moment: Moment | None, on: date | None, tz: ZoneInfo, locale: str) -> str:
        """The clock time alone ("4:30am"), or in full when it is not on the day ``on``.

        Empty while the time is not known.
        """
        if moment is None or moment.at is None:
            return ""
        return words.time_words(moment, tz, locale, on=on)

    def _due(self, draft: Draft, due: Moment, tz: ZoneInfo, locale: str) -> str:
        if due.precision is Precision.UNKNOWN:
            return ""
        said = words.moment_words(due, tz, locale)
        exact = draft.exact or draft.kind is Kind.ATTEND
        if due.precision is Precision.TIME:
            return (self.at if exact else self.by).format(said)
        if not due.firm:
            return said  # "about Thursday 4 March" needs no "on"
        only_that_day = draft.opens is not None and draft.opens.day == due.day
        return (self.on if exact or only_that_day else self.by).format(said)

    def _until(self, closes: Moment | None, tz: ZoneInfo, locale: str) -> str:
        instant = None if closes is None else schedule.closing(closes, tz)
        if closes is None or instant is None:
            return ""
        return self.until.format(words.until_words(instant, tz, locale, firm=closes.firm))


_ENGLISH = Phrases(
    by="by {}",
    on="on {}",
    at="at {}",
    starting="from {}",
    until="until {}",
    untold="We will tell you when.",
    late="Your procedure is soon. Call us today about this.",
    late_medicine=(
        "Your procedure is soon. Call us today about {medicine}. Keep taking it until we speak."
    ),
)


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language. Raises LookupError: no words may claim a language without any."""
    return {"en": _ENGLISH}[language]
