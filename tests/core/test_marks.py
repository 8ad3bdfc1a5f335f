"""Marks: any order, any duplication and any number of devices give the same state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.actors import ActorKind
from checklist.core.marks import Channel, Check, Mark, MarkState, TaskState, merge

NOON = datetime(2027, 3, 3, 12, tzinfo=UTC)
TOLD = "words-times"
OLD = "words-other"


def mark(
    id: str,
    state: MarkState = MarkState.DONE,
    *,
    replaces: Iterable[str] = (),
    minutes: int = 0,
    meaning: str = TOLD,
    by: ActorKind = ActorKind.PATIENT,
) -> Mark:
    return Mark(
        id=id,
        task_key="no-food",
        state=state,
        actor_kind=by,
        actor_name="Maria Silva",
        channel=Channel.SCREEN,
        happened_at=NOON + timedelta(minutes=minutes),
        heard_at=NOON + timedelta(minutes=minutes),
        meaning=meaning,
        revision=1,
        replaces=frozenset(replaces),
    )


def check(mark_id: str, minutes: int = 30) -> Check:
    at = NOON + timedelta(minutes=minutes)
    return Check(id=f"check {minutes}", task_key="no-food", mark_id=mark_id, by="Sam", at=at)


def state(*marks: Mark) -> MarkState | None:
    return merge(marks, TOLD).state


DONE, CANT, UNSURE, SLIPPED, CLEARED, NOT_NEEDED = (
    MarkState.DONE,
    MarkState.CANT,
    MarkState.UNSURE,
    MarkState.SLIPPED,
    MarkState.CLEARED,
    MarkState.NOT_NEEDED,
)


def test_without_marks_nothing_shows() -> None:
    found = merge((), TOLD)
    assert found == TaskState(shows=None, standing=frozenset(), disagree=False, reopened=None)
    assert not found.settled


def test_a_tick_shows_and_settles() -> None:
    found = merge((mark("a"),), TOLD)
    assert (found.state, found.settled, found.standing) == (DONE, True, frozenset({"a"}))


def test_a_later_mark_replaces_what_its_actor_saw() -> None:
    assert state(mark("a"), mark("b", CLEARED, replaces="a")) is None
    assert state(mark("a", CANT), mark("b", replaces="a")) is DONE


def test_times_inform_and_never_decide() -> None:
    assert state(mark("a", minutes=60), mark("b", CANT, minutes=0)) is CANT
    assert state(mark("a", minutes=60), mark("b", CANT, replaces="a", minutes=0)) is CANT


def test_where_two_devices_disagree_the_safer_one_shows_and_it_is_said() -> None:
    found = merge((mark("a"), mark("b", UNSURE)), TOLD)
    assert (found.state, found.disagree) == (UNSURE, True)


def test_an_untick_on_one_phone_and_a_tick_on_another_ask_again() -> None:
    """Both replaced the same tick while neither knew of the other."""
    marks = (mark("a"), mark("b", CLEARED, replaces="a"), mark("c", replaces="a"))
    found = merge(marks, TOLD)
    assert (found.state, found.disagree) == (None, True)
    assert found.standing == {"b", "c"}


def test_two_ticks_agree() -> None:
    assert not merge((mark("a"), mark("b")), TOLD).disagree


def test_marks_that_replace_each_other_in_a_ring_do_not_vanish() -> None:
    ring = (mark("a", SLIPPED, replaces="b"), mark("b", replaces="a"))
    assert state(*ring) is SLIPPED
    assert state(*ring, mark("c")) is SLIPPED


def test_a_ring_can_be_replaced_as_a_whole() -> None:
    ring = (mark("a", CANT, replaces="b"), mark("b", replaces="a"))
    assert state(*ring, mark("c", replaces="ab")) is DONE


def test_a_mark_that_replaces_itself_or_nobody_knows_stands() -> None:
    assert state(mark("a", replaces=["a", "never heard of"])) is DONE


# Meaning ----------------------------------------------------------------------------------------


def test_a_mark_on_other_words_is_reopened_and_still_replaced_by_the_next() -> None:
    found = merge((mark("a", meaning=OLD),), TOLD)
    assert found.shows is None
    assert found.reopened is not None
    assert found.reopened.id == "a"
    assert found.standing == {"a"}
    again = merge((mark("a", meaning=OLD), mark("b", replaces="a")), TOLD)
    assert (again.state, again.reopened) == (DONE, None)


def test_what_was_cleared_has_nothing_to_reopen() -> None:
    marks = (mark("a", meaning=OLD), mark("b", CLEARED, replaces="a", meaning=OLD))
    assert merge(marks, TOLD).reopened is None


def test_the_latest_of_what_was_said_before_is_reopened() -> None:
    marks = (mark("a", meaning=OLD), mark("b", CANT, meaning=OLD, minutes=5))
    found = merge(marks, TOLD).reopened
    assert found is not None
    assert found.id == "b"


# Slips ------------------------------------------------------------------------------------------


def slips(*marks: Mark) -> list[str]:
    return [slip.id for slip in merge(marks, TOLD).slips]


def test_a_slip_stays_to_be_read_after_the_tick_that_followed_it() -> None:
    marks = (mark("a", SLIPPED), mark("b", replaces="a"))
    assert state(*marks) is DONE
    assert slips(*marks) == ["a"]


def test_a_slip_stays_to_be_read_after_the_words_changed() -> None:
    assert slips(mark("a", SLIPPED, meaning=OLD)) == ["a"]


def test_a_wrong_tap_taken_back_is_no_slip() -> None:
    assert slips(mark("a", SLIPPED), mark("b", CLEARED, replaces="a")) == []


def test_staff_set_a_slip_right() -> None:
    assert slips(mark("a", SLIPPED), mark("b", replaces="a", by=ActorKind.STAFF)) == []


def test_an_unread_slip_does_not_come_back_when_the_tick_after_it_is_cleared() -> None:
    marks = (mark("a", SLIPPED), mark("b", replaces="a"), mark("c", CLEARED, replaces="b"))
    assert state(*marks) is None
    assert slips(*marks) == ["a"]


def test_a_repeated_slip_is_told_once_and_a_second_one_too() -> None:
    first, second = mark("a", SLIPPED), mark("b", SLIPPED, replaces="a", minutes=5)
    assert slips(second, first, first) == ["a", "b"]


# Checks -----------------------------------------------------------------------------------------


def test_a_check_stands_on_the_tick_it_was_made_on() -> None:
    found = merge((mark("a"),), TOLD, (check("a"),)).check
    assert found is not None
    assert found.by == "Sam"
    assert merge((mark("a"), mark("b", replaces="a")), TOLD, (check("a"),)).check is None


def test_a_check_on_any_of_two_agreeing_ticks_counts_and_the_latest_shows() -> None:
    marks = (mark("a"), mark("b", minutes=1))
    found = merge(marks, TOLD, (check("a", 30), check("b", 40))).check
    assert found == check("b", 40)


def test_nothing_but_a_tick_is_checked() -> None:
    assert merge((mark("a", CANT),), TOLD, (check("a"),)).check is None
    assert merge((mark("a"), mark("b", CANT)), TOLD, (check("a"),)).check is None
    assert merge((mark("a", meaning=OLD),), TOLD, (check("a"),)).check is None


# Properties -------------------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[Mark]:
    """Up to eight marks by several devices; each may replace any others, known or not."""
    ids = "abcdefgh"[: draw(st.integers(1, 8))]
    return [
        mark(
            id,
            draw(st.sampled_from(list(MarkState))),
            replaces=draw(st.sets(st.sampled_from("abcdefghz"), max_size=4)),
            minutes=draw(st.integers(0, 3)),
            meaning=draw(st.sampled_from([TOLD, TOLD, OLD])),
            by=draw(st.sampled_from(list(ActorKind))),
        )
        for id in ids
    ]


@given(histories(), st.data())
def test_order_and_duplication_change_nothing(marks: list[Mark], data: st.DataObject) -> None:
    again = data.draw(st.permutations(marks + data.draw(st.lists(st.sampled_from(marks)))))
    checks = [check(m.id, minutes) for minutes, m in enumerate(marks)]
    assert merge(again, TOLD, reversed(checks)) == merge(marks, TOLD, checks)


@given(histories())
def test_something_always_stands(marks: list[Mark]) -> None:
    assert merge(marks, TOLD).standing


@given(histories())
def test_a_slip_nobody_replaced_is_never_hidden(marks: list[Mark]) -> None:
    replaced = {old for m in marks for old in m.replaces}
    for slip in marks:
        if slip.state is SLIPPED and slip.id not in replaced:
            found = merge(marks, TOLD)
            assert slip in found.slips
            if slip.meaning == TOLD:
                assert found.state is SLIPPED


@given(histories())
def test_a_slip_is_only_ever_lost_to_its_taking_back(marks: list[Mark]) -> None:
    told = {slip.id for slip in merge(marks, TOLD).slips}
    for slip in marks:
        if slip.state is SLIPPED and slip.id not in told:
            assert any(
                slip.id in m.replaces and (m.state is CLEARED or m.actor_kind is ActorKind.STAFF)
                for m in marks
                if m.id != slip.id
            )


@given(histories())
def test_a_new_mark_that_saw_all_that_stood_decides(marks: list[Mark]) -> None:
    standing = merge(marks, TOLD).standing
    last = mark("new", CANT, replaces=standing)
    found = merge([*marks, last], TOLD)
    assert (found.state, found.disagree, found.standing) == (CANT, False, frozenset({"new"}))


@given(histories(), st.sampled_from(list(MarkState)))
def test_what_shows_is_never_less_safe_than_another_that_stands(
    marks: list[Mark], other: MarkState
) -> None:
    """Adding an unreplaced mark can make a task need somebody; it can not hide that one does."""
    uneasy = (SLIPPED, CANT, UNSURE)
    if merge(marks, TOLD).state in uneasy:
        assert merge([*marks, mark("new", other)], TOLD).state in uneasy


def test_a_state_is_a_value() -> None:
    one = merge((mark("a"),), TOLD)
    assert one == merge((replace(mark("a")),), TOLD)
