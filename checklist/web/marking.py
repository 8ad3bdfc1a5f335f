"""A mark as a form brings it: which task, what is said, and what the page it came from showed.

Every form that makes a mark carries ``mark_id`` (made with the page, so that sending it twice
changes nothing), ``task``, ``state``, ``seen`` and, where there is room for words, ``why``.
``seen`` is "<revision number>:<marks that stood, by commas>": the words that were read and the
marks that are meant to be replaced. ``value`` is the number that was measured, or which of the
times of a day a tick is for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from checklist.actions.marks import PLAIN_NUMBER, Said, number_wanted
from checklist.core.errors import Conflict, Invalid, NotFound
from checklist.core.marks import Channel, Mark, MarkState, TaskState
from checklist.core.plan.model import Task
from checklist.core.protocol import Measure
from checklist.store import Reader, revisions
from checklist.store.ids import is_id
from checklist.store.plans import PlanRow

SPOKEN: Final = frozenset(MarkState) - {MarkState.NOT_NEEDED}
"""What a patient or carer may say. That a task is not needed is for staff to say."""

STALE: Final = "This page is too old. Load it again, then try once more."
MOST_STANDING: Final = 50
LONGEST_NUMBER: Final = 20


def seen_value(revision_number: int, state: TaskState) -> str:
    """The hidden ``seen`` of a form for a task in this state.

    While a day is only partly done its ticks are not among what is replaced: whoever says "I can't"
    of the rest, and takes that back, has still done what was ticked.
    """
    kept = frozenset() if state.settled else frozenset(mark.id for mark in state.sat.values())
    return _seen_text(revision_number, state.standing - kept)


def last_tick(task: Task, state: TaskState) -> Mark | None:
    """The last tick of a task that counts, where it can be taken back alone.

    None where nothing is ticked, or the whole day was at once.
    """
    mark = max(state.sat.values(), key=lambda one: (one.heard_at, one.id), default=None)
    return mark if mark is not None and mark.value in task.sitting_names else None


def seen_of(revision_number: int, state: TaskState, mark: Mark) -> str:
    """The hidden ``seen`` of a form that takes back this one tick and no other that counts.

    A second tick for the same time goes with it, or it would seem that nothing was taken back.
    """
    others = frozenset(one.id for one in state.sat.values()) - {mark.id}
    return _seen_text(revision_number, (state.standing | {mark.id}) - others)


def _seen_text(revision_number: int, standing: Iterable[str]) -> str:
    return f"{revision_number}:{','.join(sorted(standing))}"


def said_from_form(
    form: Mapping[str, str], plan: PlanRow, reader: Reader, channel: Channel
) -> Said:
    """What a form says, with the meaning its page showed.

    Raises Conflict where the form cannot have come from one of our pages as it is now, NotFound
    where that revision has no such task, Invalid beside ``value`` for what is no number.
    """
    mark_id, task_key = form.get("mark_id", ""), form.get("task", "")
    if not is_id(mark_id):
        raise Conflict(STALE)
    number, standing = _seen(form.get("seen", ""))
    task = revisions.numbered(reader, plan.id, number).content.task(task_key)
    if task is None:
        raise NotFound("no such task")
    state = _state(form.get("state", ""))
    return Said(
        id=mark_id,
        task_key=task_key,
        state=state,
        meaning=task.meaning,
        channel=channel,
        replaces=standing,
        word=" ".join(form.get("why", "").split()),
        value=_value(form.get("value", ""), task, state),
    )


def _value(typed: str, task: Task, state: MarkState) -> str:
    """The measured number, or the sitting that is ticked or unticked; empty for everything else."""
    if task.measure is not None and state is MarkState.DONE:
        return as_number(typed, task.measure)
    if not typed or state not in (MarkState.DONE, MarkState.CLEARED) or not task.counts:
        return ""
    if typed not in task.sitting_names:
        raise Conflict(STALE)
    return typed


def as_number(typed: str, measure: Measure) -> str:
    """A number as people write it, with a comma or a point and digits of any script: "37.5".

    Raises Invalid beside ``value`` for what is none.
    """
    plain = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in "".join(typed.split())
    )
    number = plain.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if len(number) > LONGEST_NUMBER or not PLAIN_NUMBER.fullmatch(number):
        raise Invalid({"value": number_wanted(measure)})
    return number


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
