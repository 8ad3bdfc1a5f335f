"""From what somebody typed to the inputs of a plan, or one sentence beside each wrong field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import partial

from checklist.actions.trying import times
from checklist.actions.trying.booking import booked_and_seen
from checklist.actions.trying.events import anchors_of, links_of
from checklist.actions.trying.fields import Fields, known, refuse
from checklist.actions.trying.model import Ground, Typed
from checklist.actions.trying.said import answers_of, choices_of, medicines_of
from checklist.core import clock
from checklist.core.errors import ProtocolError
from checklist.core.plan.model import Inputs, Voice
from checklist.core.protocol import Protocol
from checklist.core.words import locale_for

INVENTED = Ground()
NOON = time(12)


def inputs_of(
    protocol: Protocol, typed: Typed, *, today: date, ground: Ground = INVENTED
) -> Inputs:
    """The inputs of the plan that is tried.

    ``today`` (in the clinic's zone) is when it is booked where no procedure says when. Raises
    Invalid with a sentence for every wrong field, named as in ``Typed``; a value of a mapping is
    named with its key, ``choices.food_hours``. Each sentence says what there is and the nearest
    right word. Raises UnknownZone where the ground's zone is none.
    """
    fields = Fields()
    tz = clock.zone(ground.zone)
    none: list[date] = []
    holidays = fields.read("holidays", partial(_holidays, typed), none)
    calendar = replace(ground.calendar, holidays=(*ground.calendar.holidays, *holidays))
    noon = clock.instant(today, NOON, tz)
    made = Inputs(
        voice=_voice(protocol, typed, ground, fields),
        anchors=anchors_of(protocol, typed, tz, fields),
        choices=choices_of(protocol, typed, ground, fields),
        answers=answers_of(protocol, typed, tz, fields),
        medicines=medicines_of(protocol, typed, fields),
        decisions=(),
        booked_at=noon,
        as_of=noon,
        born=_born(typed, today, fields),
        calendar=calendar,
    )
    fields.finish()
    try:
        made = booked_and_seen(protocol, typed, made, today=today, fields=fields)
        made = links_of(protocol, typed, made, fields)
    except ProtocolError as wrong:
        raise refuse(str(wrong)) from wrong
    fields.finish()
    return made


def _voice(protocol: Protocol, typed: Typed, ground: Ground, fields: Fields) -> Voice:
    language = typed.language or _language(protocol, ground)
    read = partial(_locale, protocol, language, ground)
    return Voice(
        zone=ground.zone,
        locale=fields.read("language", read, ground.locale),
        language=language,
        first_name=typed.first_name or "Sam",
        clinic_name=ground.clinic_name,
        phone=ground.phone,
        arrival_place=ground.arrival_place,
        site=typed.site,
    )


def _language(protocol: Protocol, ground: Ground) -> str:
    """The clinic's own where the protocol has it, else the protocol's first."""
    own = ground.locale.partition("_")[0]
    return own if own in protocol.title else next(iter(protocol.title))


def _locale(protocol: Protocol, language: str, ground: Ground) -> str:
    if language not in protocol.title:
        raise known(language, protocol.title, what="language")
    try:
        return locale_for(language, ground.locale)
    except LookupError as wrong:
        raise refuse(str(wrong.args[0])) from wrong


def _holidays(typed: Typed) -> list[date]:
    return [times.day(text) for text in typed.holidays]


def _born(typed: Typed, today: date, fields: Fields) -> date | None:
    if not typed.born:
        return None
    born = fields.read("born", partial(times.day, typed.born), today)
    if born > today:
        fields.problems["born"] = "The birth date is still to come."
    return born
