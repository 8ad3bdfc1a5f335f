"""Drops until the visit, and the visit two weeks after the drops began: neither hides the other."""

from __future__ import annotations

import pytest

from checklist.core.plan.resting import in_order, resting_of
from checklist.core.protocol import Protocol
from checklist.protocols import read_protocol

VISIT = """\
  - step: see-us
    kind: attend
    due: 2 weeks after drops.opens
    en: {title: Come to us, text: Come to us.}
"""
DROPS = """\
  - step: drops
    kind: do
    opens: the day after procedure
    closes: 6 weeks after procedure
    repeat: {times: 2}
    until: {done: see-us}
    en: {title: Use your drops, text: Use 1 drop.}
"""


def protocol(steps: str) -> Protocol:
    return read_protocol(f"protocol: eye\ntitle: {{en: Eye}}\nsteps:\n{steps}", "eye.yaml")


@pytest.mark.parametrize(
    "steps", [VISIT + DROPS, DROPS + VISIT], ids=["visit first", "drops first"]
)
def test_times_come_before_what_ends_them(steps: str) -> None:
    """Whichever the author wrote first."""
    order = list(in_order(resting_of(protocol(steps)), {}))
    assert order.index("drops") < order.index("see-us")
