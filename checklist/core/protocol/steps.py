"""Steps: one line of a protocol each, with its timing rule and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.core.bounds import Bounds
from checklist.core.conditions import Condition
from checklist.core.protocol.kinds import Criticality, Kind, Owner, Phase, Tier
from checklist.core.repeats import Repeat


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """One language's words for a step. Empty means "not said".

    ``unknown`` replaces ``text`` while a time it names is not known yet.
    ``kept``/``slipped`` label an avoid's buttons ("I have stopped", "I ate").
    ``after_slip``/``after_cant`` say what to do now when that is tapped.
    ``late`` is read instead when the plan was booked too late for the step: "Call us today …",
    ``waiting`` while the step waits for a result or a check, ``void`` once a step it follows was
    missed. ``except_`` names what an avoid still allows. ``cleared`` is the title of a limit that
    was ended early ("You may drive again"), ``after_cleared`` what still holds then.
    """

    title: str
    text: str
    why: str = ""
    unknown: str = ""
    kept: str = ""
    slipped: str = ""
    after_slip: str = ""
    after_cant: str = ""
    late: str = ""
    waiting: str = ""
    void: str = ""
    except_: str = ""
    cleared: str = ""
    after_cleared: str = ""


@dataclass(frozen=True, kw_only=True)
class Around:
    """An avoid in force around each time of another step: ``before`` and ``after`` it.

    Both are amounts of hours or minutes; empty for none on that side.
    """

    step: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What happens when a measured value lies within ``bounds``: how urgent it is, and what to do.

    ``words`` are for the patient, by language, shown at once and without a server.
    """

    bounds: Bounds
    tier: Tier
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A value to write down. ``possible`` are the numbers that can be typed at all."""

    unit: str
    possible: Bounds
    outside: tuple[Outside, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TeachBack:
    """A question that shows whether an instruction was understood. Words may hold slots."""

    ask: str
    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a protocol, with its timing rule.

    ``opens``/``due``/``closes`` are timing words. An avoid is in force from ``opens`` until
    ``closes`` (half-open; no ``closes`` is an open end). ``limit`` shows it with a bar.
    ``fasting`` is "food" or "drink" for the two limits shown side by side.
    ``questions`` are the questions an answer step asks.
    ``sources`` names the rows or documents it rests on.

    ``until`` ends the step by a state, an event or a result. ``waits_for`` is its gate: until it
    holds, nobody is asked to do it. ``stays`` keeps a window that has begun where it is when the
    procedure moves. ``voids`` makes what counts from this step void once it was missed. ``allows``
    are the steps an avoid does not forbid. ``teach_back`` is asked by language. ``phase_by_time``
    says that the author left the phase open: each plan works it out, as the midday of a morning's
    procedure is after it, and of an afternoon's before.
    """

    key: str
    kind: Kind
    phase: Phase
    criticality: Criticality
    words: Mapping[str, StepWords]
    owner: Owner = Owner.PATIENT
    opens: str = ""
    due: str = ""
    closes: str = ""
    when: Condition | None = None
    questions: tuple[str, ...] = ()
    fasting: str = ""
    limit: bool = False
    sources: tuple[str, ...] = ()
    repeat: Repeat | None = None
    until: Condition | None = None
    waits_for: Condition | None = None
    stays: bool = False
    voids: bool = True
    around: Around | None = None
    allows: tuple[str, ...] = ()
    measure: Measure | None = None
    teach_back: Mapping[str, TeachBack] = field(default_factory=dict)
    phase_by_time: bool = False
