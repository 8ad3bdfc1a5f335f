"""When a step's ``until`` came to hold: by a state, an event or a result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checklist.core.conditions import (
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnyOf,
    Condition,
    GroupDecided,
    Happened,
    Measured,
    StepChecked,
    StepDone,
    StepMissed,
)
from checklist.core.holding import Known, holds
from checklist.core.plan.knowing import step_of
from checklist.core.plan.model import Inputs

__all__ = ["ended_at"]


def ended_at(step_key: str, until: Condition, known: Known, inputs: Inputs) -> datetime | None:
    """When a condition that holds now came to hold (UTC), as far as can be told; else None.

    Of what is recorded without a time (a choice, the patient's age) it is when a revision first
    found it so, and stays: what has ended does not come back with the next revision.
    """
    first_found = inputs.ended.get(step_key, inputs.as_of)
    return _Since(known=known, inputs=inputs, first_found=first_found).at(until)


@dataclass(frozen=True, kw_only=True)
class _Since:
    known: Known
    inputs: Inputs
    first_found: datetime

    def at(self, condition: Condition) -> datetime | None:
        if not holds(condition, self.known):
            return None
        match condition:
            case AllOf():
                return max(self._parts(condition.all_of), default=self.first_found)
            case AnyOf():
                return min(self._parts(condition.any_of), default=self.first_found)
            case AnswerIs():
                return self._given(condition.question)
            case AnswerNumber():
                return self._given(condition.number_of)
            case Happened():
                return self.inputs.anchors[condition.event].moment.at or self.first_found
            case GroupDecided():
                return self._decided(condition)
            case (
                StepDone(done_step=step)
                | StepChecked(checked_step=step)
                | StepMissed(missed_step=step)
                | Measured(measured_step=step)
            ):
                return self._latest(step)
            case _:
                return self.first_found

    def _parts(self, parts: tuple[Condition, ...]) -> Iterator[datetime]:
        for part in parts:
            at = self.at(part)
            if at is not None:
                yield at

    def _given(self, question: str) -> datetime:
        answer = self.inputs.answers.get(question)
        if answer is None or answer.given_at is None:
            return self.first_found
        return answer.given_at

    def _decided(self, condition: GroupDecided) -> datetime:
        """The first decision of those asked for, about a medicine of the group."""
        of_group = {m.id for m in self.inputs.medicines if m.group == condition.decided_group}
        made = (
            one.decided_at
            for one in self.inputs.decisions
            if one.medicine_id in of_group and one.kind in condition.decisions
        )
        return min(made, default=self.first_found)

    def _latest(self, step: str) -> datetime:
        said = (link.at for key, link in self.inputs.links.items() if step_of(key) == step)
        return max(said, default=self.first_found)
