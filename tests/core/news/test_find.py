"""What is news to a patient, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.medicines import DecisionKind
from checklist.core.news import NOTHING, find
from checklist.core.plan.model import Inputs, Revision
from checklist.core.protocol import Criticality, Owner, Protocol
from tests.core.news.chain import chain, news, subjects
from tests.core.plans import (
    AMLODIPINE,
    PROTOCOL,
    STOP,
    VOICE,
    WARFARIN,
    answered,
    at,
    decided,
    happened,
    inputs,
    moved,
    with_step,
    with_words,
)

BASE = inputs(medicines=(WARFARIN, AMLODIPINE), decisions=(STOP,))
LATER = at("2027-02-20 10:00")
VOID = decided(DecisionKind.VOID, "2027-02-20 10:00")
WEEK_LATER = replace(
    moved(BASE, procedure="2027-03-11 10:30", arrival="2027-03-11 08:30"), as_of=LATER
)


def later(made: Inputs, **changed: object) -> Inputs:
    return replace(made, as_of=LATER, **changed)  # type: ignore[arg-type]  # fields of Inputs


def test_one_revision_has_no_news() -> None:
    assert news(BASE) == NOTHING
    assert not news(BASE)


def test_the_same_again_is_no_news() -> None:
    assert not news(BASE, later(BASE))


def test_a_moved_day_is_news_and_tells_what_it_was() -> None:
    found = news(BASE, WEEK_LATER)
    assert found.moved is not None
    assert (str(found.moved.was.day), str(found.moved.now.day)) == ("2027-03-04", "2027-03-11")
    assert found.revision == found.made_in == 2
    assert found.first_made_at == found.last_made_at == LATER


def test_a_day_that_is_taken_away_and_one_that_is_given_are_news() -> None:
    none = later(moved(BASE, procedure="", arrival=""))
    taken = news(BASE, none)
    assert taken.moved is not None
    assert taken.moved.now.day is None
    assert taken.moved.ends_at is None, "until there is a day, it matters"
    given = news(none, WEEK_LATER)
    assert given.moved is not None
    assert given.pieces == (), "what was promised is told"


def test_there_and_back_is_no_news() -> None:
    assert not news(BASE, WEEK_LATER, replace(BASE, as_of=at("2027-02-21 10:00")))


def test_two_moves_are_told_as_one() -> None:
    twice = replace(moved(BASE, procedure="2027-03-18 10:30"), as_of=at("2027-02-21 10:00"))
    found = news(BASE, WEEK_LATER, twice)
    assert found.moved is not None
    assert (found.moved.was.day, found.moved.made_in) == (BASE.anchors["procedure"].moment.day, 3)


def test_an_hour_that_moved_names_what_moved_and_nothing_else() -> None:
    found = news(BASE, later(moved(BASE, arrival="2027-03-04 08:00")))
    assert found.moved is None
    assert subjects(found) == ["arrive"]


def test_what_is_only_added_is_no_news() -> None:
    undecided = inputs(medicines=(WARFARIN,))
    assert not news(undecided, later(undecided, decisions=(STOP,)))
    assert not news(inputs(), later(inputs(), medicines=(WARFARIN,)))


def test_an_answer_of_ones_own_is_no_news() -> None:
    """Smoking adds a task; taking that back takes it away again."""
    smoker = later(BASE, answers=answered(smoker="yes"))
    taken_back = replace(smoker, answers=answered(smoker="no"), as_of=at("2027-02-21 10:00"))
    assert not news(BASE, smoker)
    assert not news(smoker, taken_back)


def test_what_an_answer_takes_away_is_told_only_where_it_could_harm() -> None:
    """The list is before who answers; a sheet of paper is not."""
    first = chain(BASE)[0]
    left = tuple(t for t in first.content.tasks if t.key not in ("escort", "read-about"))
    answer = later(BASE, answers=answered(smoker="no"))
    second = replace(
        first,
        number=2,
        inputs=answer,
        content=replace(first.content, tasks=left),
        made_at=LATER,
    )
    assert subjects(find([first, second])) == ["escort"]
    by_us = replace(second, inputs=later(BASE))
    assert {*subjects(find([first, by_us]))} == {"escort", "read-about"}


def test_another_decision_is_one_piece_however_many_tasks_told_of_it() -> None:
    earlier = decided(
        DecisionKind.STOP,
        "2027-02-20 10:00",
        last_dose="2027-02-25 18:00",
        restart_owner="Dr Rao",
        restart_by="2027-03-05 16:00",
    )
    assert subjects(news(BASE, later(BASE, decisions=(STOP, earlier)))) == ["medicine-stop:m1"]


def test_a_stop_shown_after_booking_and_then_taken_back_is_news() -> None:
    """The first revision said "keep taking it", and so does the newest; in between they stopped."""
    undecided = inputs(medicines=(WARFARIN,))
    stopped = later(undecided, decisions=(STOP,))
    void = replace(stopped, decisions=(STOP, VOID), as_of=at("2027-02-21 10:00"))
    found = news(undecided, stopped, void)
    assert subjects(found) == ["medicine-stop:m1"]
    (piece,) = found.pieces
    assert piece.now is not None
    assert piece.now.step == "medicine-undecided-moved"
    assert piece.made_in == 3


def test_a_stop_that_was_never_on_the_list_again_after_it_moved_there_and_back() -> None:
    """Decided as before: she has stopped, and nothing is another."""
    again = replace(STOP, id="again", decided_at=at("2027-02-22 10:00"))
    void = replace(WEEK_LATER, decisions=(STOP, VOID))
    back = replace(BASE, decisions=(STOP, VOID, again), as_of=at("2027-02-22 10:00"))
    assert not news(BASE, void, back)


def test_a_restart_we_promised_to_tell_is_told_and_is_no_news() -> None:
    over = happened(BASE, "2027-03-04 12:00", procedure_end="2027-03-04 11:30")
    restart = decided(DecisionKind.RESTART, "2027-03-04 12:05", restart_at="2027-03-06 08:00")
    on_again = replace(over, decisions=(STOP, restart), as_of=at("2027-03-04 12:05"))
    assert not news(BASE, over, on_again)
    other = decided(DecisionKind.RESTART, "2027-03-04 15:00", restart_at="2027-03-08 08:00")
    found = news(on_again, replace(on_again, decisions=(STOP, restart, other)))
    assert subjects(found) == ["medicine-restart:m1"]


@pytest.mark.parametrize(("hour", "is_news"), [("08:00", False), ("20:00", True)])
def test_a_restart_planned_is_news_where_it_is_confirmed_for_another_hour(
    hour: str, *, is_news: bool
) -> None:
    planned = replace(STOP, restart_at=at("2027-03-06 08:00"))
    before = inputs(medicines=(WARFARIN,), decisions=(planned,))
    over = happened(before, "2027-03-04 12:00", procedure_end="2027-03-04 11:30")
    confirmed = decided(DecisionKind.RESTART, "2027-03-04 12:05", restart_at=f"2027-03-06 {hour}")
    after = replace(over, decisions=(planned, confirmed), as_of=at("2027-03-04 12:05"))
    assert bool(news(before, over, after)) is is_news


def test_a_medicine_taken_off_the_list_is_news_where_something_was_decided() -> None:
    gone = replace(WARFARIN, withdrawn=True)
    (piece,) = news(BASE, later(BASE, medicines=(gone, AMLODIPINE))).pieces
    assert (piece.was.key, piece.now) == ("medicine-stop:m1", None)
    undecided = inputs(medicines=(WARFARIN,))
    assert not news(undecided, later(undecided, medicines=(gone,)))


def test_an_estimate_that_firms_up_is_no_news_even_at_another_hour() -> None:
    for end in ("11:30", "12:10"):
        done = happened(BASE, "2027-03-04 15:05", procedure_end=f"2027-03-04 {end}")
        assert not news(BASE, done)


def test_a_time_that_was_still_to_be_told_is_no_news_once_it_is_told() -> None:
    untimed = moved(BASE, procedure="2027-03-04", arrival="")
    assert not news(untimed, later(BASE))
    assert news(BASE, later(untimed)), "a time that is taken away is"


def test_a_new_number_or_another_name_is_no_news() -> None:
    other = replace(VOICE, phone="01632 960 999", first_name="Mary")
    assert not news(BASE, later(BASE, voice=other))


def test_what_the_clinic_does_is_no_news() -> None:
    ours = [step.key for step in PROTOCOL.steps if step.owner is Owner.CLINIC]
    assert ours
    assert not {*subjects(news(BASE, WEEK_LATER))} & {*ours}


def test_after_a_move_recovery_is_told_by_the_new_list_alone() -> None:
    found = subjects(news(BASE, WEEK_LATER))
    assert "no-food" in found
    assert "arrive" in found
    assert "no-lifting" not in found
    limit = later(BASE, choices={"lifting_limit": "3kg"})
    assert subjects(news(BASE, limit)) == ["no-lifting"]
    both = replace(WEEK_LATER, choices={"lifting_limit": "3kg"})
    assert "no-lifting" in subjects(news(BASE, both)), "here more than its date changed"


def test_what_left_the_list_is_news_and_what_came_and_went_only_if_it_could_harm() -> None:
    without = _without("escort")
    first, _ = chain(BASE, later(BASE))
    second = replace(
        first, number=2, content=chain(BASE, protocol=without)[0].content, made_at=LATER
    )
    (piece,) = find([first, second]).pieces
    assert (piece.was.key, piece.now) == ("escort", None)
    third = replace(first, number=3, made_at=LATER)
    assert not find([first, second, third])
    assert [p.was.key for p in find([second, third, replace(second, number=4)]).pieces] == [
        "escort"
    ]
    comfort = with_step(PROTOCOL, "escort", criticality=Criticality.COMFORT)
    mild = chain(BASE, protocol=comfort)[0]
    assert not find([second, replace(mild, number=3), replace(second, number=4)])


def _without(key: str) -> Protocol:
    return replace(PROTOCOL, steps=tuple(s for s in PROTOCOL.steps if s.key != key))


def test_other_words_are_news() -> None:
    reworded = with_words(PROTOCOL, "escort", text="Ask two adults to take you home.")
    first = chain(BASE)[0]
    second = replace(chain(BASE, protocol=reworded)[0], number=2, made_at=LATER)
    assert subjects(find([first, second])) == ["escort"]


def test_what_waited_for_a_result_is_no_news_once_it_is_there() -> None:
    first, second = chain(BASE, later(BASE))

    def escort(made: Revision, **changed: object) -> Revision:
        tasks = (
            replace(t, text=f"{changed}", meaning=f"{changed}", **changed)  # type: ignore[arg-type]  # fields of Task
            if t.key == "escort"
            else t
            for t in made.content.tasks
        )
        return replace(made, content=replace(made.content, tasks=tuple(tasks)))

    assert not find([escort(first, waiting=True), second])
    assert not find([escort(first, void=True), second])
    assert subjects(find([first, escort(second, waiting=True)])) == ["escort"]


def test_what_was_over_when_it_changed_is_no_news() -> None:
    day_before = at("2027-03-03 20:00")
    earlier_test = replace(moved(BASE, procedure="2027-03-04 10:00"), as_of=day_before)
    assert "escort" not in subjects(news(BASE, earlier_test))
    assert "no-food" in subjects(news(BASE, earlier_test))


def test_what_is_to_be_done_day_by_day_changes_as_one() -> None:
    first, second = chain(BASE, later(BASE))

    def drops(made: Revision, text: str) -> Revision:
        escort = next(t for t in made.content.tasks if t.key == "escort")
        tasks = (replace(escort, key=f"escort@{n}", text=text, meaning=text) for n in range(28))
        return replace(made, content=replace(made.content, tasks=tuple(tasks)))

    found = find([drops(first, "Use one drop."), drops(second, "Use two drops.")])
    assert subjects(found) == ["escort@0"]
