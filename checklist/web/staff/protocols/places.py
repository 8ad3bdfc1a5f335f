"""Where each step of a protocol stands on its road, for the picture: an invented plan's moments.

The protocol's own timings are resolved for a procedure at 10:30am on a Thursday, with the choices'
defaults. A step that counts from another is placed once that one is. What hangs on an event nobody
can foresee has no place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from checklist.core import clock
from checklist.core.errors import TimingError
from checklist.core.plan.parsed import amount_in
from checklist.core.protocol import Protocol, Step
from checklist.core.schedule import Moment, opening, parse_timing, resolve

__all__ = ["PROCEDURE_AT", "Placed", "anchors_of", "place"]

_ZONE = clock.zone("Europe/London")
_DAY = date(2027, 3, 4)
PROCEDURE_AT = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
_SAMPLE: Mapping[str, datetime] = {
    "booked": PROCEDURE_AT - timedelta(days=42, hours=1),
    "arrival": PROCEDURE_AT - timedelta(hours=2, minutes=15),
    "earliest_start": PROCEDURE_AT,
    "procedure": PROCEDURE_AT,
}
_ROUGHLY: Mapping[str, datetime] = {
    "procedure_end": PROCEDURE_AT + timedelta(hours=1),
    "home": PROCEDURE_AT + timedelta(hours=4),
}
"""Where a protocol does not say how it estimates these."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One step's instants (UTC) in the invented plan; None where it has none or none is known."""

    step: Step
    opens: datetime | None
    due: datetime | None
    closes: datetime | None

    @property
    def known(self) -> bool:
        return any(at is not None for at in (self.opens, self.due, self.closes))


def place(protocol: Protocol) -> tuple[Placed, ...]:
    """Every step, in the protocol's order."""
    anchors, placed = anchors_of(protocol), {}
    waiting = list(protocol.steps)
    while waiting:
        again = []
        for step in waiting:
            found = _step(step, protocol, anchors)
            if found is None:
                again.append(step)
                continue
            placed[step.key] = found
            anchors |= _marks(found)
        if len(again) == len(waiting):
            break  # what is left hangs on what has no place
        waiting = again
    return tuple(placed.get(step.key, _nowhere(step)) for step in protocol.steps)


def anchors_of(protocol: Protocol) -> dict[str, Moment]:
    """The invented plan's anchors by name; unforeseen ones are not known."""
    found = {name: Moment.at_instant(at, _ZONE) for name, at in _SAMPLE.items()}
    waiting = {key: rule for key, rule in protocol.anchors.items() if rule.planned}
    for _ in range(len(waiting)):
        for key, rule in list(waiting.items()):
            moment = _moment(rule.planned, protocol, found)
            if moment is not None:
                found[key] = moment
                del waiting[key]
    for name, at in _ROUGHLY.items():
        found.setdefault(name, Moment.at_instant(at, _ZONE))
    for key in protocol.anchors:
        found.setdefault(key, Moment.unknown())
    return found


def _step(step: Step, protocol: Protocol, anchors: Mapping[str, Moment]) -> Placed | None:
    """The step's place; None while one of its timings names what has none yet."""
    moments = [
        _moment(timing, protocol, anchors) if timing else Moment.unknown()
        for timing in (step.opens, step.due, step.closes)
    ]
    if any(moment is None for moment in moments):
        return None
    opens, due, closes = (None if moment is None else opening(moment, _ZONE) for moment in moments)
    placed = Placed(step=step, opens=opens, due=due, closes=closes)
    return _with_stages(placed, _defaults(protocol))


def _moment(timing: str, protocol: Protocol, anchors: Mapping[str, Moment]) -> Moment | None:
    choices = _defaults(protocol)
    try:
        return resolve(parse_timing(timing), anchors=anchors, choices=choices, tz=_ZONE)
    except TimingError:
        return None


def _defaults(protocol: Protocol) -> dict[str, str]:
    return {choice.key: choice.default for choice in protocol.choices}


def _with_stages(placed: Placed, choices: Mapping[str, str]) -> Placed:
    """A taper ends with its last stage, whatever else its step says."""
    repeat = placed.step.repeat
    if repeat is None or not repeat.stages or placed.opens is None or placed.closes is not None:
        return placed
    day = clock.day_of(placed.opens, _ZONE)
    for stage in repeat.stages:
        try:
            day = amount_in(stage.lasts, choices).from_day(day, "after")
        except (TimingError, ValueError):
            return placed
    return replace(placed, closes=clock.start_of_day(day, _ZONE))


def _marks(placed: Placed) -> dict[str, Moment]:
    """What other steps may count from: the step itself, and its planned window."""
    key, edges = placed.step.key, ("opens", "due", "closes")
    found = {
        f"{key}.{edge}": Moment.at_instant(at, _ZONE)
        for edge, at in zip(edges, (placed.opens, placed.due, placed.closes), strict=True)
        if at is not None
    }
    itself = placed.due or placed.opens
    return found | ({key: Moment.at_instant(itself, _ZONE)} if itself is not None else {})


def _nowhere(step: Step) -> Placed:
    return Placed(step=step, opens=None, due=None, closes=None)
