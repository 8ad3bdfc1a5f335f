"""What is proposed of a plan, in words for staff: what was set, and what will be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checklist.actions.proposal import Delta
from checklist.core import words
from checklist.core.clinic import Clinic
from checklist.core.moments import Moment
from checklist.core.plan.consequences import Value
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Choice, Protocol

NO_DATE, NO_TIME, NOT_SAID = "no date yet", "not known yet", "not said"
ANCHORS = {"arrival": "Arrival", "earliest_start": "Earliest start"}

POSTPONED = "Postponed, no date yet"
DATED = "A date is set"
MOVED = "Moved to another day"
TIMES = "Times changed"
UPGRADED = "Version {} of the protocol"
SETTINGS = "Settings changed"


def values_of(
    inputs: Inputs, delta: Delta, old: Protocol, new: Protocol, clinic: Clinic
) -> tuple[Value, ...]:
    """Each thing that would be set, in the order of the form. ``inputs`` are those that stand."""
    return tuple(_values(inputs, delta, old, new, clinic))


def procedure_words(moment: Moment, clinic: Clinic) -> str:
    """ "10:30am on Thursday 4 March"; "Thursday 4 March, no time yet"; "no date yet"."""
    if moment.day is None:
        return NO_DATE
    said = words.moment_words(moment, clinic.tz, clinic.locale)
    return said if moment.at is not None else f"{said}, no time yet"


def headline(was: Moment, delta: Delta, new: Protocol) -> str:
    """What kind of change it is: the name of the revision that it makes."""
    will_be = delta.anchors.get("procedure", was)
    if was.day != will_be.day:
        if will_be.day is None:
            return POSTPONED
        return MOVED if was.day is not None else DATED
    if delta.protocol_id:
        return UPGRADED.format(new.version)
    return TIMES if delta.anchors else SETTINGS


def option_words(choice: Choice, value: str, language: str) -> str:
    """A choice's value as staff read it."""
    options = choice.options.get(value)
    return value if options is None else options[language].rstrip(".")


def _values(
    inputs: Inputs, delta: Delta, old: Protocol, new: Protocol, clinic: Clinic
) -> Iterator[Value]:
    if delta.protocol_id:
        yield _value("protocol", "Version of the protocol", str(old.version), str(new.version))
    yield from _moments(inputs, delta, clinic)
    if delta.site is not None:
        yield _value("site", "Level or side", inputs.voice.site, delta.site)
    known = {choice.key: choice for choice in old.choices}
    for choice in new.choices:
        if choice.key in delta.choices:
            stood, before = inputs.choices.get(choice.key, ""), known.get(choice.key, choice)
            yield _value(
                f"choice_{choice.key}",
                choice.label,
                option_words(before, stood, clinic.language),
                option_words(choice, delta.choices[choice.key], clinic.language),
            )


def _moments(inputs: Inputs, delta: Delta, clinic: Clinic) -> Iterator[Value]:
    stands = {name: value.moment for name, value in inputs.anchors.items()}
    if "procedure" in delta.anchors:
        was, will_be = stands["procedure"], delta.anchors["procedure"]
        yield Value(
            name="procedure",
            label="Procedure",
            before=procedure_words(was, clinic),
            after=procedure_words(will_be, clinic),
        )
    for name in delta.anchors:
        if name != "procedure":
            yield Value(
                name=name,
                label=ANCHORS.get(name, name.replace("_", " ").capitalize()),
                before=_time_words(stands, name, clinic),
                after=_time_words(delta.anchors, name, clinic),
            )


def _time_words(moments: Mapping[str, Moment], name: str, clinic: Clinic) -> str:
    moment = moments.get(name, Moment.unknown())
    return NO_TIME if moment.at is None else words.moment_words(moment, clinic.tz, clinic.locale)


def _value(name: str, label: str, before: str, after: str) -> Value:
    return Value(name=name, label=label, before=before or NOT_SAID, after=after or NOT_SAID)
