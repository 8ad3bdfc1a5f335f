"""A protocol of 300 steps, longer than any clinic's: to check, to build, and to compare."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from checklist.core import clock
from checklist.core.moments import Moment
from checklist.core.plan.build import build
from checklist.core.plan.diff import diff
from checklist.core.plan.model import AnchorValue, Inputs, Voice
from checklist.core.protocol import Protocol
from checklist.protocols import read_protocol

STEPS: Final = 300
ZONE: Final = clock.zone("Europe/London")
NAME: Final = "long.yaml"
COMMAND: Final = "from checklist.cli.main import main; main()"

_HEAD = """\
protocol: long
title: {en: A long protocol}
choices:
  - {choice: hours, kind: amount, label: Hours without food, default: 6 hours,
     at_least: 4 hours, at_most: 8 hours, owner: The clinic}
red_flags:
  - {sign: pain, tier: same_day, en: Your pain is bad.}
steps:
"""

_KINDS = (
    """\
  - step: tell-us-{n}
    kind: do
    due: {days} days before procedure
    en:
      title: Tell us who comes with you
      text: Tell us by {{due}}. Ask an adult to come with you on {{procedure:day}}.
      why: You may feel sleepy for a day.
      late: Call us today.
""",
    """\
  - step: no-food-{n}
    kind: avoid
    opens: "{{hours}} before procedure"
    closes: procedure
    en:
      title: Do not eat
      text: You can eat until {{opens}}. Do not eat after that.
      unknown: We will tell you when to stop eating.
      why: Food in your stomach could get into your lungs.
""",
    """\
  - step: no-lifting-{n}
    kind: avoid
    limit: yes
    opens: procedure
    closes: at least {days} days after procedure
    en:
      title: Do not lift heavy bags
      text: Do not lift heavy bags until {{closes}}. From {{closes:day}}, ask us first.
      why: Your bones need time.
""",
    """\
  - step: call-{n}
    kind: do
    owner: clinic
    due: {days} working days before procedure, or the working day before
    when: {{age: {{at_least: 65}}}}
    en:
      title: Call the patient
      text: We call you.
""",
)


def text() -> str:
    """The whole file."""
    steps = (_KINDS[n % len(_KINDS)].format(n=n, days=1 + n % 20) for n in range(STEPS))
    return _HEAD + "".join(steps)


def build_and_diff(*, times: int) -> float:
    """Seconds to build the plan of a moved procedure and compare it with the first (median)."""
    protocol = read_protocol(text(), NAME)
    before = build(protocol, _inputs(protocol, 0))
    moved = _inputs(protocol, 7)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        diff(before, build(protocol, moved))
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def check(folder: Path, *, times: int) -> float:
    """Seconds of ``checklist protocol check`` as its own command, with start-up (median)."""
    file = folder / NAME
    file.write_text(text(), encoding="utf-8")
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", COMMAND, "protocol", "check", str(file)],
            check=True,
            capture_output=True,
        )
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _inputs(protocol: Protocol, days_later: int) -> Inputs:
    booked = datetime(2027, 2, 1, 9, tzinfo=UTC)
    starts = datetime(2027, 3, 4, 10, 30, tzinfo=UTC) + timedelta(days=days_later)
    voice = Voice(
        zone=ZONE.key,
        locale="en_GB",
        language="en",
        first_name="Maria",
        clinic_name="Riverside Spine Clinic",
        phone="01632 960 123",
        arrival_place="Entrance B",
    )
    made = Inputs(
        voice=voice,
        anchors={"procedure": AnchorValue(moment=Moment.at_instant(starts, ZONE))},
        choices={choice.key: choice.default for choice in protocol.choices},
        answers={},
        medicines=(),
        decisions=(),
        booked_at=booked,
        as_of=booked,
    )
    return replace(made, born=datetime(1948, 4, 2, tzinfo=UTC).date())
