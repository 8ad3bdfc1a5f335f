"""The two cards that take more than one tick: what is done several times a day, and a value."""

from __future__ import annotations

from typing import Any, Final

from checklist.core.plan.places import Place
from checklist.core.plan.today import Placed
from checklist.web.patient import counter_view, measure_view
from checklist.web.patient.ground import Ground

MISSED_ONE: Final = "Tick what you have done. Did you miss one? Call us."

OF_ANY_CARD: Final = frozenset(
    {"key", "title", "action", "mark_id", "seen", "text", "notice", "important", "owner", "phone"}
    | {"cant", "unsure", "why_url", "level"}
)
"""The arguments of task_card that these cards have too."""


def counter(placed: Placed, ground: Ground, args: dict[str, Any]) -> dict[str, Any]:
    """The arguments of counter_card, from those of a usual card.

    Its clock times say when, better than the last of them would.
    """
    shared = _shared(args)
    if placed.overdue:
        shared["notice"] = f"This was to do {placed.task.when}. {MISSED_ONE}"
    return shared | counter_view.counting(placed, ground, ready=_can_begin(placed))


def measure(placed: Placed, ground: Ground, args: dict[str, Any]) -> dict[str, Any]:
    """The arguments of measure_card, from those of a usual card."""
    more = measure_view.measuring(placed.task, ground)
    when = "" if placed.overdue else args.get("when", "")
    return _shared(args) | more | {"when": when, "ready": _can_begin(placed)}


def _shared(args: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in args.items() if name in OF_ANY_CARD}


def _can_begin(placed: Placed) -> bool:
    """Whether there is something to press; late is welcome, ahead of its time is not."""
    if placed.place is Place.EARLIER:
        return not placed.task.late
    return placed.place is not Place.AFTER and placed.ready and not placed.task.late
