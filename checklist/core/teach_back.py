"""What a patient chose when asked to say an instruction back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class TeachTry:
    """One answer to a task's teach-back question. ``at`` is UTC.

    ``meaning`` is the task's when it was asked: another meaning is asked anew.
    """

    id: str
    task_key: str
    meaning: str
    chosen: str
    right: bool
    by: str
    at: datetime
