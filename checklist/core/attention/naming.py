"""How a reason names things to staff: medicines, concerns, people and days."""

from __future__ import annotations

from datetime import datetime

from checklist.core import clock, words
from checklist.core.attention.model import Facts
from checklist.core.medicines import Medicine


def medicine(facts: Facts, medicine_id: str) -> Medicine | None:
    return next((m for m in facts.inputs.medicines if m.id == medicine_id), None)


def name(facts: Facts, medicine_id: str) -> str:
    """The medicine's name as on the box."""
    found = medicine(facts, medicine_id)
    return "a medicine" if found is None else found.name


def tag(facts: Facts, medicine_id: str) -> str:
    """The concern a medicine belongs to, as staff call it; empty where it is of none.

    "blood thinner?" is one known only by what its name looks like, "unknown" is anything.
    """
    found = medicine(facts, medicine_id)
    if found is None:
        return ""
    label = facts.concerns.get(found.group, found.group)
    return "unknown" if found.unknown else f"{label}?" if label and found.likely else label


def day(facts: Facts, at: datetime) -> str:
    """The day in words, in the clinic's zone: "Sunday 1 March"."""
    return words.day_words(clock.day_of(at, facts.clinic.tz), facts.clinic.locale)


def by_whom(facts: Facts, who: str, at: datetime) -> str:
    """ "Maria Silva, 9:05am on Thursday 4 March"."""
    said = words.moment_words(at, facts.clinic.tz, facts.clinic.locale)
    return f"{who}, {said}" if who else said


def quoted(words_said: str) -> str:
    """What somebody wrote, in quotation marks; empty where they wrote nothing."""
    return f"“{words_said.strip()}”" if words_said.strip() else ""
