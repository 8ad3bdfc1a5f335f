"""Upkeep clears what no longer counts, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from checklist.actions.doors import letters, open_door
from checklist.actions.upkeep import sweep
from checklist.core.marks import MarkState
from checklist.store import sessions
from tests.actions.conftest import BOOKED, PROCEDURE, House
from tests.actions.test_doors import BORN, KEY


def test_what_has_ended_goes_and_what_counts_stays(house: House) -> None:
    link = letters(house.store, house.plan_id, KEY, "x", actor=house.nurse, now=BOOKED)[0].link
    session_id = open_door(
        house.store, link.partition("#")[2], BORN, KEY, address="192.0.2.1", now=BOOKED
    )
    house.mark("escort", MarkState.CANT, BOOKED + timedelta(days=1))
    near = PROCEDURE - timedelta(hours=1)
    before = [(r.kind, r.subject, r.band) for r in house.reasons(near)]
    assert sweep(house.store, now=near) > 0
    assert [(r.kind, r.subject, r.band) for r in house.reasons(near)] == before
    with house.store.read() as reader:
        assert sessions.door_actor(reader, session_id, near) is not None
    assert sweep(house.store, now=near) == 0
    two_years_on = BOOKED + timedelta(days=730)
    assert sweep(house.store, now=two_years_on) > 0
    assert house.store.verify() > 0
