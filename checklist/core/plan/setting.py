"""What every task of one build shares: the protocol, the inputs, and where the anchors stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from checklist.core import clock, schedule
from checklist.core.conditions import Condition
from checklist.core.holding import Known, holds
from checklist.core.plan import parsed
from checklist.core.plan.anchors import resolve_anchors
from checklist.core.plan.knowing import known_of
from checklist.core.plan.model import Inputs
from checklist.core.plan.phrases import Phrases, phrases
from checklist.core.protocol import ChoiceKind, Protocol
from checklist.core.schedule import Moment, Precision, Timing
from checklist.core.timing import Adjusted, At, AtLeast, Pick
from checklist.core.words import clock_words


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One plan's ground. ``tz`` is the clinic's zone; ``texts`` are the slots that are no times.

    ``anchors`` and ``known`` begin with what the inputs say; ``road`` adds the steps' own.
    """

    protocol: Protocol
    inputs: Inputs
    tz: ZoneInfo
    anchors: Mapping[str, Moment]
    texts: Mapping[str, str]
    known: Known = field(default_factory=Known)

    @property
    def language(self) -> str:
        return self.inputs.voice.language

    @property
    def locale(self) -> str:
        return self.inputs.voice.locale

    @property
    def seen_from(self) -> date:
        """The day a reader has in mind: the procedure's, or the booking's while it has none."""
        return self.anchors["procedure"].day or clock.day_of(self.inputs.booked_at, self.tz)

    @property
    def phrases(self) -> Phrases:
        return phrases(self.language)

    def moment(self, timing: str, *, of_range: schedule.RangeEnd = "last") -> Moment | None:
        """The moment of some timing words; None where the step has none."""
        if not timing:
            return None
        return self.resolved(parsed.timing(timing), of_range=of_range)

    def resolved(self, timing: Timing, *, of_range: schedule.RangeEnd = "last") -> Moment:
        """The moment at which something opens or is due."""
        return schedule.resolve(
            timing,
            anchors=self.anchors,
            choices=self.inputs.choices,
            tz=self.tz,
            calendar=self.inputs.calendar,
            of_range=of_range,
        )

    def ending(self, timing: str) -> Moment | None:
        """The moment at which a window closes; it is never too early.

        A clock time that comes twice is the second. A window that closes *at* an anchor of which
        only the day is known closes at a time of that day nobody knows yet, and not as the day
        begins.
        """
        return self.ended(parsed.timing(timing)) if timing else None

    def ended(self, timing: Timing) -> Moment:
        """As ``ending``, of words read already."""
        found = schedule.resolve(
            timing,
            anchors=self.anchors,
            choices=self.inputs.choices,
            tz=self.tz,
            when_twice="second",
            calendar=self.inputs.calendar,
        )
        at_an_anchor = found.precision is Precision.DATE and _is_at_an_anchor(timing)
        return Moment.unknown() if at_an_anchor else found

    def holds(self, condition: Condition | None) -> bool:
        """Whether this patient's answers, choices and medicines call for it."""
        return holds(condition, self.known)


def setting_of(protocol: Protocol, inputs: Inputs) -> Setting:
    """The ground of a plan; a choice nobody set has the protocol's default."""
    tz = clock.zone(inputs.voice.zone)
    choices = {c.key: c.default for c in protocol.choices} | dict(inputs.choices)
    inputs = replace(inputs, choices=choices)
    anchors = resolve_anchors(protocol, inputs, tz)
    return Setting(
        protocol=protocol,
        inputs=inputs,
        tz=tz,
        anchors=anchors,
        texts=_texts(protocol, inputs),
        known=known_of(protocol, inputs, anchors, tz),
    )


def _texts(protocol: Protocol, inputs: Inputs) -> Mapping[str, str]:
    """Slots that are not times: choices in patient words, and the clinic's voice."""
    voice = inputs.voice
    said = {
        "first_name": voice.first_name,
        "clinic": voice.clinic_name,
        "phone": voice.phone,
        "place": voice.arrival_place,
        "site": voice.site,
    }
    told = phrases(voice.language)
    for choice in protocol.choices:
        value = inputs.choices[choice.key]
        if choice.kind is ChoiceKind.ONE_OF:
            value = choice.options[value][voice.language]
        elif choice.kind is ChoiceKind.AMOUNT:
            value = told.amount(parsed.amount(value))
        elif choice.kind is ChoiceKind.CLOCK:
            value = clock_words(parsed.clock(value), voice.locale)
        said[choice.key] = value
    return said


def _is_at_an_anchor(timing: Timing) -> bool:
    """Whether it names an anchor alone. Where another step's window opens or closes is known."""
    if isinstance(timing, Pick):
        return _is_at_an_anchor(timing.first) or _is_at_an_anchor(timing.second)
    if isinstance(timing, Adjusted | AtLeast):
        return _is_at_an_anchor(timing.timing)
    return isinstance(timing, At) and not str(timing.anchor).endswith((".opens", ".closes"))
