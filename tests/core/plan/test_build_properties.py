"""What holds of every plan, whenever it is booked and in whatever zone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from checklist.core import clock
from checklist.core.plan.build import build
from checklist.core.plan.diff import diff
from checklist.core.plan.model import AnchorValue, Content, Inputs
from checklist.core.schedule import Moment
from tests.core.plans import (
    AMLODIPINE,
    PROTOCOL,
    VOICE,
    WARFARIN,
    answered,
    at,
    inputs,
    keys,
    plan,
)

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo")


@st.composite
def any_inputs(draw: st.DrawFn) -> Inputs:
    """A plan booked up to two months ahead, at any minute, in zones with odd rules."""
    name = draw(st.sampled_from(ZONES))
    zone = clock.zone(name)
    booked_at = at("2026-01-01 00:00") + timedelta(minutes=draw(st.integers(0, 1_000_000)))
    starts = booked_at + timedelta(minutes=draw(st.integers(1, 60 * 24 * 60)))
    known = draw(st.sampled_from(["nothing", "day", "time", "arrival"]))
    anchors = {}
    if known == "day":
        anchors["procedure"] = AnchorValue(moment=Moment.on(clock.day_of(starts, zone)))
    elif known != "nothing":
        anchors["procedure"] = AnchorValue(moment=Moment.at_instant(starts, zone))
    if known == "arrival":
        arrives = max(booked_at, starts - timedelta(hours=2))
        anchors["arrival"] = AnchorValue(moment=Moment.at_instant(arrives, zone))
    named = draw(st.sampled_from([(), (WARFARIN,), (WARFARIN, AMLODIPINE)]))
    return inputs(
        voice=replace(VOICE, zone=name),
        anchors=anchors,
        booked_at=booked_at,
        as_of=booked_at,
        medicines=named,
        answers=draw(st.sampled_from([{}, answered(smoker="yes", diabetes="unsure")])),
        choices=draw(
            st.fixed_dictionaries(
                {"food_hours": st.sampled_from(["4 hours", "6 hours", "12 hours"])},
                optional={
                    "bed_rest_anchor": st.just("home"),
                    "fasting_anchor": st.just("procedure"),
                    "anaesthesia": st.just("asleep"),
                    "lifting_until": st.sampled_from(["6 weeks", "6 months"]),
                },
            )
        ),
    )


@given(any_inputs())
def test_same_inputs_same_plan(made: Inputs) -> None:
    shuffled = replace(
        made,
        choices=dict(reversed(list(made.choices.items()))),
        anchors=dict(reversed(list(made.anchors.items()))),
    )
    assert build(PROTOCOL, made) == build(PROTOCOL, shuffled)


@given(any_inputs())
def test_no_task_is_due_before_it_opens_or_was_due_yesterday(made: Inputs) -> None:
    for found in plan(made).tasks:
        if found.due_at is not None:
            assert found.opens_at is None or found.opens_at <= found.due_at, found.key
            assert found.due_at > made.as_of, found.key


@given(any_inputs())
def test_windows_are_never_empty(made: Inputs) -> None:
    for found in plan(made).tasks:
        if found.opens_at is not None and found.closes_at is not None:
            assert found.opens_at < found.closes_at, found.key


@given(any_inputs())
def test_every_task_says_something_whole_and_has_a_key_of_its_own(made: Inputs) -> None:
    content = plan(made)
    assert len(keys(content)) == len(content.tasks)
    for found in content.tasks:
        said = " ".join((found.title, found.text, found.when, found.why, found.clock))
        assert found.title
        assert found.text
        assert not {"{", "}"} & set(said), found.key
        assert not re.search(r"(?<!:)\b12[ap]m", said), found.key


@given(any_inputs(), st.integers(1, 60))
def test_moving_there_and_back_gives_the_same_content(made: Inputs, days: int) -> None:
    """Through every step of the way, as a patient would be shown it."""
    procedure = made.anchors.get("procedure", AnchorValue(moment=Moment.unknown())).moment
    away = Moment.unknown()
    if procedure.day is not None:
        away = Moment.on(procedure.day + timedelta(days=days))
    first = plan(made)
    there = plan(replace(made, anchors={"procedure": AnchorValue(moment=away)}), first)
    back = plan(made, there)
    assert as_told(back) == as_told(first)
    assert diff(first, back) == ()


def as_told(content: Content) -> Content:
    """Without the meanings of what is late: a tick made before it was late still counts there."""
    told = (replace(t, meaning="") if t.late else t for t in content.tasks)
    return replace(content, tasks=tuple(told))
