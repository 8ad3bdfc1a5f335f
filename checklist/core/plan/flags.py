"""Red flags of one plan: which are for this patient, from when until when, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core import schedule
from checklist.core.plan.model import Flag
from checklist.core.plan.setting import Setting


def flags(setting: Setting) -> Iterator[Flag]:
    """Every red flag that is for this patient, in the protocol's order.

    One whose beginning nobody knows yet is shown from now on: a sign too early harms nobody.
    """
    for flag in setting.protocol.red_flags:
        raised = flag.value is not None and setting.holds(flag.value)
        if not (raised or setting.holds(flag.when)):
            continue
        opens, closes = setting.moment(flag.opens), setting.ending(flag.closes)
        yield Flag(
            key=flag.key,
            tier=flag.tier,
            text=flag.words[setting.language],
            opens_at=None if opens is None or raised else schedule.opening(opens, setting.tz),
            closes_at=None if closes is None else schedule.closing(closes, setting.tz),
            raised=raised,
            calls=flag.calls,
        )
