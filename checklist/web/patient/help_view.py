"""The red flags, most urgent first, each with the number that answers now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checklist.core.plan.model import Flag
from checklist.core.protocol import Tier


def tiers(flags: Sequence[Flag], *, emergency_number: str, phone: str) -> list[dict[str, Any]]:
    """The ``tiers`` of red_flags. ``phone`` is the clinic's number for now, "" where not known."""
    made = [
        _tier(Tier.EMERGENCY, f"Call {emergency_number} now for any of these", flags)
        | {"phone": emergency_number, "phone_label": f"Call {emergency_number}"},
        _tier(Tier.SAME_DAY, "Call us the same day for any of these", flags)
        | {"phone": phone, "phone_label": f"Call us: {phone}"},
        _tier(Tier.MENTION, "Tell us at your next visit", flags) | {"phone": "", "phone_label": ""},
    ]
    return [tier for tier in made if tier["lines"]]


def _tier(tier: Tier, title: str, flags: Sequence[Flag]) -> dict[str, Any]:
    return {
        "tone": tier.value,
        "title": title,
        "lines": list(dict.fromkeys(flag.text for flag in flags if flag.tier is tier)),
    }
