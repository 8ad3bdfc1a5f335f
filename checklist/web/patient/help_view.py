"""The red flags, most urgent first, each with the number that answers now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklist.core.clinic import Clinic
from checklist.core.plan.model import Flag
from checklist.core.protocol import Tier
from checklist.web.call_lines import number_now

LOOK_FIRST = "Look at this first"


@dataclass(frozen=True, kw_only=True)
class Hour:
    """Who can be called at ``now`` (UTC). ``phone`` is the clinic's, "" where none is known."""

    now: datetime
    clinic: Clinic | None
    emergency_number: str
    phone: str


def tiers(flags: Sequence[Flag], hour: Hour) -> list[dict[str, Any]]:
    """The ``tiers`` of red_flags: what is shown at this hour, what a value raised first."""
    shown = sorted((f for f in flags if f.shown(hour.now)), key=lambda flag: not flag.raised)
    emergency, phone = hour.emergency_number, hour.phone
    made = [
        _tier(Tier.EMERGENCY, f"Call {emergency} now for any of these", shown, hour)
        | {"phone": emergency, "phone_label": f"Call {emergency}"},
        _tier(Tier.SAME_DAY, "Call us the same day for any of these", shown, hour)
        | {"phone": phone, "phone_label": f"Call us: {phone}"},
        _tier(Tier.MENTION, "Tell us at your next visit", shown, hour)
        | {"phone": "", "phone_label": ""},
    ]
    return [tier for tier in made if tier["lines"]]


def _tier(tier: Tier, title: str, flags: Sequence[Flag], hour: Hour) -> dict[str, Any]:
    lines = [_line(flag, hour) for flag in flags if flag.tier is tier]
    return {
        "tone": tier.value,
        "title": title,
        "lines": [line for place, line in enumerate(lines) if line not in lines[:place]],
    }


def _line(flag: Flag, hour: Hour) -> dict[str, str]:
    """The sign, and whom to call where that is not as for the rest of its tier."""
    own = number_now(flag.calls, hour.clinic, hour.now, emergency_number=hour.emergency_number)
    return {
        "text": flag.text,
        "tag": LOOK_FIRST if flag.raised else "",
        "phone": own,
        "phone_label": f"Call {own}" if own else "",
    }
