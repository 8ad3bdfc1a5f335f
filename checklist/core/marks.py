"""Marks: append-only statements about a task, and what they add up to.

Any order, any duplication, any number of devices gives the same state. Times inform, never decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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


ONCE: frozenset[str] = frozenset()
"""The sittings of a task that is done once."""


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
    ``slips`` are all slips nobody took back, oldest first: ticking "I have stopped" after "I took
    one" shows the tick, and a nurse still reads of the slip.

    Of a task that counts, ``sat`` are the ticks so far, by the sitting each was for ("morning",
    "2"). It shows done only once every sitting is; until then each new tick stands beside the
    others and replaces none.
    """

    shows: Mark | None
    standing: frozenset[str]
    disagree: bool
    reopened: Mark | None
    check: Check | None = None
    slips: tuple[Mark, ...] = ()
    sat: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def state(self) -> MarkState | None:
        return self.shows.state if self.shows is not None else None

    @property
    def settled(self) -> bool:
        """Nothing more is asked of the patient."""
        return self.state in (MarkState.DONE, MarkState.NOT_NEEDED)


def merge(
    marks: Iterable[Mark],
    meaning: str,
    checks: Iterable[Check] = (),
    sittings: frozenset[str] = ONCE,
) -> TaskState:
    """The state of one task from all its marks, for the meaning it has now.

    ``sittings`` are the names of the times a counting task asks for; empty for any other task.
    """
    known = {mark.id: mark for mark in marks}
    standing = _standing(known)
    said = (m for m in standing if m.meaning == meaning and not _unticks_one(m, sittings))
    counting = sorted(said, key=_safer_first)
    shows = counting[0] if counting else None
    if shows is not None and shows.state is MarkState.CLEARED:
        shows = None
    sat = _sat(counting, sittings)
    if shows is not None and shows.state is MarkState.DONE and sat.keys() < sittings:
        shows = None
        standing = [mark for mark in standing if mark not in sat.values()]
    return TaskState(
        shows=shows,
        standing=frozenset(mark.id for mark in standing),
        disagree=_disagree(counting, sat),
        reopened=None if counting else _latest_said(standing),
        check=_check_on(counting, checks) if shows is not None else None,
        slips=_slips(known),
        sat=sat,
    )


def _disagree(counting: Iterable[Mark], sat: Mapping[str, Mark]) -> bool:
    """Whether two things are said at once. Ticks of some times of a day contradict nothing."""
    ticked = {mark.id for mark in sat.values()}
    return len({mark.state for mark in counting if mark.id not in ticked}) > 1


def _unticks_one(mark: Mark, sittings: frozenset[str]) -> bool:
    """Whether it took back the tick of one sitting, and says nothing of the others."""
    return mark.state is MarkState.CLEARED and mark.value in sittings


def _sat(counting: Iterable[Mark], sittings: frozenset[str]) -> Mapping[str, Mark]:
    """One tick for each sitting: the first heard of, so that a second one changes nothing.

    A tick that names no sitting is for all of them: a nurse heard that the whole day is done.
    """
    found: dict[str, Mark] = {}
    for mark in counting:
        if mark.state is MarkState.DONE:
            for name in sittings if mark.value not in sittings else (mark.value,):
                found.setdefault(name, mark)
    return found


def _standing(known: Mapping[str, Mark]) -> list[Mark]:
    """The marks no other mark replaces. Marks that replace each other in a ring all stand."""
    replaced = {old for mark in known.values() for old in mark.replaces - {mark.id}}
    free = [mark for mark in known.values() if mark.id not in replaced]
    if _reached(free, known) == known.keys():
        return free
    return _standing_with_rings(known)


def _standing_with_rings(known: Mapping[str, Mark]) -> list[Mark]:
    """As above, where marks replace each other in a ring, as no page of ours makes them."""
    replaced_by: dict[str, list[Mark]] = {}
    for mark in known.values():
        for old in mark.replaces:
            replaced_by.setdefault(old, []).append(mark)
    return [
        mark
        for mark in known.values()
        if _reached([mark], known) >= {newer.id for newer in replaced_by.get(mark.id, ())}
    ]


def _reached(marks: Iterable[Mark], known: Mapping[str, Mark]) -> set[str]:
    """These marks and all they replace, directly or through what they replace."""
    waiting, found = [mark.id for mark in marks], set[str]()
    while waiting:
        current = waiting.pop()
        if current not in found and current in known:
            found.add(current)
            waiting.extend(known[current].replaces)
    return found


def _safer_first(mark: Mark) -> tuple[int, datetime, str]:
    return (SAFER_FIRST.index(mark.state), mark.heard_at, mark.id)


def _latest_said(standing: list[Mark]) -> Mark | None:
    said = [mark for mark in standing if mark.state is not MarkState.CLEARED]
    return max(said, key=lambda mark: (mark.heard_at, mark.id), default=None)


def _check_on(counting: list[Mark], checks: Iterable[Check]) -> Check | None:
    """The latest check of a tick, while nothing safer than a tick is said."""
    if counting[0].state is not MarkState.DONE:
        return None
    ticks = {mark.id for mark in counting if mark.state is MarkState.DONE}
    return max((c for c in checks if c.mark_id in ticks), key=lambda c: (c.at, c.id), default=None)


def _slips(known: Mapping[str, Mark]) -> tuple[Mark, ...]:
    """Every slip but those taken back: cleared ("that was a wrong tap"), or set right by staff."""
    taken_back = {
        old
        for mark in known.values()
        if mark.state is MarkState.CLEARED or mark.actor_kind is ActorKind.STAFF
        for old in mark.replaces - {mark.id}
    }
    slips = [
        mark
        for mark in known.values()
        if mark.state is MarkState.SLIPPED and mark.id not in taken_back
    ]
    return tuple(sorted(slips, key=lambda mark: (mark.heard_at, mark.id)))
