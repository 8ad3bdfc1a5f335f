"""A draft: what a task will be before it has words, from a step or from a medicine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.core.clearances import ClearanceKind
from checklist.core.plan.model import Sitting
from checklist.core.protocol import (
    Criticality,
    Kind,
    Measure,
    Owner,
    Phase,
    StepWords,
    TeachBack,
)
from checklist.core.schedule import Moment


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A task before it has words.

    ``opens``, ``due`` and ``closes`` are None where the step says none, and unknown where it says
    one that nobody knows yet. ``moments`` and ``texts`` are slots of its own. ``exact`` says that
    a due time is the time to do it at, not the last moment. ``order`` is its place in the protocol.
    ``repeats`` says that it is one day of many, so that a mark is about that very day; ``counted``
    that others count from when it was done, so that a tick of another day dates nothing. The rest
    is as in ``model.Task``.
    """

    key: str
    step: str
    kind: Kind
    phase: Phase
    criticality: Criticality
    words: StepWords
    order: int
    owner: Owner = Owner.PATIENT
    opens: Moment | None = None
    due: Moment | None = None
    closes: Moment | None = None
    moments: Mapping[str, Moment] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    fasting: str = ""
    limit: bool = False
    exact: bool = False
    medicine_id: str = ""
    counted: bool = False
    repeats: bool = False
    series: str = ""
    counts: int = 0
    sittings: tuple[Sitting, ...] = ()
    amount: str = ""
    gap: str = ""
    waiting: bool = False
    void: bool = False
    impossible: bool = False
    open_end: bool = False
    over: bool = False
    clearance: ClearanceKind | None = None
    except_: str = ""
    measure: Measure | None = None
    teach_back: TeachBack | None = None

    @property
    def window(self) -> Mapping[str, Moment]:
        """The moments it says, by the slot that names them."""
        said = {"opens": self.opens, "due": self.due, "closes": self.closes}
        return {name: moment for name, moment in said.items() if moment is not None}
