"""A letter: how one person gets in, whom to call, and the checklist."""

from __future__ import annotations

from typing import Any

from checklist.actions.doors import Letter
from checklist.core import words
from checklist.core.moments import Moment
from checklist.core.plan.model import Revision
from checklist.core.plan.notice import notice
from checklist.store.patients import PatientRow
from checklist.web.qr import qr


def letter(made: Letter, patient: PatientRow, revision: Revision, base_url: str) -> dict[str, Any]:
    """The first page of one person's letter. A carer reads whose list it is."""
    name = made.person.split()[0]
    voice = revision.inputs.voice
    whose = f"{voice.first_name}’s list" if made.carer else "your list"
    day = _day(revision.content.anchors["procedure"], voice.locale)
    return {
        "door_id": made.door_id,
        "person": made.person,
        "frozen": made.frozen,
        "greeting": f"{name}, this is {whose}",
        "lede": _off(revision) or _lede(made, voice.first_name, day),
        "qr": qr(made.link),
        "address": address(base_url),
        "code": made.code,
        "birth_date": f"We then ask for {voice.first_name}’s birth date."
        if made.carer
        else "We then ask for your birth date.",
        "paper": patient.reach == "paper",
    }


def address(base_url: str) -> str:
    """What a person types into a browser: "checklist.example.org/go"."""
    return f"{base_url.partition('://')[2]}/go"


def _lede(made: Letter, first_name: str, day: str) -> str:
    whose = f"{first_name}’s procedure" if made.carer else "Your procedure"
    when = f" is on {day}" if day else " is planned"
    return f"{whose}{when}. The list says what to do, and when."


def _off(revision: Revision) -> str:
    """That it is off, in the words that stand on top of the list; "" where it is not."""
    found = notice(revision, None)
    return found.title if found is not None and found.off else ""


def _day(procedure: Moment, locale: str) -> str:
    if procedure.day is None:
        return ""
    about = "" if procedure.firm else "about "
    return about + words.day_words(procedure.day, locale)
