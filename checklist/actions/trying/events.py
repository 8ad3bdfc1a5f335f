"""What has happened in a tried plan: anchors recorded, steps ticked or missed, values measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from checklist.actions.trying import times
from checklist.actions.trying.fields import Fields, known, refuse
from checklist.actions.trying.model import Typed
from checklist.actions.trying.said import measured, several, told
from checklist.core import clock
from checklist.core.marks import MarkState
from checklist.core.moments import Moment
from checklist.core.plan.build import build
from checklist.core.plan.model import PLANNED_ANCHORS, AnchorValue, Inputs, Link
from checklist.core.protocol import Protocol, Step

MISSED: Final = "missed"
CHECKED: Final = "checked"
NOON: Final = time(12)
_NO_KEYS: Final[tuple[str, ...]] = ()
_PLANNED: Final = {
    "procedure": "procedure_at",
    "arrival": "arrival_at",
    "earliest_start": "earliest_start_at",
}


def anchors_of(
    protocol: Protocol, typed: Typed, tz: ZoneInfo, fields: Fields
) -> Mapping[str, AnchorValue]:
    """Planned as typed, and actual where an event says so. ``procedure`` always stands."""
    there = anchor_names(protocol)
    made = {"procedure": AnchorValue(moment=Moment.unknown())}
    for name, field in _PLANNED.items():
        if text := getattr(typed, field):
            found = fields.read(field, partial(times.moment, text, tz), Moment.unknown())
            made[name] = AnchorValue(moment=found)
    for name, text in typed.events.items():
        if name in there:
            reading = partial(times.moment, text, tz)
            found = fields.read(f"events.{name}", reading, Moment.unknown())
            made[name] = AnchorValue(moment=found, actual=True)
        elif _step(name) not in step_names(protocol):
            refusal = known(name, [*there, *step_names(protocol)], what="event or step")
            fields.problems[f"events.{name}"] = str(refusal)
    return made


def anchor_names(protocol: Protocol) -> tuple[str, ...]:
    """The anchors that can be recorded: those of every plan, and the protocol's own."""
    return tuple(dict.fromkeys((*PLANNED_ANCHORS, *protocol.anchors)))


def step_names(protocol: Protocol) -> tuple[str, ...]:
    return tuple(step.key for step in protocol.steps)


def links_of(protocol: Protocol, typed: Typed, inputs: Inputs, fields: Fields) -> Inputs:
    """The inputs with what was said of steps: ticked, missed, checked, measured."""
    steps = {step.key: step for step in protocol.steps}
    links: dict[str, Link] = {}
    for name, text in typed.events.items():
        if _step(name) in steps and name not in anchor_names(protocol):
            link = fields.read(f"events.{name}", partial(_said, text, inputs), None)
            keys = fields.read(f"events.{name}", partial(_keys, name, protocol, inputs), _NO_KEYS)
            if link is not None:
                links.update(dict.fromkeys(keys, link))
    for name, texts in typed.answers.items():
        for text in several(texts) if name in steps else ():
            step = steps[name]
            reading = partial(_measured, text, step, protocol, inputs)
            said = fields.read(f"answers.{name}", reading, None)
            if said is not None:
                number = fields.read(f"answers.{name}", partial(measured, step, said[0]), 0.0)
                key = _measuring(step, said[1].at, protocol, inputs)
                link = replace(said[1], value=number)
                links[key] = max(links.get(key, link), link, key=lambda one: one.at)
    return replace(inputs, links=links)


def _said(text: str, inputs: Inputs) -> Link:
    """ "missed", "checked", WHEN, or "WHEN,checked"."""
    when, _, check = text.partition(",")
    if check.strip() not in ("", CHECKED):
        raise refuse(f"“{text}” is not an event. Write WHEN, WHEN,checked or missed.")
    if when == MISSED and not check:
        return Link(state=MarkState.CANT, at=inputs.as_of)
    if when == CHECKED and not check:
        return Link(state=MarkState.DONE, at=inputs.as_of, checked=True)
    at = times.instant(when, clock.zone(inputs.voice.zone))
    return Link(state=MarkState.DONE, at=at, checked=bool(check))


def _measured(text: str, step: Step, protocol: Protocol, inputs: Inputs) -> tuple[str, Link]:
    said, at = told(text, clock.zone(inputs.voice.zone))
    return said, Link(state=MarkState.DONE, at=at or _planned(step, protocol, inputs))


def _planned(step: Step, protocol: Protocol, inputs: Inputs) -> datetime:
    """When a step is to be done (UTC): its due time, else noon of its day, else the booking."""
    task = next((t for t in build(protocol, inputs).tasks if t.step == step.key), None)
    if task is None or task.day is None:
        return inputs.as_of
    tz = clock.zone(inputs.voice.zone)
    if task.due_at is not None and clock.day_of(task.due_at, tz) == task.day:
        return task.due_at
    return clock.instant(task.day, NOON, tz)


def _keys(name: str, protocol: Protocol, inputs: Inputs) -> tuple[str, ...]:
    """The task keys that a step's name stands for: every day's where it repeats."""
    step = next(step for step in protocol.steps if step.key == _step(name))
    if step.repeat is None:
        if "@" in name:
            raise refuse(f"“{step.key}” does not repeat: write its name alone.")
        return (name,)
    there = [task.key for task in build(protocol, inputs).tasks if task.step == step.key]
    if name == step.key:
        return tuple(there)
    if name not in there:
        raise known(name, _few(there), what="task")
    return (name,)


def _measuring(step: Step, at: datetime, protocol: Protocol, inputs: Inputs) -> str:
    """The key of the task a value measured then belongs to: of a step that repeats, that day's."""
    if step.repeat is None:
        return step.key
    tasks = [task for task in build(protocol, inputs).tasks if task.step == step.key]
    tz = clock.zone(inputs.voice.zone)
    day = clock.day_of(at, tz)
    return next(
        (task.key for task in tasks if task.day == day), tasks[-1].key if tasks else step.key
    )


def _few(keys: Iterable[str]) -> list[str]:
    """The first keys, and how they go on: a taper has dozens."""
    every = list(keys)
    return every if len(every) <= 6 else [*every[:5], "…", every[-1]]


def _step(name: str) -> str:
    return name.partition("@")[0]
