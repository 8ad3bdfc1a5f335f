"""What a sign-off rests on undoes it, and nothing brings it back; nothing else undoes it.

One table over every kind of change: each signs, changes, and looks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from checklist.actions.answers import Told, answer, read_answer
from checklist.actions.asking_back import ask_back, take_back
from checklist.actions.attention import write_note
from checklist.actions.changes import Proposal
from checklist.actions.dose_reports import DoseSaid, report_dose
from checklist.actions.events import record_event
from checklist.actions.marks import check_task
from checklist.actions.medicines import Decided, add_medicine, decide
from checklist.actions.naming import NamedMedicine
from checklist.actions.sign_off import facts_of, sign_off
from checklist.actions.teaching import ToldBack, tell_back
from checklist.core.dose_reports import Reported
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Answer
from checklist.core.teaching import options
from checklist.store import answers, new_id
from tests.actions.changing import STOP_WARFARIN, back, change, to
from tests.actions.conftest import BOOKED, PROCEDURE, House
from tests.actions.test_sign_off import in_the_way, make_ready, sign

SIGNED = PROCEDURE - timedelta(hours=20)
LATER = SIGNED + timedelta(minutes=30)
ASKED = "Who fills your tablets?"


@pytest.fixture
def ready(house: House) -> House:
    """Warfarin stopped, a question asked back, answered and read, all else as it should be: signed.

    The escort is ticked, so that there is a tick to check.
    """
    make_ready(house)
    named = NamedMedicine(name="warfarin", form="tablet")
    add_medicine(house.store, house.plan_id, named, actor=house.nurse, now=BOOKED)
    stop = Decided(medicine_id=medicine(house), **STOP_WARFARIN)
    decide(house.store, house.plan_id, [stop], actor=house.clinician, now=BOOKED)
    asked = ask_back(house.store, house.plan_id, ASKED, "", actor=house.clinician, now=BOOKED)
    tell(house, asked.key, "The pharmacy", BOOKED)
    read(house, asked.key, BOOKED)
    house.mark("escort", MarkState.DONE, SIGNED - timedelta(hours=1))
    assert in_the_way(house) == ()
    sign(house)
    assert house.plan.signed
    return house


def medicine(house: House, name: str = "warfarin") -> str:
    return next(m.id for m in house.revision.inputs.medicines if m.name == name)


def tell(house: House, question: str, value: str, at: datetime, task: str = "") -> None:
    answer(
        house.store,
        house.plan_id,
        task or question,
        (Told(question=question, value=value),),
        (),
        actor=house.patient,
        channel=Channel.SCREEN,
        now=at,
    )


def given(house: House, question: str) -> Answer:
    with house.store.read() as reader:
        return answers.latest(reader, house.plan_id)[question]


def read(house: House, question: str, at: datetime) -> None:
    answer_id = given(house, question).id
    read_answer(house.store, house.plan_id, answer_id, "", actor=house.clinician, now=at)


def undone(house: House) -> list[str]:
    with house.store.read() as reader:
        return [one.what for one in facts_of(reader, house.plan_id).undone]


def asked_key(house: House) -> str:
    return house.revision.inputs.asked_back[0].key


# What undoes it ----------------------------------------------------------------------------------


def an_answer(house: House) -> None:
    tell(house, "smoker", "yes", LATER, task="answers")


def an_answer_asked_back(house: House) -> None:
    tell(house, asked_key(house), "My daughter, since Monday", LATER)


def a_question_asked_back(house: House) -> None:
    ask_back(house.store, house.plan_id, "Since when?", "", actor=house.clinician, now=LATER)


def a_question_taken_back_at_once(house: House) -> None:
    made = ask_back(house.store, house.plan_id, "Why?", "", actor=house.clinician, now=LATER)
    take_back(house.store, house.plan_id, made.id, actor=house.clinician, now=LATER)


def a_decision(house: House) -> None:
    keep = Decided(medicine_id=medicine(house), kind=DecisionKind.KEEP)
    decide(house.store, house.plan_id, [keep], actor=house.clinician, now=LATER)


def a_medicine_named(house: House) -> None:
    named = NamedMedicine(name="Aspirin", form="tablet")
    add_medicine(house.store, house.plan_id, named, actor=house.nurse, now=LATER)


def a_dose_taken_later_than_decided(house: House) -> None:
    report(house, STOP_WARFARIN["last_dose"] + timedelta(days=1))


def a_result(house: House) -> None:
    house.mark("check-clotting", MarkState.DONE, LATER, value="2.9")


def a_result_taken_back(house: House) -> None:
    house.mark("check-clotting", MarkState.CLEARED, LATER)


def a_slip(house: House) -> None:
    house.mark("no-food", MarkState.SLIPPED, LATER)


def a_slip_taken_back_at_once(house: House) -> None:
    house.mark("no-food", MarkState.SLIPPED, LATER)
    house.mark("no-food", MarkState.CLEARED, LATER + timedelta(seconds=5))


def a_choice(house: House) -> None:
    choice = Proposal(choices={"anaesthesia": "asleep"}, reason="Asked for it")
    change(house, choice, at=LATER)


def another_fast(house: House) -> None:
    change(house, Proposal(choices={"food_hours": "8 hours"}, reason="A late list"), at=LATER)


def the_site(house: House) -> None:
    change(house, Proposal(site="L3", reason="Read again"), at=LATER)


def the_day(house: House) -> None:
    change(house, to(house, PROCEDURE + timedelta(days=7)), at=LATER)


def the_day_and_back(house: House) -> None:
    change(house, to(house, PROCEDURE + timedelta(days=7)), at=LATER)
    change(house, back(house), at=LATER + timedelta(minutes=5))


def the_start(house: House) -> None:
    change(house, to(house, PROCEDURE + timedelta(hours=2)), at=LATER)


UNDOING = (
    an_answer,
    an_answer_asked_back,
    a_question_asked_back,
    a_question_taken_back_at_once,
    a_decision,
    a_medicine_named,
    a_dose_taken_later_than_decided,
    a_result,
    a_result_taken_back,
    a_slip,
    a_slip_taken_back_at_once,
    a_choice,
    another_fast,
    the_site,
    the_day,
    the_day_and_back,
    the_start,
)


@pytest.mark.parametrize("happens", UNDOING, ids=lambda one: one.__name__)
def test_what_it_rests_on_undoes_it_visibly(ready: House, happens: Callable[[House], None]) -> None:
    happens(ready)
    assert not ready.plan.signed
    assert undone(ready)
    reasons = [r for r in ready.reasons(LATER + timedelta(hours=1)) if r.kind == "not_signed"]
    assert [r.words for r in reasons] == ["Signed off before, not ready any more"]


@pytest.mark.parametrize("happens", UNDOING, ids=lambda one: one.__name__)
def test_nothing_that_happens_later_brings_it_back(
    ready: House, happens: Callable[[House], None]
) -> None:
    happens(ready)
    begins = ready.revision.content.anchors["procedure"].at
    assert begins is not None
    ended = begins + timedelta(hours=1)
    record_event(ready.store, ready.plan_id, "procedure_end", ended, actor=ready.nurse, now=ended)
    assert not ready.plan.signed


# What does not -----------------------------------------------------------------------------------


def report(house: House, taken_at: datetime) -> None:
    said = DoseSaid(
        id=new_id(),
        medicine_id=medicine(house),
        said=Reported.LAST_TAKEN,
        channel=Channel.PHONE,
        taken_at=taken_at,
    )
    report_dose(house.store, house.plan_id, said, actor=house.nurse, now=LATER)


def a_dose_taken_as_decided(house: House) -> None:
    report(house, STOP_WARFARIN["last_dose"])


def a_tick(house: House) -> None:
    house.mark("no-food", MarkState.DONE, LATER)


def a_check(house: House) -> None:
    shown = house.state("escort").shows
    assert shown is not None
    check_task(house.store, house.plan_id, "escort", shown.id, actor=house.nurse, now=LATER)


def a_note(house: House) -> None:
    write_note(house.store, house.plan_id, "All well.", actor=house.nurse, now=LATER)


def the_same_result_again(house: House) -> None:
    house.mark("check-clotting", MarkState.DONE, LATER, value="1.1")


def an_instruction_said_back_wrong(house: House) -> None:
    task = house.task("escort")
    assert task.teaching is not None
    wrong = next(one for one in options(task) if one != task.teaching.right)
    told = ToldBack(
        id=new_id(),
        task_key=task.key,
        meaning=task.meaning,
        chosen=wrong,
        channel=Channel.SCREEN,
    )
    tell_back(house.store, house.plan_id, told, actor=house.patient, now=LATER)


def procedure_done_gone_home_and_restarted(house: House) -> None:
    ended, home = PROCEDURE + timedelta(hours=1), PROCEDURE + timedelta(hours=4)
    record_event(house.store, house.plan_id, "procedure_end", ended, actor=house.nurse, now=ended)
    record_event(house.store, house.plan_id, "home", home, actor=house.nurse, now=home)
    again = Decided(
        medicine_id=medicine(house),
        kind=DecisionKind.RESTART,
        restart_at=home + timedelta(hours=6),
    )
    decide(house.store, house.plan_id, [again], actor=house.clinician, now=home)


KEEPING = (
    a_dose_taken_as_decided,
    a_tick,
    a_check,
    a_note,
    the_same_result_again,
    an_instruction_said_back_wrong,
    procedure_done_gone_home_and_restarted,
)


@pytest.mark.parametrize("happens", KEEPING, ids=lambda one: one.__name__)
def test_what_it_does_not_rest_on_leaves_it_standing(
    ready: House, happens: Callable[[House], None]
) -> None:
    happens(ready)
    assert ready.plan.signed, undone(ready)
    assert undone(ready) == []


def test_undone_it_can_be_signed_anew_and_then_counts(ready: House) -> None:
    the_site(ready)
    assert undone(ready)
    sign_off(
        ready.store,
        ready.plan_id,
        "Ready, at L3.",
        ready.revision.fingerprint,
        actor=ready.clinician,
        now=LATER + timedelta(minutes=1),
    )
    assert ready.plan.signed
    assert undone(ready) == []
