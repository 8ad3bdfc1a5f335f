"""A plan that is seen later shows what was asked in time as asked in time."""

from __future__ import annotations

from datetime import date

from checklist.actions.trying import Preview, Typed, inputs_of, tried
from checklist.protocols import read_protocol
from tests.core.plans import at

CYCLE = """
protocol: cycle
title: {en: A cycle}
anchors:
  enough: {label: Scan says stop}
steps:
  - step: trigger
    kind: do
    phase: before
    due: 9pm on the day of enough
    en:
      title: Give the trigger injection
      text: Give it at {due}.
      unknown: Do not give it yet.
      why: It must be at the right hour.
  - step: collection
    kind: attend
    phase: day
    due: 36 hours after trigger
    en:
      title: Come to us
      text: Come at {due}.
      unknown: We will tell you when.
      why: Your eggs are ripe then.
"""


def seen(now: str, **events: str) -> Preview:
    protocol = read_protocol(CYCLE, "cycle.yaml")
    typed = Typed(booked_at="2027-03-01T09:00", now=now, events=events)
    return tried(protocol, inputs_of(protocol, typed, today=date(2027, 3, 1)))


def test_an_injection_asked_in_the_afternoon_is_not_late_once_it_was_given() -> None:
    preview = seen("2027-03-11T21:15", enough="2027-03-11T14:00", trigger="2027-03-11T21:10")
    trigger, collection = preview.content.tasks
    assert (trigger.late, trigger.text) == (False, "Give it at 9pm on Thursday 11 March.")
    assert collection.due_at == at("2027-03-13 09:10")


def test_an_injection_asked_only_after_its_hour_is_late() -> None:
    preview = seen("2027-03-11T22:00", enough="2027-03-11T21:30")
    assert [task.late for task in preview.content.tasks] == [True, False]
