"""What one printed sheet is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.clinic import Clinic
from checklist.core.marks import TaskState
from checklist.core.plan.model import PlanState, Revision
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything one sheet is made of. ``printed_at`` is UTC."""

    clinic: Clinic
    patient: PatientRow
    plan: PlanRow
    revision: Revision
    replaces: Revision | None
    states: Mapping[str, TaskState]
    carer_names: tuple[str, ...]
    asks_on_paper: bool
    printed_at: datetime
    base_url: str

    @property
    def tz(self) -> ZoneInfo:
        """The zone the plan was made for; its words are in it."""
        return clock.zone(self.revision.inputs.voice.zone)

    @property
    def locale(self) -> str:
        return self.revision.inputs.voice.locale

    @property
    def called_off(self) -> bool:
        return self.revision.inputs.called_off is not None

    @property
    def recovering(self) -> bool:
        return self.plan.state is not PlanState.BEFORE
