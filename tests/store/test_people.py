"""Clinics, staff, patients and carers as rows; finding a patient."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from checklist.core.actors import Actor, ActorKind, Role
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic, OpeningHours
from checklist.core.errors import NotFound, RowRefused
from checklist.store import Store, carers, clinics, new_id, patients, staff
from checklist.store.patients import PatientRow
from tests.store import build

TODAY = date(2027, 3, 1)


def test_a_clinic_comes_back(store: Store, clinic: Clinic) -> None:
    with store.read() as reader:
        assert clinics.get(reader, clinic.id) == clinic
        assert clinics.by_slug(reader, clinic.slug) == clinic
        assert clinics.by_slug(reader, "nowhere") is None
        with pytest.raises(NotFound):
            clinics.get(reader, "nowhere")


def test_every_clinic_is_listed(store: Store, clinic: Clinic, other_clinic: Clinic) -> None:
    with store.read() as reader:
        assert clinics.every(reader) == [other_clinic, clinic]


def test_a_changed_clinic_is_read_anew(
    store: Store, clinic: Clinic, other_clinic: Clinic, nurse: Actor, now: datetime
) -> None:
    with store.read() as reader:
        clinics.get(reader, clinic.id)
    changed = replace(
        clinic,
        name="Riverside",
        holidays=(date(2027, 5, 3),),
        hours={5: OpeningHours(opens=time(9), closes=time(12))},
        choices={"food_hours": "8 hours"},
        demo=True,
    )
    with store.write(nurse, now) as tx:
        clinics.change(tx, changed)
        tx.enter(Verb.CLINIC_CHANGED, clinic.id, {})
    with store.read() as reader:
        assert clinics.get(reader, clinic.id) == changed
        assert clinics.get(reader, other_clinic.id) == other_clinic


def test_staff_come_back_as_actors(store: Store, clinic: Clinic, nurse: Actor) -> None:
    with store.read() as reader:
        row = staff.need(reader, nurse.id)
        assert row.actor == nurse
        assert staff.by_email(reader, row.email_folded) == row
        assert staff.by_email(reader, "nobody@clinic.example") is None
        assert staff.of_clinic(reader, clinic.id) == [row]
        assert staff.get(reader, "nobody") is None
        with pytest.raises(NotFound):
            staff.need(reader, "nobody")
    assert "argon2" not in repr(row)


def test_an_address_has_one_account(
    store: Store, clinic: Clinic, nurse: Actor, now: datetime
) -> None:
    with store.read() as reader:
        taken = staff.need(reader, nurse.id)
    with pytest.raises(RowRefused), store.write(nurse, now) as tx:
        staff.add(
            tx,
            id=new_id(),
            clinic_id=clinic.id,
            name="Another",
            title="",
            role=Role.NURSE,
            email_folded=taken.email_folded,
            password_hash="x",
        )


def test_accounts_change(store: Store, nurse: Actor, now: datetime) -> None:
    with store.write(nurse, now) as tx:
        staff.set_active(tx, nurse.id, False)
        staff.set_password(tx, nurse.id, "new")
        tx.enter(Verb.STAFF_CHANGED, nurse.id, {})
    with store.read() as reader:
        row = staff.need(reader, nurse.id)
    assert (row.active, row.password_hash) == (False, "new")


def test_nobody_is_told_apart_without_keeping_the_address() -> None:
    one, same, other = map(staff.nobody, ("a@x.example", "a@x.example", "b@x.example"))
    assert one == same != other
    assert one.kind is ActorKind.SYSTEM
    assert "x.example" not in f"{one}"


def test_a_patient_comes_back(store: Store, patient: PatientRow) -> None:
    with store.read() as reader:
        assert patients.need(reader, patient.id) == patient
        assert patients.many(reader, (patient.id, "nobody")) == {patient.id: patient}
        assert patients.many(reader, ()) == {}
        assert patients.get(reader, "nobody") is None
        with pytest.raises(NotFound):
            patients.need(reader, "nobody")


def test_a_record_number_is_one_patients_however_it_is_spaced(
    store: Store, clinic: Clinic, other_clinic: Clinic, nurse: Actor, now: datetime,
    patient: PatientRow,
) -> None:  # fmt: skip
    with store.read() as reader:
        assert patients.by_record(reader, clinic.id, " rs204118") == patient
        assert patients.by_record(reader, other_clinic.id, "RS 204-118") is None
        assert patients.by_record(reader, clinic.id, "") is None
    with pytest.raises(RowRefused):
        build.add_patient(store, nurse, now, build.renamed(patient, "John Doe", "rs204-118"))
    build.add_patient(store, nurse, now, build.patient(other_clinic))


NAMES = [
    ("José Núñez García", "A1"),
    ("Mary-Ann O'Brien", "A2"),
    ("Łucja Møller", "A3"),
    ("Ann Smith", "B1"),
    ("Anna Smithson", "B2"),
    ("Fatma Işık", "B3"),
]


@pytest.fixture
def people(
    store: Store, clinic: Clinic, other_clinic: Clinic, nurse: Actor, now: datetime
) -> Store:
    one = build.patient(clinic)
    for name, record in NAMES:
        build.add_patient(store, nurse, now, build.renamed(one, name, record))
    build.add_patient(store, nurse, now, build.patient(other_clinic, name="Ann Elsewhere"))
    born = replace(build.renamed(one, "Ann Younger", "C1"), born=date(1950, 12, 31))
    build.add_patient(store, nurse, now, born)
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nunez", ["José Núñez García"]),
        ("NUÑ jos", ["José Núñez García"]),
        ("obrien", []),
        ("o'brien", ["Mary-Ann O'Brien"]),
        ("brien mary", ["Mary-Ann O'Brien"]),
        ("moll", ["Łucja Møller"]),
        ("lucja", ["Łucja Møller"]),
        ("isik", ["Fatma Işık"]),
        ("smith", ["Ann Smith", "Anna Smithson"]),
        ("ann smith", ["Ann Smith", "Anna Smithson"]),
        ("mith", []),
        ("ann", ["Ann Smith", "Ann Younger", "Anna Smithson", "Mary-Ann O'Brien"]),
        ("a2", ["Mary-Ann O'Brien"]),
        ("b", ["Ann Smith", "Anna Smithson", "Fatma Işık", "Mary-Ann O'Brien"]),
        ("31 December 1950", ["Ann Younger"]),
        ("31/12/50", ["Ann Younger"]),
        ("ann 31/12/1950", ["Ann Younger"]),
        ("ann 4/3/1948", ["Ann Smith", "Anna Smithson", "Mary-Ann O'Brien"]),
        ("smith 31/12/1950", []),
        ("elsewhere", []),
        ("", []),
        ("  – ", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_finding_a_patient(people: Store, clinic: Clinic, typed: str, found: list[str]) -> None:
    with people.read() as reader:
        rows = patients.find(reader, clinic.id, typed, today=TODAY)
    assert [row.name for row in rows] == found


def test_finding_by_birth_date_finds_everyone_born_then(people: Store, clinic: Clinic) -> None:
    with people.read() as reader:
        rows = patients.find(reader, clinic.id, "1948-03-04", today=TODAY)
        assert {row.name for row in rows} == {name for name, _ in NAMES}
        assert len(patients.find(reader, clinic.id, "1948-03-04", today=TODAY, limit=2)) == 2


def test_an_exact_record_number_comes_first(
    people: Store, clinic: Clinic, nurse: Actor, now: datetime
) -> None:
    build.add_patient(people, nurse, now, build.patient(clinic, name="Zoe Zimmer", record="B"))
    with people.read() as reader:
        rows = patients.find(reader, clinic.id, "b", today=TODAY)
    assert rows[0].name == "Zoe Zimmer"


def test_a_corrected_name_is_found_and_the_old_one_is_not(
    people: Store, clinic: Clinic, nurse: Actor, now: datetime
) -> None:
    with people.write(nurse, now) as tx:
        [smith] = [
            r for r in patients.find(tx, clinic.id, "b1", today=TODAY) if r.name[:3] == "Ann"
        ]
        corrected = replace(smith, name="Anne Schmidt", record_number="Z9")
        patients.change(tx, corrected)
        tx.enter(Verb.PATIENT_CHANGED, smith.id, {})
    with people.read() as reader:
        assert patients.find(reader, clinic.id, "schmidt", today=TODAY) == [corrected]
        assert patients.by_record(reader, clinic.id, "z9") == corrected
        assert patients.find(reader, clinic.id, "b1", today=TODAY) == []


def test_carers_come_back_until_they_are_removed(
    store: Store, nurse: Actor, now: datetime, patient: PatientRow
) -> None:
    with store.write(nurse, now) as tx:
        for name in ("Ruth", "Simon"):
            carers.add(tx, id=name, patient_id=patient.id, name=name, relation="child", phone="0")
        tx.enter(Verb.CARER_ADDED, "Ruth", {})
    with store.read() as reader:
        assert [one.name for one in carers.of_patient(reader, patient.id)] == ["Ruth", "Simon"]
        assert carers.need(reader, "Ruth").relation == "child"
        with pytest.raises(NotFound):
            carers.need(reader, "nobody")
    with store.write(nurse, now) as tx:
        carers.remove(tx, "Ruth")
        tx.enter(Verb.CARER_REMOVED, "Ruth", {})
    with store.read() as reader:
        assert [one.name for one in carers.of_patient(reader, patient.id)] == ["Simon"]
        assert not carers.need(reader, "Ruth").active
