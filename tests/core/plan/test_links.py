"""What was said of a task counts for those that rest on it only while its own words hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.actors import ActorKind
from checklist.core.marks import Channel, Check, Mark, MarkState
from checklist.core.plan.build import build
from checklist.core.plan.links import Heard, with_links
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Protocol
from tests.core.plan.small import protocol, step
from tests.core.plans import at, inputs, planned, task

CHAIN = protocol(
    step("first-dose", due="6pm the day before procedure"),
    step("second-dose", due="6 hours after first-dose"),
    step("third-dose", due="2 hours after second-dose"),
)
MOVED = inputs(anchors=planned(procedure="2027-03-11 10:30"))


def mark(key: str, when: str, protocol_: Protocol, given_inputs: Inputs, **said: Any) -> Mark:
    """A tick made on the words as these inputs have them."""
    heard = at(when)
    usual: dict[str, Any] = {
        "id": f"{key} {when}",
        "state": MarkState.DONE,
        "meaning": task(build(protocol_, given_inputs), key).meaning,
    }
    return Mark(
        task_key=key,
        actor_kind=ActorKind.PATIENT,
        actor_name="Maria",
        channel=Channel.SCREEN,
        happened_at=heard,
        heard_at=heard,
        revision=1,
        **(usual | said),
    )


def heard(*marks: Mark, checks: tuple[Check, ...] = ()) -> Heard:
    by_key: dict[str, list[Mark]] = {}
    for one in marks:
        by_key.setdefault(one.task_key, []).append(one)
    checked: dict[str, list[Check]] = {}
    for check in checks:
        checked.setdefault(check.task_key, []).append(check)
    return Heard(marks=by_key, checks=checked)


def due(given_inputs: Inputs, key: str) -> datetime | None:
    return task(build(CHAIN, given_inputs), key).due_at


def test_every_link_of_a_chain_counts_from_the_one_before() -> None:
    first = mark("first-dose", "2027-03-03 18:30", CHAIN, inputs())
    once = with_links(CHAIN, inputs(), heard(first))
    second = mark("second-dose", "2027-03-04 01:00", CHAIN, once)
    both = with_links(CHAIN, inputs(), heard(first, second))
    assert both.links.keys() == {"first-dose", "second-dose"}
    assert due(both, "third-dose") == at("2027-03-04 03:00")


def test_a_tick_of_the_old_day_dates_nothing_of_the_new_one() -> None:
    first = mark("first-dose", "2027-03-03 18:30", CHAIN, inputs())
    moved = with_links(CHAIN, MOVED, heard(first))
    assert not moved.links
    assert due(moved, "second-dose") == at("2027-03-11 00:00")
    back = with_links(CHAIN, replace(moved, anchors=inputs().anchors), heard(first))
    assert due(back, "second-dose") == at("2027-03-04 00:30")


def test_a_check_is_known_with_its_tick() -> None:
    made = protocol(step("test"), step("dye", due="2 hours after test"))
    ticked = mark("test", "2027-03-01 09:00", made, inputs())
    check = Check(id="c", task_key="test", mark_id=ticked.id, by="Nora", at=at("2027-03-01 10:00"))
    links = with_links(made, inputs(), heard(ticked, checks=(check,))).links
    assert links["test"].checked


def test_what_rests_on_nothing_is_not_looked_at() -> None:
    made = protocol(step("lonely"))
    ticked = mark("lonely", "2027-03-01 09:00", made, inputs())
    assert with_links(made, inputs(), heard(ticked)) == inputs()


@given(
    st.permutations(["2027-03-03 17:00", "2027-03-03 18:30", "2027-03-03 19:45"]),
    st.integers(1, 3),
)
def test_any_order_and_any_repetition_of_ticks_gives_the_same_plan(
    whens: list[str], times: int
) -> None:
    marks = [mark("first-dose", when, CHAIN, inputs()) for when in whens]
    given_inputs = with_links(CHAIN, inputs(), heard(*(marks * times)))
    ordered = with_links(CHAIN, inputs(), heard(*sorted(marks, key=lambda one: one.id)))
    assert build(CHAIN, given_inputs) == build(CHAIN, ordered)
    assert with_links(CHAIN, given_inputs, heard(*marks)) == given_inputs
