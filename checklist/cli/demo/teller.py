"""Tells one demo plan's story by calling the same actions as real life, at times in the past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from checklist.actions import (
    acknowledge,
    answers,
    attention,
    booking,
    events,
    marks,
    medicines,
    recovery,
    sign_off,
)
from checklist.actions.attention import CallOutcome
from checklist.actions.filing import states
from checklist.cli.demo.cast import A_MINUTE, Cast
from checklist.cli.demo.people import Scene
from checklist.core import clock
from checklist.core.actors import Actor, ActorKind
from checklist.core.clearances import ClearanceKind
from checklist.core.marks import Channel, MarkState, TaskState
from checklist.core.medicines import DecisionKind, Medicine
from checklist.core.moments import Moment
from checklist.core.plan.model import Revision, Task
from checklist.core.protocol import Kind, Owner, Phase, QuestionKind
from checklist.store import Reader, plans, revisions
from checklist.store import medicines as medicine_rows
from checklist.store.ids import new_id

UP_AT = time(7, 10)
AT_WORK = time(16, 30)
STRENGTH = re.compile(r" (\d[\d.]*mg)$")
BOUGHT = {
    "the arthritis tablets": "bought",
    "Nurofen": "bought",
    "ibuprofen": "bought",
    "Paracetamol": "bought",
    "Vitamin D": "bought",
    "Boswellia mix": "herbal",
}
RESULTS = {"check-clotting": "1.1", "check-kidneys": "74"}
"""What everybody's blood test shows: nothing to worry about."""


