"""One task as a card of the patient's page: the arguments of the component that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from flask import url_for

from checklist.core.plan.medicine_tasks import UNDECIDED
from checklist.core.plan.model import Task
from checklist.core.plan.places import UNEASY, Place, Stage
from checklist.core.plan.today import Placed
from checklist.core.protocol import Criticality, Kind, Owner, Phase
from checklist.web.patient import (
    asked_cards,
    counter_view,
    dose_view,
    limit_view,
    measure_view,
    said_view,
)
from checklist.web.patient.asked_card import asked, is_asked_back
from checklist.web.patient.ground import Ground
from checklist.web.patient.parts_view import CHANGED, checked, choices, names, ticked, why_url

Card = dict[str, Any]
"""``shape`` names the component, ``args`` are its arguments; see templates/patient/_cards.html."""

READS: Final = {
    "read-about": ("patient.about", "Read it now"),
    "warning-signs": ("patient.help_page", "See the signs"),
}
"""Steps, by the keys every protocol gives them, that lead to a page of ours, and what says so."""

WAITING: Final = "Waiting for a result"
NOT_NOW: Final = "Not now"

HERE_AND_NOW: Final = (Place.TODAY, Place.CARE)


def cards(placed: Iterable[Placed], ground: Ground) -> list[Card]:
    """The cards of one part of the page, eating and drinking as one."""
    made: list[Card] = []
    for one in placed:
        if not is_shared(one, ground) or not any(card["shape"] == "fasting" for card in made):
            made.append(card(one, ground))
    return made


def is_shared(placed: Placed, ground: Ground) -> bool:
    """Whether it stands in the card of eating and drinking. Afterwards each is one of the list."""
    return bool(placed.task.fasting) and ground.page.stage is not Stage.AFTER


def card(placed: Placed, ground: Ground, *, level: int = 3) -> Card:
    """The card of one task, whatever its state. ``level`` is that of its heading."""
    task, at = placed.task, {"level": level}
    if is_shared(placed, ground):
        return {"shape": "fasting", "args": limit_view.fasting(ground) | at}
    if placed.place is Place.OURS:
        return {"shape": "ours", "args": _ours(placed)}
    if task.limit:
        made = limit_view.limit(placed, ground)
        return {"shape": "limit", "args": made["args"] | at, "block": made["block"]} | {
            "action": ground.mark_url
        }
    if placed.state.settled:
        return {"shape": "done", "args": _done(placed, ground) | at}
    if placed.state.state in UNEASY:
        args = names(task, ground) | said_view.said(placed, ground) | at
        return {"shape": "said", "args": args}
    if placed.place is Place.MEDICINES:
        return _spoken("medicine", placed, _medicine(task, ground) | at, ground)
    args = (_over if placed.place is Place.EARLIER else _task)(placed, ground) | at
    if is_asked_back(task) and placed.place is not Place.EARLIER:
        return {"shape": "asked", "args": asked(task, args, ground)}
    if task.counts and not task.asks_nothing_yet:
        return {"shape": "counter", "args": asked_cards.counter(placed, ground, args)}
    if task.measure is not None and not task.asks_nothing_yet:
        return {"shape": "measure", "args": asked_cards.measure(placed, ground, args)}
    return _spoken("task", placed, args, ground)


def _spoken(shape: str, placed: Placed, args: dict[str, Any], ground: Ground) -> Card:
    """A card with what can be said now of the medicine it is about, if anything."""
    now = placed.place in (*HERE_AND_NOW, Place.MEDICINES)
    says = dose_view.says(placed.task, ground) if now else None
    return {"shape": shape, "args": args, "says": says}


def _task(placed: Placed, ground: Ground) -> dict[str, Any]:
    task = placed.task
    answers = task.kind is Kind.ANSWER
    untimely = placed.overdue or task.late
    undecided = _is_undecided(task) and placed.in_force
    call = undecided or task.void or (untimely and task.criticality is not Criticality.COMFORT)
    asks = placed.place is not Place.AFTER and not (task.kind is Kind.KNOW and task.medicine_id)
    asks = asks and not task.asks_nothing_yet
    here = placed.place in HERE_AND_NOW and not task.asks_nothing_yet
    return (
        names(task, ground)
        | {
            "kind": task.kind.value,
            "text": "" if placed.overdue else ground.told(task.text),
            "when": "" if untimely else _when(task),
            "notice": _notice(placed) if asks else "",
            "tag": _tag(task),
            "important": task.critical and here,
            "owner": "For the person who helps you" if task.owner is Owner.CARER else "",
            "except_": ground.told(task.except_),
            "choices": choices(task) if here else [],
            "box": asks and placed.ready and (not task.late or task.kind is Kind.KNOW),
            "phone": ground.phone if call else "",
            "cant": asks and not task.late,
            "unsure": asks and not answers,
            "why_url": why_url(task, ground),
        }
        | _opens(placed, ground)
    )


def _tag(task: Task) -> str:
    if task.void:
        return NOT_NOW
    return WAITING if task.waiting else ""


def _opens(placed: Placed, ground: Ground) -> dict[str, str]:
    """The page a card leads to, where it leads to one."""
    task = placed.task
    if task.asks_nothing_yet:
        return {}
    if task.medicine_id:
        return dose_view.link(task, ground)
    if task.kind is Kind.ANSWER and placed.ready:
        return {"open_url": _questions_url(task, ground)}
    if task.step in READS and placed.ready:
        endpoint, label = READS[task.step]
        return {"open_url": url_for(endpoint, plan_id=ground.plan.id), "open_label": label}
    return {}


def _over(placed: Placed, ground: Ground) -> dict[str, Any]:
    """A task whose time is over: nothing is asked any more, and a late tick is still welcome."""
    task = placed.task
    was = f"This was to do {task.when}. " if task.due_at is not None and task.when else ""
    dose = task.medicine_id and task.kind is Kind.DO
    now = "Do not take it now." if dose else "You do not have to do it any more."
    return names(task, ground) | {
        "kind": task.kind.value,
        "notice": was + now,
        "choices": [] if task.asks_nothing_yet else choices(task),
        "box": not task.asks_nothing_yet,
        "cant": False,
        "unsure": False,
        "why_url": why_url(task, ground),
    }


def _is_undecided(task: Task) -> bool:
    """Whether a clinician has not decided yet about the medicine it is about."""
    return task.step.startswith(UNDECIDED)


def _questions_url(task: Task, ground: Ground) -> str:
    return url_for("patient.questions", plan_id=ground.plan.id, task_key=task.key)


def _when(task: Task) -> str:
    """By when, unless the text says it already."""
    _, _, moment = task.when.partition(" ")
    if task.due_at is None or not moment or moment in task.text:
        return ""
    return task.when[:1].upper() + task.when[1:]


def _notice(placed: Placed) -> str:
    """Nothing of the past reads as if it were still in time."""
    if placed.overdue:
        return f"This was to do {placed.task.when}. {_instead(placed.task)}"
    return CHANGED if placed.state.reopened is not None else ""


def _instead(task: Task) -> str:
    if task.kind is Kind.ANSWER:
        return "Please answer now, or call us."
    if task.kind is Kind.ATTEND:
        return "Are you not here yet? Call us now."
    if task.medicine_id and task.phase is Phase.AFTER:
        return "Have you started? Tick the box. If not, call us today."
    if task.medicine_id:
        return "Did you take it then? Tick the box. If not, call us before you take it."
    if task.criticality is Criticality.COMFORT:
        return "Have you done it? Tick the box. If not, you still can."
    return "Have you done it? Tick the box. If not, call us today."


def _done(placed: Placed, ground: Ground) -> dict[str, Any]:
    task = placed.task
    still_holds = placed.in_force and task.kind in (Kind.AVOID, Kind.KNOW)
    given = [ground.revision.inputs.answers.get(key) for key in task.questions]
    read = any(answer is not None and answer.id in ground.read for answer in given)
    counted = {"undo_one": counter_view.undo(task, placed.state, ground)} if task.counts else {}
    return (
        names(task, ground)
        | counted
        | {
            "text": ground.told(task.text) if still_holds else "",
            "except_": ground.told(task.except_) if still_holds else "",
            "alert": measure_view.alert(task, placed.state.shows, ground),
            "when": ticked(placed, ground),
            "check": checked(placed),
            "read": "We have read it." if read else "",
            "tell": dose_view.link(task, ground) if still_holds else {},
            "change_url": _questions_url(task, ground) if task.questions else "",
        }
    )


def _medicine(task: Task, ground: Ground) -> dict[str, Any]:
    found = next((m for m in ground.revision.inputs.medicines if m.id == task.medicine_id), None)
    undecided = _is_undecided(task)
    return {
        "name": task.title if found is None else found.name,
        "text": ground.told(task.text),
        "taken": "" if found is None else ", ".join(filter(None, (found.form, found.when_taken))),
        "important": undecided and task.critical,
        "call": ground.phone if undecided else "",
    }


def _ours(placed: Placed) -> dict[str, Any]:
    task, done = placed.task, placed.state.settled
    when = "" if done or placed.overdue else _when(task)
    return {"title": task.title, "text": task.text, "when": when, "done": done}
