"""What changed about each medicine, as one piece of news, however many tasks told of it.

A decision is told by up to three tasks (the last dose, the stop, the restart), and another decision
by others: compared key by key, "stopped" and then "keep taking it" would be something dropped and
something added. So a medicine is news when anything firm that was shown of it is another or gone,
and its news is what is said of it now. What only said that we would tell is no news once we do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checklist.core.news.history import History, alike, made_at
from checklist.core.news.model import Piece
from checklist.core.plan.medicine_tasks import (
    CHANGE,
    LAST_DOSE,
    MOVED,
    RESTART,
    STOP,
    UNDECIDED,
)
from checklist.core.plan.model import Task

RESTART_UNKNOWN: Final = f"{RESTART}-unknown"
RESTART_PLANNED: Final = f"{RESTART}-planned"
TOLD_FIRST: Final = (
    STOP,
    LAST_DOSE,
    CHANGE,
    "medicine-take",
    RESTART,
    RESTART_PLANNED,
    "medicine-keep",
    MOVED,
    UNDECIDED,
    f"{UNDECIDED}-day",
    RESTART_UNKNOWN,
)
"""Of a medicine's tasks, the one that tells most. A stop reads true before and after its hour."""


def medicine_changes(known: History) -> Iterator[Piece]:
    """One piece for each medicine whose instruction is another now."""
    for medicine_id in dict.fromkeys(t.medicine_id for t in known.shown.values() if t.medicine_id):
        shown = [task for task in known.shown.values() if task.medicine_id == medicine_id]
        changed = [task for task in shown if _is_news(task, known)]
        if not changed:
            continue
        was = min(changed, key=_rank)
        made = max((known.made_by(task.key) for task in changed), key=lambda one: one.number)
        yield Piece(
            was=was,
            now=_now(was, known),
            made_in=made.number,
            made_at=made_at(made),
        )


def _is_news(old: Task, known: History) -> bool:
    new = known.now.get(old.key)
    if new is not None and alike(old, new):
        return False
    if old.step == MOVED and old.key in known.base:
        return True  # they read that it waits: the answer may be to take it again
    if old.step.startswith(UNDECIDED) or old.step == RESTART_UNKNOWN:
        return new is not None and new.late and not old.late
    return not (old.step == RESTART_PLANNED and _is_confirmed(old, known))


def _is_confirmed(planned: Task, known: History) -> bool:
    """Whether a restart that was planned is now to be done at the very time it named."""
    restart = known.now.get(f"{RESTART}:{planned.medicine_id}")
    if restart is None:
        return False
    _, _, moment = restart.when.partition(" ")
    return bool(moment) and moment in planned.text


def _now(was: Task, known: History) -> Task | None:
    """What is said of the medicine instead: the same task, else of a restart what is said of it,
    else what tells most; None where the medicine is not on the list any more.
    """
    if was.key in known.now:
        return known.now[was.key]
    left = [task for task in known.now.values() if task.medicine_id == was.medicine_id]
    alike_steps = [t for t in left if t.step.startswith(RESTART) and was.step.startswith(RESTART)]
    return min(alike_steps or left, key=_rank, default=None)


def _rank(task: Task) -> int:
    return TOLD_FIRST.index(task.step) if task.step in TOLD_FIRST else len(TOLD_FIRST)
