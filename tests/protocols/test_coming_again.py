"""To come again and again: physiotherapy twice a week, a treatment every 3 weeks."""

from __future__ import annotations

from datetime import UTC, datetime

from checklist.protocols import examine, read_protocol
from tests.core.plans import inputs, plan, planned

PHYSIOTHERAPY = """
protocol: new-hip
title: {en: A new hip}
steps:
  - step: physiotherapy
    kind: attend
    opens: 1 day after procedure
    closes: 2 weeks after procedure
    repeat: {on: [monday, thursday], at: [9am]}
    en: {title: Come to us, text: "Come to {place} at {due}.", why: You learn to walk.}
"""


def test_a_patient_reads_each_of_her_hours_of_physiotherapy() -> None:
    protocol = read_protocol(PHYSIOTHERAPY, "new-hip.yaml")
    content = plan(
        inputs(anchors=planned("Europe/London", procedure="2027-03-04 10:30")), protocol=protocol
    )
    told = {task.key: (task.due_at, task.when) for task in content.tasks}
    assert told == {
        "physiotherapy@3": (datetime(2027, 3, 8, 9, tzinfo=UTC), "at 9am on Monday 8 March"),
        "physiotherapy@6": (datetime(2027, 3, 11, 9, tzinfo=UTC), "at 9am on Thursday 11 March"),
        "physiotherapy@10": (datetime(2027, 3, 15, 9, tzinfo=UTC), "at 9am on Monday 15 March"),
    }


CYCLE = """
protocol: sickness
title: {en: Tablets against sickness}
steps:
  - step: tablets
    kind: do
    opens: the day after procedure
    closes: 12 weeks after procedure
    repeat:
      cycle: {on: 3 days, off: 18 days}
      stages:
        - {for: 1 day, at: [8am, 2pm]}
        - {for: 2 days, at: [8am]}
    en: {title: Take your tablets, text: Take them with water., why: You feel less sick.}
"""


def _errors(old: str, new: str) -> list[str]:
    assert CYCLE.count(old) == 1
    found = examine(CYCLE.replace(old, new), "sickness.yaml")
    return [error.partition(": ")[2] for error in found.errors]


def test_stages_begin_anew_with_each_turn_of_a_cycle() -> None:
    protocol = read_protocol(CYCLE, "sickness.yaml")
    content = plan(
        inputs(anchors=planned("Europe/London", procedure="2027-03-04 10:30")), protocol=protocol
    )
    first = {task.key: len(task.sittings) for task in content.tasks[:6]}
    turns = {"tablets@0": 2, "tablets@1": 1, "tablets@2": 1}
    assert first == turns | {"tablets@21": 2, "tablets@22": 1, "tablets@23": 1}


def test_a_cycle_goes_on_until_its_step_closes() -> None:
    assert _errors("    closes: 12 weeks after procedure\n", "") == [
        "a cycle goes on until the step “closes”: its stages begin anew with each turn."
    ]


def test_stages_longer_than_their_turn_would_be_cut() -> None:
    assert _errors("{for: 2 days", "{for: 3 days") == [
        "the stages last longer than “on: 3 days”, and would be cut."
    ]
