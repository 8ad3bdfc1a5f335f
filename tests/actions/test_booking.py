"""Booking: what is refused, what is warned of, and what a plan begins with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checklist.actions.booking import add_plan, preview
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid, NotAllowed
from checklist.core.moments import Moment
from checklist.store import Store, doors, patients, plans, protocols
from tests.actions.conftest import BOOKED, PROCEDURE, House, new_plan


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("procedure_day", {"procedure": Moment.on(date(2027, 2, 12))}),
        ("born", {"born": date(2027, 3, 1)}),
        ("born", {"born": date(1847, 3, 1)}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    store: Store,
    clinic: Clinic,
    nurse: Actor,
    protocol_id: str,
    field: str,
    changed: dict[str, object],
) -> None:
    with pytest.raises(Invalid) as refused:
        add_plan(store, new_plan(protocol_id, clinic, **changed), actor=nurse, now=BOOKED)
    assert list(refused.value.problems) == [field]
    with store.read() as reader:
        assert patients.by_record(reader, clinic.id, "40317") is None


def test_arriving_after_the_procedure_is_refused(
    store: Store, clinic: Clinic, nurse: Actor, protocol_id: str
) -> None:
    late = Moment.at_instant(PROCEDURE + timedelta(minutes=1), clinic.tz)
    with pytest.raises(Invalid) as refused:
        add_plan(store, new_plan(protocol_id, clinic, arrival=late), actor=nurse, now=BOOKED)
    assert "before the procedure" in refused.value.problems["arrival_time"]


@pytest.mark.parametrize(("last", "refused"), [(BOOKED.date(), False), (date(2027, 2, 14), True)])
def test_no_plan_is_made_with_guidance_that_may_not_be_used_any_more(
    store: Store, clinic: Clinic, nurse: Actor, protocol_id: str, last: date, refused: bool
) -> None:
    with store.read() as reader:
        known = protocols.get(reader, protocol_id)
    over = replace(known, version=99, provenance=replace(known.provenance, usable_until=last))
    with store.write(nurse, BOOKED) as tx:
        over_id = protocols.publish(tx, over, source="version 99", by="Dr Rao", at=BOOKED)
        tx.enter(Verb.PROTOCOL_PUBLISHED, over_id, {})
    new = new_plan(over_id, clinic)
    if not refused:
        assert add_plan(store, new, actor=nurse, now=BOOKED).plan_id
        return
    with pytest.raises(Invalid) as wrong:
        add_plan(store, new, actor=nurse, now=BOOKED)
    assert wrong.value.problems == {
        "protocol": "This guidance could be used until Sunday 14 February 2027. Ask for a newer "
        "version of it."
    }


def test_a_record_number_of_somebody_else_is_refused(house: House) -> None:
    other = new_plan(house.protocol_id, house.clinic, name="Mario Silva")
    with pytest.raises(Invalid) as refused:
        add_plan(house.store, other, actor=house.nurse, now=BOOKED)
    assert list(refused.value.problems) == ["record_number"]


def test_the_same_patient_written_without_accents_is_the_same_patient(house: House) -> None:
    again = new_plan(house.protocol_id, house.clinic, name="MARÍA  silva")
    _, warned = preview(house.store, again, actor=house.nurse, now=BOOKED)
    assert any("already has a plan for Thursday 4 March" in line for line in warned)


def test_a_second_plan_stands_beside_the_first_on_the_same_patient(house: House) -> None:
    booked = add_plan(
        house.store, new_plan(house.protocol_id, house.clinic), actor=house.nurse, now=BOOKED
    )
    assert booked.patient_id == house.plan.patient_id
    with house.store.read() as reader:
        assert len(plans.open_of_patient(reader, booked.patient_id)) == 2
        assert len(doors.of_patient(reader, booked.patient_id)) == 1


def test_a_preview_shows_what_saving_makes_and_writes_nothing(
    store: Store, clinic: Clinic, nurse: Actor, protocol_id: str
) -> None:
    new = new_plan(protocol_id, clinic)
    shown, _ = preview(store, new, actor=nurse, now=BOOKED)
    with store.read() as reader:
        assert patients.by_record(reader, clinic.id, "40317") is None
    booked = add_plan(store, new, actor=nurse, now=BOOKED)
    with store.read() as reader:
        plan = plans.need(reader, booked.plan_id)
    house = House(store, clinic, nurse, nurse, nurse, plan.id, protocol_id)
    assert house.revision.content == shown
    assert house.revision.number == 1


def test_a_patient_books_nothing(house: House) -> None:
    with pytest.raises(NotAllowed):
        add_plan(
            house.store,
            new_plan(house.protocol_id, house.clinic),
            actor=house.patient,
            now=BOOKED,
        )


def test_a_carer_has_a_door_of_their_own(
    store: Store, clinic: Clinic, nurse: Actor, protocol_id: str
) -> None:
    new = new_plan(protocol_id, clinic, reach="carer", carer_name="Joan Silva")
    booked = add_plan(store, new, actor=nurse, now=BOOKED)
    with store.read() as reader:
        found = doors.of_patient(reader, booked.patient_id)
    assert len({door.locator for door in found}) == 2
    assert [door.carer_id is not None for door in found].count(True) == 1


def test_booked_too_late_reads_call_us_and_is_a_reason_now(
    store: Store, clinic: Clinic, nurse: Actor, protocol_id: str
) -> None:
    the_evening_before = PROCEDURE - timedelta(hours=16)
    new = new_plan(protocol_id, clinic)
    booked = add_plan(store, new, actor=nurse, now=the_evening_before)
    house = House(store, clinic, nurse, nurse, nurse, booked.plan_id, protocol_id)
    escort = house.task("escort")
    assert escort.late
    assert "Call us" in escort.title + escort.text
    assert escort.due_at is None or escort.due_at > the_evening_before
    assert "late" in {reason.kind for reason in house.reasons(the_evening_before)}


def test_a_new_phone_number_typed_with_a_second_plan_is_the_one_that_is_rung(
    house: House,
) -> None:
    """What the nurse typed for a patient already known was dropped without a word."""
    again = new_plan(
        house.protocol_id,
        house.clinic,
        phone="07700 900 999",
        reach="paper",
        needs="Hard of hearing",
    )
    add_plan(house.store, again, actor=house.nurse, now=BOOKED)
    with house.store.read() as reader:
        patient = patients.need(reader, house.plan.patient_id)
    assert (patient.phone, patient.reach, patient.needs) == (
        "07700 900 999",
        "paper",
        "Hard of hearing",
    )
    assert patient.name == "Maria Silva"


def test_a_second_plan_with_fields_left_empty_keeps_what_is_known(house: House) -> None:
    again = new_plan(house.protocol_id, house.clinic, phone="", needs="")
    add_plan(house.store, again, actor=house.nurse, now=BOOKED)
    with house.store.read() as reader:
        patient = patients.need(reader, house.plan.patient_id)
    assert patient.phone == "07700 900 142"
