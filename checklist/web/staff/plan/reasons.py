"""Why a plan needs somebody, and what was resolved before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checklist.actions.outcomes import Outcome
from checklist.core.actors import Actor
from checklist.core.attention import Reason
from checklist.core.attention.model import is_a_clinicians
from checklist.core.clinic import Clinic
from checklist.store.attention import id_of
from checklist.store.entries import Told
from checklist.store.resolutions import ResolutionRow
from checklist.web.staff import say_when
from checklist.web.staff.reason_lines import reason_line
from checklist.web.staff.worklist import outcome_view


def reasons_view(
    reasons: Sequence[Reason], now: datetime, clinic: Clinic, actor: Actor, settle_url: str
) -> list[dict[str, Any]]:
    """Why this plan needs somebody, each with what may be said of it.

    What only a decision settles leads to the page where it is made.
    """
    made = [_reason(reason, now, clinic, actor) for reason in reasons]
    for line, reason in zip(made, reasons, strict=True):
        if is_a_clinicians(reason.kind, reason.subject):
            line["settle_url"] = settle_url
    return made


def _reason(reason: Reason, now: datetime, clinic: Clinic, actor: Actor) -> dict[str, Any]:
    settles = outcome_view.may_settle(actor, (reason,))
    return {
        **reason_line(reason),
        "band": reason.band.value,
        "settle_url": "",
        "do_by": say_when.do_by(reason.do_by, now, clinic),
        "form": f"deal-{id_of(reason)}",
        "meant": outcome_view.about((reason,), actor),
        "taps": outcome_view.taps(clinic, now, settles=settles),
        "worded": outcome_view.worded(settles=settles),
    }


def resolved_view(
    made: Sequence[ResolutionRow], now: datetime, clinic: Clinic
) -> list[dict[str, str]]:
    """What became of reasons before, by whom and how; what was taken back is left out.

    One tap is one line, whatever it was about. ``undo`` is what takes it back.
    """
    found: dict[tuple[datetime, str, str], dict[str, str]] = {}
    for row in made:
        if not row.undone:
            found.setdefault((row.at, row.by_id, row.outcome), _resolved(row, now, clinic))
    return list(found.values())


def cleared_view(told: Sequence[Told], clinic: Clinic) -> list[dict[str, str]]:
    """What asked and then asked no more, as its cause went. What was forgotten is left out."""
    return [
        {
            "words": json.loads(one.payload)["words"],
            "when": say_when.short(one.entry.at, clinic),
        }
        for one in told
        if one.payload is not None
    ]


def _resolved(row: ResolutionRow, now: datetime, clinic: Clinic) -> dict[str, str]:
    said = outcome_view.DONE[Outcome(row.outcome)]
    if row.returns_at is not None and row.returns_at > now:
        said = f"{said}, asks again {say_when.seen_from(row.returns_at, now, clinic)}"
    return {
        "said": said,
        "note": row.note,
        "by": row.by,
        "when": say_when.short(row.at, clinic),
        "undo": row.id,
    }
