"""A second clinician's word on a decision, where the clinic asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One word of a second clinician. ``at`` is UTC; a refusal has its reason in ``note``."""

    id: str
    decision_id: str
    approved: bool
    by_id: str
    by: str
    at: datetime
    note: str = ""
