"""Where a plan's anchors stand: set by staff, or estimated until they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from checklist.core.plan.model import AnchorValue, Inputs
from checklist.core.protocol import Protocol
from checklist.core.schedule import Moment, parse_timing, resolve

def resolve_anchors(protocol: Protocol, inputs: Inputs, tz: ZoneInfo) -> Mapping[str, Moment]:
    """Every anchor's moment. An estimate is not firm; one that cannot be worked out is unknown.

    ``earliest_start`` defaults to ``procedure``: the clinic sets it only where a list may run early.
    """
    known = {name: value.moment for name, value in inputs.anchors.items()}
    known["booked"] = Moment.at_instant(inputs.booked_at, tz)
    known.setdefault("procedure", Moment.unknown())
    known.setdefault("earliest_start", known["procedure"])
    waiting = {k: rule for k, rule in protocol.anchors.items() if k not in known}
    while waiting:
        ready = [k for k, rule in waiting.items() if _rests_on(rule.planned) <= known.keys()]
        for key in ready:
            rule = waiting.pop(key)
            found = resolve(parse_timing(rule.planned), anchors=known, choices=inputs.choices, tz=tz)
            known[key] = replace(found, firm=found.firm and rule.firm)
        if not ready:
            break
    for name in ("arrival", "procedure_end", "home", *waiting):
        known.setdefault(name, Moment.unknown())
    return known


def _rests_on(planned: str) -> frozenset[str]:
    return frozenset(parse_timing(planned).anchors)


def is_actual(anchors: Mapping[str, AnchorValue], name: str) -> bool:
    """Whether staff recorded that it has happened."""
    return name in anchors and anchors[name].actual
