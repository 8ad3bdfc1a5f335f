"""A procedure called off: what falls, who is called, what the patient reads, and how it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions import attention, call_off, call_off_checks, callbacks, events
from checklist.actions.acknowledge import acknowledge
from checklist.actions.attention import CallOutcome
from checklist.actions.call_off import CallOff
from checklist.actions.callbacks import Promise
from checklist.actions.medicines import Decided, decide
from checklist.actions.outcomes import Outcome, Word, deal
from checklist.core.access import Act, require
from checklist.core.attention import Band, Reason, ReasonKind
from checklist.core.calling_off import CallOffKind
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind, standing
from checklist.core.plan.model import PlanState, Revision
from checklist.core.plan.notice import Notice, notice
from checklist.core.protocol import Phase
from checklist.store import plan_lists, plans
from checklist.store.attention import id_of
from checklist.store.plan_lists import Stage
from tests.actions.changing import STOP_WARFARIN, change, decided, medicine_id, to
from tests.actions.conftest import BOOKED, PROCEDURE, House

EVENING = datetime(2027, 3, 3, 20, 0, tzinfo=UTC)  # Wednesday, the evening before
MORNING = datetime(2027, 3, 4, 9, 0, tzinfo=UTC)
MIDWAY = datetime(2027, 3, 4, 11, 0, tzinfo=UTC)
SETTLE = ReasonKind.SETTLE


@pytest.fixture
def held(house: House) -> House:
    """Warfarin stopped since Friday; clopidogrel kept."""
    house.answer_all(BOOKED, "warfarin", "clopidogrel")
    decided(house, "warfarin", **STOP_WARFARIN)
    decided(house, "clopidogrel")
    return house


def off(
    house: House, kind: CallOffKind = CallOffKind.CANCELLED, at: datetime = EVENING, **said: object
) -> Revision:
    """Look, and save what was seen."""
    asked = CallOff(kind=kind, reason="No bed", **said)  # type: ignore[arg-type]  # one helper for every field
    seen = call_off.preview(house.store, house.plan_id, asked, actor=house.nurse, now=at).seen
    return call_off.call_off(house.store, house.plan_id, asked, seen, actor=house.nurse, now=at)


def settle(house: House, name: str = "warfarin", at: datetime = MORNING, **said: object) -> None:
    one = Decided(medicine_id=medicine_id(house, name), **said)  # type: ignore[arg-type]  # as above
    decide(house.store, house.plan_id, [one], actor=house.clinician, now=at)


def again(house: House) -> None:
    settle(house, kind=DecisionKind.RESTART, restart_at=MORNING + timedelta(hours=9))


def to_settle(house: House, at: datetime) -> list[Reason]:
    return [reason for reason in house.reasons(at) if reason.kind is SETTLE]


def reads(house: House, at: datetime) -> Notice:
    found = notice(house.revision, at)
    assert found is not None
    return found


def reached(house: House, at: datetime) -> None:
    attention.log_call(
        house.store, house.plan_id, CallOutcome.REACHED, "", actor=house.nurse, now=at
    )


def test_every_decision_falls_and_nothing_prepares_for_it_any_more(held: House) -> None:
    before = held.revision
    made = off(held)
    assert held.plan.state is PlanState.CALLED_OFF
    assert all(standing(m.id, made.inputs.decisions).undecided for m in made.inputs.medicines)
    assert all(task.medicine_id for task in made.content.tasks)
    assert {t.title for t in made.content.tasks} == {
        "Wait for our call about warfarin",
        "Take clopidogrel as before",
    }
    assert made.content.questions == ()
    signs = {flag.key for flag in made.content.flags}
    assert "chest" in " ".join(flag.text for flag in made.content.flags)
    assert signs < {flag.key for flag in before.content.flags}  # nothing of the needle site
    assert made.content.decide_by == {}


def test_what_the_patient_reads_first(held: House) -> None:
    off(held)
    told = reads(held, EVENING)
    assert told.title == "Your procedure is off."
    assert told.lines == (
        "You stopped warfarin.",
        "Your doctor must decide what you do next.",
        "We will call by 6pm on Thursday 4 March.",
        "No call? Ring us on 020 7946 0100.",
        "Throw away your old list.",
    )
    assert "We will call by 6pm today." in reads(held, MORNING).lines
    late = reads(held, MORNING + timedelta(hours=9))
    assert late.late
    assert "We have not called yet? Ring us now on 020 7946 0100." in late.lines
    assert not any(line.startswith("We will call") for line in late.lines)
    (waits, _) = sorted(held.revision.content.tasks, key=lambda t: not t.critical)
    assert waits.text == (
        "You stopped warfarin. Your doctor must decide what you do next. "
        "We will call by 6pm on Thursday 4 March. No call? Ring us on 020 7946 0100."
    )


def test_what_was_not_stopped_yet_is_not_frightened_away(held: House) -> None:
    off(held, at=datetime(2027, 2, 24, 10, 0, tzinfo=UTC))  # two days before the last dose
    told = reads(held, EVENING)
    assert "Keep taking warfarin until we call." in told.lines
    assert not any(line.startswith("You stopped") for line in told.lines)
    assert to_settle(held, EVENING)  # a clinician still says so


def test_nothing_stopped_is_told_as_nothing(house: House) -> None:
    house.answer_all(BOOKED, "amlodipine")
    decided(house, "amlodipine")
    off(house)
    told = reads(house, EVENING)
    assert "You have not stopped any medicine. Take your medicines as before." in told.lines
    assert not told.waits
    assert [r.words for r in to_settle(house, EVENING)] == [
        "Call: tell the patient that the procedure is off"
    ]


def test_it_waits_for_a_clinician_today_and_now_from_the_promised_call_on(held: House) -> None:
    off(held)
    by_subject = {reason.subject: reason for reason in to_settle(held, EVENING)}
    stopped = by_subject[medicine_id(held, "warfarin")]
    assert stopped.words == "Stopped, and the procedure is off: warfarin"
    assert "last dose was Friday 26 February" in stopped.detail
    assert f"{held.clinician.name} decides" in stopped.detail
    assert (stopped.band, stopped.do_by) == (Band.TODAY, datetime(2027, 3, 4, 18, tzinfo=UTC))
    assert by_subject[""].words == "Call: tell the patient that the procedure is off"
    assert {r.band for r in to_settle(held, datetime(2027, 3, 4, 18, tzinfo=UTC))} == {Band.NOW}
    assert {r.kind for r in held.reasons(datetime(2027, 3, 5, 12, tzinfo=UTC))} == {SETTLE}


def test_nobodys_note_settles_a_medicine(held: House) -> None:
    off(held)
    reason = next(r for r in to_settle(held, EVENING) if r.subject)
    word = Word(outcome=Outcome.RESOLVED, note="told her")
    for actor in (held.nurse, held.clinician):
        with pytest.raises(Invalid) as refused:
            deal(held.store, held.plan_id, [id_of(reason)], word, actor=actor, now=EVENING)
        assert "Only a clinician’s decision" in refused.value.problems[""]
    reached(held, EVENING + timedelta(minutes=5))
    assert [r.subject for r in to_settle(held, MORNING)] == [reason.subject]


def test_decided_and_then_told_by_phone_nothing_is_open(held: House) -> None:
    off(held)
    reached(held, EVENING + timedelta(minutes=5))
    again(held)
    (untold,) = to_settle(held, MORNING)
    assert untold.words == "Call: tell the patient what was decided about warfarin"
    with pytest.raises(Conflict, match="not settled"):
        events.close_plan(held.store, held.plan_id, actor=held.nurse, now=MORNING)
    reached(held, MORNING + timedelta(minutes=30))
    assert held.reasons(MORNING + timedelta(hours=1)) == []
    later = MORNING + timedelta(days=9)
    with pytest.raises(Conflict, match="Nobody has said that warfarin is taken again"):
        events.close_plan(held.store, held.plan_id, actor=held.nurse, now=later)
    held.mark(held.medicine_task("restart").key, MarkState.DONE, later)
    events.close_plan(held.store, held.plan_id, actor=held.nurse, now=later)
    assert held.plan.state is PlanState.CLOSED


def test_decided_and_then_read_on_the_phone_nothing_is_open(held: House) -> None:
    off(held)
    again(held)
    number = held.plan.revision
    done = acknowledge(
        held.store,
        held.plan_id,
        number,
        actor=held.patient,
        channel=Channel.SCREEN,
        now=MORNING + timedelta(minutes=5),
    )
    assert not done.repeated
    assert held.reasons(MORNING + timedelta(hours=1)) == []


def test_reading_that_it_is_off_is_not_reading_what_was_decided(held: House) -> None:
    off(held)
    acknowledge(
        held.store,
        held.plan_id,
        held.plan.revision,
        actor=held.patient,
        channel=Channel.SCREEN,
        now=EVENING,
    )
    again(held)
    assert [r.words for r in to_settle(held, MORNING)] == [
        "Call: tell the patient what was decided about warfarin"
    ]


def test_taken_again_at_a_time_is_one_thing_to_do_and_asked_about_when_it_is_not_done(
    held: House,
) -> None:
    off(held)
    again(held)
    reached(held, MORNING + timedelta(minutes=30))
    task = held.medicine_task("restart")
    assert task.text.startswith("Take warfarin again from 6pm on Thursday 4 March.")
    assert task.phase is Phase.AFTER
    assert [r.kind for r in held.reasons(datetime(2027, 3, 5, 12, tzinfo=UTC))] == [
        ReasonKind.OVERDUE
    ]


def test_without_a_procedure_nothing_is_stopped_for_it(held: House) -> None:
    off(held)
    with pytest.raises(Invalid) as refused:
        settle(held, **STOP_WARFARIN)
    assert list(refused.value.problems.values()) == [
        "The procedure is off, so there is nothing to stop it for. Say what is taken now."
    ]


def test_kept_as_before_and_changed(held: House) -> None:
    off(held)
    settle(held, kind=DecisionKind.KEEP)
    assert held.medicine_task("keep").text  # both read so
    kept = next(t for t in held.revision.content.tasks if "warfarin" in t.title)
    assert kept.text == f"Take warfarin as you did before. {held.clinician.name} decided this."
    settle(held, kind=DecisionKind.CHANGE, instruction="Take 2 tablets a day.")
    changed = held.medicine_task("change")
    assert changed.text.startswith("Take 2 tablets a day.")


def test_it_leaves_the_days_and_stands_in_a_list_of_its_own(held: House) -> None:
    off(held)
    assert held.plan.procedure_day is None
    today = PROCEDURE.date()
    with held.store.read() as reader:
        clinic = held.clinic.id
        assert plan_lists.count_by_day(reader, clinic, today, today) == {}
        listed = plan_lists.page(reader, clinic, Stage.OFF, today=today, limit=9)
        assert [card.plan.id for card in listed] == [held.plan_id]
        for stage in (Stage.BEFORE, Stage.TODAY, Stage.AFTER, Stage.CLOSED):
            assert plan_lists.count(reader, clinic, stage, today=today, most=9) == 0, stage
        assert plans.open_of_patient(reader, held.plan.patient_id)


def test_the_sign_off_falls(held: House) -> None:
    before = held.revision.fingerprint
    assert off(held).fingerprint != before


def test_stopped_midway_keeps_what_comes_after_from_when_it_was_stopped(held: House) -> None:
    with pytest.raises(Invalid) as refused:
        off(held, CallOffKind.STOPPED_MIDWAY, MIDWAY)
    assert list(refused.value.problems) == ["stopped_time"]
    made = off(held, CallOffKind.STOPPED_MIDWAY, MIDWAY, stopped_at=MIDWAY - timedelta(minutes=10))
    steps = {t.step: t for t in made.content.tasks if not t.medicine_id}
    assert steps
    assert {t.phase for t in steps.values()} == {Phase.AFTER}
    assert steps["activity"].opens_at == MIDWAY - timedelta(minutes=10) + timedelta(hours=24)
    assert held.plan.procedure_day == PROCEDURE.date()
    assert reads(held, MIDWAY).title == "Your procedure was stopped early."
    events.record_event(held.store, held.plan_id, "home", MIDWAY, actor=held.nurse, now=MIDWAY)
    assert held.plan.state is PlanState.CALLED_OFF


@pytest.mark.parametrize("kind", [CallOffKind.NO_SHOW, CallOffKind.STOPPED_MIDWAY])
def test_what_can_only_be_said_from_the_day_on(held: House, kind: CallOffKind) -> None:
    with pytest.raises(Invalid) as refused:
        off(held, kind, EVENING)
    assert refused.value.problems == {"kind": call_off_checks.NOT_YET}


def test_recorded_as_done_by_mistake(held: House) -> None:
    events.record_event(
        held.store, held.plan_id, "procedure_end", MIDWAY, actor=held.nurse, now=MIDWAY
    )
    with pytest.raises(Conflict, match="recorded as done"):
        off(held, CallOffKind.NO_SHOW, MIDWAY)
    off(held, CallOffKind.STOPPED_MIDWAY, MIDWAY)
    assert held.plan.state is PlanState.CALLED_OFF
    with pytest.raises(Conflict, match="called off already"):
        off(held, CallOffKind.STOPPED_MIDWAY, MIDWAY)


def test_nothing_happens_of_a_procedure_that_is_off(held: House) -> None:
    off(held)
    with pytest.raises(Conflict, match="called off"):
        events.record_event(
            held.store, held.plan_id, "procedure_end", MIDWAY, actor=held.nurse, now=MIDWAY
        )
    with pytest.raises(Conflict, match="called off"):
        change(held, to(held, PROCEDURE + timedelta(days=7)), at=EVENING)


@pytest.mark.parametrize("kind", [CallOffKind.CANCELLED, CallOffKind.STOPPED_MIDWAY])
def test_taken_back_it_stands_as_before_and_no_decision_is_revived(
    held: House, kind: CallOffKind
) -> None:
    said = {} if kind is CallOffKind.CANCELLED else {"stopped_at": MIDWAY}
    off(held, kind, MIDWAY, **said)
    made = off(held, CallOffKind.TAKEN_BACK, MIDWAY + timedelta(minutes=5))
    assert held.plan.state is PlanState.BEFORE
    assert held.plan.procedure_day == PROCEDURE.date()
    assert "procedure_end" not in made.inputs.anchors
    assert made.content.task("no-food") is not None
    assert all(standing(m.id, made.inputs.decisions).undecided for m in made.inputs.medicines)
    told = reads(held, MIDWAY + timedelta(minutes=5))
    assert told.title == "Your procedure is now on Thursday 4 March."
    assert "Do not change any medicine yet." in told.lines


def test_a_restart_already_told_stays_when_it_is_taken_back(held: House) -> None:
    off(held)
    again(held)
    made = off(held, CallOffKind.TAKEN_BACK, MORNING + timedelta(minutes=5))
    stands = standing(medicine_id(held, "warfarin"), made.inputs.decisions)
    assert stands.decision is not None
    assert stands.decision.kind is DecisionKind.RESTART
    assert stands.undecided  # for the day itself nothing is decided
    assert made.content.task(f"medicine-undecided-day:{medicine_id(held, 'warfarin')}")


def test_only_what_was_seen_is_saved(held: House) -> None:
    asked = CallOff(kind=CallOffKind.CANCELLED, reason="No bed")
    seen = call_off.preview(held.store, held.plan_id, asked, actor=held.nurse, now=EVENING).seen
    decided(held, "clopidogrel", kind=DecisionKind.CHANGE, instruction="Half of it.")
    with pytest.raises(Conflict, match="Something changed"):
        call_off.call_off(held.store, held.plan_id, asked, seen, actor=held.nurse, now=EVENING)
    assert held.plan.state is PlanState.BEFORE


def test_the_call_has_an_owner_who_decides_and_a_time_soon(held: House) -> None:
    for promise, field in (
        (Promise(owner_id=held.nurse.id), "owner"),
        (Promise(call_by=EVENING - timedelta(minutes=1)), "call_by"),
        (Promise(call_by=EVENING + timedelta(days=8)), "call_by"),
    ):
        with pytest.raises(Invalid) as refused:
            off(held, promise=promise)
        assert list(refused.value.problems) == [field]
    off(held, promise=Promise(call_by=MORNING))
    assert "We will call by 9am on Thursday 4 March." in reads(held, EVENING).lines
    callbacks.set_callback(
        held.store,
        held.plan_id,
        Promise(owner_id=held.clinician.id, call_by=MORNING + timedelta(hours=1)),
        actor=held.nurse,
        now=EVENING,
    )
    assert "We will call by 10am on Thursday 4 March." in reads(held, EVENING).lines


def test_a_patient_calls_nothing_off(held: House) -> None:
    with pytest.raises(NotAllowed):
        require(held.patient, Act.CALL_OFF)
    with pytest.raises(NotAllowed):
        call_off.preview(
            held.store,
            held.plan_id,
            CallOff(kind=CallOffKind.CANCELLED),
            actor=held.patient,
            now=EVENING,
        )


def test_a_move_owes_the_same_call_and_the_same_settling(held: House) -> None:
    change(held, to(held, PROCEDURE + timedelta(days=7)), at=EVENING)
    told = reads(held, EVENING)
    assert told.title == "Your procedure is now on Thursday 11 March."
    assert told.lines == (
        "Throw away your old list.",
        "Do not change any medicine yet.",
        "We will call by 6pm on Thursday 4 March.",
        "No call? Ring us on 020 7946 0100.",
    )
    assert len([r for r in to_settle(held, EVENING) if r.subject]) == 2
    again(held)
    settle(held, "clopidogrel", kind=DecisionKind.KEEP)
    assert notice(held.revision, MORNING) is None
    assert [r.words for r in to_settle(held, MORNING)] == [
        "Call: tell the patient what was decided about warfarin, clopidogrel"
    ]
    reached(held, MORNING + timedelta(minutes=30))
    assert to_settle(held, MORNING + timedelta(hours=1)) == []
    # Taken again for now: for the new day a clinician must still say.
    assert ReasonKind.UNDECIDED in {r.kind for r in held.reasons(MORNING + timedelta(hours=1))}
