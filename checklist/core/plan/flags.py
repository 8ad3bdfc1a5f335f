"""Red flags of one plan: which are for this patient, from when until when, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core import schedule
from checklist.core.calling_off import CallOffKind
from checklist.core.plan.model import Flag
from checklist.core.plan.setting import Setting
from checklist.core.schedule import Moment


def flags(setting: Setting) -> Iterator[Flag]:
    """Every red flag that is for this patient, in the protocol's order.

    One whose beginning nobody knows yet is shown from now on: a sign too early harms nobody.
    """
    for flag in setting.protocol.red_flags:
        raised = flag.value is not None and setting.holds(flag.value)
        if not (raised or setting.holds(flag.when)):
            continue
        opens, closes = setting.moment(flag.opens), setting.ending(flag.closes)
        if not raised and _never_comes(opens, setting):
            continue
        yield Flag(
            key=flag.key,
            tier=flag.tier,
            text=flag.words[setting.language],
            opens_at=None if opens is None or raised else schedule.opening(opens, setting.tz),
            closes_at=None if closes is None else schedule.closing(closes, setting.tz),
            raised=raised,
            calls=flag.calls,
        )


def _never_comes(opens: Moment | None, setting: Setting) -> bool:
    """Whether a sign counts from a procedure that does not take place: "the needle site is hot".

    Signs of a clot count from the first held dose, which has passed.
    """
    off = setting.inputs.called_off
    if off is None or off.kind is CallOffKind.STOPPED_MIDWAY or opens is None:
        return False
    begins = schedule.opening(opens, setting.tz)
    return begins is not None and begins > off.at
