"""Plans and what hangs on them, as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from checklist.core.actors import Actor, ActorKind
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.errors import NotFound, RowRefused
from checklist.core.marks import Channel, Check, Mark, MarkState
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.moments import Moment
from checklist.core.plan.model import Answer, PlanState
from checklist.core.protocol import Criticality, Question, QuestionKind, QuestionWords
from checklist.store import (
    Store,
    anchors,
    answers,
    choices,
    contacts,
    marks,
    medicines,
    new_id,
    plan_lists,
    plans,
    revisions,
    sheets,
    sign_offs,
    tasks,
)
from checklist.store.patients import PatientRow
from checklist.store.plan_lists import Stage
from tests.store import build

TODAY = date(2027, 3, 1)
HOUR = timedelta(hours=1)


def test_a_new_plan_stands_on_its_revision(
    store: Store, plan_id: str, patient: PatientRow, now: datetime, protocol_id: str
) -> None:
    with store.read() as reader:
        plan = plans.need(reader, plan_id)
        revision = revisions.get(reader, plan.revision_id)
        assert plans.get(reader, "nowhere") is None
        with pytest.raises(NotFound):
            plans.need(reader, "nowhere")
    assert revision.plan_id == plan_id
    assert plan == plans.PlanRow(
        id=plan_id,
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        protocol_id=protocol_id,
        clinician="Dr Clara Clinician",
        site="L2",
        state=PlanState.BEFORE,
        booked_at=now,
        procedure_day=date(2027, 3, 4),
        procedure_at=None,
        revision=1,
        revision_id=revision.id,
        done_count=0,
        due_count=0,
        started=False,
        signed=False,
        owner_id=None,
        contacted_at=None,
        road="",
    )


def test_a_plans_header_changes(store: Store, plan_id: str, nurse: Actor, now: datetime) -> None:
    at = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.PLAN_CHANGED, plan_id, {}, plan_id=plan_id)
        moved = build.revision(plan_id, now, number=2)
        plans.set_revision(tx, plan_id, moved, Moment(day=date(2027, 3, 4), at=at, firm=True))
        plans.set_progress(tx, plan_id, done=3, asked=9, started=True, signed=True, road="dox|o")
        plans.set_state(tx, plan_id, PlanState.RECOVERING)
        plans.set_owner(tx, plan_id, nurse.id)
        plans.set_contacted(tx, plan_id, now)
        plans.set_contacted(tx, plan_id, now + HOUR)
        plan = plans.need(tx, plan_id)
    assert (plan.revision, plan.revision_id, plan.procedure_at) == (2, moved.id, at)
    assert (plan.done_count, plan.due_count, plan.road) == (3, 9, "dox|o")
    assert (plan.started, plan.signed, plan.state) == (True, True, PlanState.RECOVERING)
    assert plan.owner_id == nurse.id
    assert plan.contacted_at == now, "the first contact stays the first"


def test_progress_that_did_not_change_is_not_written(
    store: Store, plan_id: str, nurse: Actor, now: datetime
) -> None:
    with store.write(nurse, now) as tx:
        plans.set_progress(tx, plan_id, done=0, asked=0, started=False, signed=False, road="")
    # No exception: nothing was changed, so no entry was missed.


def test_a_plan_needs_its_patient(
    store: Store, clinic: Clinic, nurse: Actor, now: datetime, protocol_id: str
) -> None:
    with pytest.raises(RowRefused):
        build.add_plan(store, nurse, now, build.patient(clinic), protocol_id)


@pytest.fixture
def several(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow, protocol_id: str
) -> dict[str, str]:
    """Plans of one patient by a name, at every stage."""
    days = {
        "today": Moment.on(TODAY),
        "tomorrow": Moment.on(TODAY + timedelta(days=1)),
        "later": Moment.on(TODAY + timedelta(days=20)),
        "undated": Moment.unknown(),
        "home": Moment.on(TODAY - timedelta(days=3)),
        "closed": Moment.on(TODAY - timedelta(days=90)),
    }
    made = {
        name: build.add_plan(store, nurse, now, patient, protocol_id, procedure=day)
        for name, day in days.items()
    }
    with store.write(nurse, now) as tx:
        plans.set_state(tx, made["home"], PlanState.RECOVERING)
        plans.set_state(tx, made["closed"], PlanState.CLOSED)
        tx.enter(Verb.PLAN_CHANGED, "", {})
    return made


@pytest.mark.parametrize(
    ("stage", "names"),
    [
        (Stage.BEFORE, ["tomorrow", "later", "undated"]),
        (Stage.TODAY, ["today"]),
        (Stage.AFTER, ["home"]),
        (Stage.ALL, ["home", "today", "tomorrow", "later", "undated"]),
        (Stage.CLOSED, ["closed"]),
    ],
)
def test_lists_by_stage(
    store: Store, clinic: Clinic, other_clinic: Clinic, several: dict[str, str],
    stage: Stage, names: list[str],
) -> None:  # fmt: skip
    with store.read() as reader:
        cards = plan_lists.page(reader, clinic.id, stage, today=TODAY, limit=10)
        assert [card.plan.id for card in cards] == [several[name] for name in names]
        assert {card.patient.name for card in cards} == {"Margaret Ellis"}
        second = plan_lists.page(reader, clinic.id, stage, today=TODAY, limit=1, skip=1)
        assert [card.plan.id for card in second] == [several[name] for name in names[1:2]]
        assert plan_lists.page(reader, other_clinic.id, stage, today=TODAY, limit=10) == []


def test_a_patients_plans(store: Store, patient: PatientRow, several: dict[str, str]) -> None:
    by_id = {plan_id: name for name, plan_id in several.items()}
    with store.read() as reader:
        every = [by_id[plan.id] for plan in plans.of_patient(reader, patient.id)]
        still_open = [by_id[plan.id] for plan in plans.open_of_patient(reader, patient.id)]
    assert every == ["undated", "later", "tomorrow", "today", "home", "closed"]
    assert still_open == ["home", "today", "tomorrow", "later", "undated"]


def test_the_soonest(store: Store, clinic: Clinic, several: dict[str, str]) -> None:
    with store.read() as reader:
        found = plans.soonest(reader, clinic.id, PlanState.BEFORE, limit=3)
    assert [plan.id for plan in found] == [several[n] for n in ("today", "tomorrow", "later")]


def test_counts_by_day(store: Store, clinic: Clinic, several: dict[str, str]) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with store.read() as reader:
        counts = plan_lists.count_by_day(reader, clinic.id, TODAY, tomorrow)
    assert counts == {TODAY: 1, tomorrow: 1}


def test_going_through_open_plans_in_slices(
    store: Store, clinic: Clinic, several: dict[str, str]
) -> None:
    seen: list[str] = []
    with store.read() as reader:
        while ids := plan_lists.open_ids(reader, clinic.id, after=(seen or [""])[-1], limit=2):
            seen += ids
    assert sorted(seen) == sorted(set(several.values()) - {several["closed"]})


def test_many_keeps_the_order_asked_for(store: Store, several: dict[str, str]) -> None:
    ids = tuple(several.values())[::-1]
    with store.read() as reader:
        assert tuple(plans.many(reader, (*ids, "nowhere"))) == ids
        assert plans.many(reader, ()) == {}


def test_the_latest_setting_of_an_anchor_and_a_choice_counts(
    store: Store, plan_id: str, nurse: Actor, now: datetime
) -> None:
    at = datetime(2027, 3, 4, 11, 5, tzinfo=UTC)
    ended = Moment(day=date(2027, 3, 4), at=at, firm=True)
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.ANCHOR_SET, "procedure", {}, plan_id=plan_id)
        anchors.add(tx, plan_id, "procedure", Moment.unknown(), actual=False, by=nurse, at=now)
        anchors.add(tx, plan_id, "procedure", build.PROCEDURE, actual=False, by=nurse, at=now)
        anchors.add(tx, plan_id, "procedure_end", ended, actual=True, by=nurse, at=now + HOUR)
        choices.add(tx, plan_id, "food_hours", "8 hours", by=nurse, at=now + HOUR)
        choices.add(tx, plan_id, "food_hours", "6 hours", by=nurse, at=now)
    with store.read() as reader:
        current = anchors.current(reader, plan_id)
        assert current["procedure"].moment == build.PROCEDURE
        assert (current["procedure_end"].moment, current["procedure_end"].actual) == (ended, True)
        assert choices.current(reader, plan_id) == {"food_hours": "8 hours"}


def _asked(key: str, *matters: str) -> Question:
    return Question(
        key=key,
        kind=QuestionKind.YES_NO,
        criticality=Criticality.HARM,
        words={"en": QuestionWords(ask="?")},
        matters=matters,
    )


def test_the_latest_answers_that_matter_wait_to_be_read(
    store: Store, plan_id: str, nurse: Actor, clinician: Actor, now: datetime
) -> None:
    asked = (_asked("ill", "yes"), _asked("allergy", "yes", "unsure"), _asked("other", "any"))
    given = [
        Answer(id="1", question="allergy", value="yes", given_by="Margaret", given_at=now),
        Answer(id="2", question="ill", value="yes", given_by="Margaret", given_at=now),
        Answer(id="3", question="ill", value="no", given_by="Margaret", given_at=now + HOUR),
        Answer(id="4", question="other", value="", detail="a pacemaker", given_at=now),
    ]
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.ANSWERED, "", {}, plan_id=plan_id)
        for one in given:
            answers.add(tx, plan_id, one, nurse, Channel.PHONE)
        assert [one.id for one in answers.unread(tx, plan_id, asked)] == ["1", "4"]
        answers.review(tx, plan_id, "1", "noted", by=clinician, at=now)
        answers.review(tx, plan_id, "1", "again", by=nurse, at=now + HOUR)
        assert [one.id for one in answers.unread(tx, plan_id, asked)] == ["4"]
    with store.read() as reader:
        assert answers.latest(reader, plan_id)["ill"] == given[2]
        assert len(answers.history(reader, plan_id)) == 4
        read = answers.reviews(reader, plan_id)["1"]
        assert (read.by, read.note, read.at) == (clinician.name, "noted", now)
        assert answers.unread(reader, "nowhere", asked) == ()


def test_an_answer_of_another_plan_cannot_be_read_here(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow, protocol_id: str, plan_id: str
) -> None:
    other = build.add_plan(store, nurse, now, patient, protocol_id)
    with store.write(nurse, now, on=(other,)) as tx:
        tx.enter(Verb.ANSWERED, "", {}, plan_id=other)
        given = Answer(id="theirs", question="ill", value="yes", given_at=now)
        answers.add(tx, other, given, nurse, Channel.PHONE)
    with pytest.raises(RowRefused), store.write(nurse, now) as tx:
        answers.review(tx, plan_id, "theirs", "", by=nurse, at=now)


def test_medicines_and_decisions_come_back(
    store: Store, plan_id: str, patient: PatientRow, clinician: Actor, now: datetime
) -> None:
    medicine = Medicine(
        id=new_id(), name="Eliquis 5mg", generic="apixaban", form="tablet", group="blood-thinner",
        when_taken="twice a day", filled_by="blister pack", named_at=now,
    )  # fmt: skip
    stop = Decision(
        id=new_id(), medicine_id=medicine.id, kind=DecisionKind.STOP,
        decided_by=clinician.name, decided_by_id=clinician.id, decided_at=now, last_dose=now + HOUR,
        restart_owner="ward", restart_by=now + 5 * HOUR, consulted="Dr GP", reason="bleeding",
    )  # fmt: skip
    later = replace(
        stop, id=new_id(), kind=DecisionKind.RESTART, decided_at=now + HOUR, restart_at=now + HOUR
    )
    with store.write(clinician, now, on=(plan_id,)) as tx:
        tx.enter(Verb.DECIDED, medicine.id, {}, plan_id=plan_id)
        medicines.add(tx, plan_id, patient.id, medicine, by=clinician, at=now)
        medicines.add_decision(tx, plan_id, later, by=clinician)
        medicines.add_decision(tx, plan_id, stop, by=clinician)
    with store.read() as reader:
        assert medicines.of_plan(reader, plan_id) == (medicine,)
        assert medicines.decisions(reader, plan_id) == (stop, later)
    with store.write(clinician, now, on=(plan_id,)) as tx:
        tx.enter(Verb.MEDICINE_WITHDRAWN, medicine.id, {}, plan_id=plan_id)
        assert medicines.withdraw(tx, plan_id, medicine.id, why="named twice", by=clinician, at=now)
        assert not medicines.withdraw(tx, plan_id, medicine.id, why="", by=clinician, at=now)
        assert medicines.of_plan(tx, plan_id)[0].withdrawn
    with pytest.raises(RowRefused), store.write(clinician, now) as tx:
        medicines.add_decision(
            tx, plan_id, replace(stop, id=new_id(), medicine_id="another"), by=clinician
        )


def _mark(
    id: str, now: datetime, *, key: str = "food", replaces: frozenset[str] = frozenset()
) -> Mark:
    return Mark(
        id=id,
        task_key=key,
        state=MarkState.SLIPPED,
        actor_kind=ActorKind.PATIENT,
        actor_name="Margaret Ellis",
        channel=Channel.OFFLINE,
        happened_at=now - HOUR,
        heard_at=now,
        meaning="m1",
        revision=1,
        value="120",
        word="half a biscuit",
        replaces=replaces,
    )


def test_a_mark_is_kept_once(store: Store, plan_id: str, nurse: Actor, now: datetime) -> None:
    first = _mark("a", now)
    second = _mark("b", now + HOUR, replaces=frozenset({"a", "x"}))
    elsewhere = _mark("c", now, key="drink")
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.MARKED, "food", {}, plan_id=plan_id)
        assert marks.add(tx, plan_id, second, nurse)
        assert marks.add(tx, plan_id, first, nurse)
        assert marks.add(tx, plan_id, elsewhere, nurse)
        assert not marks.add(tx, plan_id, replace(first, word="rewritten"), nurse)
    with store.read() as reader:
        assert marks.of_plan(reader, plan_id) == [first, elsewhere, second]
        assert marks.of_task(reader, plan_id, "food") == [first, second]
        assert marks.by_task(reader, plan_id) == {"food": [first, second], "drink": [elsewhere]}


def test_a_mark_id_of_another_plan_hides_nothing(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow, protocol_id: str, plan_id: str
) -> None:
    other = build.add_plan(store, nurse, now, patient, protocol_id)
    with store.write(nurse, now) as tx:
        tx.enter(Verb.MARKED, "food", {})
        assert marks.add(tx, other, _mark("same", now), nurse)
        assert marks.add(tx, plan_id, _mark("same", now), nurse)


def test_a_check_confirms_one_mark_of_its_plan(
    store: Store, plan_id: str, nurse: Actor, now: datetime
) -> None:
    check = Check(id=new_id(), task_key="food", mark_id="a", by=nurse.name, at=now)
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.CHECKED, "food", {}, plan_id=plan_id)
        marks.add(tx, plan_id, _mark("a", now), nurse)
        marks.add_check(tx, plan_id, check, nurse)
        assert marks.checks_by_task(tx, plan_id) == {"food": [check]}
    with pytest.raises(RowRefused), store.write(nurse, now) as tx:
        marks.add_check(tx, plan_id, replace(check, id=new_id(), mark_id="none"), nurse)


def test_the_task_index_is_made_again(
    store: Store, plan_id: str, nurse: Actor, now: datetime
) -> None:
    drink = replace(build.TASK, key="drink")
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.REVISION_MADE, "", {}, plan_id=plan_id)
        tasks.rebuild(tx, plan_id, (build.TASK, drink))
        tasks.set_states(tx, plan_id, {"food": MarkState.DONE, "drink": None, "gone": None})
        assert tasks.current(tx, plan_id) == {"food": MarkState.DONE, "drink": None}
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tasks.set_states(tx, plan_id, {"food": MarkState.DONE, "drink": None})  # nothing changed
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.REVISION_MADE, "", {}, plan_id=plan_id)
        tasks.rebuild(tx, plan_id, (drink,))
        assert tasks.current(tx, plan_id) == {"drink": None}


def test_calls_and_notes_come_back_latest_first(
    store: Store, plan_id: str, nurse: Actor, now: datetime
) -> None:
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.CONTACTED, "", {}, plan_id=plan_id)
        for n, outcome in enumerate(("no_answer", "reached")):
            contacts.add_call(
                tx, id=new_id(), plan_id=plan_id, outcome=outcome, note="", by=nurse,
                at=now + n * HOUR,
            )  # fmt: skip
            contacts.add_note(
                tx, id=new_id(), plan_id=plan_id, text=outcome, by=nurse, at=now + n * HOUR
            )
    with store.read() as reader:
        assert [c.outcome for c in contacts.calls(reader, plan_id)] == ["reached", "no_answer"]
        assert [n.text for n in contacts.notes(reader, plan_id)] == ["reached", "no_answer"]
        times, last = contacts.last_calls(reader, (plan_id, "nowhere"))[plan_id]
        assert (times, last.outcome, last.by, last.at) == (2, "reached", nurse.name, now + HOUR)
        assert contacts.last_calls(reader, ()) == {}


def test_the_latest_sign_off_comes_back(
    store: Store, plan_id: str, clinician: Actor, now: datetime
) -> None:
    with store.write(clinician, now, on=(plan_id,)) as tx:
        assert sign_offs.latest(tx, plan_id) is None
        tx.enter(Verb.SIGNED_OFF, "1", {}, plan_id=plan_id)
        for n in range(2):
            sign_offs.add(
                tx, id=new_id(), plan_id=plan_id, fingerprint=f"f{n}", statement="Ready.",
                revision=n, by=clinician, at=now + n * HOUR,
            )  # fmt: skip
    with store.read() as reader:
        signed = sign_offs.latest(reader, plan_id)
        assert signed is not None
        assert (signed.fingerprint, signed.by, signed.at) == ("f1", clinician.name, now + HOUR)
        assert len(sign_offs.history(reader, plan_id)) == 2


def test_revisions_come_back_whole(
    store: Store, clinic: Clinic, other_clinic: Clinic, plan_id: str, nurse: Actor, now: datetime,
    protocol_id: str,
) -> None:  # fmt: skip
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.REVISION_MADE, "2", {}, plan_id=plan_id)
        code = revisions.free_sheet_code(tx)
        made = replace(build.revision(plan_id, now, number=2), sheet_code=code)
        revisions.add(tx, made, protocol_id=protocol_id)
    with store.read() as reader:
        assert revisions.get(reader, made.id) == made
        assert revisions.get(reader, made.id) is revisions.get(reader, made.id)
        assert revisions.latest(reader, plan_id) == made
        assert revisions.numbered(reader, plan_id, 2) == made
        assert [one.number for one in revisions.of_plan(reader, plan_id)] == [1, 2]
        for typed in (code, code.lower(), code.replace("-", " ")):
            assert revisions.by_sheet(reader, clinic.id, typed) == made
        assert revisions.by_sheet(reader, other_clinic.id, code) is None
        assert revisions.by_sheet(reader, clinic.id, "no such") is None
        sheet = sheets.by_code(reader, code)
        assert sheet is not None
        assert (sheet.plan_id, sheet.revision_id, sheet.made_at) == (plan_id, made.id, now)
        with pytest.raises(NotFound):
            revisions.get(reader, "nowhere")
        with pytest.raises(NotFound):
            revisions.numbered(reader, plan_id, 3)
        with pytest.raises(NotFound):
            revisions.latest(reader, "nowhere")
    with pytest.raises(RowRefused), store.write(nurse, now) as tx:
        revisions.add(tx, replace(made, id=new_id(), sheet_code=""), protocol_id=protocol_id)
