"""The settling page, worked out: the call, each medicine, the words to read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklist.core import words
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.attention.settling import is_settled, waiting_in
from checklist.core.clinic import Clinic
from checklist.core.dose_reports import Reported, last_taken, saying
from checklist.core.marks import MarkState
from checklist.core.medicines import Medicine, latest_decision
from checklist.core.plan.model import PlanState, Revision
from checklist.core.plan.notice import notice
from checklist.core.voiding import Unsettled, Voided, settled
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.store.staff import StaffRow
from checklist.web.forms import Filled
from checklist.web.staff import say_when
from checklist.web.staff.call_off import callback_form
from checklist.web.staff.medicines.decision_words import decided_words
from checklist.web.staff.medicines.filled import name_of

OPTIONS = [
    {"value": "restart", "label": "Take again from"},
    {"value": "keep", "label": "Keep taking as before"},
    {"value": "change", "label": "Change"},
]
SAYS = {
    Reported.STOPPED: "says they have stopped it",
    Reported.TOLD_TO_STOP: "says someone else told them to stop",
    Reported.STILL_TAKING: "says they still take it",
}
MARKED = {
    MarkState.DONE: "ticked “I have stopped”",
    MarkState.SLIPPED: "says they took one",
    MarkState.UNSURE: "is not sure that they stopped",
    MarkState.CANT: "says they cannot stop",
}


@dataclass(frozen=True, kw_only=True)
class Board:
    """Everything the page rests on. ``filled`` is the form that came back, if any."""

    plan: PlanRow
    clinic: Clinic
    actor: Actor
    now: datetime
    facts: Facts
    patient: PatientRow
    calls: Sequence[Mapping[str, str]]
    known: Sequence[StaffRow]
    filled: Filled

    @property
    def revision(self) -> Revision:
        return self.facts.revision

    @property
    def waiting(self) -> tuple[Unsettled, ...]:
        return waiting_in(self.facts)

    @property
    def listed(self) -> tuple[Medicine, ...]:
        """The medicines that wait, and those settled since, which may be corrected."""
        done = [one.medicine for one in self.settled]
        return (*(one.medicine for one in self.waiting), *done)

    @property
    def settled(self) -> tuple[Voided, ...]:
        inputs = self.revision.inputs
        return settled(inputs.medicines, inputs.decisions)

    @property
    def off(self) -> bool:
        return self.revision.inputs.called_off is not None


def view(board: Board) -> dict[str, Any]:
    """What templates/settle/page.html shows."""
    callback = board.revision.inputs.callback
    done = is_settled(board.facts)
    return {
        "filled": board.filled,
        "errors": board.filled.errors,
        "title": "Settle the medicines" if board.waiting else "The medicines are settled",
        "lede": _lede(board),
        "promise": _promise(board),
        "late": bool(board.waiting) and callback is not None and callback.call_by <= board.now,
        "call": callback_form.callback_fields(board.filled, callback, board.known, board.clinic),
        "may_call": may(board.actor, Act.CALL_OFF) and callback is not None and not done,
        "phone": board.patient.phone,
        "patient": board.patient.first_name,
        "options": OPTIONS,
        "off": board.off,
        "waiting": [_waiting(one, board) for one in board.waiting],
        "settled": [_settled(one, board) for one in board.settled],
        "aloud": _aloud(board),
        "revision": board.revision.number,
        "unread": bool(board.facts.news.still(board.facts.states, board.facts.state)),
        "calls": board.calls,
        "done": done,
        "closable": done and board.plan.state is PlanState.CALLED_OFF,
    }


def _lede(board: Board) -> str:
    off = board.revision.inputs.called_off
    if off is None:
        return "The procedure moved, so no decision holds any more."
    when = say_when.seen_from(off.at, board.now, board.clinic)
    return f"Called off by {off.by}, {when}: {off.reason}"


def _promise(board: Board) -> str:
    callback = board.revision.inputs.callback
    if callback is None:
        return "No call was promised with a time: call today."
    by = words.moment_words(callback.call_by, board.clinic.tz, board.clinic.locale)
    return f"{callback.owner} decides. {board.patient.first_name} was told that we call by {by}."


def _waiting(one: Unsettled, board: Board) -> dict[str, Any]:
    said = decided_words(one.was, board.clinic, board.now, confirmed=False)
    return {
        "id": one.medicine.id,
        "name": one.medicine.name,
        "concern": board.facts.concerns.get(one.medicine.group, ""),
        "was": said,
        "stopped": _stopped(one, board),
        "actual": _actual(one.medicine, board),
        "reads": _reads(one.medicine, board),
        "fields": _fields(one.medicine, board),
    }


def _settled(one: Voided, board: Board) -> dict[str, Any]:
    return {
        "id": one.medicine.id,
        "name": one.medicine.name,
        "decided": decided_words(one.decision, board.clinic, board.now, confirmed=True),
        "reads": _reads(one.medicine, board),
        "fields": _fields(one.medicine, board),
        "open": any(name.startswith(f"{one.medicine.id}-") for name in board.filled.wrong),
    }


def _stopped(one: Unsettled, board: Board) -> str:
    """Whether the last dose has passed, so that the patient is without it now."""
    last = one.was.last_dose
    if last is None:
        return ""
    said = words.moment_words(last, board.clinic.tz, board.clinic.locale)
    if one.stopped_by(board.now):
        return f"The last dose was due at {said}: without it since."
    return f"The last dose is only due at {said}: not stopped yet."


def _actual(medicine: Medicine, board: Board) -> list[str]:
    """What the patient has said of it: ticks, and reports of what was really taken."""
    found = []
    for key, state in board.facts.states.items():
        mark = state.shows or state.reopened
        if key == f"medicine-stop:{medicine.id}" and mark is not None and mark.state in MARKED:
            when = say_when.short(mark.happened_at, board.clinic)
            found.append(f"{mark.actor_name} {MARKED[mark.state]}, {when}")
    report = last_taken(medicine.id, board.facts.reports)
    if report is not None and report.taken_at is not None:
        taken = words.moment_words(report.taken_at, board.clinic.tz, board.clinic.locale)
        found.append(f"Last really taken at {taken}, says {report.by}")
    says = saying(medicine.id, board.facts.reports)
    if says is not None and says.said in SAYS:
        found.append(f"{says.by} {SAYS[says.said]}, {say_when.short(says.heard_at, board.clinic)}")
    return found


def _reads(medicine: Medicine, board: Board) -> list[dict[str, str]]:
    tasks = board.revision.content.tasks
    return [{"title": t.title, "text": t.text} for t in tasks if t.medicine_id == medicine.id]


def _fields(medicine: Medicine, board: Board) -> dict[str, dict[str, str]]:
    """Each field's name, what was typed into it, and what is wrong with it; nothing is filled."""
    latest = latest_decision(medicine.id, board.revision.inputs.decisions)
    start = {"seen": "" if latest is None else latest.id}
    found = {}
    for short in FIELDS:
        name = name_of(medicine.id, short)
        found[short] = {
            "name": name,
            "value": board.filled.value(name, start.get(short, "")),
            "error": board.filled.problem(name),
        }
    return found


FIELDS = (
    "seen",
    "kind",
    "again_day",
    "again_time",
    "again_time_which",
    "instruction",
    "consulted",
    "reason",
)


def _aloud(board: Board) -> list[str]:
    """The very words to read to the patient: the notice, then what to do with each medicine."""
    found = notice(board.revision, board.now)
    told = [
        f"{one['title']}. {one['text']}"
        for each in board.settled
        for one in _reads(each.medicine, board)
    ]
    if found is None:
        return told
    return [found.title, " ".join(found.lines), *told]
