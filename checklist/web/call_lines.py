"""Whom to call about a red flag that has numbers of its own: now, or by the hour on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.plan import parsed
from checklist.core.protocol import CallLine

CLINIC, EMERGENCY = "clinic", "emergency"


def number_now(
    calls: Iterable[CallLine], clinic: Clinic | None, now: datetime, *, emergency_number: str
) -> str:
    """The number of the first line that holds at ``now`` (UTC), on the clinic's clocks.

    Empty where none holds, or the clinic is not known: then it is by the tier.
    """
    if clinic is None:
        by_any_hour = (line for line in calls if not line.since and not line.until)
        return next((_fixed(line, emergency_number) for line in by_any_hour), "")
    at = clock.local(now, clinic.tz).time()
    line = next((line for line in calls if _holds(line, at)), None)
    if line is None:
        return ""
    return clinic.phone_now(now) if line.phone == CLINIC else _fixed(line, emergency_number)


def _fixed(line: CallLine, emergency_number: str) -> str:
    if line.phone == EMERGENCY:
        return emergency_number
    return "" if line.phone == CLINIC else line.phone


def _holds(line: CallLine, at: time) -> bool:
    """Whether a clock time lies in a line's hours, which may run past midnight."""
    if not line.since or not line.until:
        return True
    since, until = parsed.clock(line.since), parsed.clock(line.until)
    if since < until:
        return since <= at < until
    return at >= since or at < until


def by_the_hour(calls: Iterable[CallLine], clinic: Clinic, locale: str) -> str:
    """All lines in a row: "Call 01632 960 777 from 8am to 8pm. Call 999 from 8pm to 8am."

    Empty for none; no number is cut by the end of a line.
    """
    return " ".join(_in_words(line, clinic, locale) for line in calls)


def _in_words(line: CallLine, clinic: Clinic, locale: str) -> str:
    number = clinic.phone if line.phone == CLINIC else _fixed(line, clinic.emergency_number)
    number = number.replace(" ", "\N{NO-BREAK SPACE}")
    if not line.since or not line.until:
        return f"Call {number}."
    since = words.clock_words(parsed.clock(line.since), locale)
    until = words.clock_words(parsed.clock(line.until), locale)
    return f"Call {number} from {since} to {until}."
