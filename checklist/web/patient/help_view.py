"""The red flags, most urgent first, each with the number that answers now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklist.core.clinic import Clinic
from checklist.core.plan.model import Flag
from checklist.core.protocol import Tier
from checklist.store.ids import new_id
from checklist.web.call_lines import number_now

LOOK_FIRST = "Look at this first"


@dataclass(frozen=True, kw_only=True)
class Hour:
    """Who can be called at ``now`` (UTC). ``phone`` is the clinic's, "" where none is known."""

    now: datetime
    clinic: Clinic | None
    emergency_number: str
    phone: str


def hour_of(clinic: Clinic, now: datetime) -> Hour:
    """This hour at a clinic that is known."""
    return Hour(
        now=now,
        clinic=clinic,
        emergency_number=clinic.emergency_number,
        phone=clinic.phone_now(now),
    )


def tiers(flags: Sequence[Flag], hour: Hour, *, tapped: bool = False) -> list[dict[str, Any]]:
    """The ``tiers`` of red_flags: what is shown at this hour, what a value raised first.

    ``tapped`` says that a tap on a sign is told to the clinic: behind a door, and nowhere else.
    """
    shown = sorted((f for f in flags if f.shown(hour.now)), key=lambda flag: not flag.raised)
    emergency, phone = hour.emergency_number, hour.phone
    titles = {
        Tier.EMERGENCY: f"Call {emergency} now for any of these",
        Tier.SAME_DAY: "Call us the same day for any of these",
        Tier.MENTION: "Tell us at your next visit",
    }
    labels = {Tier.EMERGENCY: f"Call {emergency}", Tier.SAME_DAY: f"Call us: {phone}"}
    made = [
        {
            "tone": tier.value,
            "title": title,
            "lines": _lines([flag for flag in shown if flag.tier is tier], hour, tapped=tapped),
            "phone": tier_phone(tier, hour),
            "phone_label": labels.get(tier, ""),
        }
        for tier, title in titles.items()
    ]
    return [tier for tier in made if tier["lines"]]


def tier_phone(tier: Tier, hour: Hour) -> str:
    """Whom to call about a sign of this tier now, where the sign has no number of its own."""
    phones = {Tier.EMERGENCY: hour.emergency_number, Tier.SAME_DAY: hour.phone}
    return phones.get(tier, "")


def what_to_do(flag: Flag, hour: Hour) -> dict[str, str]:
    """What the patient reads after tapping a sign: the ``told`` a nurse reads of it too."""
    phone = _own_number(flag, hour) or tier_phone(flag.tier, hour)
    title = {
        Tier.EMERGENCY: f"Call {phone} now",
        Tier.SAME_DAY: f"Call {phone} today" if phone else "Call us today",
        Tier.MENTION: "Tell us at your next visit",
    }[flag.tier]
    told = title[:1].lower() + title[1:]
    return {"tone": flag.tier.value, "phone": phone, "title": title, "told": told}


def _lines(flags: Sequence[Flag], hour: Hour, *, tapped: bool) -> list[dict[str, str]]:
    """Each sign once, though several procedures may share it."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for flag in flags:
        line = _line(flag, hour)
        if tapped:
            line |= {"key": flag.key, "tap": new_id()}
        found.setdefault((line["text"], line["tag"], line["phone"]), line)
    return list(found.values())


def _line(flag: Flag, hour: Hour) -> dict[str, str]:
    """The sign, and whom to call about it now."""
    own = _own_number(flag, hour)
    phone = own or tier_phone(flag.tier, hour)
    return {
        "text": flag.text,
        "tag": LOOK_FIRST if flag.raised else "",
        "phone": phone,
        "phone_label": f"This is me: call {_in_one(phone)}" if phone else "This is me",
        "key": "",
        "tap": "",
    }


def _in_one(phone: str) -> str:
    """A number that no line of a button breaks in two."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")


def _own_number(flag: Flag, hour: Hour) -> str:
    return number_now(flag.calls, hour.clinic, hour.now, emergency_number=hour.emergency_number)
