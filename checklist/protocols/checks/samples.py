"""Sample plans, to try a protocol on before any patient meets it.

A sample plan is laid from a protocol that is *sound*: what has a problem of its own, which is told
elsewhere, is taken out of it, and so are all conditions, so that every step has its window.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, product
from typing import Final

from checklist.core import clock
from checklist.core.calendar import Calendar
from checklist.core.plan.anchors import resolve_anchors
from checklist.core.plan.laid import Laid
from checklist.core.plan.model import AnchorValue, Inputs, Voice, Window
from checklist.core.plan.parsed import timing
from checklist.core.plan.road import lay
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Choice, ChoiceKind, Protocol, Step
from checklist.core.schedule import Moment

__all__ = [
    "DAYS",
    "HOURS",
    "MORNING",
    "NIGHT",
    "SAMPLE_ZONE",
    "Sample",
    "SamplePlan",
    "sample_plan",
    "settable",
    "ways_to_choose",
]

SAMPLE_ZONE: Final = clock.zone("Europe/London")

_BOOKED: Final = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
_THURSDAY: Final = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)  # in London, clocks then stand at UTC
_AFTERNOON: Final = timedelta(hours=5)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A procedure to try a protocol on: when it starts, and how long before it people arrive.

    ``said`` is what an author reads of it: its hour, or what is uncommon about its day.
    """

    said: str
    starts: datetime = _THURSDAY
    arrival: timedelta = timedelta(hours=2)
    holidays: tuple[date, ...] = ()

    @property
    def slot(self) -> str:
        """Before midday or from midday on, as conditions have it."""
        return "am" if self.starts.hour < 12 else "pm"

    @property
    def in_the_afternoon(self) -> Sample:
        """The same day at 3:30pm."""
        return replace(self, starts=self.starts + _AFTERNOON)


MORNING: Final = Sample(said="10:30am")
NIGHT: Final = Sample(said="9pm", starts=_THURSDAY.replace(hour=21, minute=0))

HOURS: Final = (
    Sample(said="6:30am", starts=_THURSDAY.replace(hour=6)),
    MORNING,
    replace(MORNING.in_the_afternoon, said="3:30pm"),
    NIGHT,
)
"""The hours at which every window is tried, on a Thursday."""

DAYS: Final = (
    Sample(said="on a Monday", starts=_THURSDAY.replace(day=8)),
    Sample(said="on a Friday", starts=_THURSDAY.replace(day=5)),
    Sample(
        said="on the day after a holiday",
        starts=_THURSDAY.replace(day=9),
        holidays=(date(2027, 3, 8),),
    ),
    Sample(said="with the arrival 1 hour before it", arrival=timedelta(hours=1)),
    Sample(said="with the arrival 3 hours before it", arrival=timedelta(hours=3)),
)
"""What else is tried: weekends on either side, a holiday, and other times to arrive."""

_MOST_WAYS: Final = 243  # five choices with three values each


@dataclass(frozen=True, kw_only=True)
class SamplePlan:
    """Where everything stands on one plan: ``anchors`` have the steps' own moments among them."""

    anchors: Mapping[str, Moment]
    steps: Mapping[str, Laid]

    def window(self, step: Step) -> Window:
        """The step's own moments; none where something it rests on has a problem."""
        laid = self.steps.get(step.key)
        return Window() if laid is None else laid.crossed or laid.window


def sample_plan(
    protocol: Protocol, choices: Mapping[str, str], sample: Sample | None
) -> SamplePlan:
    """A plan with these choices, all others at their defaults.

    With a ``sample`` the times of procedure and arrival are set. Without, the plan is as little
    known as a plan can be: the procedure has its day. Raises TimingError where the protocol is not
    sound (see ``sound``).
    """
    moments = {"procedure": Moment.on(_THURSDAY.date())}
    if sample is not None:
        moments = {
            "procedure": Moment.at_instant(sample.starts, SAMPLE_ZONE),
            "arrival": Moment.at_instant(sample.starts - sample.arrival, SAMPLE_ZONE),
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
        calendar=Calendar(holidays=sample.holidays if sample is not None else ()),
    )
    setting = Setting(
        protocol=protocol,
        inputs=inputs,
        tz=SAMPLE_ZONE,
        anchors=resolve_anchors(protocol, inputs, SAMPLE_ZONE),
        texts={},
    )
    setting, laid = lay(setting)
    return SamplePlan(
        anchors=setting.anchors, steps={one.step.key: _as_written(one, setting) for one in laid}
    )


def _as_written(laid: Laid, setting: Setting) -> Laid:
    """With the window that its words say, where a plan knows none of it as it could not be."""
    step, window = laid.step, laid.window
    if all(m is None or m.day is not None for m in (window.opens, window.due, window.closes)):
        return laid
    opens = setting.moment(step.opens, of_range="first")
    if not step.opens and step.due and timing(step.due).has_range:
        opens = setting.moment(step.due, of_range="first")
    due, closes = setting.moment(step.due), setting.ending(step.closes)
    return replace(laid, window=Window(opens=opens, due=due, closes=closes))


def ways_to_choose(
    choices: Sequence[Choice], *, most: int = _MOST_WAYS
) -> Iterator[Mapping[str, str]]:
    """Every way to set these choices to their defaults, bounds and options, up to ``most``."""
    values = [settable(choice) for choice in choices]
    for chosen in islice(product(*values), most):
        yield {choice.key: value for choice, value in zip(choices, chosen, strict=True)}


def settable(choice: Choice) -> tuple[str, ...]:
    """The values of a choice that are tried: its default first, then its bounds or options."""
    if choice.kind in (ChoiceKind.AMOUNT, ChoiceKind.CLOCK):
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
