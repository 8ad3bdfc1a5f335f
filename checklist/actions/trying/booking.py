"""When a tried plan is booked and seen: by itself early enough that nothing in it is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from checklist.actions.trying import decisions, times
from checklist.actions.trying.fields import Fields
from checklist.actions.trying.model import Typed
from checklist.core import clock
from checklist.core.medicines import Decision
from checklist.core.plan.build import build
from checklist.core.plan.model import Content, Inputs
from checklist.core.protocol import Phase, Protocol
from checklist.core.schedule import due_end

WELL_BEFORE: Final = timedelta(weeks=6)
BOOKED_AT: Final = time(9)
_TRIES: Final = 8  # each finds an earlier first task, where tasks count from the booking
_A_DAY: Final = timedelta(days=1)


def booked_and_seen(
    protocol: Protocol, typed: Typed, inputs: Inputs, *, today: date, fields: Fields
) -> Inputs:
    """The inputs with their booking, with as of when they are seen, and with their decisions."""
    tz = clock.zone(inputs.voice.zone)
    booked, seen = (_typed(name, typed, tz, fields) for name in ("booked_at", "now"))
    fields.finish()
    at = partial(_at, typed=typed, fields=fields)
    if booked is None:
        booked = _default(inputs, today, tz)
        if seen is not None:
            booked = min(booked, seen)
        for _ in range(_TRIES):
            made = at(inputs, booked=booked, seen=booked)
            fields.finish()
            first = min(_moments(build(protocol, made), booked), default=None)
            if first is None or first > booked:
                break
            booked = clock.instant(clock.day_of(first, tz) - _A_DAY, BOOKED_AT, tz)
    if seen is not None and seen < booked:
        fields.problems["now"] = "The plan is not booked yet then: choose a later time."
        fields.finish()
    return at(inputs, booked=booked, seen=seen or booked)


def _typed(name: str, typed: Typed, tz: ZoneInfo, fields: Fields) -> datetime | None:
    text: str = getattr(typed, name)
    return fields.read(name, partial(times.instant, text, tz), None) if text else None


def _default(inputs: Inputs, today: date, tz: ZoneInfo) -> datetime:
    procedure = inputs.anchors["procedure"].moment.day
    day = today if procedure is None else procedure - WELL_BEFORE
    return clock.instant(day, BOOKED_AT, tz)


def _at(
    inputs: Inputs, *, booked: datetime, seen: datetime, typed: Typed, fields: Fields
) -> Inputs:
    tz = clock.zone(inputs.voice.zone)
    end = inputs.anchors.get("procedure_end")
    after = due_end(end.moment, tz) if end is not None and end.actual else None
    made = decisions.Made(before=booked, after=after)
    decided: list[Decision] = []
    for medicine in inputs.medicines:
        said = typed.medicines[medicine.name]
        reading = partial(decisions.decisions, said, medicine.id, made, tz)
        decided += fields.read(f"medicines.{medicine.name}", reading, ())
    return replace(inputs, decisions=tuple(decided), booked_at=booked, as_of=seen)


def _moments(content: Content, booked: datetime) -> Iterator[datetime]:
    """Every instant that must not lie before the booking; what counts from it does not say."""
    yield from content.decide_by.values()
    for task in content.tasks:
        if task.phase is not Phase.AFTER:
            yield from (at for at in (task.opens_at, task.due_at) if at not in (None, booked))
