"""The card of a clinician's question: it is answered where it stands."""

from __future__ import annotations

from typing import Any, Final

from flask import url_for

from checklist.core.asking_back import ASKED_BACK
from checklist.core.plan.model import Task
from checklist.web.patient.ground import Ground

CALL_ME: Final = "Please call me about this."
"""The word that goes with "Call me instead", so that a nurse reads what is wanted."""

SHARED: Final = ("key", "title", "action", "mark_id", "seen", "text", "notice", "level")
"""The arguments of task_card that this card has too."""


def is_asked_back(task: Task) -> bool:
    return task.step == ASKED_BACK and not task.asks_nothing_yet


def asked(task: Task, args: dict[str, Any], ground: Ground) -> dict[str, Any]:
    """The arguments of asked_card, from those of a usual card."""
    unsaved = ground.unsaved_of(task.key)
    return {name: args[name] for name in SHARED if name in args} | {
        "answer_url": url_for("patient.asked_back", plan_id=ground.plan.id, task_key=task.key),
        "call_word": CALL_ME,
        "value": "" if unsaved is None else unsaved.typed,
        "error": "" if unsaved is None else unsaved.problem,
    }
