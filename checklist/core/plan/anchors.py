"""Where a plan's anchors stand: set by staff, or estimated until they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from checklist.core.medicines import DecisionKind, standing
from checklist.core.plan.model import FIRST_HELD_DOSE, PLANNED_ANCHORS, AnchorValue, Inputs
from checklist.core.protocol import Protocol
from checklist.core.schedule import BOOKED, Moment, Timing, fill, parse_timing, resolve
from checklist.core.voiding import held_when_void


def resolve_anchors(protocol: Protocol, inputs: Inputs, tz: ZoneInfo) -> dict[str, Moment]:
    """Every anchor's moment, in the clinic's zone ``tz``.

    An estimate is not firm; one that cannot be worked out is unknown, as is an event nobody has
    recorded yet. ``earliest_start`` defaults to ``procedure``: the clinic sets it only where a list
    may run early, and once the procedure is set before it, it counts no more: fasting must never
    count from after the start. Estimates may rest on each other in any order; a ring of them is
    unknown, and so is one that rests on a step, whose own times come later.
    """
    known = {name: value.moment for name, value in inputs.anchors.items()}
    known[BOOKED] = Moment.at_instant(inputs.booked_at, tz)
    known.setdefault("procedure", Moment.unknown())
    known["earliest_start"] = _earliest(known.get("earliest_start"), known["procedure"])
    known[FIRST_HELD_DOSE] = _first_held_dose(inputs, known["procedure"], tz)
    waiting = {
        key: (fill(_parsed(rule.planned), inputs.choices), rule.firm)
        for key, rule in protocol.anchors.items()
        if key not in known and rule.planned
    }
    while ready := [key for key, (timing, _) in waiting.items() if timing.anchors <= known.keys()]:
        for key in ready:
            timing, firm = waiting.pop(key)
            found = resolve(
                timing, anchors=known, choices=inputs.choices, tz=tz, calendar=inputs.calendar
            )
            known[key] = replace(found, firm=found.firm and firm)
    for name in (*PLANNED_ANCHORS, *protocol.anchors):
        known.setdefault(name, Moment.unknown())
    return known


def _earliest(said: Moment | None, procedure: Moment) -> Moment:
    if said is None or said.at is None:
        return procedure
    return procedure if procedure.at is not None and procedure.at < said.at else said


def _first_held_dose(inputs: Inputs, procedure: Moment, tz: ZoneInfo) -> Moment:
    """A stop in force as the procedure moved or was called off has done its work: it counts on."""
    decided = (
        standing(medicine.id, inputs.decisions).decision
        for medicine in inputs.medicines
        if not medicine.withdrawn
    )
    held = [
        one.last_dose
        for one in decided
        if one is not None and one.kind is DecisionKind.STOP and one.last_dose is not None
    ]
    held.extend(held_when_void(inputs.medicines, inputs.decisions))
    return Moment.at_instant(min(held), tz) if held else procedure


def is_actual(anchors: Mapping[str, AnchorValue], name: str) -> bool:
    """Whether staff recorded that it has happened."""
    return name in anchors and anchors[name].actual


@lru_cache(maxsize=256)
def _parsed(timing: str) -> Timing:
    return parse_timing(timing)
