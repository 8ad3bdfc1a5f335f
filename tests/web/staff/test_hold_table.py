"""The clinic's own hold table: empty at first, kept by clinicians, never anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checklist.actions.hold_table import NewLine, add_line, end_line
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, NotAllowed
from checklist.store import Store, hold_rules
from tests.web.client import CheckingClient
from tests.web.conftest import NOW
from tests.web.entering import Person, sign_in

LINE = {
    "medicine": "warfarin",
    "dose": "",
    "kidney": "",
    "hold": "as our group agreed",
    "source": "Clinic protocol 7",
    "owner": "Dr Rao",
    "review_on": "2027-11-01",
}


@pytest.fixture
def doctor(client: CheckingClient, clinician: Person) -> CheckingClient:
    return sign_in(client, clinician)


def test_it_ships_empty_and_says_so(doctor: CheckingClient) -> None:
    page = doctor.get_page("/hold-table")
    assert page.h1 == "Our hold table"
    assert "Tickwell ships no hold times." in page.text


def test_a_line_is_added_and_ended_and_each_leaves_an_entry(
    doctor: CheckingClient, store: Store, clinician: Person
) -> None:
    doctor.get_page("/hold-table")
    page = doctor.follow("/hold-table", LINE)
    assert "Added to the table." in page.text
    assert "kept by Dr Rao" in page.text
    assert "Monday 1 November 2027" in page.text
    assert "due for review" not in page.text
    line_id = _id(store, clinician)
    sent = page.form("/hold-table/end").fields
    page = doctor.follow("/hold-table/end", {**sent, "line": line_id})
    assert "Taken out of the table." in page.text
    assert "The table is empty" in page.text
    with store.read() as reader:
        made = reader.all(
            "SELECT subject FROM entry WHERE verb = :verb AND clinic_id = :clinic",
            {"verb": Verb.HOLD_TABLE_CHANGED, "clinic": clinician.actor.clinic_id},
        )
    assert [row["subject"] for row in made] == [line_id, line_id]


def _id(store: Store, person: Person) -> str:
    with store.read() as reader:
        return hold_rules.of_clinic(reader, person.actor.clinic_id)[0].id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"medicine": " "}, "Write the medicine"),
        ({"hold": ""}, "Write how long"),
        ({"source": ""}, "Write where it comes from"),
        ({"owner": ""}, "Write who keeps this line."),
        ({"review_on": ""}, "Write when this is looked at again."),
        ({"review_on": "soon"}, "Write the date"),
        ({"hold": "x" * 201}, "Please use fewer than 200 letters."),
    ],
)
def test_a_line_without_its_origin_is_refused_and_kept_in_the_form(
    doctor: CheckingClient, store: Store, clinician: Person, typed: dict[str, str], sentence: str
) -> None:
    doctor.get_page("/hold-table")
    page = doctor.send_page("/hold-table", {**LINE, "dose": "5mg", **typed}, status=422)
    assert sentence in page.text
    assert page.value_of("dose") == "5mg"
    with store.read() as reader:
        assert not hold_rules.of_clinic(reader, clinician.actor.clinic_id)


def line() -> NewLine:
    return NewLine(medicine="x", hold="y", source="z", owner="Dr", review_on=date(2027, 1, 1))


def test_what_is_past_its_review_says_so(
    doctor: CheckingClient, store: Store, clinician: Person
) -> None:
    add_line(store, line(), actor=clinician.actor, now=NOW)
    assert "due for review" in doctor.get_page("/hold-table").text


def test_nobody_ends_another_clinics_line(
    store: Store, clinician: Person, other_nurse: Person, nurse: Person
) -> None:
    made = add_line(store, line(), actor=clinician.actor, now=NOW)
    with pytest.raises(NotAllowed):
        end_line(store, made.id, actor=nurse.actor, now=NOW)
    stranger = replace(clinician.actor, clinic_id=other_nurse.actor.clinic_id)
    with pytest.raises(Conflict):
        end_line(store, made.id, actor=stranger, now=NOW)
