"""Which medicine decisions no longer stand once the procedure moves (DESIGN section 5).

A decision rests on the day of the procedure. Another day, or no day at all, voids every one that
stands, and moving back revives none: the clinician decides again. A start that moves within its day
voids only what names a clock time of that day: a tablet "at 6am" was decided for another start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.medicines import Decision, Medicine, standing
from checklist.core.moments import Moment


@dataclass(frozen=True, kw_only=True)
class Voided:
    """A medicine, and its decision that stands or waits until now, and will not any more."""

    medicine: Medicine
    decision: Decision


def voided_by_move(
    medicines: Sequence[Medicine],
    decisions: tuple[Decision, ...],
    was: Moment,
    will_be: Moment,
    tz: ZoneInfo,
) -> tuple[Voided, ...]:
    """What the move of the procedure from ``was`` to ``will_be`` voids; days are those of ``tz``.

    A first time on a known day voids nothing: what was decided was decided for that day. A first
    day does: what was decided without any was decided for another.
    """
    found = []
    for medicine in medicines:
        stands = standing(medicine.id, decisions)
        # Approved after the move, a decision that waits would bring its old dates into force.
        for decision in (stands.decision, stands.waiting):
            if decision is not None and _falls(decision, was, will_be, tz):
                found.append(Voided(medicine=medicine, decision=decision))
                break
    return tuple(found)


def _falls(decision: Decision, was: Moment, will_be: Moment, tz: ZoneInfo) -> bool:
    if was.day != will_be.day:
        return True
    if was.at is None or was.at == will_be.at:
        return False
    said = (decision.take_at, decision.last_dose)
    return any(at is not None and clock.day_of(at, tz) == was.day for at in said)
