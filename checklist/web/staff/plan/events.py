"""The times of the day, and what happened: set and recorded on the page of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checklist.actions.events import EVENTS
from checklist.core import clock, words
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.clinic import Clinic
from checklist.core.moments import Moment
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState, Revision
from checklist.store.plans import PlanRow


def times_view(plan: PlanRow, revision: Revision, clinic: Clinic, actor: Actor) -> dict[str, Any]:
    """Start and arrival, and whether they can be set here: only on the day that is planned.

    What is off has none.
    """
    anchors = revision.content.anchors
    known = {"start": anchors["procedure"], "arrival": anchors["arrival"]}
    before = plan.state is PlanState.BEFORE and plan.procedure_day is not None
    return {
        "rows": [
            {
                "name": name,
                "label": {"start": "Start", "arrival": "Arrival"}[name],
                "said": "not known yet"
                if moment.at is None
                else words.time_words(moment.at, clinic.tz, clinic.locale),
                "value": ""
                if moment.at is None
                else clock.local(moment.at, clinic.tz).strftime("%H:%M"),
            }
            for name, moment in known.items()
            if not _is_off(plan)
        ],
        "offered": before and may(actor, Act.SET_TIME),
        "open": any(moment.at is None for moment in known.values()),
    }


def events_view(
    plan: PlanRow,
    revision: Revision,
    clinic: Clinic,
    actor: Actor,
    now: datetime,
    own: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Procedure done and gone home: recorded, or to be recorded from the day on.

    ``own`` are the protocol's own events with their labels, which may happen at any time.
    """
    anchors = revision.inputs.anchors
    begun = plan.procedure_day is not None and plan.procedure_day <= clock.day_of(now, clinic.tz)
    done = is_actual(anchors, "procedure_end")
    open_for = {**dict.fromkeys(own, True), "procedure_end": begun or done, "home": done}
    closed = plan.state is PlanState.CLOSED
    return [
        {
            "event": event,
            "label": label,
            "recorded": _recorded(anchors[event].moment, clinic)
            if is_actual(anchors, event)
            else "",
            "back": event in EVENTS
            and is_actual(anchors, event)
            and plan.state is PlanState.RECOVERING
            and not (event == "procedure_end" and is_actual(anchors, "home"))
            and may(actor, Act.RECORD_EVENT),
            "offered": open_for[event] and not closed and may(actor, Act.RECORD_EVENT),
        }
        for event, label in {**own, **EVENTS}.items()
        if is_actual(anchors, event) or not _is_off(plan)
    ]


def _is_off(plan: PlanRow) -> bool:
    """Called off with no day left: there is nothing to come."""
    return plan.state is PlanState.CALLED_OFF and plan.procedure_day is None


def _recorded(moment: Moment, clinic: Clinic) -> str:
    return words.moment_words(moment, clinic.tz, clinic.locale)
