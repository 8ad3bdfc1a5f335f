"""Sample plans, to try a protocol on before any patient meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product

from checklist.core import clock
from checklist.core.errors import TimingError
from checklist.core.plan.anchors import resolve_anchors
from checklist.core.plan.model import AnchorValue, Inputs, Voice
from checklist.core.plan.setting import Setting
from checklist.core.protocol import ChoiceKind, Protocol, Step
from checklist.core.schedule import Moment

__all__ = ["SAMPLE_ZONE", "SamplePlan", "sample_plans"]

SAMPLE_ZONE = clock.zone("Europe/London")

_DAY = date(2027, 3, 4)
_START = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
_ARRIVAL = datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
_BOOKED = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class SamplePlan:
    """What a timing can stand on, read as building a real plan reads it.

    A timing with a problem of its own, which is told elsewhere, is not known here.
    """

    setting: Setting

    @property
    def anchors(self) -> Mapping[str, Moment]:
        return self.setting.anchors

    def window(self, step: Step) -> Mapping[str, Moment]:
        """The step's own moments, by the name of their slot."""
        return {
            name: self._known(read, timing)
            for name, read, timing in (
                ("opens", self.setting.moment, step.opens),
                ("due", self.setting.moment, step.due),
                ("closes", self.setting.ending, step.closes),
            )
            if timing
        }

    def _known(self, read: Callable[[str], Moment | None], timing: str) -> Moment:
        try:
            return read(timing) or Moment.unknown()
        except TimingError:
            return Moment.unknown()


def sample_plans(protocol: Protocol, *, time_known: bool) -> Iterator[SamplePlan]:
    """One plan for every way to choose its anchors, all other choices at their defaults.

    With ``time_known`` the times of procedure and arrival are set. Without, the plan is as little
    known as a plan can be: the procedure has its day. Yields nothing where the anchors themselves
    have a problem.
    """
    moments = {"procedure": Moment.on(_DAY)}
    if time_known:
        moments = {
            "procedure": Moment.at_instant(_START, SAMPLE_ZONE),
            "arrival": Moment.at_instant(_ARRIVAL, SAMPLE_ZONE),
        }
    for choices in _ways_to_choose(protocol):
        inputs = Inputs(
            voice=_VOICE,
            anchors={name: AnchorValue(moment=moment) for name, moment in moments.items()},
            choices=choices,
            answers={},
            medicines=(),
            decisions=(),
            booked_at=_BOOKED,
            as_of=_BOOKED,
        )
        try:
            anchors = resolve_anchors(protocol, inputs, SAMPLE_ZONE)
        except TimingError:
            return
        setting = Setting(
            protocol=protocol,
            inputs=inputs,
            tz=SAMPLE_ZONE,
            anchors=anchors,
            texts={},
            answers={},
            groups=frozenset(),
        )
        yield SamplePlan(setting=setting)


def _ways_to_choose(protocol: Protocol) -> Iterator[dict[str, str]]:
    defaults = {choice.key: choice.default for choice in protocol.choices}
    anchors = [choice for choice in protocol.choices if choice.kind is ChoiceKind.ANCHOR]
    for chosen in product(*(choice.options for choice in anchors)):
        yield defaults | {c.key: value for c, value in zip(anchors, chosen, strict=True)}


_VOICE = Voice(
    zone="Europe/London",
    locale="en_GB",
    language="en",
    first_name="Maria",
    clinic_name="the clinic",
    phone="01632 960 123",
    arrival_place="Entrance B",
)
