"""A patient's medicines and what a clinician decided about each.

The app never computes a dose or how long to stop: every date below was typed by a clinician.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from checklist.core.actors import ActorKind
from checklist.core.approvals import Approval
from checklist.core.folding import fold
from checklist.core.protocol import MedicineGroup

AND: Final = "+"
"""Between the substances of one box: "aspirin+dipyridamole"."""


class DecisionKind(StrEnum):
    KEEP = "keep"
    STOP = "stop"
    TAKE = "take"  # take on the day
    CHANGE = "change"
    RESTART = "restart"
    VOID = "void"  # it moved, or is called off; the clinician decides again


@dataclass(frozen=True, kw_only=True)
class Medicine:
    """One medicine as the patient names it.

    ``name`` is as on the box; ``form`` is the plain word for one dose ("tablet"), or empty.
    ``group`` is the protocol's concern group it was matched to, or empty: unknown or of no concern.
    ``strength`` is as on the box ("5mg"). ``substance`` is the key of what is in it, as the shipped
    list of medicines knows it ("apixaban", "aspirin+dipyridamole"), or empty: what shares a part is
    the same medicine. ``origin`` says where it comes from: "prescribed", "bought", "herbal", or
    empty. ``looks_like`` are the generic names a misspelt name may mean ("apixaban; rivaroxaban"),
    while nobody has said which; ``denied`` says that the patient means none of them. Its group
    stands all the same. ``off_why``, ``off_by``, ``off_kind`` (their kind of actor) and ``off_at``
    (UTC) tell why it was taken off the list, by whom and when.
    """

    id: str
    name: str
    generic: str = ""
    form: str = ""
    group: str = ""
    when_taken: str = ""
    filled_by: str = ""
    strength: str = ""
    substance: str = ""
    origin: str = ""
    looks_like: str = ""
    denied: bool = False
    withdrawn: bool = False  # named by mistake, or no longer taken
    named_at: datetime | None = None  # UTC
    off_why: str = ""
    off_by: str = ""
    off_kind: str = ""
    off_at: datetime | None = None

    @property
    def on_the_box(self) -> str:
        """Name and strength, as they stand on the box: "Eliquis 5mg"."""
        said = fold(self.strength) in fold(self.name)
        return self.name if said else f"{self.name} {self.strength}"

    @property
    def parts(self) -> frozenset[str]:
        """The substances in it, folded: both of "aspirin+dipyridamole"."""
        return frozenset(self.substance.split(AND)) - {""}

    @property
    def unknown(self) -> bool:
        """Whether nobody can tell from its name what it is."""
        return not (self.substance or self.group or self.looks_like)

    @property
    def likely(self) -> bool:
        """Whether it is known only by what it looks like."""
        return bool(self.looks_like) and not self.substance

    @property
    def off_by_patient(self) -> bool:
        """Whether the patient or a carer took it off the list, and not staff."""
        return self.off_kind in (ActorKind.PATIENT, ActorKind.CARER)

    @property
    def dose(self) -> str:
        """What one dose is called: "warfarin tablet", or "dose of warfarin"."""
        return f"{self.name} {self.form}" if self.form else f"dose of {self.name}"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One append-only decision of a clinician about one medicine of one plan.

    ``last_dose`` (STOP) and ``take_at`` (TAKE) are instants in UTC. ``instruction`` (CHANGE) is the
    clinician's own words for the patient. A STOP may say beforehand when to restart
    (``restart_at``), which is provisional, or who will tell (``restart_owner``) and by when
    (``restart_by``). A RESTART carries ``restart_at``. ``source`` is what it rests on, in the
    clinician's words; ``needs_approval`` says that the clinic asks for a second clinician, and
    ``approval`` is that clinician's word, None until it is given.
    """

    id: str
    medicine_id: str
    kind: DecisionKind
    decided_by: str
    decided_at: datetime
    last_dose: datetime | None = None
    take_at: datetime | None = None
    instruction: str = ""
    restart_at: datetime | None = None
    restart_owner: str = ""
    restart_by: datetime | None = None
    consulted: str = ""
    reason: str = ""
    source: str = ""
    needs_approval: bool = False
    decided_by_id: str = ""
    approval: Approval | None = None

    @property
    def waits(self) -> bool:
        """Whether a second clinician has not said yes or no to it yet."""
        return self.needs_approval and self.approval is None

    @property
    def refused(self) -> bool:
        return self.approval is not None and not self.approval.approved

    @property
    def in_force_at(self) -> datetime:
        """From when a patient may read it (UTC): as decided, or as approved where that is asked."""
        return self.decided_at if self.approval is None else self.approval.at


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands for one medicine now: ``decision`` is None while nothing is decided.

    ``restart`` was decided since a stop; before the procedure is over it is only provisional.
    ``voided`` says that a decision stood and the procedure then moved or was called off, so one
    must be made again. A restart that answers it rests on no procedure any more: it is the decision
    itself, until another is made for the day.
    ``waiting`` is a newer decision that a second clinician has not approved yet, ``refused`` one
    that they did not: neither has reached the patient, and what stood before still stands.
    """

    decision: Decision | None
    restart: Decision | None
    voided: Decision | None = None
    waiting: Decision | None = None
    refused: Decision | None = None

    @property
    def undecided(self) -> bool:
        """Nothing is decided for the procedure: "take it again" says nothing of its day."""
        return self.decision is None or self.decision.kind is DecisionKind.RESTART

    @property
    def stopped(self) -> bool:
        """Stopped for the procedure, whether or not a restart is decided since."""
        return self.decision is not None and self.decision.kind is DecisionKind.STOP

    @property
    def again(self) -> Decision | None:
        """That it is taken again although no procedure took place: the decision itself."""
        restart = self.decision is not None and self.decision.kind is DecisionKind.RESTART
        return self.decision if restart else None

    @property
    def held(self) -> bool:
        """Stopped, and no restart decided since."""
        return self.stopped and self.restart is None


def latest_decision(medicine_id: str, decisions: Sequence[Decision]) -> Decision | None:
    """The last decision made about a medicine, whatever its kind; None before the first."""
    mine = [d for d in decisions if d.medicine_id == medicine_id]
    return max(mine, key=lambda d: (d.decided_at, d.id), default=None)


def standing(medicine_id: str, decisions: tuple[Decision, ...]) -> Standing:
    """What stands after all decisions, in the order they were made (ties by id).

    One that waits for approval or was refused changes nothing of what stands; a decision made after
    it, or a move of the procedure, takes its place.
    """
    stands = Standing(decision=None, restart=None)
    mine = [d for d in decisions if d.medicine_id == medicine_id]
    for made in sorted(mine, key=lambda d: (d.decided_at, d.id)):
        stands = _after(stands, made)
    return stands


def _after(stands: Standing, made: Decision) -> Standing:
    if made.waits:
        return replace(stands, waiting=made, refused=None)
    if made.refused:
        return replace(stands, waiting=None, refused=made)
    if made.kind is DecisionKind.RESTART and not stands.undecided:
        return replace(stands, restart=made, waiting=None, refused=None)
    if made.kind is DecisionKind.VOID:
        if stands.again is not None:
            # It rests on no procedure: only what waited beside it falls, never when to start again.
            return Standing(decision=stands.again, restart=None)
        # What never reached the patient leaves nothing for them to be told of.
        known = stands.decision is not None or stands.voided is not None
        return Standing(decision=None, restart=None, voided=made if known else None)
    return Standing(decision=made, restart=None)


GRAVE_KINDS = frozenset({DecisionKind.STOP, DecisionKind.CHANGE})


def asks_for_approval(kind: DecisionKind, medicine: Medicine) -> bool:
    """Whether a second clinician approves it, where the clinic asks for one.

    Stopping or changing a medicine of a concern group is what harms when it is wrong.
    """
    return kind in GRAVE_KINDS and bool(medicine.group)


def same_substance(one: Medicine, other: Medicine) -> bool:
    """Whether two on the list hold the same: a substance of the shipped list, or by their names."""
    if one.substance and other.substance:
        return bool(one.parts & other.parts)
    known = fold(one.generic) or fold(one.name)
    return known == (fold(other.generic) or fold(other.name))


def match_group(name: str, groups: Sequence[MedicineGroup]) -> tuple[str, str]:
    """The concern group and the known name a medicine's own words hold; empty where none does.

    Whole words are compared, folded: "Eliquis 5mg" and "ELIQUIS" are both Eliquis. Where words of
    two groups stand in one name, the graver group wins, then the protocol's order; what no group
    knows goes to a clinician too.
    """
    spoken = f" {fold(name)} "
    for group in sorted(groups, key=lambda group: -group.criticality):
        for known in group.names:
            if f" {fold(known)} " in spoken:
                return group.key, known
    return "", ""
