"""Sample plans, to try a protocol on before any patient meets it.

A sample plan is laid from a protocol that is *sound*: what has a problem of its own, which is told
elsewhere, is taken out of it, and so are all conditions, so that every step has its window.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice, product
from typing import Final

from checklist.core import clock
from checklist.core.plan.anchors import resolve_anchors
from checklist.core.plan.model import AnchorValue, Inputs, Voice, Window
from checklist.core.plan.road import Laid, lay
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Choice, ChoiceKind, Protocol, Step
from checklist.core.schedule import Moment

__all__ = ["SAMPLE_TIMES", "SAMPLE_ZONE", "SamplePlan", "sample_plan", "settable", "ways_to_choose"]

SAMPLE_ZONE: Final = clock.zone("Europe/London")

_DAY: Final = date(2027, 3, 4)
_BOOKED: Final = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
_TIMES: Final = {
    "am": (datetime(2027, 3, 4, 8, 30, tzinfo=UTC), datetime(2027, 3, 4, 10, 30, tzinfo=UTC)),
    "pm": (datetime(2027, 3, 4, 13, 30, tzinfo=UTC), datetime(2027, 3, 4, 15, 30, tzinfo=UTC)),
    "night": (datetime(2027, 3, 4, 20, 0, tzinfo=UTC), datetime(2027, 3, 4, 21, 0, tzinfo=UTC)),
}
"""Arrival and procedure, on both sides of midday, and of a night's test."""

SAMPLE_TIMES: Final = {"am": "10:30am", "pm": "3:30pm", "night": "9pm"}
"""The procedure's hour in each, as an author reads it."""

_MOST_WAYS: Final = 243  # five choices with three values each


@dataclass(frozen=True, kw_only=True)
class SamplePlan:
    """Where everything stands on one plan: ``anchors`` have the steps' own moments among them."""

    anchors: Mapping[str, Moment]
    steps: Mapping[str, Laid]

    def window(self, step: Step) -> Window:
        """The step's own moments; none where something it rests on has a problem."""
        laid = self.steps.get(step.key)
        return Window() if laid is None else laid.window


def sample_plan(protocol: Protocol, choices: Mapping[str, str], slot: str | None) -> SamplePlan:
    """A plan with these choices, all others at their defaults.

    With a ``slot`` ("am", "pm", "night") the times of procedure and arrival are set. Without, the
    plan is as little known as a plan can be: the procedure has its day. Raises TimingError where
    the protocol is not sound (see ``sound``).
    """
    moments = {"procedure": Moment.on(_DAY)}
    if slot is not None:
        arrival, start = _TIMES[slot]
        moments = {
            "procedure": Moment.at_instant(start, SAMPLE_ZONE),
            "arrival": Moment.at_instant(arrival, SAMPLE_ZONE),
        }
    inputs = Inputs(
        voice=_VOICE,
        anchors={name: AnchorValue(moment=moment) for name, moment in moments.items()},
        choices={choice.key: choice.default for choice in protocol.choices} | dict(choices),
        answers={},
        medicines=(),
        decisions=(),
        booked_at=_BOOKED,
        as_of=_BOOKED,
    )
    setting = Setting(
        protocol=protocol,
        inputs=inputs,
        tz=SAMPLE_ZONE,
        anchors=resolve_anchors(protocol, inputs, SAMPLE_ZONE),
        texts={},
    )
    setting, laid = lay(setting)
    return SamplePlan(anchors=setting.anchors, steps={one.step.key: one for one in laid})


def ways_to_choose(
    choices: Sequence[Choice], *, most: int = _MOST_WAYS
) -> Iterator[Mapping[str, str]]:
    """Every way to set these choices to their defaults, bounds and options, up to ``most``."""
    values = [settable(choice) for choice in choices]
    for chosen in islice(product(*values), most):
        yield {choice.key: value for choice, value in zip(choices, chosen, strict=True)}


def settable(choice: Choice) -> tuple[str, ...]:
    """The values of a choice that are tried: its default first, then its bounds or options."""
    if choice.kind is ChoiceKind.AMOUNT:
        values = [choice.default, choice.at_least, choice.at_most]
    else:
        values = [choice.default, *choice.options]
    return tuple(dict.fromkeys(value for value in values if value))


_VOICE: Final = Voice(
    zone="Europe/London",
    locale="en_GB",
    language="en",
    first_name="Maria",
    clinic_name="the clinic",
    phone="01632 960 123",
    arrival_place="Entrance B",
)
