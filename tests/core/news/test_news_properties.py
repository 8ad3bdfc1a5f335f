"""The algebra of news: there and back, read and done, never a date that has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.core.clock import zone
from checklist.core.medicines import DecisionKind
from checklist.core.news import Moved, Piece, find, telling
from checklist.core.plan.model import AnchorValue, Inputs, PlanState
from checklist.core.schedule import Moment
from tests.core.news.chain import chain
from tests.core.plans import STOP, WARFARIN, at, decided, inputs

LONDON = zone("Europe/London")
BOOKED = inputs(medicines=(WARFARIN,), decisions=(STOP,))

some = settings(max_examples=50)
"""Each example builds several whole plans."""

procedures = st.builds(
    lambda day, minute: at("2027-03-04 00:00") + timedelta(days=day, minutes=5 * minute),
    st.integers(0, 40),
    st.integers(100, 200),
)
decisions = st.sampled_from(
    [
        (STOP,),
        (STOP, decided(DecisionKind.VOID, "2027-02-20 10:00")),
        (STOP, decided(DecisionKind.KEEP, "2027-02-20 10:00")),
    ]
)


@st.composite
def plans(draw: st.DrawFn) -> Inputs:
    """The worked plan with another start, arrival, limit or decision."""
    start = draw(st.none() | procedures)
    anchors = {"procedure": Moment.unknown(), "arrival": Moment.unknown()}
    if start is not None:
        anchors["procedure"] = Moment.at_instant(start, LONDON)
        early = draw(st.integers(0, 3))
        anchors["arrival"] = Moment.at_instant(start - timedelta(hours=early), LONDON)
    return replace(
        BOOKED,
        anchors={name: AnchorValue(moment=moment) for name, moment in anchors.items()},
        choices={"lifting_limit": draw(st.sampled_from(["5kg", "3kg"]))},
        decisions=draw(decisions),
    )


def in_turn(*made: Inputs) -> list[Inputs]:
    """One a day, from the day of booking on."""
    days = (BOOKED.as_of + timedelta(days=number) for number in range(len(made)))
    return [replace(one, as_of=day) for one, day in zip(made, days, strict=True)]


@some
@given(plans(), st.lists(plans(), min_size=1, max_size=3))
def test_there_and_back_never_says_that_what_was_first_shown_is_another(
    first: Inputs, between: list[Inputs]
) -> None:
    revisions = chain(*in_turn(first, *between))
    back = replace(revisions[0], number=len(revisions) + 1)
    found = find([*revisions, back])
    assert found.moved is None
    shown = {task.key for task in revisions[0].content.tasks}
    assert not {piece.was.key for piece in found.pieces} & shown


@some
@given(st.lists(plans(), min_size=2, max_size=4))
def test_acknowledging_the_newest_leaves_nothing(made: list[Inputs]) -> None:
    revisions = chain(*in_turn(*made))
    assert not find(revisions[-1:])
    assert not find([revisions[-1], replace(revisions[-1], number=len(revisions) + 1)])


@some
@given(st.lists(plans(), min_size=2, max_size=4), st.integers(0, 24 * 60))
def test_nothing_whose_time_has_passed_is_told_as_still_to_do(made: list[Inputs], on: int) -> None:
    revisions = chain(*in_turn(*made))
    now = revisions[-1].inputs.as_of + timedelta(hours=on)
    for piece in find(revisions).still({}, PlanState.BEFORE, now).pieces:
        over = piece.holds.due_at or piece.holds.closes_at
        assert over is None or over > now, piece.holds.text


@some
@given(st.lists(plans(), min_size=2, max_size=4), st.integers(0, 24 * 60))
def test_time_only_takes_away(made: list[Inputs], on: int) -> None:
    found = find(chain(*in_turn(*made)))
    earlier, later = (
        found.still({}, PlanState.BEFORE, made[0].as_of + timedelta(hours=h)) for h in (on, on + 30)
    )
    assert {*later.pieces} <= {*earlier.pieces} <= {*found.pieces}
    assert earlier.moved is not None or later.moved is None


@some
@given(st.lists(plans(), min_size=2, max_size=4))
def test_what_is_told_is_on_the_newest_list_word_for_word_or_is_said_to_be_gone(
    made: list[Inputs],
) -> None:
    revisions = chain(*in_turn(*made))
    found = find(revisions)
    if not found:
        return
    texts = {task.text for task in revisions[-1].content.tasks}
    for line, piece in zip(telling(found).lines, found.pieces, strict=True):
        assert line.title
        assert line.was
        assert piece.now is None or any(line.now.endswith(text) for text in texts)


@some
@given(st.lists(plans(), min_size=2, max_size=4))
def test_every_change_is_dated_by_a_revision_after_the_first(made: list[Inputs]) -> None:
    revisions = chain(*in_turn(*made))
    found = find(revisions)
    dated: dict[int, datetime] = {r.number: r.inputs.as_of for r in revisions[1:]}
    moves = () if found.moved is None else (found.moved,)
    changes: tuple[Moved | Piece, ...] = (*moves, *found.pieces)
    for one in changes:
        assert dated[one.made_in] == one.made_at
