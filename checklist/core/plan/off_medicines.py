"""What a patient reads about a medicine whose decision fell, and about each without a procedure.

A decision fell because the procedure moved or is called off. Until a clinician has decided again
nobody tells the patient more than what is true: what they stopped, and who calls by when. Without
a procedure nothing else holds any more: what was never changed is taken as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from checklist.core.calling_off import Callback
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.plan.draft import Draft
from checklist.core.plan.model import Inputs
from checklist.core.plan.phrases.off import OffPhrases, off_phrases
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Criticality, Kind, Phase, StepWords
from checklist.core.schedule import Moment
from checklist.core.voiding import Unsettled, unsettled

WAITING: Final = "medicine-undecided-moved"
AS_BEFORE: Final = "medicine-keep"
"""The steps of these tasks, as ``Task.step`` names them."""


def waiting_of(inputs: Inputs) -> Mapping[str, Unsettled]:
    """By medicine: what waits for a clinician since its decision fell."""
    found = unsettled(inputs.medicines, inputs.decisions, called_off=inputs.called_off is not None)
    return {one.medicine.id: one for one in found}


def standing_callback(
    waiting: Mapping[str, Unsettled], callback: Callback | None
) -> Callback | None:
    """The call that was promised for these; one of an earlier move promises nothing any more."""
    fell = max((one.void.decided_at for one in waiting.values()), default=None)
    if callback is None or fell is None or callback.at < fell:
        return None
    return callback


@dataclass(frozen=True, kw_only=True)
class OffMedicine:
    """One medicine of a plan whose procedure moved or is called off."""

    medicine: Medicine
    setting: Setting
    order: int

    def waits(self) -> Draft:
        """Nobody has decided since: who calls, by when."""
        waiting = waiting_of(self.setting.inputs)
        one = waiting[self.medicine.id]
        title, text = self._waiting_words(one)
        said, moments = self._call(standing_callback(waiting, self.setting.inputs.callback))
        said = [text, *said, self._phrases.no_call]
        words = StepWords(title=title, text=" ".join(said), why=self._why)
        return self._draft(WAITING, words, moments=moments)

    def as_before(self, decision: Decision | None) -> Draft:
        """Nothing was changed, or a clinician says that it is taken as it was."""
        phrases = self._phrases
        text = phrases.before_text if decision is None else phrases.before_decided
        words = StepWords(title=phrases.before_title, text=text, why=phrases.why)
        return self._draft(
            AS_BEFORE, words, decided_by="" if decision is None else decision.decided_by
        )

    def _waiting_words(self, one: Unsettled) -> tuple[str, str]:
        phrases, moved = self._phrases, self.setting.phrases
        if not self._off:
            return moved.moved_title, phrases.moved_text
        if one.was.kind is DecisionKind.CHANGE:
            return moved.moved_title, phrases.wait_changed
        if one.stopped_by(self.setting.inputs.as_of):
            return phrases.wait_title, phrases.wait_stopped
        return phrases.keep_title, phrases.keep_until_call

    def _call(self, callback: Callback | None) -> tuple[list[str], Mapping[str, Moment]]:
        if callback is None:
            return [self._phrases.call_soon], {}
        by = Moment.at_instant(callback.call_by, self.setting.tz)
        return [self._phrases.call_by], {"call_by": by}

    @property
    def _why(self) -> str:
        return self._phrases.why if self._off else self.setting.phrases.moved_why

    @property
    def _off(self) -> bool:
        return self.setting.inputs.called_off is not None

    @property
    def _phrases(self) -> OffPhrases:
        return off_phrases(self.setting.language)

    def _draft(
        self,
        step: str,
        words: StepWords,
        *,
        moments: Mapping[str, Moment] | None = None,
        decided_by: str = "",
    ) -> Draft:
        return Draft(
            key=f"{step}:{self.medicine.id}",
            step=step,
            kind=Kind.KNOW,
            phase=Phase.AFTER if self._off else Phase.BEFORE,
            criticality=Criticality.HARM if step == WAITING else Criticality.COMFORT,
            words=words,
            order=self.order,
            moments=moments or {},
            texts={"medicine": self.medicine.name, "decided_by": decided_by},
            medicine_id=self.medicine.id,
        )


def off_drafts(
    one: OffMedicine, decision: Decision | None, settled: Mapping[DecisionKind, Draft]
) -> Iterator[Draft]:
    """The medicine's one task while there is no procedure.

    ``settled`` holds what is told of a restart or another way to take it, where that was decided.
    """
    if decision is None and one.medicine.id in waiting_of(one.setting.inputs):
        yield one.waits()
    elif decision is not None and decision.kind in settled:
        yield settled[decision.kind]
    else:
        yield one.as_before(decision)
