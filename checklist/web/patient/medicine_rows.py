"""The medicines as the questions page shows them: those named so far, and a row for one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from checklist.actions.answers import NamedMedicine
from checklist.actions.naming import to_confirm
from checklist.core.doubles import doubles, shared
from checklist.core.medicines import Medicine, latest_decision
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Protocol
from checklist.web.patient.questions_view import MOST_ROWS, Typed

FORMS: Final = (
    ("", "Choose one"),
    ("tablet", "Tablet"),
    ("capsule", "Capsule"),
    ("injection", "Injection"),
    ("patch", "Patch"),
    ("spoonful", "Liquid on a spoon"),
    ("puff", "Inhaler or spray"),
    ("drop", "Drops"),
    ("dose", "Something else"),
)
FILLED: Final = (
    ("", "Choose one"),
    ("self", "I do"),
    ("blister pack", "It comes in a pack for each day"),
    ("care home", "My care home"),
    ("someone else", "Someone else"),
)
ORIGINS: Final = (
    ("", "Choose one"),
    ("prescribed", "My doctor or the hospital"),
    ("bought", "I buy it myself"),
    ("herbal", "It is herbal"),
)
ORIGIN_WORDS: Final = {
    "prescribed": "from your doctor",
    "bought": "you buy it",
    "herbal": "herbal",
}
FILLED_WORDS: Final = {
    "self": "you set it out",
    "blister pack": "in a pack for each day",
    "care home": "your care home sets it out",
    "someone else": "someone else sets it out",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What stands beside the row: ``asking`` is the medicine whose "why does it come off?" is open.

    ``said`` tells what was just done.
    """

    inputs: Inputs
    protocol: Protocol
    asking: str = ""
    said: str = ""


def medicine_rows(typed: Typed, shown: Shown) -> dict[str, Any]:
    """What templates/patient/_medicine_rows.html shows. One row is open at a time."""
    named = [m for m in shown.inputs.medicines if not m.withdrawn]
    rows = list(typed.rows[:MOST_ROWS]) or [NamedMedicine(name="")]
    return {
        "named": [_named(medicine, shown) for medicine in named],
        "doubles": [double_words(one, other) for one, other in doubles(named)],
        "rows": rows,
        "forms": FORMS,
        "filled": FILLED,
        "origins": ORIGINS,
        "none": typed.no_medicines and not named,
        "may_be_none": not named,
        "said": shown.said,
    }


def _named(medicine: Medicine, shown: Shown) -> dict[str, Any]:
    decided = latest_decision(medicine.id, shown.inputs.decisions) is not None
    return {
        "id": medicine.id,
        "name": medicine.on_the_box,
        "detail": ", ".join(filter(None, _details(medicine))),
        "meant": [] if decided else meant(medicine, shown.protocol),
        "asking": medicine.id == shown.asking and not decided,
        "may_go": not decided,
    }


def _details(medicine: Medicine) -> Sequence[str]:
    return (
        medicine.form,
        medicine.when_taken,
        FILLED_WORDS.get(medicine.filled_by, medicine.filled_by),
        ORIGIN_WORDS.get(medicine.origin, medicine.origin),
    )


def meant(medicine: Medicine, protocol: Protocol) -> list[str]:
    """The names "Did you mean …?" offers for a medicine, the likeliest first."""
    found = to_confirm(medicine, protocol)
    return [one.name for one in found[0].may_be] if found else []


def double_words(one: Medicine, other: Medicine) -> str:
    """That two of the list hold the same, as a patient reads it."""
    if one.parts == other.parts:
        return f"{one.name} and {other.name} are the same medicine."
    both = " and ".join(shared(one, other)) or "the same medicine"
    return f"{one.name} and {other.name} both hold {both}."


def asks_more(before: Shown, after: Shown) -> bool:
    """Whether what was named since asks the patient something: a name, or two that are one."""
    known = {m.id for m in before.inputs.medicines}
    fresh = [m for m in after.inputs.medicines if m.id not in known and not m.withdrawn]
    paired = {m.id for pair in doubles(after.inputs.medicines) for m in pair}
    return any(meant(m, after.protocol) or m.id in paired for m in fresh)
