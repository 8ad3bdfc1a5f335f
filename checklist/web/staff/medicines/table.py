"""Everything the page of a patient's medicines rests on, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.attention import Facts
from checklist.core.clinic import Clinic
from checklist.core.hold_table import HoldRule
from checklist.core.medicines import Decision, Medicine, standing
from checklist.core.moments import Moment
from checklist.core.plan.model import Content, Revision
from checklist.core.protocol import Protocol
from checklist.web.forms import Filled
from checklist.web.staff.medicines.filled import to_restart
from checklist.web.staff.medicines.form import Sent


@dataclass(frozen=True, kw_only=True)
class Table:
    """Everything the medicines page shows. ``will`` is the plan as it would be, when previewed.

    ``sent`` and ``typed`` are the form as it came back; ``typed`` is None while nobody sent it.
    ``hold_table`` is the clinic's own; ``keep`` says that Keep is chosen, and not saved, for every
    medicine that waits and that no group concerns. ``reported`` is the form of what was really
    taken, or of a second clinician's word, as it came back.
    """

    clinic: Clinic
    protocol: Protocol
    facts: Facts
    actor: Actor
    now: datetime
    hold_table: tuple[HoldRule, ...] = ()
    keep: bool = False
    reported: Filled = field(default_factory=Filled)
    sent: Sent = field(default_factory=Sent)
    typed: Filled | None = None
    will: Content | None = None

    @property
    def revision(self) -> Revision:
        return self.facts.revision

    @property
    def listed(self) -> tuple[Medicine, ...]:
        """The medicines on the list: those to decide first, then as they were named."""
        kept = [m for m in self.revision.inputs.medicines if not m.withdrawn]
        return tuple(sorted(kept, key=lambda m: not (self.undecided(m) or self.to_restart(m))))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.revision.inputs.decisions

    @property
    def procedure(self) -> Moment:
        return self.revision.content.anchors["procedure"]

    def undecided(self, medicine: Medicine) -> bool:
        return standing(medicine.id, self.decisions).undecided

    def keepable(self, medicine: Medicine) -> bool:
        """Whether it waits, and is known to be of no concern: what nobody knows is looked at."""
        known = bool(medicine.substance) and medicine.origin != "herbal"
        return known and not medicine.group and self.undecided(medicine)

    def to_restart(self, medicine: Medicine) -> bool:
        return to_restart(medicine.id, self.revision.inputs, self.clinic)

    def decide_by(self, medicine: Medicine) -> datetime | None:
        return self.revision.content.decide_by.get(medicine.id)
