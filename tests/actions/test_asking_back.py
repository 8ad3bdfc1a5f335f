"""A clinician asks back: one task on the list, an answer that always matters, taken back or not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from checklist.actions.answers import Told, answer, read_answer
from checklist.actions.asking_back import MOST_OPEN, ask_back, hard_to_read, take_back
from checklist.actions.sign_off import blocks, facts_of
from checklist.core.asking_back import ASKED_BACK, AskedBack
from checklist.core.errors import Conflict, Invalid, NotAllowed, NotFound
from checklist.core.marks import Channel, MarkState
from checklist.store import answers
from tests.actions.conftest import BOOKED, PROCEDURE, House
from tests.core.plans import at as london

ASK = "Which painkiller do you take?"
ASKED_AT = BOOKED + timedelta(hours=2)  # Monday 15 February, midday


def ask(house: House, text: str = ASK, at: datetime = ASKED_AT, about: str = "") -> AskedBack:
    return ask_back(house.store, house.plan_id, text, about, actor=house.clinician, now=at)


def reply(house: House, asked: AskedBack, words: str, at: datetime) -> None:
    told = (Told(question=asked.key, value=words),)
    answer(
        house.store,
        house.plan_id,
        asked.key,
        told,
        (),
        actor=house.patient,
        channel=Channel.SCREEN,
        now=at,
    )


def in_the_way(house: House, at: datetime) -> str:
    with house.store.read() as reader:
        return " ".join(blocks(facts_of(reader, house.plan_id), at))


def test_it_is_one_clear_task_due_at_the_end_of_the_next_working_day(house: House) -> None:
    asked = ask(house)
    task = house.task(asked.key)
    assert task.title == f"{house.clinician.name} asks: {ASK}"
    assert "Tuesday 16 February" in task.text
    assert task.due_at == london("2027-02-17 00:00")
    assert task.opens_at == ASKED_AT
    assert house.revision.content.questions[0].ask == ASK


def test_on_a_friday_it_is_due_on_monday(house: House) -> None:
    asked = ask(house, at=london("2027-02-19 15:00"))
    assert house.task(asked.key).due_at == london("2027-02-23 00:00")


def test_the_day_before_it_is_due_before_the_procedure_starts(house: House) -> None:
    asked = ask(house, at=london("2027-03-03 15:00"))
    assert house.task(asked.key).due_at == PROCEDURE


def test_its_answer_comes_back_to_be_read_and_ticks_the_task(house: House) -> None:
    asked = ask(house)
    assert f"Not answered yet: {house.clinician.name} asks" in in_the_way(house, ASKED_AT)
    later = ASKED_AT + timedelta(hours=1)
    reply(house, asked, "Ibuprofen 200", later)
    assert house.state(asked.key).settled
    reasons = [r for r in house.reasons(later) if r.subject == asked.key]
    assert [r.words for r in reasons] == [f"{ASK} “Ibuprofen 200”"]
    assert f"Not read yet: {ASK}" in in_the_way(house, later)
    with house.store.read() as reader:
        given = answers.latest(reader, house.plan_id)[asked.key]
    read_answer(house.store, house.plan_id, given.id, "", actor=house.clinician, now=later)
    assert ASK not in in_the_way(house, later)


def test_unanswered_it_is_a_reason_once_it_is_due_and_not_before(house: House) -> None:
    asked = ask(house)
    due = house.task(asked.key).due_at
    assert due is not None
    before = [r for r in house.reasons(due - timedelta(minutes=1)) if r.subject == asked.key]
    after = [r for r in house.reasons(due) if r.subject == asked.key]
    assert before == []
    assert [r.kind for r in after] == ["overdue"]
    assert ASK in after[0].words


def test_call_me_instead_reaches_the_nurse_and_still_blocks_once_dealt_with(house: House) -> None:
    asked = ask(house)
    at = ASKED_AT + timedelta(minutes=5)
    house.mark(asked.key, MarkState.CANT, at, word="Please call me about this.")
    (reason,) = [r for r in house.reasons(at) if r.subject == asked.key]
    assert reason.words.startswith(f"Asks to be called: {house.clinician.name} asks: {ASK}")
    assert f"Not answered yet: {house.clinician.name} asks" in in_the_way(house, at)
    reply(house, asked, "None", at + timedelta(hours=1))
    assert house.state(asked.key).settled


@pytest.mark.parametrize("words", ["", "   "])
def test_an_empty_answer_is_none(house: House, words: str) -> None:
    asked = ask(house)
    with pytest.raises(Invalid) as refused:
        reply(house, asked, words, ASKED_AT)
    assert refused.value.problems[asked.key] == "Write your answer."
    assert not house.state(asked.key).settled


def test_taken_back_it_leaves_the_list_and_answered_it_stays(house: House) -> None:
    first, second = ask(house), ask(house, "Who fills your tablets?")
    take_back(house.store, house.plan_id, first.id, actor=house.clinician, now=ASKED_AT)
    assert house.revision.content.task(first.key) is None
    assert ASK not in in_the_way(house, ASKED_AT)
    with pytest.raises(NotFound):
        take_back(house.store, house.plan_id, first.id, actor=house.clinician, now=ASKED_AT)
    reply(house, second, "The pharmacy", ASKED_AT)
    with pytest.raises(Conflict):
        take_back(house.store, house.plan_id, second.id, actor=house.clinician, now=ASKED_AT)


def test_the_same_question_stands_once_and_there_is_an_end_to_them(house: House) -> None:
    assert ask(house).id == ask(house).id
    for number in range(MOST_OPEN - 1):
        ask(house, f"Question {number}?")
    with pytest.raises(Invalid):
        ask(house, "One more?")
    listed = [t for t in house.revision.content.tasks if t.step == ASKED_BACK]
    assert len(listed) == MOST_OPEN


def test_only_a_clinician_asks(house: House) -> None:
    for actor in (house.nurse, house.patient):
        with pytest.raises(NotAllowed):
            ask_back(house.store, house.plan_id, ASK, "", actor=actor, now=ASKED_AT)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 301])
def test_a_question_says_something_and_is_short(house: House, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(house, text)
    assert "ask" in refused.value.problems


@pytest.mark.parametrize(
    ("text", "language", "hard"),
    [
        (ASK, "en", False),
        ("Do you have diabetes?", "en", False),
        ("", "en", False),
        (
            "Have you had gastrointestinal discomfort following medication administration?",
            "en",
            True,
        ),
        ("When " + "and then " * 12 + "did you stop?", "en", True),
        ("¿Qué pastillas toma?", "es", False),
        ("Anything at all in a language nobody here has graded", "fr", False),
    ],
)
def test_what_is_hard_to_read_is_told(text: str, language: str, hard: bool) -> None:
    assert bool(hard_to_read(text, language)) is hard
