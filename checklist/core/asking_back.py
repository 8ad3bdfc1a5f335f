"""A question a clinician asks back of one patient, beside those of the protocol."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

ASKED_BACK: Final = "asked-back"
"""The step of its task and the beginning of its question's key: "asked-back:<id>"."""


@dataclass(frozen=True, kw_only=True)
class AskedBack:
    """One question in the clinician's own words. ``about`` is the question or medicine it follows.

    ``at`` is UTC.
    """

    id: str
    ask: str
    by: str
    at: datetime
    about: str = ""

    @property
    def key(self) -> str:
        return f"{ASKED_BACK}:{self.id}"
