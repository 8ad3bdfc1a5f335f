"""Patients of any shipped protocol, to test hand-worked dates on.

Times are written ``2027-03-04 10:30`` and stand in the plan's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from checklist.core.plan.model import AnchorValue, Content, Inputs, Task
from checklist.core.protocol import Protocol
from checklist.protocols import load_shipped
from tests.core.plans import VOICE, at, inputs, moment, plan, planned, task

LONDON = "Europe/London"
NEW_YORK = "America/New_York"
LOCALES = {LONDON: "en_GB", NEW_YORK: "en_US"}


@dataclass(frozen=True, kw_only=True)
class Patient:
    """One patient of one protocol: what was set, and the plan that comes of it."""

    protocol: Protocol
    inputs: Inputs
    zone: str

    @property
    def plan(self) -> Content:
        return plan(self.inputs, protocol=self.protocol)

    def task(self, key: str) -> Task:
        return task(self.plan, key)

    @property
    def shows(self) -> set[str]:
        """The keys of all tasks in the plan."""
        return {t.key for t in self.plan.tasks}

    def at(self, text: str) -> datetime:
        """The instant (UTC) at which the clocks of the patient's clinic show ``text``."""
        return at(text, self.zone)

    def with_inputs(self, **changed: Any) -> Patient:
        return replace(self, inputs=replace(self.inputs, **changed))

    def after(self, now: str, **anchors: str) -> Patient:
        """The same patient once staff recorded what happened."""
        recorded = {
            name: AnchorValue(moment=moment(text, self.zone), actual=True)
            for name, text in anchors.items()
        }
        made = {**self.inputs.anchors, **recorded}
        return self.with_inputs(anchors=made, as_of=self.at(now))

    def reading(self, language: str, locale: str) -> Patient:
        voice = replace(self.inputs.voice, language=language, locale=locale)
        return self.with_inputs(voice=voice)


def patient(
    name: str, procedure: str, arrival: str = "", *, zone: str = LONDON, **changed: Any
) -> Patient:
    """A patient of the shipped protocol ``name``, booked four weeks before a procedure in 2027."""
    anchors = planned(zone, procedure=procedure)
    if arrival:
        anchors |= planned(zone, arrival=arrival)
    day = moment(procedure, zone).day
    assert day is not None
    booked = at(f"{day - timedelta(days=28)} 09:00", zone)
    made = inputs(
        voice=replace(VOICE, zone=zone, locale=LOCALES[zone]),
        anchors=anchors,
        booked_at=booked,
        as_of=booked,
        **changed,
    )
    return Patient(protocol=load_shipped(name)[1], inputs=made, zone=zone)
