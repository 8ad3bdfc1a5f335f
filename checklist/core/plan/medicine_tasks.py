"""What a patient reads about each medicine, from what a clinician decided, or has not yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from checklist.core.folding import fold
from checklist.core.medicines import Decision, DecisionKind, Medicine, Standing, standing
from checklist.core.plan.draft import Draft
from checklist.core.plan.off_medicines import WAITING, OffMedicine, off_drafts
from checklist.core.plan.restarts import confirmed_restart
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Criticality, Kind, Phase, StepWords, TeachBack
from checklist.core.schedule import Moment, opening

STEP_PREFIX: Final = "medicine-"
UNDECIDED: Final = "medicine-undecided"
MOVED: Final = WAITING
UNDECIDED_DAY: Final = "medicine-undecided-day"
KEEP: Final = "medicine-keep"
LAST_DOSE: Final = "medicine-last-dose"
STOP: Final = "medicine-stop"
CHANGE: Final = "medicine-change"
RESTART: Final = "medicine-restart"
"""The steps of medicine tasks, as ``Task.step`` names them."""


def medicine_drafts(setting: Setting, *, first: int) -> Iterator[Draft]:
    """Every medicine's tasks, in the order they were named; ``first`` is the first's place.

    Until a clinician decides: keep taking it, and on the day call before you take it.
    """
    for order, medicine in enumerate(setting.inputs.medicines, start=first):
        if not medicine.withdrawn:
            yield from _One(
                medicine=medicine,
                stands=standing(medicine.id, setting.inputs.decisions),
                setting=setting,
                order=order,
            ).drafts()


@dataclass(frozen=True, kw_only=True)
class _One:
    """One medicine, and what stands for it."""

    medicine: Medicine
    stands: Standing
    setting: Setting
    order: int

    def drafts(self) -> Iterator[Draft]:
        decision = self.stands.decision
        if self.setting.inputs.called_off is not None:
            yield from self._called_off(decision)
        elif decision is None:
            yield from self._undecided()
        elif decision.kind is DecisionKind.RESTART:
            yield self._again(decision, Phase.BEFORE)
            yield from self._on_the_day()
        elif decision.kind is DecisionKind.STOP:
            yield from self._stopped(decision)
            yield self._restart(decision)
        elif decision.kind is DecisionKind.TAKE:
            yield self._take(decision)
        elif decision.kind is DecisionKind.CHANGE:
            yield self._change(decision)
        else:
            yield self._keep(decision)

    def _undecided(self) -> Iterator[Draft]:
        """Keep taking it until the day; from the day on, call before you take it.

        Once decided and then void, as the procedure moved, "keep taking" could undo what the
        patient was told: it reads to change nothing until we call.
        """
        procedure, texts = self.setting.anchors["procedure"], self._texts()
        the_day = None if procedure.day is None else _day_of(procedure)
        if self.stands.voided is not None:
            yield self._off.waits()
        elif the_day is None or not self._has_begun(the_day):
            yield self._draft(
                "undecided", Kind.KNOW, Phase.BEFORE, self._gravity, closes=the_day, texts=texts
            )
        yield from self._on_the_day()

    def _on_the_day(self) -> Iterator[Draft]:
        """Not decided for the day itself: call before you take it."""
        procedure = self.setting.anchors["procedure"]
        if procedure.day is not None:
            yield self._draft(
                "undecided_day",
                Kind.KNOW,
                Phase.DAY,
                self._gravity,
                opens=_day_of(procedure),
                texts=self._texts(),
            )

    def _called_off(self, decision: Decision | None) -> Iterator[Draft]:
        """Without a procedure: what a clinician settled, or who calls, or as before."""
        settled: dict[DecisionKind, Draft] = {}
        if decision is not None and decision.kind is DecisionKind.RESTART:
            settled[decision.kind] = self._again(decision, Phase.AFTER)
        elif decision is not None and decision.kind is DecisionKind.CHANGE:
            settled[decision.kind] = replace(self._change(decision), phase=Phase.AFTER)
        yield from off_drafts(self._off, decision, settled)

    def _again(self, decision: Decision, phase: Phase) -> Draft:
        """Taken again although no procedure took place: one thing to do, at its time."""
        restart_at = self._moment(decision.restart_at)
        return self._draft(
            "restart",
            Kind.DO,
            phase,
            Criticality.HARM,
            opens=_day_of(restart_at),
            due=restart_at,
            exact=True,
            moments={"restart_at": restart_at},
            texts=self._texts(decision),
        )

    @property
    def _off(self) -> OffMedicine:
        return OffMedicine(medicine=self.medicine, setting=self.setting, order=self.order)

    def _has_begun(self, the_day: Moment) -> bool:
        begins = opening(the_day, self.setting.tz)
        return begins is not None and self.setting.inputs.as_of >= begins

    def _stopped(self, decision: Decision) -> Iterator[Draft]:
        """The last dose is one thing to do; from then on, one thing not to do.

        In force only after the last dose, there is nothing left to do but to stop. The stop ends
        only when a restart is confirmed, never by itself at a date agreed beforehand.
        """
        last_dose = self._moment(decision.last_dose)
        texts, moments = self._texts(decision), {"last_dose": last_dose}
        if decision.last_dose is None or decision.in_force_at < decision.last_dose:
            yield self._draft(
                "last_dose",
                Kind.DO,
                Phase.BEFORE,
                Criticality.HARM,
                opens=_day_of(last_dose),
                due=last_dose,
                exact=True,
                moments=moments,
                texts=texts,
            )
        restart_at = confirmed_restart(self.stands, self.setting.inputs, self.setting.tz)
        yield self._draft(
            "stop",
            Kind.AVOID,
            Phase.BEFORE,
            Criticality.HARM,
            opens=last_dose,
            closes=None if restart_at is None else self._moment(restart_at),
            moments=moments,
            texts=texts,
        )

    def _restart(self, decision: Decision) -> Draft:
        """Only known about until it is confirmed after the procedure; then one thing to do."""
        confirmed = confirmed_restart(self.stands, self.setting.inputs, self.setting.tz)
        decided = self.stands.restart or decision
        restart_at = self._moment(decided.restart_at)
        slots = {"restart_at": restart_at, "restart_by": self._moment(decision.restart_by)}
        texts = {
            **self._texts(decided),
            "restart_owner": decision.restart_owner or decision.decided_by,
        }
        state = "restart_unknown" if decided.restart_at is None else "restart_planned"
        return self._draft(
            state if confirmed is None else "restart",
            Kind.KNOW if confirmed is None else Kind.DO,
            Phase.AFTER,
            Criticality.HARM,
            opens=None if confirmed is None else _day_of(restart_at),
            due=None if confirmed is None else restart_at,
            exact=True,
            moments=slots,
            texts=texts,
        )

    def _take(self, decision: Decision) -> Draft:
        take_at = self._moment(decision.take_at)
        return self._draft(
            "take",
            Kind.DO,
            Phase.DAY,
            Criticality.HARM,
            opens=_day_of(take_at),
            due=take_at,
            exact=True,
            moments={"take_at": take_at},
            texts=self._texts(decision),
        )

    def _change(self, decision: Decision) -> Draft:
        texts = {**self._texts(decision), "instruction": decision.instruction}
        return self._draft("change", Kind.DO, Phase.BEFORE, Criticality.HARM, texts=texts)

    def _keep(self, decision: Decision) -> Draft:
        texts = self._texts(decision)
        return self._draft("keep", Kind.KNOW, Phase.BEFORE, Criticality.COMFORT, texts=texts)

    @property
    def _gravity(self) -> Criticality:
        """As grave as the group it belongs to; what no group knows can still harm or delay."""
        group = self.setting.protocol.group(self.medicine.group)
        return Criticality.DELAY if group is None else group.criticality

    @property
    def _called(self) -> str:
        """The name as on the box, with its strength where another on the list has that name."""
        mine = fold(self.medicine.name)
        others = (m for m in self.setting.inputs.medicines if m.id != self.medicine.id)
        twice = any(fold(m.name) == mine for m in others if not m.withdrawn)
        return self.medicine.on_the_box if twice else self.medicine.name

    def _texts(self, decision: Decision | None = None) -> Mapping[str, str]:
        name, form, phrases = self._called, self.medicine.form, self.setting.phrases
        texts = {
            "medicine": name,
            "dose": phrases.dose(name, form),
            "next_dose": phrases.next_dose(form),
        }
        return texts if decision is None else {**texts, "decided_by": decision.decided_by}

    def _moment(self, instant: datetime | None) -> Moment:
        if instant is None:
            return Moment.unknown()
        return Moment.at_instant(instant, self.setting.tz)

    def _draft(
        self,
        state: str,
        kind: Kind,
        phase: Phase,
        criticality: Criticality,
        *,
        texts: Mapping[str, str],
        moments: Mapping[str, Moment] | None = None,
        opens: Moment | None = None,
        due: Moment | None = None,
        closes: Moment | None = None,
        exact: bool = False,
    ) -> Draft:
        words: StepWords = getattr(
            self.setting.protocol.medicine_words[self.setting.language], state
        )
        worded = self._worded(state, words, kind, phase, texts=texts)
        return replace(
            worded,
            criticality=criticality,
            opens=opens,
            due=due,
            closes=closes,
            moments=moments or {},
            exact=exact,
        )

    def _worded(
        self, state: str, words: StepWords, kind: Kind, phase: Phase, *, texts: Mapping[str, str]
    ) -> Draft:
        """A grave thing to know or do, in these words, at no time of its own."""
        step = STEP_PREFIX + state.replace("_", "-")
        return Draft(
            key=f"{step}:{self.medicine.id}",
            step=step,
            teach_back=self._teach_back(state),
            kind=kind,
            phase=phase,
            criticality=Criticality.HARM,
            words=words,
            order=self.order,
            texts=texts,
            medicine_id=self.medicine.id,
        )

    def _teach_back(self, state: str) -> TeachBack | None:
        return self.setting.protocol.medicine_teaching.get(state, {}).get(self.setting.language)


def _day_of(moment: Moment) -> Moment:
    return moment if moment.day is None else Moment.on(moment.day, firm=moment.firm)
