"""The buttons beside a named medicine: which one is meant, and off the list.

Each posts the whole form, so that whatever else was typed comes back as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.actions.naming import confirm_name, take_off
from checklist.core.actors import Actor
from checklist.core.errors import Invalid
from checklist.store import Store

MEANT, AS_WRITTEN, ASK_OFF, OFF, KEEP = "meant", "as-written", "ask-off", "off", "keep"


@dataclass(frozen=True, kw_only=True)
class Step:
    """What came of it: ``asking`` is the medicine whose reason is asked for now."""

    said: str = ""
    problem: str = ""
    asking: str = ""


def take_step(store: Store, plan_id: str, do: str, *, actor: Actor, now: datetime) -> Step | None:
    """Do what the button says; None for a button that is none of these.

    Raises NotFound for another plan's medicine.
    """
    verb, _, rest = do.partition(":")
    medicine_id, _, what = rest.partition(":")
    if verb == ASK_OFF:
        return Step(asking=medicine_id)
    if verb == KEEP:
        return Step()
    try:
        if verb in (MEANT, AS_WRITTEN):
            name = what if verb == MEANT else ""
            confirm_name(store, plan_id, medicine_id, name, actor=actor, now=now)
            return Step(said=f"Saved: {name}." if name else "Saved, as you wrote it.")
        if verb == OFF:
            take_off(store, plan_id, medicine_id, what, actor=actor, now=now)
            return Step(said="Saved. It is off your list.")
    except Invalid as refused:
        return Step(problem=next(iter(refused.problems.values())))
    return None
