"""What a change of a live plan would do, in words for the nurse who is about to save it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from checklist.actions.change_words import NO_DATE
from checklist.actions.changes import Preview
from checklist.core.clinic import Clinic
from checklist.core.marks import Mark
from checklist.core.medicines import DecisionKind
from checklist.core.plan.consequences import Consequences, Value
from checklist.core.plan.model import Change, ChangeKind
from checklist.core.voiding import Voided
from checklist.web.staff import say_when
from checklist.web.staff.medicines.decision_words import decided_words
from checklist.web.staff.plan.marks import SAID

CALL_TODAY = "Call the patient today: a clinician decides about each of them again."
STOPPED_ALREADY = (
    "By now {} should have been stopped. Ask today when the last dose was, and tell a clinician."
)
SIGN_AGAIN = "The sign-off becomes void. A clinician signs again."
CLOSED = "The clinic is closed on the day of the procedure."
UNKNOWN = "not known yet"
NO_TASK = "Nothing that the patient reads changes."


def preview_view(shown: Preview, clinic: Clinic, now: datetime) -> dict[str, Any]:
    """The arguments of the component consequences, but for what is typed."""
    found = shown.consequences
    return {
        "seen": shown.seen,
        "headlines": list(_headlines(shown, clinic, now)),
        "voided": [_voided(one, clinic, now) for one in found.voided],
        "groups": [group for group in _groups(found, clinic) if group["lines"]],
    }


def _headlines(shown: Preview, clinic: Clinic, now: datetime) -> Iterator[dict[str, str]]:
    found = shown.consequences
    for value in found.values:
        yield _said(_value(value))
    day = shown.will_be.day
    if day is not None and day != shown.was.day and not clinic.is_working_day(day):
        yield _said(CLOSED, "important")
    if found.voided:
        count = _counted(
            len(found.voided), "medicine decision becomes", "medicine decisions become"
        )
        yield _said(f"{count} void. {CALL_TODAY}", "now")
    stopped = [one.medicine.name for one in found.voided if _stopped_already(one, now)]
    if stopped:
        yield _said(STOPPED_ALREADY.format(_listed(stopped)), "now")
    if found.sign_off_falls:
        yield _said(SIGN_AGAIN, "important")
    if found.late:
        count = _counted(len(found.late), "thing", "things")
        yield _said(f"Too late for {count}. The patient reads: call us today.", "important")
    if found.reopened:
        count = _counted(len(found.reopened), "thing", "things")
        yield _said(f"{count} already ticked will be asked again.", "important")
    if not any((found.moved, found.reworded, found.dropped, found.added, found.late)):
        yield _said(NO_TASK)


def _said(text: str, tone: str = "calm") -> dict[str, str]:
    return {"text": text, "tone": tone}


def _value(value: Value) -> str:
    if value.name != "procedure":
        return f"{value.label}: was {value.before}, now {value.after}."
    if value.after == NO_DATE:
        return f"The procedure of {value.before} is postponed. There is no new date yet."
    if value.before == NO_DATE:
        return f"The procedure gets a date: {value.after}."
    return f"The procedure moves from {value.before} to {value.after}."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _stopped_already(one: Voided, now: datetime) -> bool:
    last_dose = one.decision.last_dose
    return one.decision.kind is DecisionKind.STOP and last_dose is not None and last_dose <= now


def _voided(one: Voided, clinic: Clinic, now: datetime) -> dict[str, str]:
    said = decided_words(one.decision, clinic, now, confirmed=False)
    was = f"{said['kind'].lower()}, {said['what']}" if said["what"] else said["kind"].lower()
    return {"name": one.medicine.name, "was": was, "by": said["by"]}


def _groups(found: Consequences, clinic: Clinic) -> Iterator[dict[str, Any]]:
    """The lists under the headlines, what needs most thought first."""
    yield _group(
        "reopened",
        "Asked again",
        [
            {"title": one.title, "note": one.why, "before": _mark(one.said, clinic), "after": ""}
            for one in found.reopened
        ],
    )
    yield _group(
        "late",
        "Too late: call us today",
        [{"title": o.title, "note": "", "before": "", "after": o.text} for o in found.late],
    )
    yield _group("moved", "Moved", [_line(change) for change in found.moved])
    yield _group("reworded", "Said in other words", [_line(change) for change in found.reworded])
    yield _group("added", "New", [_line(change) for change in found.added])
    yield _group(
        "dropped",
        "No longer in the plan",
        [
            {
                "title": one.title,
                "note": "" if one.said is None else f"{_mark(one.said, clinic)}. Kept in history.",
                "before": one.text,
                "after": "",
            }
            for one in found.dropped
        ],
    )
    yield _group(
        "returned",
        "Counts again",
        [
            {"title": one.title, "note": _mark(one.said, clinic), "before": "", "after": ""}
            for one in found.returned
        ],
    )


def _group(key: str, title: str, lines: list[dict[str, str]]) -> dict[str, Any]:
    return {"key": key, "title": title, "lines": lines}


def _line(change: Change) -> dict[str, str]:
    return {
        "title": change.title,
        "note": "",
        "before": change.before,
        "after": change.after or (UNKNOWN if change.kind is ChangeKind.MOVED else ""),
    }


def _mark(mark: Mark, clinic: Clinic) -> str:
    """ "Ticked by Maria Silva, Wed 3 Mar 9:17am"."""
    return f"{SAID[mark.state]}, {mark.actor_name}, {say_when.short(mark.happened_at, clinic)}"
