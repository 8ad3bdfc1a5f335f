"""Seed the demo clinic: its staff, its protocol, and every scene told up to now."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from checklist.actions.clinics import set_up_clinic
from checklist.actions.hold_table import NewLine, add_line
from checklist.actions.protocols import publish_shipped
from checklist.actions.staff import add_staff
from checklist.cli.demo.cast import Cast
from checklist.cli.demo.people import SCENES, STAFF
from checklist.cli.demo.stories import STORIES
from checklist.cli.demo.teller import Teller
from checklist.core import clock
from checklist.core.actors import Actor, ActorKind, Role, system
from checklist.core.clinic import Clinic, OpeningHours
from checklist.store import Store, new_id, protocols

DEMO_SLUG = "riverside"
DEMO_PROTOCOL = "vertebroplasty"
FIRST_NUMBER = 40118
SET_UP = timedelta(days=200)
WORKDAY = OpeningHours(opens=time(8, 0), closes=time(18, 0))
ZONE = "Europe/London"


def seed(store: Store, *, now: datetime) -> None:
    """Fill an empty database. Every write is an action with its own time, so nothing is special."""
    clinic = _clinic(now)
    began = now - SET_UP
    set_up_clinic(store, clinic, actor=system("demo"), now=began)
    publish_shipped(store, actor=system("demo", clinic.id), now=began)
    cast = _cast(store, clinic, now)
    _hold_table(cast)
    for index, scene in enumerate(SCENES):
        told = Teller(cast, scene, number=str(FIRST_NUMBER + 7 * index))
        STORIES[scene.story](told)


def _hold_table(cast: Cast) -> None:
    """Two lines that nobody can take for real ones: the app ships no hold times."""
    for medicine, days in (("apixaban", -30), ("ibuprofen", 200)):
        line = NewLine(
            medicine=medicine,
            hold="your clinic’s own words stand here (invented)",
            source="No source: made up for this demo",
            owner=next(iter(cast.clinicians)),
            review_on=cast.today + timedelta(days=days),
        )
        by = next(iter(cast.clinicians.values()))
        add_line(cast.store, line, actor=by, now=cast.now - SET_UP)


def _clinic(now: datetime) -> Clinic:
    """Open Monday to Friday, and today and tomorrow, so that a weekend demo is alive too."""
    today = clock.day_of(now, clock.zone(ZONE))
    open_days = {*range(5), today.weekday(), (today + timedelta(days=1)).weekday()}
    return Clinic(
        id=new_id(),
        name="Riverside Spine Clinic",
        slug=DEMO_SLUG,
        zone=ZONE,
        locale="en_GB",
        country="GB",
        phone="01632 960 123",
        out_of_hours_phone="01632 960 199",
        address="1 Riverside, Millbrook",
        arrival_place="Entrance B",
        hours=dict.fromkeys(sorted(open_days), WORKDAY),
        demo=True,
    )


def _cast(store: Store, clinic: Clinic, now: datetime) -> Cast:
    actors: dict[str, Actor] = {}
    with store.write(system("demo", clinic.id), now - SET_UP) as tx:
        for name, title, role, email, password in STAFF:
            staff_id = add_staff(
                tx,
                clinic_id=clinic.id,
                name=name,
                title=title,
                role=role,
                email=email,
                password=password,
            )
            actors[name] = Actor(
                kind=ActorKind.STAFF, id=staff_id, name=name, clinic_id=clinic.id, role=role
            )
        protocol = protocols.latest_id(tx, DEMO_PROTOCOL)
    return Cast(
        store=store,
        clinic=clinic,
        nurse=next(a for a in actors.values() if a.role is Role.NURSE),
        clinicians={n: a for n, a in actors.items() if a.role is Role.CLINICIAN},
        protocol_id=protocol,
        now=now,
    )
