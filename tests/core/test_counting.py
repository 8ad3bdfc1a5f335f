"""Four drops a day: each tick is for one of them, and no repetition makes it five or three."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.actors import ActorKind
from checklist.core.marks import Mark, MarkState, TaskState, merge
from tests.core.test_marks import CANT, CLEARED, DONE, SLIPPED, TOLD, mark

FOUR = frozenset({"1", "2", "3", "4"})


def tick(name: str, id: str = "", **said: object) -> Mark:
    """A tick for one sitting, as a page makes it: it replaces none of the others."""
    return replace(mark(id or f"tick {name}"), value=name, **said)  # type: ignore[arg-type]  # fields


def state(*marks: Mark) -> TaskState:
    return merge(marks, TOLD, sittings=FOUR)


def test_two_of_four_are_not_done_and_the_next_tick_replaces_none_of_them() -> None:
    found = state(tick("1"), tick("2"))
    assert found.shows is None
    assert not found.settled
    assert set(found.sat) == {"1", "2"}
    assert found.standing == frozenset()


def test_with_the_last_one_it_is_done() -> None:
    found = state(*(tick(name) for name in "1234"))
    assert found.settled
    assert found.state is DONE


def test_the_same_drop_ticked_on_two_phones_counts_once() -> None:
    found = state(tick("1", "here"), tick("1", "there"))
    assert set(found.sat) == {"1"}


def test_the_last_one_can_be_taken_back_alone() -> None:
    undo = tick("2", "undo", state=CLEARED, replaces=frozenset({"tick 2"}))
    found = state(tick("1"), tick("2"), undo)
    assert set(found.sat) == {"1"}
    assert set(state(tick("1"), tick("2"), undo, tick("2", "again")).sat) == {"1", "2"}


def test_a_nurse_who_heard_of_the_whole_day_ticks_it_all() -> None:
    whole = replace(mark("by phone", by=ActorKind.STAFF), value="")
    assert state(tick("1"), whole).settled


def test_i_cannot_shows_whatever_was_ticked_before() -> None:
    found = state(tick("1"), tick("2"), mark("cannot", CANT))
    assert found.state is CANT
    assert {"tick 1", "tick 2", "cannot"} == found.standing


def test_a_slip_is_never_lost_among_ticks() -> None:
    found = state(*(tick(name) for name in "1234"), mark("slip", SLIPPED))
    assert found.state is SLIPPED
    assert [one.id for one in found.slips] == ["slip"]


def test_yesterdays_ticks_are_not_todays() -> None:
    old = tick("1", meaning="words-yesterday")
    assert state(old).sat == {}


def test_a_task_that_is_done_once_knows_no_sittings() -> None:
    assert merge((tick("1"),), TOLD).settled


@given(
    st.lists(st.sampled_from("1234"), max_size=12),
    st.lists(st.sampled_from([MarkState.CANT, MarkState.UNSURE]), max_size=1),
    st.randoms(use_true_random=False),
)
def test_any_order_and_any_repetition_gives_the_same_state(
    names: list[str], others: list[MarkState], random: object
) -> None:
    marks = [tick(name, f"{name} {index}") for index, name in enumerate(names)]
    marks += [mark(f"other {other}", other) for other in others]
    mixed = marks + marks[: len(marks) // 2]
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    first, second = state(*marks), state(*mixed)
    assert (first.state, first.settled, set(first.sat), first.standing) == (
        second.state,
        second.settled,
        set(second.sat),
        second.standing,
    )
    assert first.settled is (not others and set(names) == FOUR)


def test_two_drops_and_then_i_cannot_are_no_contradiction() -> None:
    assert not state(tick("1"), tick("2"), mark("cannot", CANT)).disagree
    assert state(mark("cannot", CANT), mark("slip", SLIPPED)).disagree
