"""One real patient's plan to test the rules on: the worked timeline, and ways to change it.

Vertebroplasty on Thursday 4 March 2027 at 10:30am, Europe/London; arrival 8:30am; booked on Monday
15 February. Times are written ``2027-03-04 10:30`` in the plan's zone, London unless said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from checklist.core import clock
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.plan.build import build
from checklist.core.plan.late import mark_late
from checklist.core.plan.model import AnchorValue, Answer, Content, Inputs, Task, Voice
from checklist.core.protocol import Protocol
from checklist.core.schedule import Moment
from checklist.protocols import load_shipped

PROTOCOL: Protocol = load_shipped("vertebroplasty-1")[1]

VOICE = Voice(
    zone="Europe/London",
    locale="en_GB",
    language="en",
    first_name="Maria",
    clinic_name="Riverside Spine Clinic",
    phone="01632 960 123",
    arrival_place="Entrance B",
)

WARFARIN = Medicine(id="m1", name="warfarin", form="tablet", group="anticoagulant")
AMLODIPINE = Medicine(id="m2", name="amlodipine", form="tablet")

BOOKED = "2027-02-15 09:00"
PROCEDURE = "2027-03-04 10:30"
ARRIVAL = "2027-03-04 08:30"


def at(text: str, zone: str = "Europe/London") -> datetime:
    """The instant (UTC) at which the clocks in the zone show ``2027-03-04 10:30``."""
    day, _, hour = text.partition(" ")
    return clock.instant(date.fromisoformat(day), time.fromisoformat(hour), clock.zone(zone))


def moment(text: str, zone: str = "Europe/London") -> Moment:
    """A moment known to the minute, or to the day where no clock time is written."""
    if not text:
        return Moment.unknown()
    if " " not in text:
        return Moment.on(date.fromisoformat(text))
    return Moment.at_instant(at(text, zone), clock.zone(zone))


def planned(zone: str = "Europe/London", **anchors: str) -> dict[str, AnchorValue]:
    return {name: AnchorValue(moment=moment(text, zone)) for name, text in anchors.items()}


def actual(**anchors: str) -> dict[str, AnchorValue]:
    return {name: AnchorValue(moment=moment(text), actual=True) for name, text in anchors.items()}


def inputs(**changed: Any) -> Inputs:
    """The worked timeline's inputs, with nothing answered, named or decided yet."""
    said: dict[str, Any] = {
        "voice": VOICE,
        "anchors": planned(procedure=PROCEDURE, arrival=ARRIVAL),
        "choices": {},
        "answers": {},
        "medicines": (),
        "decisions": (),
        "booked_at": at(BOOKED),
        "as_of": at(BOOKED),
    }
    return Inputs(**(said | changed))


def booked(text: str, **changed: Any) -> Inputs:
    """The same plan booked at another time."""
    return inputs(booked_at=at(text), as_of=at(text), **changed)


def answered(**values: str) -> dict[str, Answer]:
    return {key: Answer(id=key, question=key, value=value) for key, value in values.items()}


def decided(kind: DecisionKind, when: str = "2027-02-20 09:00", **said: Any) -> Decision:
    """A decision about warfarin by Dr Rao; times among ``said`` may be written as text."""
    said = {k: at(v) if isinstance(v, str) and v[:2] == "20" else v for k, v in said.items()}
    made: dict[str, Any] = {
        "id": f"{when} {kind}",
        "medicine_id": "m1",
        "kind": kind,
        "decided_by": "Dr Rao",
        "decided_at": at(when),
    }
    return Decision(**(made | said))


STOP = decided(
    DecisionKind.STOP,
    last_dose="2027-02-26 18:00",
    restart_owner="Dr Rao",
    restart_by="2027-03-05 16:00",
)


def plan(made: Inputs, before: Content | None = None, protocol: Protocol = PROTOCOL) -> Content:
    """What a revision would hold."""
    return mark_late(build(protocol, made), before, protocol, made)


def task(content: Content, key: str) -> Task:
    found = content.task(key)
    assert found is not None, f"{key} is not in {[t.key for t in content.tasks]}"
    return found


def keys(content: Content) -> set[str]:
    return {t.key for t in content.tasks}


def moved(made: Inputs, **anchors: str) -> Inputs:
    return replace(made, anchors={**made.anchors, **planned(**anchors)})


def happened(made: Inputs, now: str, **anchors: str) -> Inputs:
    """The same plan after staff recorded what happened."""
    return replace(made, anchors={**made.anchors, **actual(**anchors)}, as_of=at(now))


def with_words(protocol: Protocol, step: str, **words: str) -> Protocol:
    """The protocol with some of a step's English words changed."""
    return replace(
        protocol,
        steps=tuple(
            replace(s, words={"en": replace(s.words["en"], **words)}) if s.key == step else s
            for s in protocol.steps
        ),
    )


def with_step(protocol: Protocol, step: str, **changed: Any) -> Protocol:
    """The protocol with one step changed."""
    return replace(
        protocol,
        steps=tuple(replace(s, **changed) if s.key == step else s for s in protocol.steps),
    )


def texts(content: Content) -> Mapping[str, str]:
    return {t.key: t.text for t in content.tasks}
