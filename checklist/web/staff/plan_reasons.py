"""Why a plan needs somebody, and what was resolved before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checklist.core.attention import Reason
from checklist.core.clinic import Clinic
from checklist.store.resolutions import ResolutionRow
from checklist.web.staff import say_when
from checklist.web.staff.worklist_view import reason_line


def reasons_view(reasons: Sequence[Reason], now: datetime, clinic: Clinic) -> list[dict[str, Any]]:
    """Why this plan needs somebody, each with what resolves it."""
    return [
        {
            **reason_line(reason),
            "band": reason.band.value,
            "do_by": say_when.do_by(reason.do_by, now, clinic),
            "kind": reason.kind.value,
            "subject": reason.subject,
            "cause": reason.cause,
            "form": f"resolve-{number}",
        }
        for number, reason in enumerate(reasons, start=1)
    ]


def resolved_view(made: Sequence[ResolutionRow], clinic: Clinic) -> list[dict[str, str]]:
    """What was resolved before, by whom, and how."""
    return [
        {"note": row.note, "by": row.by, "when": say_when.short(row.at, clinic)} for row in made
    ]
