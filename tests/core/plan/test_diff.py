"""What changed, one line each; and a fingerprint that moves only when "ready" no longer holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.clock import zone
from checklist.core.medicines import DecisionKind
from checklist.core.plan.build import build
from checklist.core.plan.diff import diff, fingerprint
from checklist.core.plan.model import AnchorValue, Change, ChangeKind, Inputs
from checklist.core.schedule import Moment
from tests.core.plans import (
    PROTOCOL,
    STOP,
    VOICE,
    WARFARIN,
    answered,
    at,
    booked,
    decided,
    happened,
    inputs,
    moved,
    plan,
)

LONDON = zone("Europe/London")
BASE = inputs(medicines=(WARFARIN,), decisions=(STOP,), answers=answered(smoker="no"))


def changes(before: Inputs, after: Inputs) -> dict[str, Change]:
    first = plan(before)
    found = diff(first, plan(after, first))
    assert len({c.key for c in found}) == len(found), "one line for each task"
    return {c.key: c for c in found}


def test_the_first_revision_changes_nothing() -> None:
    assert diff(None, plan(BASE)) == ()


def test_the_same_plan_has_no_changes() -> None:
    assert changes(BASE, BASE) == {}


def test_a_move_says_from_when_to_when() -> None:
    food = changes(BASE, moved(BASE, procedure="2027-03-11 10:30"))["no-food"]
    assert food.kind is ChangeKind.MOVED
    assert (food.before, food.after) == (
        "from 4:30am on Thursday 4 March",
        "from 4:30am on Thursday 11 March",
    )


def test_a_move_is_told_by_the_whole_text_where_no_phrase_tells_it() -> None:
    driving = changes(BASE, moved(BASE, procedure="2027-03-11 10:30"))
    assert driving["warning-signs"].after.startswith("until the end of")
    activity = driving["activity"]
    assert activity.kind is ChangeKind.MOVED
    assert "Friday 12 March" in activity.after


def test_other_words_are_told_whole_even_where_times_moved_too() -> None:
    both = replace(moved(BASE, procedure="2027-03-11 10:30"), choices={"lifting_limit": "3kg"})
    lifting = changes(BASE, both)["no-lifting"]
    assert lifting.kind is ChangeKind.REWORDED
    assert lifting.title == "Do not lift more than 3kg"
    assert "Wednesday 21 April" in lifting.after


def test_a_title_that_changed_alone_is_told() -> None:
    lifting = changes(BASE, replace(BASE, choices={"lifting_limit": "3kg"}))["no-lifting"]
    assert (lifting.before, lifting.after) == (
        "Do not lift more than 5kg",
        "Do not lift more than 3kg",
    )


def test_a_decision_drops_what_it_replaces_and_adds_what_it_says() -> None:
    undecided = inputs(medicines=(WARFARIN,))
    found = changes(undecided, replace(undecided, decisions=(STOP,)))
    assert found["medicine-undecided:m1"].kind is ChangeKind.DROPPED
    assert found["medicine-stop:m1"].kind is ChangeKind.ADDED
    assert found["medicine-stop:m1"].after.startswith("Your last warfarin tablet")


def test_an_estimate_that_firms_up_as_told_is_no_change() -> None:
    after = happened(BASE, "2027-03-04 15:05", procedure_end="2027-03-04 11:30")
    assert changes(BASE, after) == {}


def test_an_estimate_that_turns_out_otherwise_is_a_move() -> None:
    after = happened(BASE, "2027-03-04 15:05", procedure_end="2027-03-04 12:10")
    rest = changes(BASE, after)["rest"]
    assert (rest.kind, rest.after) == (ChangeKind.MOVED, "until 12:10pm on Friday 5 March")


def test_a_new_phone_number_is_no_change_of_an_instruction() -> None:
    assert changes(BASE, replace(BASE, voice=replace(VOICE, phone="01632 960 999"))) == {}


def test_becoming_late_is_told() -> None:
    sooner = replace(moved(BASE, procedure="2027-02-18 10:30"), as_of=at("2027-02-16 09:00"))
    assert changes(BASE, sooner)["blood-test"].kind is ChangeKind.REWORDED


# The fingerprint --------------------------------------------------------------------------------


def print_of(made: Inputs) -> str:
    return fingerprint(build(PROTOCOL, made), made)


@given(end=st.integers(5, 600), stay=st.integers(0, 3000), restart=st.integers(1, 20_000))
def test_what_happens_after_the_start_and_a_restart_change_nothing(
    end: int, stay: int, restart: int
) -> None:
    ended = BASE.anchors["procedure"].moment.at
    assert ended is not None
    ended += timedelta(minutes=end)
    home = ended + timedelta(minutes=stay)
    recorded = {
        name: AnchorValue(moment=Moment.at_instant(instant, LONDON), actual=True)
        for name, instant in (("procedure_end", ended), ("home", home))
    }
    after = replace(
        BASE,
        anchors={**BASE.anchors, **recorded},
        as_of=home,
        decisions=(
            STOP,
            replace(
                decided(DecisionKind.RESTART),
                decided_at=home,
                restart_at=home + timedelta(minutes=restart),
            ),
        ),
    )
    assert print_of(after) == print_of(BASE)
    first = plan(BASE)
    assert fingerprint(plan(after, first), after) == fingerprint(first, BASE)


def test_it_moves_with_the_day_the_answers_and_the_decisions() -> None:
    keep = decided(DecisionKind.KEEP, "2027-02-21 09:00")
    told = replace(BASE, answers=answered(smoker="no", alcohol="yes"))
    reworded = replace(BASE, answers=answered(smoker="unsure"))
    prints = {
        print_of(made)
        for made in (
            BASE,
            moved(BASE, procedure="2027-03-04 11:30"),
            moved(BASE, arrival="2027-03-04 08:00"),
            told,
            reworded,
            replace(BASE, decisions=(STOP, keep)),
            replace(BASE, medicines=(WARFARIN, replace(WARFARIN, id="m9"))),
            replace(BASE, choices={"food_hours": "8 hours"}),
        )
    }
    assert len(prints) == 8


def test_it_does_not_move_with_what_comes_after() -> None:
    assert print_of(replace(BASE, choices={"lifting_limit": "3kg"})) == print_of(BASE)


def test_it_does_not_depend_on_the_order_things_were_told_in() -> None:
    told = answered(smoker="no", alcohol="yes")
    first = replace(BASE, answers=told)
    second = replace(BASE, answers=dict(reversed(told.items())))
    assert print_of(first) == print_of(second)


def test_answers_cannot_be_moved_from_one_part_to_another() -> None:
    one = replace(BASE, answers={"a": replace(answered(a="x")["a"], detail="y|z")})
    other = replace(BASE, answers={"a": replace(answered(a="x|y")["a"], detail="z")})
    assert print_of(one) != print_of(other)


def test_booked_late_has_a_fingerprint_of_its_own() -> None:
    late = booked("2027-03-03 15:00")
    assert fingerprint(plan(late), late) != fingerprint(plan(inputs()), inputs())


def test_the_other_side_is_another_thing_to_sign_for() -> None:
    left = inputs(voice=replace(VOICE, site="left knee"))
    right = inputs(voice=replace(VOICE, site="right knee"))
    assert fingerprint(plan(left), left) != fingerprint(plan(right), right)
