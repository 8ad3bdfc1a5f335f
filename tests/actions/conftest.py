"""Maria's plan: the worked timeline of the clinical facts, booked two weeks before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from checklist.actions.answers import NamedMedicine, Told, answer
from checklist.actions.booking import NewPlan, add_plan
from checklist.actions.filing import states
from checklist.actions.marks import Marked, Said, mark_task
from checklist.actions.protocols import publish_shipped
from checklist.core.actors import Actor, ActorKind, system
from checklist.core.attention import Reason
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState, TaskState
from checklist.core.moments import Moment
from checklist.core.plan.model import Revision, Task
from checklist.store import Store, attention, new_id, plans, protocols, revisions
from checklist.store.plans import PlanRow

BOOKED = datetime(2027, 2, 15, 10, 0, tzinfo=UTC)
PROCEDURE = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
ARRIVAL = datetime(2027, 3, 4, 8, 30, tzinfo=UTC)


@dataclass
class House:
    """A store with one booked plan, and short verbs for what tests do again and again."""

    store: Store
    clinic: Clinic
    nurse: Actor
    clinician: Actor
    patient: Actor
    plan_id: str
    protocol_id: str

    @property
    def plan(self) -> PlanRow:
        with self.store.read() as reader:
            return plans.need(reader, self.plan_id)

    @property
    def revision(self) -> Revision:
        with self.store.read() as reader:
            return revisions.get(reader, self.plan.revision_id)

    def task(self, key: str) -> Task:
        found = self.revision.content.task(key)
        assert found is not None, key
        return found

    def medicine_task(self, words: str) -> Task:
        return next(t for t in self.revision.content.tasks if t.step == f"medicine-{words}")

    def state(self, key: str) -> TaskState:
        with self.store.read() as reader:
            return states(reader, self.plan_id, self.revision)[key]

    def reasons(self, at: datetime) -> list[Reason]:
        with self.store.read() as reader:
            return list(attention.for_plan(reader, self.plan_id, at))

    def said(self, key: str, state: MarkState, **more: object) -> Said:
        given: dict[str, object] = {
            "id": new_id(),
            "task_key": key,
            "state": state,
            "meaning": self.task(key).meaning,
            "channel": Channel.SCREEN,
            "replaces": self.state(key).standing,
        }
        return Said(**{**given, **more})  # type: ignore[arg-type]  # a dict of its fields

    def mark(self, key: str, state: MarkState, at: datetime, **more: object) -> Marked:
        said = self.said(key, state, **more)
        return mark_task(self.store, self.plan_id, said, actor=self.patient, now=at)

    def answer_all(self, at: datetime, *medicines: str, **said: str) -> Revision:
        """Answer the first questions: all well, and these medicines."""
        asked = {q.key: q for q in self.revision.content.questions}
        usual = {"yes_no": "no", "number": "0", "medicines": "listed"}
        well = {"taken_home": "yes", **said}
        told = tuple(
            Told(question=key, value=well.get(key, usual.get(asked[key].kind, "no")))
            for key in self.task("answers").questions
        )
        return answer(
            self.store,
            self.plan_id,
            "answers",
            told,
            tuple(NamedMedicine(name=name, form="tablet") for name in medicines),
            actor=self.patient,
            channel=Channel.SCREEN,
            now=at,
        )


def new_plan(protocol_id: str, clinic: Clinic, **more: object) -> NewPlan:
    """Maria as a nurse would type her."""
    given: dict[str, object] = {
        "name": "Maria Silva",
        "born": date(1947, 6, 12),
        "record_number": "40317",
        "protocol_id": protocol_id,
        "procedure": Moment.at_instant(PROCEDURE, clinic.tz),
        "arrival": Moment.at_instant(ARRIVAL, clinic.tz),
        "phone": "07700 900 142",
        "clinician": "Dr Clara Clinician",
    }
    return NewPlan(**{**given, **more})  # type: ignore[arg-type]  # a dict of its fields


@pytest.fixture
def protocol_id(store: Store, clinic: Clinic) -> str:
    publish_shipped(store, actor=system("setup", clinic.id), now=BOOKED - timedelta(days=30))
    with store.read() as reader:
        return protocols.latest_id(reader, "vertebroplasty")


@pytest.fixture
def house(store: Store, clinic: Clinic, nurse: Actor, clinician: Actor, protocol_id: str) -> House:
    booked = add_plan(store, new_plan(protocol_id, clinic), actor=nurse, now=BOOKED)
    patient = Actor(
        kind=ActorKind.PATIENT,
        id="door",
        name="Maria Silva",
        clinic_id=clinic.id,
        patient_id=booked.patient_id,
    )
    return House(store, clinic, nurse, clinician, patient, booked.plan_id, protocol_id)
