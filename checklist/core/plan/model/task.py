"""A task: a step made concrete, dated and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.clearances import ClearanceKind
from checklist.core.protocol import Criticality, Kind, Measure, Owner, Phase


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One of the times a day that a counting task asks for: its name, and when (UTC) if set."""

    name: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """A teach-back question with this patient's own dates in it."""

    ask: str
    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step made concrete: dated, in words.

    ``key`` is stable: the step's key, then ``:<medicine id>`` for a medicine's task, ``@<day
    offset>`` and ``.<session>`` for repeats; never an ordinal. ``opens_at``, ``due_at`` and
    ``closes_at`` are instants in UTC with half-open windows, None where there is none or it is not
    known; ``day`` is the local calendar day the task belongs to. ``estimated`` says a date may
    still move. ``meaning`` digests what the patient was told: a mark stands only for the meaning
    it was made on. ``late`` says it was already past when the plan was made: call us.

    ``counts`` is how often it is to be done that day (0: once, and not counted), ``sittings`` each
    of these times, ``amount`` how much each time and ``gap`` the shortest time between, in words.
    ``repeats`` says that it is one day of many, ``series`` in words from when until when.
    ``waiting`` says that its gate is shut, ``void`` that a step it follows was missed,
    ``impossible`` that its window would end before it begins: none of them asks for anything yet.
    ``open_end`` says that it does not end by itself at ``closes_at``; ``over`` that a clinician or
    an event ended this limit there, and ``clearance`` what a clinician last said of it: its words
    say both.
    """

    key: str
    step: str
    kind: Kind
    owner: Owner
    phase: Phase
    criticality: Criticality
    title: str
    text: str
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    day: date | None
    when: str  # in words: "by 6pm on Thursday 5 March", "from …", "until …"
    meaning: str
    why: str = ""
    kept: str = ""
    slipped: str = ""
    after_slip: str = ""
    after_cant: str = ""
    estimated: bool = False
    late: bool = False
    limit: bool = False
    fasting: str = ""
    clock: str = ""  # the fasting limit's clock time alone, "4:30am"
    medicine_id: str = ""
    questions: tuple[str, ...] = ()
    counts: int = 0
    sittings: tuple[Sitting, ...] = ()
    amount: str = ""
    gap: str = ""
    repeats: bool = False
    series: str = ""
    waiting: bool = False
    void: bool = False
    impossible: bool = False
    open_end: bool = False
    over: bool = False
    clearance: ClearanceKind | None = None
    except_: str = ""
    measure: Measure | None = None
    teaching: Teaching | None = None

    @property
    def critical(self) -> bool:
        return self.criticality is Criticality.HARM

    @property
    def sitting_names(self) -> frozenset[str]:
        """The sittings a tick can be for, where it counts; none where it is done once."""
        return frozenset(one.name for one in self.sittings) if self.counts else frozenset()

    @property
    def asks_nothing_yet(self) -> bool:
        """Whether it waits for a result, was made void, or has no possible time."""
        return self.waiting or self.void or self.impossible
