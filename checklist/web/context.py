"""What every template may name, and the date words in the clinic's own zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask, g

from checklist import __version__
from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.web.house import house, now
from checklist.web.shell import clinic_at_the_door, face


def install(app: Flask) -> None:
    """Add the globals and filters. They read the clinic the request was let in for."""
    app.jinja_env.globals.update(asset=_asset, version=__version__)
    app.jinja_env.filters.update(
        moment=_moment, day=_day, short_day=_short_day, clock=_clock, moment_short=_moment_short
    )
    app.context_processor(_common)


def _asset(name: str) -> str:
    """The public, digest-carrying path of a static file. Raises KeyError for one not there."""
    return house().assets[name]


def _common() -> dict[str, Any]:
    clinic = clinic_at_the_door()
    return {
        "clinic": face(clinic),
        "actor": g.get("actor"),
        "demo": clinic is not None and clinic.demo,
        "now": now(),
    }


def _clinic() -> Clinic:
    clinic: Clinic = g.clinic
    return clinic


def _moment(instant: datetime) -> str:
    """ "4:30am on Thursday 4 March", clinic's zone."""
    return words.moment_words(instant, _clinic().tz, _clinic().locale)


def _moment_short(instant: datetime) -> str:
    """ "Thu 4 Mar 4:30am", for staff."""
    clinic = _clinic()
    day = words.short_day_words(clock.day_of(instant, clinic.tz), clinic.locale)
    return f"{day} {words.time_words(instant, clinic.tz, clinic.locale)}"


def _clock(instant: datetime) -> str:
    return words.time_words(instant, _clinic().tz, _clinic().locale)


def _day(day: date | datetime) -> str:
    return words.day_words(_as_day(day), _clinic().locale)


def _short_day(day: date | datetime) -> str:
    return words.short_day_words(_as_day(day), _clinic().locale)


def _as_day(day: date | datetime) -> date:
    return clock.day_of(day, _clinic().tz) if isinstance(day, datetime) else day
