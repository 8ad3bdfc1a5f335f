"""What a change does to a live plan, told before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checklist.core.actors import ActorKind
from checklist.core.marks import Channel, Mark, MarkState, TaskState, merge
from checklist.core.plan.consequences import (
    ANOTHER_NIGHT,
    NIGHT_UNKNOWN,
    TOO_LATE,
    WORDS_CHANGED,
    Consequences,
    Sides,
    consequences,
)
from checklist.core.plan.model import Content
from tests.core.plans import PROTOCOL, answered, at, inputs, moved, plan, task, with_words

BEFORE = inputs()
WEEK_LATER = {"procedure": "2027-03-11 10:30", "arrival": "2027-03-11 08:30"}


def ticked(content: Content, *keys: str) -> list[Mark]:
    return [
        Mark(
            id=f"{key} {task(content, key).meaning}",
            task_key=key,
            state=MarkState.DONE,
            actor_kind=ActorKind.PATIENT,
            actor_name="Maria",
            channel=Channel.SCREEN,
            happened_at=at("2027-02-16 09:00"),
            heard_at=at("2027-02-16 09:00"),
            meaning=task(content, key).meaning,
            revision=1,
        )
        for key in keys
    ]


def states(content: Content, marks: Iterable[Mark]) -> dict[str, TaskState]:
    made = list(marks)
    keys = {t.key for t in content.tasks} | {mark.task_key for mark in made}
    meanings = {t.key: t.meaning for t in content.tasks}
    return {
        key: merge([m for m in made if m.task_key == key], meanings.get(key, "")) for key in keys
    }


def told(before: Content, after: Content, marks: Iterable[Mark] = ()) -> Consequences:
    made = list(marks)
    both = Sides(before=before, stood=states(before, made), after=after, stands=states(after, made))
    return consequences(both)


def test_a_fast_that_was_ticked_is_asked_again_on_another_night() -> None:
    before = plan(BEFORE)
    after = plan(moved(BEFORE, **WEEK_LATER), before)
    found = told(before, after, ticked(before, "no-food", "escort"))
    assert {one.key: one.why for one in found.reopened}["no-food"] == ANOTHER_NIGHT


def test_a_task_whose_words_name_its_day_is_asked_again_with_both_days() -> None:
    before = plan(BEFORE)
    after = plan(moved(BEFORE, **WEEK_LATER), before)
    (arrive,) = [o for o in told(before, after, ticked(before, "arrive")).reopened]
    assert "8:30am on Thursday 4 March" in arrive.why
    assert "8:30am on Thursday 11 March" in arrive.why


def test_answers_given_stay_given_when_the_day_moves() -> None:
    before = plan(BEFORE)
    after = plan(moved(BEFORE, **WEEK_LATER), before)
    assert told(before, after, ticked(before, "answers")).reopened == ()


def test_nothing_is_asked_again_of_which_nothing_was_said() -> None:
    before = plan(BEFORE)
    assert told(before, plan(moved(BEFORE, **WEEK_LATER), before)).reopened == ()


def test_moving_back_brings_the_first_ticks_back() -> None:
    before = plan(BEFORE)
    away = plan(moved(BEFORE, **WEEK_LATER), before)
    marks = ticked(before, "no-food", "arrive")
    found = told(away, plan(BEFORE, away), marks)
    assert [one.key for one in found.returned] == ["no-food", "arrive"]
    assert found.reopened == ()


def test_postponed_the_fast_has_no_day() -> None:
    before = plan(BEFORE)
    after = plan(moved(BEFORE, procedure="", arrival=""), before)
    found = told(before, after, ticked(before, "no-food"))
    assert [one.why for one in found.reopened] == [NIGHT_UNKNOWN]


def test_reworded_is_told_as_such_and_asked_again() -> None:
    before = plan(BEFORE)
    protocol = with_words(PROTOCOL, "escort", text="Ask somebody to stay with you for 2 nights.")
    found = told(before, plan(BEFORE, before, protocol), ticked(before, "escort"))
    assert [one.key for one in found.reworded] == ["escort"]
    assert [one.why for one in found.reopened] == [WORDS_CHANGED]


def test_a_step_that_no_longer_applies_is_dropped_with_what_was_said_of_it() -> None:
    smoker = replace(BEFORE, answers=answered(smoker="yes"))
    before = plan(smoker)
    after = plan(replace(BEFORE, answers=answered(smoker="no")), before)
    (dropped,) = told(before, after, ticked(before, "stop-smoking")).dropped
    assert dropped.key == "stop-smoking"
    assert dropped.said is not None
    (added,) = told(after, before).added
    assert added.key == "stop-smoking"


def test_moved_too_near_it_is_late_and_nothing_else() -> None:
    asked = replace(BEFORE, as_of=at("2027-03-01 09:00"))
    before = plan(BEFORE)
    near = moved(asked, procedure="2027-03-02 10:30", arrival="2027-03-02 08:30")
    after = plan(near, before)
    found = told(before, after, ticked(before, "blood-test"))
    late = {one.key for one in found.late}
    assert "blood-test" in late
    assert not late & {one.key for one in (*found.moved, *found.reworded)}
    assert [one.why for one in found.reopened if one.key == "blood-test"] in ([], [TOO_LATE])


def test_no_change_has_no_consequences() -> None:
    before = plan(BEFORE)
    found = told(before, before, ticked(before, "no-food"))
    assert not any(
        (found.moved, found.reworded, found.reopened, found.returned, found.dropped, found.added)
    )


def test_the_days_of_a_step_that_repeats_are_told_once() -> None:
    """Ten days of drops that fall away are one thing to read, and not ten."""
    before = plan(BEFORE)
    escort = task(before, "escort")
    days = tuple(replace(escort, key=f"drops@{n}", step="drops", repeats=True) for n in range(10))
    with_drops = replace(before, tasks=(*before.tasks, *days))
    found = told(with_drops, before, ticked(with_drops, "drops@0", "drops@1"))
    assert [one.key for one in found.dropped] == ["drops@0"]
    late = replace(before, tasks=(*before.tasks, *(replace(day, late=True) for day in days)))
    assert [one.key for one in told(with_drops, late).late] == ["drops@0"]
    assert not told(with_drops, late).reworded
