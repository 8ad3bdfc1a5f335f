"""A warning sign that a patient tapped: "this is me"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.protocol import Tier


@dataclass(frozen=True, kw_only=True)
class FlagTap:
    """What the patient read at once does not wait for this; it tells the nurse. ``at`` is UTC.

    ``told`` is what they read to do, such as "call 999 now".
    """

    id: str
    flag_key: str
    tier: Tier
    text: str
    told: str
    by: str
    at: datetime
