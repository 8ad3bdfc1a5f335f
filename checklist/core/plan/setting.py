"""What every task of one build shares: the protocol, the inputs, and where the anchors stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from checklist.core import clock, conditions, schedule
from checklist.core.plan.anchors import resolve_anchors
from checklist.core.plan.model import Inputs
from checklist.core.plan.phrases import Phrases, phrases
from checklist.core.protocol import ChoiceKind, Protocol, Question, Step
from checklist.core.schedule import Moment, Precision, Timing
from checklist.core.timing import At, Pick


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One plan's ground. ``tz`` is the clinic's zone; ``texts`` are the slots that are no times."""

    protocol: Protocol
    inputs: Inputs
    tz: ZoneInfo
    anchors: Mapping[str, Moment]
    texts: Mapping[str, str]
    answers: Mapping[str, str]
    groups: frozenset[str]

    @property
    def language(self) -> str:
        return self.inputs.voice.language

    @property
    def locale(self) -> str:
        return self.inputs.voice.locale

    @property
    def phrases(self) -> Phrases:
        return phrases(self.language)

    def moment(self, timing: str) -> Moment | None:
        """The moment of some timing words; None where the step has none."""
        if not timing:
            return None
        return schedule.resolve(
            _parsed(timing), anchors=self.anchors, choices=self.inputs.choices, tz=self.tz
        )

    def ending(self, timing: str) -> Moment | None:
        """The moment at which a window closes; it is never too early.

        A clock time that comes twice is the second. A window that closes *at* an anchor of which
        only the day is known closes at a time of that day nobody knows yet, and not as the day
        begins.
        """
        if not timing:
            return None
        parsed = _parsed(timing)
        found = schedule.resolve(
            parsed,
            anchors=self.anchors,
            choices=self.inputs.choices,
            tz=self.tz,
            when_twice="second",
        )
        at_an_anchor = found.precision is Precision.DATE and _is_at_an_anchor(parsed)
        return Moment.unknown() if at_an_anchor else found

    def holds(self, step: Step | Question) -> bool:
        """Whether this patient's answers, choices and medicines call for it."""
        return conditions.holds(
            step.when, answers=self.answers, choices=self.inputs.choices, groups=self.groups
        )


def setting_of(protocol: Protocol, inputs: Inputs) -> Setting:
    """The ground of a plan; a choice nobody set has the protocol's default."""
    tz = clock.zone(inputs.voice.zone)
    choices = {c.key: c.default for c in protocol.choices} | dict(inputs.choices)
    inputs = replace(inputs, choices=choices)
    return Setting(
        protocol=protocol,
        inputs=inputs,
        tz=tz,
        anchors=resolve_anchors(protocol, inputs, tz),
        texts=_texts(protocol, inputs),
        answers={key: answer.value for key, answer in inputs.answers.items()},
        groups=frozenset(m.group for m in inputs.medicines if m.group and not m.withdrawn),
    )


def _texts(protocol: Protocol, inputs: Inputs) -> Mapping[str, str]:
    """Slots that are not times: choices in patient words, and the clinic's voice."""
    voice = inputs.voice
    said = {
        "first_name": voice.first_name,
        "clinic": voice.clinic_name,
        "phone": voice.phone,
        "place": voice.arrival_place,
    }
    for choice in protocol.choices:
        value = inputs.choices[choice.key]
        if choice.kind is ChoiceKind.ONE_OF:
            value = choice.options[value][voice.language]
        said[choice.key] = value
    return said


@lru_cache(maxsize=2048)
def _parsed(timing: str) -> Timing:
    return schedule.parse_timing(timing)


def _is_at_an_anchor(timing: Timing) -> bool:
    if isinstance(timing, Pick):
        return _is_at_an_anchor(timing.first) or _is_at_an_anchor(timing.second)
    return isinstance(timing, At)
