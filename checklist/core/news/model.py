"""What news is made of, and how long each piece of it is news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from checklist.core.marks import MarkState, TaskState
from checklist.core.moments import Moment
from checklist.core.plan.model import PlanState, Task, Voice
from checklist.core.protocol import Kind, Phase


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One instruction that was shown, and is another now; ``now`` is None once it left the list.

    ``made_in`` is the number of the revision that made it what it is now, ``made_at`` when (UTC).
    """

    was: Task
    now: Task | None
    made_in: int
    made_at: datetime

    @property
    def holds(self) -> Task:
        """The task whose time says until when this is news."""
        return self.was if self.now is None else self.now

    @property
    def same_task(self) -> bool:
        return self.now is not None and self.now.key == self.was.key

    @property
    def ends_at(self) -> datetime | None:
        """From when on it is over (UTC); None while no time ends it.

        That a limit was ended early matters for as long as the limit would have lasted.
        """
        if self.now is not None and self.now.over:
            return None if self.was.open_end else self.was.closes_at
        return self.holds.due_at or self.holds.closes_at

    def is_open(self, states: Mapping[str, TaskState], state: PlanState) -> bool:
        """Whether it still matters: not done in its new words, and not of a time that is over."""
        if state is PlanState.CLOSED or (state is PlanState.RECOVERING and self._is_before()):
            return False
        return not self._is_done(states.get(self.was.key))

    def _is_before(self) -> bool:
        """Whether it is of no use after the procedure. A medicine stays stopped, or kept."""
        task = self.holds
        lasting = task.medicine_id and task.phase is Phase.BEFORE and task.due_at is None
        return task.phase is not Phase.AFTER and not (lasting and task.kind is not Kind.DO)

    def _is_done(self, state: TaskState | None) -> bool:
        """A tick on the new words, or on what left the list, leaves nothing to be told.

        What is to be left alone is no thing done once; and who has stopped a medicine must hear
        that it is not stopped any more.
        """
        if state is None or (self.was.medicine_id and not self.same_task):
            return False
        if self.now is not None:
            reread = self.now.meaning != self.was.meaning
            return state.settled and (reread or self.now.kind is not Kind.AVOID)
        mark = state.reopened
        settled = mark is not None and mark.state in (MarkState.DONE, MarkState.NOT_NEEDED)
        return settled and self.was.kind is not Kind.AVOID


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The procedure is on another day, or has none any more. It is over at ``ends_at`` (UTC)."""

    was: Moment
    now: Moment
    ends_at: datetime | None
    made_in: int
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Off:
    """The procedure is called off, or what that means for a medicine is another now.

    What it says stands in ``core.plan.notice``, in full; it has no end.
    """

    made_in: int
    made_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class News:
    """Everything of a plan that must be told and that nobody has said they read.

    ``revision`` is the newest it tells of: what an acknowledgement is of. ``voice`` is whose words
    these are; None where there is nothing to tell. ``read_at`` is when the revision was made (UTC)
    that they have read last; None where that is the newest.
    """

    revision: int
    voice: Voice | None
    moved: Moved | None
    pieces: tuple[Piece, ...]
    off: Off | None = None
    read_at: datetime | None = None

    def __bool__(self) -> bool:
        return self.moved is not None or self.off is not None or bool(self.pieces)

    @property
    def made_in(self) -> int:
        """The number of the revision that made the latest change of these."""
        return max((one.made_in for one in self._all()), default=self.revision)

    @property
    def first_made_at(self) -> datetime:
        """When the earliest of these changes was made (UTC). Raises ValueError where none was."""
        return min(one.made_at for one in self._all())

    @property
    def last_made_at(self) -> datetime:
        """When the latest of these changes was made (UTC). Raises ValueError where none was."""
        return max(one.made_at for one in self._all())

    @property
    def ends_at(self) -> datetime | None:
        """From when on nothing of it matters any more (UTC); None while something has no end."""
        ends = [one.ends_at for one in self._all()]
        known = [end for end in ends if end is not None]
        return max(known, default=None) if len(known) == len(ends) else None

    def still(
        self, states: Mapping[str, TaskState], state: PlanState, now: datetime | None = None
    ) -> News:
        """What of it is neither done nor over; without ``now`` (UTC), what will end counts too."""
        moved = self.moved
        if state is not PlanState.BEFORE or (moved is not None and _is_past(moved, now)):
            moved = None
        pieces = tuple(
            one for one in self.pieces if one.is_open(states, state) and not _is_past(one, now)
        )
        off = None if state is PlanState.CLOSED else self.off
        return replace(self, moved=moved, pieces=pieces, off=off)

    def _all(self) -> Iterator[Moved | Piece | Off]:
        if self.moved is not None:
            yield self.moved
        if self.off is not None:
            yield self.off
        yield from self.pieces


def _is_past(one: Moved | Piece, now: datetime | None) -> bool:
    return now is not None and one.ends_at is not None and one.ends_at <= now


NOTHING = News(revision=0, voice=None, moved=None, pieces=())
"""Nothing to tell."""
