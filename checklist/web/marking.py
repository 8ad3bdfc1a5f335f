"""A mark as a form brings it: which task, what is said, and what the page it came from showed.

Every form that makes a mark carries ``mark_id`` (made with the page, so that sending it twice
changes nothing), ``task``, ``state``, ``seen`` and, where there is room for words, ``why``.
``seen`` is "<revision number>:<marks that stood, by commas>": the words that were read and the
marks that are meant to be replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from checklist.actions.marks import Said
from checklist.core.errors import Conflict, NotFound
from checklist.core.marks import Channel, MarkState, TaskState
from checklist.store import Reader, revisions
from checklist.store.ids import is_id
from checklist.store.plans import PlanRow

SPOKEN: Final = frozenset(MarkState) - {MarkState.NOT_NEEDED}
"""What a patient or carer may say. That a task is not needed is for staff to say."""

STALE: Final = "This page is too old. Load it again, then try once more."
MOST_STANDING: Final = 50


def seen_value(revision_number: int, state: TaskState) -> str:
    """The hidden ``seen`` of a form for a task in this state."""
    return f"{revision_number}:{','.join(sorted(state.standing))}"


def said_from_form(
    form: Mapping[str, str], plan: PlanRow, reader: Reader, channel: Channel
) -> Said:
    """What a form says, with the meaning its page showed.

    Raises Conflict where the form cannot have come from one of our pages as it is now, NotFound
    where that revision has no such task.
    """
    mark_id, task_key = form.get("mark_id", ""), form.get("task", "")
    if not is_id(mark_id):
        raise Conflict(STALE)
    number, standing = _seen(form.get("seen", ""))
    task = revisions.numbered(reader, plan.id, number).content.task(task_key)
    if task is None:
        raise NotFound("no such task")
    return Said(
        id=mark_id,
        task_key=task_key,
        state=_state(form.get("state", "")),
        meaning=task.meaning,
        channel=channel,
        replaces=standing,
        word=" ".join(form.get("why", "").split()),
    )


def _state(text: str) -> MarkState:
    try:
        return MarkState(text)
    except ValueError:
        raise Conflict(STALE) from None


def _seen(text: str) -> tuple[int, frozenset[str]]:
    number, _, standing = text.partition(":")
    ids = [mark_id for mark_id in standing.split(",") if mark_id]
    if not number.isascii() or not number.isdigit() or len(ids) > MOST_STANDING:
        raise Conflict(STALE)
    if not all(is_id(mark_id) for mark_id in ids) or len(number) > 6:
        raise Conflict(STALE)
    return int(number), frozenset(ids)
