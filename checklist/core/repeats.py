"""How a step repeats: on which days, how often or when on each, for how long.

Times are written as in timings ("8am"); lengths as amounts ("1 week"). Nothing here is worked out:
see ``checklist.core.plan.repeats``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Session:
    """One time of day: a name that stays ("morning") and its clock time ("8am").

    ``clock`` may be a choice in curly brackets.
    """

    name: str
    clock: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stretch of a taper or a ramp-up, for a calendar amount such as "1 week".

    ``times`` or ``sessions`` take the place of the repeat's own; ``amount`` is what is done then,
    in words by language ("1 drop", "10 minutes").
    """

    lasts: str
    times: int = 0
    sessions: tuple[Session, ...] = ()
    amount: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """So long on, so long off, from the first day on: calendar amounts such as "3 weeks"."""

    on: str
    off: str


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """A step that comes again, from its ``opens`` to its ``closes``.

    ``every`` is a calendar amount; ``weekdays`` (0 is Monday) stand in its place. On each such day
    it is done ``times`` times at no set time, or at ``sessions``. ``gap`` is the shortest time
    between two. ``separate`` gives each session a box of its own, where one counter is usual.
    ``stages`` follow one another and end the repeat with the last one's end.
    """

    every: str = "1 day"
    weekdays: tuple[int, ...] = ()
    times: int = 1
    sessions: tuple[Session, ...] = ()
    gap: str = ""
    separate: bool = False
    stages: tuple[Stage, ...] = ()
    cycle: Cycle | None = None
    amount: Mapping[str, str] = field(default_factory=dict)
