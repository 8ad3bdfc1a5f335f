"""To come again and again: physiotherapy twice a week, a treatment every 3 weeks."""

from __future__ import annotations

from datetime import UTC, datetime

from checklist.protocols import read_protocol
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
