"""Which medicine decisions no longer stand once the procedure moves or is called off.

A decision rests on the day of the procedure (DESIGN section 5). Another day, or none at all, voids
every one that stands, and moving back revives none: the clinician decides again. A start that moves
within its day voids only what names a clock time of that day that is still to come: a tablet "at
6am" was decided for another start, and by 9am it was taken or it was not. That a medicine is taken
again rests on no procedure, so nothing voids it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.medicines import Decision, DecisionKind, Medicine, standing
from checklist.core.moments import Moment

IN_FORCE_BEFORE = (DecisionKind.STOP, DecisionKind.CHANGE)
"""What alters how a medicine is taken before the day: without its procedure it must be undone."""


@dataclass(frozen=True, kw_only=True)
class Voided:
    """A medicine, and its decision that stands or waits until now, and will not any more."""

    medicine: Medicine
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class Unsettled:
    """A medicine that waits for a clinician: ``was`` stood until ``void`` (see ``settled``)."""

    medicine: Medicine
    was: Decision
    void: Decision

    def stopped_by(self, at: datetime) -> bool:
        """Whether its last dose was to be taken by ``at`` (UTC), so that it is stopped now."""
        last_dose = self.was.last_dose
        return self.was.kind is DecisionKind.STOP and last_dose is not None and last_dose <= at


def voided_by_move(
    medicines: Sequence[Medicine],
    decisions: tuple[Decision, ...],
    was: Moment,
    will_be: Moment,
    tz: ZoneInfo,
    *,
    now: datetime,
) -> tuple[Voided, ...]:
    """What the move of the procedure from ``was`` to ``will_be`` voids; days are those of ``tz``.

    It is made at ``now`` (UTC). A first time on a known day voids nothing: what was decided was
    decided for that day. A first day does: what was decided without any was decided for another.
    """
    stands = _standing(medicines, decisions)
    return tuple(one for one in stands if _falls(one, was, will_be, tz, now))


def voided_by_calling_off(
    medicines: Sequence[Medicine], decisions: tuple[Decision, ...]
) -> tuple[Voided, ...]:
    """Every decision that stands: each was made for a procedure that does not take place."""
    return tuple(_standing(medicines, decisions))


def unsettled(
    medicines: Sequence[Medicine], decisions: tuple[Decision, ...], *, called_off: bool
) -> tuple[Unsettled, ...]:
    """The medicines whose decision fell and about which nobody has decided since.

    For another day every one is decided again. Without a procedure only what altered how a
    medicine is taken waits: what was kept is taken as before.
    """
    found = []
    for medicine in medicines:
        void = standing(medicine.id, decisions).voided
        was = None if void is None else _before_void(medicine.id, decisions)
        if medicine.withdrawn or void is None or was is None:
            continue
        if not called_off or was.kind in IN_FORCE_BEFORE:
            found.append(Unsettled(medicine=medicine, was=was, void=void))
    return tuple(found)


def settled(medicines: Sequence[Medicine], decisions: tuple[Decision, ...]) -> tuple[Voided, ...]:
    """The medicines decided about since their last decision fell, each with what stands now."""
    return tuple(
        Voided(medicine=medicine, decision=decision)
        for medicine in medicines
        if not medicine.withdrawn
        and (decision := standing(medicine.id, decisions).decision) is not None
        and _before_void(medicine.id, decisions) is not None
    )


def held_when_void(
    medicines: Sequence[Medicine], decisions: tuple[Decision, ...]
) -> tuple[datetime, ...]:
    """The last doses (UTC) of medicines that were stopped already as their decision fell."""
    found = []
    for medicine in medicines:
        if medicine.withdrawn:
            continue
        for void in decisions:
            if void.medicine_id == medicine.id and void.kind is DecisionKind.VOID:
                earlier = tuple(one for one in decisions if one.decided_at < void.decided_at)
                stood = standing(medicine.id, earlier).decision
                if stood is not None and stood.kind is DecisionKind.STOP:
                    found.append((stood.last_dose, void.decided_at))
    return tuple(last for last, fell in found if last is not None and last <= fell)


def _before_void(medicine_id: str, decisions: tuple[Decision, ...]) -> Decision | None:
    """What stood when the latest void fell; None where nothing was ever void."""
    mine = sorted(
        (one for one in decisions if one.medicine_id == medicine_id),
        key=lambda one: (one.decided_at, one.id),
    )
    for place in range(len(mine) - 1, -1, -1):
        if mine[place].kind is DecisionKind.VOID:
            stood = standing(medicine_id, tuple(mine[:place])).decision
            if stood is not None:
                return stood
    return None


def _standing(medicines: Sequence[Medicine], decisions: tuple[Decision, ...]) -> Iterator[Voided]:
    """What was decided and stands, or waits for approval: approved later, it would bring its old
    dates into force.
    """
    for medicine in medicines:
        stands = standing(medicine.id, decisions)
        for decision in (stands.decision, stands.waiting):
            if decision is not None and decision.kind is not DecisionKind.RESTART:
                yield Voided(medicine=medicine, decision=decision)
                break


def _falls(one: Voided, was: Moment, will_be: Moment, tz: ZoneInfo, now: datetime) -> bool:
    if was.day != will_be.day:
        return True
    if was.at is None or was.at == will_be.at:
        return False
    said = (one.decision.take_at, one.decision.last_dose)
    to_come = (at for at in said if at is not None and at > now)
    return any(clock.day_of(at, tz) == was.day for at in to_come)
