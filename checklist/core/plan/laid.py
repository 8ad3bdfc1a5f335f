"""One step as it is laid on the road: its place and its times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.clearances import Clearance
from checklist.core.plan import parsed
from checklist.core.plan.model import Window
from checklist.core.plan.repeats import Occurrence
from checklist.core.protocol import Step


@dataclass(frozen=True, kw_only=True)
class Laid:
    """One step of this plan and its times. ``order`` is its place in the protocol.

    ``occurrences`` are its days where it repeats; None where it does not, or they are not known
    yet. ``ended`` is when its ``until`` came to hold (UTC). ``crossed`` is the window its rule
    gives where that would end before it begins; its own says then that nothing is known.
    ``counted`` says that another step counts from when it was done. ``clearance`` is what a
    clinician said of a limit, as far as it counts; ``over`` is when that, or an event, ended a
    limit (UTC).
    """

    step: Step
    order: int
    window: Window
    occurrences: tuple[Occurrence, ...] | None = None
    ended: datetime | None = None
    waiting: bool = False
    void: bool = False
    crossed: Window | None = None
    counted: bool = False
    clearance: Clearance | None = None
    over: datetime | None = None

    @property
    def open_end(self) -> bool:
        """Whether its end is "at least", and nothing has ended it yet.

        What waits for an event and was given a last day does not end by itself then either.
        """
        if self.over is not None:
            return False
        if not self.step.closes and self.step.until is not None:
            return self.ended is None and self.window.closes is not None and bool(self.clearance)
        if not self.step.closes or not parsed.timing(self.step.closes).open_ended:
            return False
        return self.step.until is None or self.ended is None
