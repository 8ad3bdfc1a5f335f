"""Times in the words of a busy ward: short, seen from now, in the clinic's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.plan.model import PlanState
from checklist.store.plans import PlanRow


def do_by(at: datetime, now: datetime, clinic: Clinic) -> str:
    """Until when acting helps: "before 1:30pm today"; what is past says so."""
    if at <= now:
        return f"late since {_clock_and_day(at, now, clinic)}"
    if _names_its_day(words.time_words(at, clinic.tz, clinic.locale)):
        return f"by the end of {_near(at - timedelta.resolution, now, clinic)}"
    return f"before {_clock_and_day(at, now, clinic)}"


def seen_from(at: datetime, now: datetime, clinic: Clinic) -> str:
    """ "8:40am", "yesterday 8:40am" or "Thu 5 Mar 8:40am"."""
    day = _near(at, now, clinic)
    return _joined(at, "" if day == "today" else day, clinic)


def short(at: datetime, clinic: Clinic) -> str:
    """ "Thu 5 Mar 8:40am"."""
    return _joined(at, _short(clock.day_of(at, clinic.tz), clinic), clinic)


def procedure_of(plan: PlanRow, now: datetime, clinic: Clinic) -> str:
    """As ``procedure``, of a plan; called off, that it is, and still so once it is closed.

    Only a plan that was called off is closed without a day.
    """
    over = plan.state is PlanState.CLOSED and plan.procedure_day is None
    if plan.state is PlanState.CALLED_OFF or over:
        return "Called off"
    return procedure(plan.procedure_day, plan.procedure_at, now, clinic)


def procedure(day: date | None, at: datetime | None, now: datetime, clinic: Clinic) -> str:
    """ "Today 1:30pm", "Fri 6 Mar 8am", "Mon 9 Mar, no time yet", "no date yet"."""
    if day is None:
        return "no date yet"
    shown = _named(day, clock.day_of(now, clinic.tz), clinic)
    shown = shown[0].upper() + shown[1:]
    if at is None:
        return f"{shown}, no time yet"
    return f"{shown} {words.time_words(at, clinic.tz, clinic.locale, on=day)}"


def born(day: date, clinic: Clinic) -> str:
    """A birth date without its weekday: "2 August 1942"."""
    return words.day_words(day, clinic.locale, year=True).partition(" ")[2]


def _clock_and_day(at: datetime, now: datetime, clinic: Clinic) -> str:
    time = words.time_words(at, clinic.tz, clinic.locale)
    return time if _names_its_day(time) else f"{time} {_near(at, now, clinic)}"


def _joined(at: datetime, day: str, clinic: Clinic) -> str:
    time = words.time_words(at, clinic.tz, clinic.locale)
    return time if _names_its_day(time) or not day else f"{day} {time}"


def _names_its_day(time: str) -> bool:
    """Midnight is told with the evening it belongs to, and needs no other day beside it."""
    return " on " in time


def _near(at: datetime, now: datetime, clinic: Clinic) -> str:
    return _named(clock.day_of(at, clinic.tz), clock.day_of(now, clinic.tz), clinic)


def _named(day: date, today: date, clinic: Clinic) -> str:
    near = words.relative_day_words(day, today, clinic.locale)
    return near if near in ("today", "tomorrow", "yesterday") else _short(day, clinic)


def _short(day: date, clinic: Clinic) -> str:
    return words.short_day_words(day, clinic.locale)