class Teller:
    """One plan being told. Every verb takes when it happened."""

    def __init__(self, cast: Cast, scene: Scene, number: str) -> None:
        self.cast = cast
        self.scene = scene
        self.clinician = cast.clinicians[scene.clinician]
        self.booked_at = cast.days_ago(scene.booked, time(9, 5))
        self.procedure_at = self._procedure_at()
        booked = booking.add_plan(
            cast.store, self._new_plan(number), actor=cast.nurse, now=self.booked_at
        )
        self.plan_id = booked.plan_id
        self.patient = Actor(
            kind=ActorKind.CARER if scene.carer else ActorKind.PATIENT,
            id=f"demo:{booked.patient_id}",
            name=scene.carer or scene.name,
            clinic_id=cast.clinic.id,
            patient_id=booked.patient_id,
        )

    def _procedure_at(self) -> datetime:
        day = self.cast.today + timedelta(days=self.scene.day)
        step = timedelta(days=-1 if self.scene.day < 0 else 1)
        while not self.cast.clinic.is_working_day(day):
            day += step
        return clock.instant(day, self.scene.at, self.cast.clinic.tz)

    def _new_plan(self, number: str) -> booking.NewPlan:
        scene, tz = self.scene, self.cast.clinic.tz
        return booking.NewPlan(
            name=scene.name,
            born=date.fromisoformat(scene.born),
            record_number=number,
            protocol_id=self.cast.protocol_id,
            procedure=Moment.at_instant(self.procedure_at, tz),
            arrival=Moment.at_instant(self.procedure_at - timedelta(hours=2), tz),
            phone=f"07700 900 {number[-3:]}",
            reach=scene.reach,
            carer_name=scene.carer,
            carer_phone=f"07700 900 {int(number[-3:]) + 400}" if scene.carer else "",
            carer_relation="daughter or son" if scene.carer else "",
            needs=scene.needs,
            clinician=scene.clinician,
            site=scene.site,
        )

    @property
    def channel(self) -> Channel:
        return Channel.PAPER if self.scene.reach == "paper" else Channel.SCREEN

    @property
    def teller(self) -> Actor:
        """Who says it: the patient or carer on screen, a nurse for what came in on paper."""
        return self.cast.nurse if self.scene.reach == "paper" else self.patient

    def revision(self) -> Revision:
        with self.cast.store.read() as reader:
            return self.revision_in(reader)

    def revision_in(self, reader: Reader) -> Revision:
        return revisions.get(reader, plans.need(reader, self.plan_id).revision_id)

    def days_before(self, days: int, at: time) -> datetime:
        """That clock time some days before the procedure, never in the future."""
        day = clock.day_of(self.procedure_at, self.cast.clinic.tz) - timedelta(days=days)
        return max(self.cast.at(day, at), self.booked_at + A_MINUTE)

    def soon(self, hours: float) -> datetime:
        """So long after booking, never in the future."""
        return min(self.booked_at + timedelta(hours=hours), self.cast.now - A_MINUTE)

    def asked_by(self, step: str, at: datetime) -> bool:
        """Whether a step's window has opened by then."""
        task = self.revision().content.task(step)
        return task is not None and (task.opens_at is None or task.opens_at <= at)

    def awake(self, at: datetime) -> datetime:
        """The same day at an hour when people tick things off, never in the future."""
        wall = clock.local(at, self.cast.clinic.tz)
        if wall.time() < UP_AT:
            at = clock.instant(wall.date(), UP_AT, self.cast.clinic.tz)
        return min(at, self.cast.now - A_MINUTE)

    def at_work(self, at: datetime) -> datetime:
        """The same day at an hour when the clinic works, never in the future."""
        wall = clock.local(at, self.cast.clinic.tz)
        return self.cast.at(wall.date(), min(wall.time(), AT_WORK))

    def open_day_after(self, at: datetime, when: time) -> datetime:
        """That clock time on the first working day after, however far ahead it is."""
        clinic = self.cast.clinic
        day = clock.day_of(at, clinic.tz) + timedelta(days=1)
        while not clinic.is_working_day(day):
            day += timedelta(days=1)
        return clock.instant(day, when, clinic.tz)

    # What the patient does ------------------------------------------------------------------

    def answer(self, at: datetime, step: str, **said: str) -> None:
        """Answer a step's questions: "no" to all but what is said ("yes: detail")."""
        revision = self.revision()
        task = revision.content.task(step)
        if task is None:
            raise LookupError(f"the protocol has no step {step}")
        asked = {q.key: q for q in revision.content.questions}
        told = []
        for key in task.questions:
            value, _, detail = said.get(key, _usual(asked[key].kind)).partition(": ")
            told.append(answers.Told(question=key, value=value, detail=detail))
        named = tuple(
            _named(name)
            for name in self.scene.medicines
            if any(asked[key].kind == QuestionKind.MEDICINES for key in task.questions)
        )
        answers.answer(
            self.cast.store,
            self.plan_id,
            step,
            tuple(told),
            named,
            actor=self.teller,
            channel=self.channel,
            now=at,
        )

    def mark(self, task: Task, state: MarkState, at: datetime, word: str = "") -> None:
        clinics_own = task.owner is Owner.CLINIC
        marks.mark_task(
            self.cast.store,
            self.plan_id,
            marks.Said(
                id=new_id(),
                task_key=task.key,
                state=state,
                meaning=task.meaning,
                channel=Channel.SCREEN if clinics_own else self.channel,
                replaces=self.state(task.key).standing,
                word=word,
                value=RESULTS.get(task.step, "") if task.kind is Kind.MEASURE else "",
            ),
            actor=self.cast.nurse if clinics_own else self.teller,
            now=at,
        )

    def tick(self, tasks: Iterable[Task], at: Callable[[Task], datetime]) -> None:
        for task in tasks:
            self.mark(task, MarkState.DONE, at(task))

    def state(self, key: str) -> TaskState:
        with self.cast.store.read() as reader:
            return states(reader, self.plan_id, self.revision_in(reader))[key]

    def due(self, by: datetime) -> list[Task]:
        """The patient's open tasks whose moment has come by then."""
        return [
            task
            for task in self.revision().content.tasks
            if task.kind in (Kind.DO, Kind.AVOID, Kind.ATTEND)
            and task.owner is not Owner.CLINIC
            and (_moment(task) or by) <= by
            and task.phase is not Phase.AFTER
            and self.state(task.key).shows is None
        ]

    # What the clinic does -------------------------------------------------------------------

    def read_answers(self, at: datetime) -> None:
        with self.cast.store.read() as reader:
            facts = sign_off.facts_of(reader, self.plan_id)
        for answer in facts.unread:
            answers.read_answer(
                self.cast.store, self.plan_id, answer.id, "", actor=self.clinician, now=at
            )

    def decide(self, at: datetime, *, but: tuple[str, ...] = ()) -> None:
        """Decide every medicine that waits: what thins the blood stops, the rest goes on."""
        with self.cast.store.read() as reader:
            waiting = medicines.undecided(reader, self.plan_id)
        decided = [self._decided(m) for m in waiting if m.name not in but]
        if decided:
            medicines.decide(self.cast.store, self.plan_id, decided, actor=self.clinician, now=at)

    def _decided(self, medicine: Medicine) -> medicines.Decided:
        if medicine.group in ("anticoagulant", "antiplatelet", "nsaid"):
            return medicines.Decided(
                medicine_id=medicine.id,
                kind=DecisionKind.STOP,
                last_dose=self._on_day(self.scene.stop_days, time(18, 0)),
                restart_owner=self.clinician.name,
                restart_by=self._on_day(-2, time(17, 0)),
                reason="Bleeding risk",
            )
        if medicine.name.startswith(("Amlodipine", "Bisoprolol", "Levothyroxine")):
            return medicines.Decided(
                medicine_id=medicine.id, kind=DecisionKind.TAKE, take_at=self._on_day(0, time(6, 0))
            )
        return medicines.Decided(medicine_id=medicine.id, kind=DecisionKind.KEEP)

    def _on_day(self, before: int, at: time) -> datetime:
        day = clock.day_of(self.procedure_at, self.cast.clinic.tz) - timedelta(days=before)
        return clock.instant(day, at, self.cast.clinic.tz)

    def restart(self, at: datetime) -> None:
        """The operator confirms when each stopped medicine starts again."""
        with self.cast.store.read() as reader:
            held = [
                d
                for d in medicine_rows.decisions(reader, self.plan_id)
                if d.kind is DecisionKind.STOP
            ]
        again = self._on_day(-1, time(18, 0))
        decided = [
            medicines.Decided(
                medicine_id=d.medicine_id, kind=DecisionKind.RESTART, restart_at=again
            )
            for d in held
        ]
        if decided:
            medicines.decide(self.cast.store, self.plan_id, decided, actor=self.clinician, now=at)

    def call(self, outcome: CallOutcome, at: datetime, note: str = "") -> None:
        attention.log_call(
            self.cast.store, self.plan_id, outcome, note, actor=self.cast.nurse, now=at
        )

    def sign(self, at: datetime) -> None:
        revision = self.revision()
        sign_off.sign_off(
            self.cast.store,
            self.plan_id,
            "Answers read, medicines decided, critical items checked.",
            revision.fingerprint,
            actor=self.clinician,
            now=at,
        )

    def read_news(self, at: datetime) -> None:
        """Whoever reads the list says that they read what changed."""
        acknowledge.acknowledge(
            self.cast.store,
            self.plan_id,
            self.revision().number,
            actor=self.teller,
            channel=self.channel,
            now=at,
        )

    def limit(
        self,
        step: str,
        kind: ClearanceKind,
        reason: str,
        at: datetime,
        last_day: date | None = None,
    ) -> None:
        """A clinician ends a limit, or makes it longer."""
        change = recovery.LimitChange(step=step, kind=kind, reason=reason, last_day=last_day)
        seen = recovery.preview(
            self.cast.store, self.plan_id, change, actor=self.clinician, now=at
        ).seen
        recovery.change_limit(
            self.cast.store, self.plan_id, change, seen, actor=self.clinician, now=at
        )

    def happened(self, event: str, at: datetime) -> None:
        events.record_event(self.cast.store, self.plan_id, event, at, actor=self.cast.nurse, now=at)


def _named(medicine: str) -> answers.NamedMedicine:
    """As a patient tells it: name and strength apart, and where it comes from."""
    found = STRENGTH.search(medicine)
    name = medicine if found is None else medicine[: found.start()]
    return answers.NamedMedicine(
        name=name,
        strength="" if found is None else found[1],
        form="tablet",
        when_taken="morning",
        filled_by="self",
        origin=BOUGHT.get(name, "prescribed"),
    )


def _usual(kind: str) -> str:
    usual = {QuestionKind.YES_NO: "no", QuestionKind.ONE_OF: "no", QuestionKind.NUMBER: "0"}
    return usual.get(QuestionKind(kind), "None")


def _moment(task: Task) -> datetime | None:
    return task.opens_at if task.kind is Kind.AVOID else task.due_at or task.opens_at
