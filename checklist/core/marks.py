"""Marks: append-only statements about a task, and what they add up to.

Any order, any duplication, any number of devices gives the same state. Times inform, never decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checklist.core.actors import ActorKind


class MarkState(StrEnum):
    DONE = "done"
    CANT = "cant"
    UNSURE = "unsure"
    NOT_NEEDED = "not_needed"
    SLIPPED = "slipped"
    CLEARED = "cleared"


class Channel(StrEnum):
    """Through what we heard of it."""

    SCREEN = "screen"
    OFFLINE = "offline"
    PAPER = "paper"
    PHONE = "phone"


# Where marks disagree the safer one shows: the one that most needs a person to look.
SAFER_FIRST = (
    MarkState.SLIPPED,
    MarkState.CANT,
    MarkState.UNSURE,
    MarkState.CLEARED,
    MarkState.DONE,
    MarkState.NOT_NEEDED,
)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One statement. ``meaning`` is that of the task's words the actor saw.

    ``happened_at`` is when the person says it happened, ``heard_at`` when we heard, both UTC.
    ``replaces`` names the marks the actor saw standing and meant to replace.
    """

    id: str
    task_key: str
    state: MarkState
    actor_kind: ActorKind
    actor_name: str
    channel: Channel
    happened_at: datetime
    heard_at: datetime
    meaning: str
    revision: int
    value: str = ""
    word: str = ""
    replaces: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Check:
    """A nurse's or clinician's confirmation of one mark. It never looks like a tick."""

    id: str
    task_key: str
    mark_id: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TaskState:
    """What the marks on one task add up to.

    ``shows`` is the mark to show (None: nothing stands). ``standing`` ids are what a new mark
    replaces. ``reopened`` holds the mark that no longer counts since the words changed meaning.
    """

    shows: Mark | None
    standing: frozenset[str]
    disagree: bool
    reopened: Mark | None
    check: Check | None = None

    @property
    def state(self) -> MarkState | None:
        return self.shows.state if self.shows is not None else None

    @property
    def settled(self) -> bool:
        """Nothing more is asked of the patient."""
        return self.state in (MarkState.DONE, MarkState.NOT_NEEDED)


def merge(marks: Iterable[Mark], meaning: str, checks: Iterable[Check] = ()) -> TaskState:
    """The state of one task from all its marks, for the meaning it has now."""
    known = {mark.id: mark for mark in marks}
    replaced = {old for mark in known.values() for old in mark.replaces if old != mark.id}
    standing = [mark for mark in known.values() if mark.id not in replaced]
    if not standing:  # marks that replace each other in a ring: none may vanish
        standing = list(known.values())
    counting = [m for m in standing if m.meaning == meaning]
    stale = [m for m in standing if m.meaning != meaning and m.state is not MarkState.CLEARED]
    counting.sort(key=lambda m: (SAFER_FIRST.index(m.state), m.heard_at, m.id))
    shows = counting[0] if counting else None
    states = {m.state for m in counting}
    if shows is not None and shows.state is MarkState.CLEARED:
        shows = None
    reopened = max(stale, key=lambda m: (m.heard_at, m.id)) if stale and not counting else None
    check = None
    if shows is not None and shows.state is MarkState.DONE:
        mine = [c for c in checks if c.mark_id == shows.id]
        check = max(mine, key=lambda c: (c.at, c.id), default=None)
    return TaskState(
        shows=shows,
        standing=frozenset(m.id for m in standing),
        disagree=len(states) > 1,
        reopened=reopened,
        check=check,
    )
