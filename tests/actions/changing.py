"""Ways to change Maria's plan, for the tests of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from checklist.actions import changes
from checklist.actions.changes import Preview, Proposal
from checklist.actions.medicines import Decided, decide
from checklist.core.actors import Actor, system
from checklist.core.audit import Verb
from checklist.core.marks import Mark
from checklist.core.medicines import DecisionKind, Standing, standing
from checklist.core.moments import Moment
from checklist.core.plan.model import Revision
from checklist.core.protocol import Protocol
from checklist.store import Store, marks, medicines, protocols
from tests.actions.conftest import ARRIVAL, BOOKED, PROCEDURE, House
from tests.core.plans import with_step

LATER = BOOKED + timedelta(days=2)
NEXT_WEEK = PROCEDURE + timedelta(days=7)
STOP_WARFARIN: dict[str, Any] = {
    "kind": DecisionKind.STOP,
    "last_dose": datetime(2027, 2, 26, 18, 0, tzinfo=UTC),
    "restart_owner": "Dr Rao",
    "restart_by": datetime(2027, 3, 5, 16, 0, tzinfo=UTC),
}


def to(house: House, start: datetime, *, hours: int = 2, **more: Any) -> Proposal:
    """Moved to start then, with the arrival so many hours before it."""
    tz = house.clinic.tz
    said: dict[str, Any] = {
        "procedure": Moment.at_instant(start, tz),
        "arrival": Moment.at_instant(start - timedelta(hours=hours), tz),
        "reason": "Theatre list moved",
    }
    return Proposal(**(said | more))


def postponed(**more: Any) -> Proposal:
    said: dict[str, Any] = {"procedure": Moment.unknown(), "reason": "No bed"}
    return Proposal(**(said | more))


def seen(
    house: House, proposal: Proposal, *, by: Actor | None = None, at: datetime = LATER
) -> Preview:
    return changes.preview(house.store, house.plan_id, proposal, actor=by or house.nurse, now=at)


def change(
    house: House, proposal: Proposal, *, by: Actor | None = None, at: datetime = LATER
) -> Revision:
    """Look, and save what was seen."""
    actor = by or house.nurse
    shown = seen(house, proposal, by=actor, at=at)
    return changes.apply(house.store, house.plan_id, proposal, shown.seen, actor=actor, now=at)


def back(house: House) -> Proposal:
    """To the first day and times again."""
    return to(house, PROCEDURE, arrival=Moment.at_instant(ARRIVAL, house.clinic.tz))


def decided(house: House, name: str, **said: Any) -> None:
    """The clinician decides about a medicine; keep, unless told otherwise."""
    said = {"kind": DecisionKind.KEEP, **said}
    one = Decided(medicine_id=medicine_id(house, name), **said)
    decide(house.store, house.plan_id, [one], actor=house.clinician, now=LATER)


def medicine_id(house: House, name: str) -> str:
    return next(m.id for m in house.revision.inputs.medicines if m.name == name)


def stands(house: House, name: str) -> Standing:
    with house.store.read() as reader:
        return standing(medicine_id(house, name), medicines.decisions(reader, house.plan_id))


def all_marks(house: House) -> list[Mark]:
    """Every mark ever made, in an order of its own."""
    with house.store.read() as reader:
        found = marks.by_task(reader, house.plan_id)
    return sorted((m for said in found.values() for m in said), key=lambda m: m.id)


def rows(house: House) -> dict[str, int]:
    """How many rows of each kind the plan has."""
    tables = ("anchor", "choice", "decision", "revision", "mark", "sheet", "entry", "answer")
    with house.store.read() as reader:
        return {
            name: reader.value(f"SELECT count(*) FROM {name}")  # noqa: S608  # our own tables
            for name in tables
        }


def publish_version(store: Store, changed: Callable[[Protocol], Protocol]) -> str:
    """The newest vertebroplasty once more, changed, under the next number; give its id."""
    with store.write(system("test"), LATER, on=()) as tx:
        newest = protocols.latest(tx, "vertebroplasty")
        made = replace(changed(newest), version=newest.version + 1)
        source = f"version {made.version}"
        given = protocols.publish(tx, made, source=source, by="Dr Rao", at=LATER)
        tx.enter(Verb.PROTOCOL_PUBLISHED, subject=given, payload={})
    return given


def sooner_blood_test(protocol: Protocol) -> Protocol:
    """The blood test is due a day sooner."""
    return with_step(protocol, "blood-test", due="4 days before procedure")


def shorter_fast(protocol: Protocol) -> Protocol:
    """No more than 8 hours without food."""
    return replace(
        protocol,
        choices=tuple(
            replace(one, at_most="8 hours") if one.key == "food_hours" else one
            for one in protocol.choices
        ),
    )


def knows_newclot(protocol: Protocol) -> Protocol:
    """Newclot is a blood thinner."""
    first, *others = protocol.medicine_groups
    return replace(
        protocol,
        medicine_groups=(replace(first, names=(*first.names, "newclot")), *others),
    )
