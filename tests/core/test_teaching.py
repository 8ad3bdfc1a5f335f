"""When an instruction is asked back, how its answers stand, and who hears of a wrong one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.attention import Band, Reason
from checklist.core.attention.taught import taught
from checklist.core.plan.build import build
from checklist.core.plan.late import mark_late
from checklist.core.plan.model import Content, Inputs, PlanState, Task, Teaching
from checklist.core.protocol import Kind, Phase, Protocol
from checklist.core.teach_back import TeachTry
from checklist.core.teaching import asked_now, options
from checklist.protocols import load_shipped
from tests.core.attention.facts import facts, mark, states
from tests.core.plans import STOP, WARFARIN, at, inputs, moved, task

PROTOCOL: Protocol = load_shipped("vertebroplasty-2")[1]
LAST_DOSE = "medicine-last-dose:m1"
STOPPED = "medicine-stop:m1"
EARLY, FOUR_DAYS, ONE_DAY = (
    at("2027-02-20 10:00"),
    at("2027-02-28 10:00"),
    at("2027-03-03 10:00"),
)


def decided() -> Inputs:
    return inputs(medicines=(WARFARIN,), decisions=(STOP,), as_of=at("2027-02-20 09:00"))


def made_of(made: Inputs) -> Content:
    return mark_late(build(PROTOCOL, made), None, PROTOCOL, made)


BASE = made_of(decided())
TOLD = [mark(BASE, one.key) for one in BASE.tasks if one.kind is Kind.ANSWER]


def asked(now: datetime, *tries: TeachTry, content: Content = BASE, told: bool = True) -> list[str]:
    stands = states(content, TOLD if told else [])
    return [one.task.key for one in asked_now(content, stands, tries, PlanState.BEFORE, now)]


def tried(key: str, when: datetime, *, right: bool, content: Content = BASE) -> TeachTry:
    found = task(content, key)
    assert found.teaching is not None
    chosen = found.teaching.right if right else found.teaching.wrong[0]
    return TeachTry(
        id=f"{key} {when}",
        task_key=key,
        meaning=found.meaning,
        chosen=chosen,
        right=right,
        by="Maria Silva",
        at=when,
    )


def test_the_right_answer_has_this_patients_own_date_among_wrong_ones() -> None:
    teaching = task(BASE, LAST_DOSE).teaching
    assert teaching is not None
    assert teaching.ask == "When is your last warfarin tablet?"
    assert teaching.right == "At 6pm on Friday 26 February"
    assert "On Thursday 4 March, in the morning" in teaching.wrong


def test_a_medicine_is_asked_as_soon_as_it_is_decided() -> None:
    assert asked(EARLY, told=False) == [LAST_DOSE]


def test_the_way_home_is_asked_once_the_questions_are_answered() -> None:
    assert "escort" in asked(EARLY)
    assert "escort" not in asked(EARLY, told=False)


def test_what_is_of_the_day_waits_until_two_days_before() -> None:
    assert "no-food" not in asked(FOUR_DAYS)
    assert {"no-food", "no-drink"} <= set(asked(ONE_DAY))


def test_once_the_last_dose_is_over_the_stop_is_asked_instead() -> None:
    assert LAST_DOSE not in asked(FOUR_DAYS)
    assert STOPPED in asked(FOUR_DAYS)
    assert STOPPED not in asked(EARLY)


def test_right_is_right_until_two_days_before_and_then_asked_once_more() -> None:
    right = tried(STOPPED, FOUR_DAYS, right=True)
    assert STOPPED not in asked(FOUR_DAYS, right)
    assert STOPPED in asked(ONE_DAY, right)
    again = tried(STOPPED, ONE_DAY, right=True)
    assert STOPPED not in asked(ONE_DAY + timedelta(hours=1), right, again)


def test_wrong_is_asked_again() -> None:
    assert LAST_DOSE in asked(EARLY, tried(LAST_DOSE, EARLY, right=False))


def test_a_date_that_changed_is_asked_anew() -> None:
    other = replace(STOP, last_dose=at("2027-02-25 18:00"))
    anew = made_of(replace(decided(), decisions=(other,)))
    right = tried(LAST_DOSE, EARLY, right=True)
    assert LAST_DOSE not in asked(EARLY, right)
    assert LAST_DOSE in asked(EARLY, right, content=anew)


def test_nothing_is_asked_after_the_procedure_or_of_what_is_after_it() -> None:
    assert asked_now(BASE, states(BASE, TOLD), (), PlanState.RECOVERING, ONE_DAY) == ()
    assert all(task(BASE, key).phase is not Phase.AFTER for key in asked(ONE_DAY))


def test_while_the_right_answer_is_not_known_nothing_is_asked() -> None:
    unknown = made_of(moved(decided(), procedure="2027-03-04", arrival=""))
    assert task(unknown, "no-food").teaching is None
    assert "no-food" not in asked(ONE_DAY, content=unknown)


# The order of the answers -----------------------------------------------------------------------


def one(key: str, teaching: Teaching) -> Task:
    return replace(task(BASE, "escort"), key=key, teaching=teaching)


@given(
    key=st.text(min_size=1, max_size=20),
    right=st.text(min_size=1, max_size=20),
    wrong=st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3),
)
def test_every_answer_stands_once_and_in_one_order(key: str, right: str, wrong: list[str]) -> None:
    there = one(key, Teaching(ask="?", right=right, wrong=tuple(wrong)))
    back = one(key, Teaching(ask="?", right=right, wrong=tuple(reversed(wrong))))
    assert options(there) == options(back)
    assert sorted(options(there)) == sorted({right, *wrong})


def test_the_right_answer_has_no_place_of_its_own() -> None:
    teaching = Teaching(ask="?", right="right", wrong=("a", "b"))
    places = {options(one(f"step-{number}", teaching)).index("right") for number in range(40)}
    assert places == {0, 1, 2}


# Who hears of it --------------------------------------------------------------------------------


def reasons(*tries: TeachTry, state: PlanState = PlanState.BEFORE) -> list[Reason]:
    return list(taught(facts(decided(), *TOLD, content=BASE, tries=tries, state=state)))


def test_a_wrong_answer_reaches_the_nurse_today_and_now_when_it_is_near() -> None:
    found = reasons(tried(LAST_DOSE, EARLY, right=False))
    assert [r.band for r in found] == [Band.TODAY, Band.NOW]
    first = found[0]
    assert first.words.startswith("Answered wrong: When is your last warfarin tablet? “On Thursday")
    assert "Maria Silva, 10am on Saturday 20 February" in first.detail
    assert first.tag == "blood thinner"
    assert {r.band for r in reasons(tried(STOPPED, ONE_DAY, right=False))} == {Band.NOW}


def test_it_goes_by_itself_once_it_is_said_right() -> None:
    wrong = tried(LAST_DOSE, EARLY, right=False)
    assert reasons(wrong, tried(LAST_DOSE, EARLY + timedelta(minutes=1), right=True)) == []
    assert reasons(wrong, state=PlanState.RECOVERING) == []


def test_it_goes_when_what_was_asked_changes() -> None:
    wrong = replace(tried(LAST_DOSE, EARLY, right=False), meaning="other-words")
    assert reasons(wrong) == []
