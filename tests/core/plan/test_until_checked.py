"""What a nurse's check has ended stays ended when the plan is made anew later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.conditions import Condition, StepChecked, StepMissed
from checklist.core.marks import MarkState
from checklist.core.plan.build import build
from checklist.core.plan.model import Link
from checklist.core.protocol import Criticality
from checklist.core.repeats import Repeat, Session
from tests.core.plan.small import protocol, step
from tests.core.plans import at, inputs, planned


@pytest.mark.parametrize(
    ("until", "link"),
    [
        (
            StepChecked(checked_step="scan"),
            Link(state=MarkState.DONE, at=at("2027-03-02 10:00"), checked=True),
        ),
        (
            StepMissed(missed_step="scan"),
            Link(state=MarkState.CANT, at=at("2027-03-02 10:00")),
        ),
    ],
)
def test_injections_that_a_scan_ended_do_not_come_back_with_a_later_revision(
    until: Condition, link: Link
) -> None:
    cycle = protocol(
        step("scan", due="2 days before procedure", criticality=Criticality.HARM),
        step(
            "injection",
            opens="5 days before procedure",
            closes="procedure",
            until=until,
            repeat=Repeat(sessions=(Session(name="evening", clock="8pm"),)),
        ),
    )
    first = inputs(
        anchors=planned(procedure="2027-03-04 10:30"),
        links={"scan": link},
        as_of=at("2027-03-02 11:00"),
    )
    later = replace(first, as_of=at("2027-03-20 09:00"))
    keys = [task.key for task in build(cycle, first).tasks if task.step == "injection"]
    assert keys == ["injection@0", "injection@1", "injection@2"]
    assert [task.key for task in build(cycle, later).tasks if task.step == "injection"] == keys
