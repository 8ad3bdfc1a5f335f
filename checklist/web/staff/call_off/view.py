"""What calling a procedure off would do, in words for whoever is about to save it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checklist.actions.call_off import Preview
from checklist.core.calling_off import CallOffKind
from checklist.core.clinic import Clinic
from checklist.core.medicines import DecisionKind
from checklist.core.plan.notice import notice
from checklist.core.voiding import Unsettled, Voided
from checklist.web.staff.medicines.decision_words import decided_words

KINDS = [
    {"value": CallOffKind.CANCELLED.value, "label": "Cancelled"},
    {"value": CallOffKind.NO_SHOW.value, "label": "The patient did not come"},
    {"value": CallOffKind.STOPPED_MIDWAY.value, "label": "Stopped midway"},
]


def preview_view(shown: Preview, clinic: Clinic, now: datetime) -> dict[str, Any]:
    """What the template shows under "What this does"."""
    found = notice(shown.revision, now)
    off = shown.revision.inputs.called_off is not None
    waiting = {one.medicine.id: one for one in shown.waiting}
    return {
        "seen": shown.seen,
        "kind": CallOffKind.TAKEN_BACK.value if not off else "",
        "headlines": _headlines(shown, off=off, now=now),
        "medicines": [
            _medicine(one, waiting.get(one.medicine.id), clinic, now) for one in shown.voided
        ],
        "reads": [] if found is None else [{"title": found.title, "text": " ".join(found.lines)}],
    }


def _headlines(shown: Preview, *, off: bool, now: datetime) -> list[dict[str, str]]:
    stopped = [one.medicine.name for one in shown.waiting if one.stopped_by(now)]
    made = []
    if stopped:
        said = f"Stopped already: {', '.join(stopped)}. A clinician decides today."
        made.append(_said(said, "now"))
    if shown.voided:
        count = len(shown.voided)
        what = "medicine decision becomes" if count == 1 else "medicine decisions become"
        made.append(_said(f"{count} {what} void. Nothing comes back by itself.", "important"))
    if not off:
        return [*made, _said("The list and its dates stand again as they were.")]
    made.append(_said("The patient reads at once that it is off."))
    made.append(_said("What was to be done before it is taken off their list."))
    return made


def _said(text: str, tone: str = "calm") -> dict[str, str]:
    return {"text": text, "tone": tone}


def _medicine(
    one: Voided, waits: Unsettled | None, clinic: Clinic, now: datetime
) -> dict[str, str]:
    said = decided_words(one.decision, clinic, now, confirmed=False)
    return {
        "name": one.medicine.name,
        "was": f"{said['kind'].lower()}, {said['what']}" if said["what"] else said["kind"].lower(),
        "by": said["by"],
        "then": _then(waits, now),
    }


def _then(waits: Unsettled | None, now: datetime) -> str:
    if waits is None:
        return "taken as before: nothing was changed before the day"
    if waits.stopped_by(now):
        return "stopped: waits for a clinician"
    if waits.was.kind is DecisionKind.STOP:
        return "not stopped yet: kept on until a clinician says so"
    return "waits for a clinician"
