"""Adding a patient: what cannot be is refused in a sentence, and what is saved was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from checklist.core.actors import system
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.protocol import TextReview
from checklist.store import Store, carers, choices, patients, plans, protocols, revisions
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in
from tests.web.page import Page

NEW = "/patients/new"
FILLED = {
    "name": "Edith Blackwood",
    "born_day": "2",
    "born_month": "8",
    "born_year": "1942",
    "record_number": "40342",
    "procedure_day": "2027-03-15",
    "procedure_time": "10:30",
    "arrival_time": "08:30",
    "reach": "phone",
    "phone": "07700 900150",
}


@pytest.fixture
def signed_in(client: CheckingClient, nurse: Person, protocol_id: str) -> CheckingClient:
    return sign_in(client, nurse)


def filled(client: CheckingClient) -> dict[str, str]:
    """The form for a vertebroplasty, which is one of the procedures to choose from."""
    offered = client.get_page(NEW).all("option")
    (chosen,) = [o.get("value") for o in offered if (o.text or "").strip() == "Vertebroplasty"]
    return {**FILLED, "protocol": chosen or ""}


def preview(client: CheckingClient, **changed: str) -> Page:
    return client.send_page(NEW, {**filled(client), **changed, "do": "preview"})


def refused(client: CheckingClient, **changed: str) -> Page:
    typed = {**filled(client), **changed, "do": "preview"}
    return client.send_page(NEW, typed, status=UNPROCESSABLE)


def save(client: CheckingClient, **changed: str) -> str:
    """Preview, save, and give the id of the new plan."""
    page = preview(client, **changed)
    response = client.submit(page, NEW, do="save")
    assert response.status_code == 303, response.get_data(as_text=True)
    return response.location.rpartition("/")[2]


def test_the_form_asks_little_and_offers_the_rest(signed_in: CheckingClient) -> None:
    page = signed_in.get_page(NEW)
    assert page.h1 == "Add a patient"
    assert page.value_of("reach") == "phone"
    assert [o.text for o in page.all("option")][:4] == [
        "Choose one",
        "Colonoscopy",
        "Kyphoplasty",
        "Vertebroplasty",
    ]
    assert "Save this plan" not in page.text
    assert preview(signed_in).value_of("choice_drink_hours") == "2 hours"


def test_no_procedure_is_chosen_for_a_nurse_who_overlooks_the_field(
    signed_in: CheckingClient,
) -> None:
    page = refused(signed_in, protocol="")
    assert page.error_of("protocol") == "Choose the procedure."
    assert page.value_of("name") == FILLED["name"]


def test_a_protocol_whose_words_nobody_reviewed_is_not_offered(
    signed_in: CheckingClient, store: Store
) -> None:
    with store.write(system("test"), NOW, on=()) as tx:
        known = protocols.latest(tx, "kyphoplasty")
        unread = replace(known, version=99, texts={"en": TextReview(reviewed=False)})
        given = protocols.publish(tx, unread, source="unread", by="us", at=NOW)
        tx.enter(Verb.PROTOCOL_PUBLISHED, subject=given, payload={})
    assert "Kyphoplasty" not in [o.text for o in signed_in.get_page(NEW).all("option")]


def test_every_date_is_seen_before_anything_is_saved(
    signed_in: CheckingClient, store: Store, clinic: Clinic
) -> None:
    page = preview(signed_in)
    assert "You can eat until 4:30am on Monday 15 March" in page.text
    assert "You can drink water until 8:30am on Monday 15 March" in page.text
    assert "At 8:30am on Monday 15 March" in page.text
    assert [h.text for h in page.all("h3")] == [
        "Not decided yet",
        "Before the procedure",
        "On the day",
        "After the procedure",
    ]
    assert "Medicines are not known yet" in page.text
    with store.read() as reader:
        assert patients.by_record(reader, clinic.id, "40342") is None


def test_saving_leads_to_the_plan_and_its_letter(signed_in: CheckingClient, store: Store) -> None:
    plan_id = save(signed_in)
    page = signed_in.get_page(f"/plans/{plan_id}")
    assert "Edith Blackwood" in page.text
    assert "born 2 August 1942" in page.text
    assert page.link("Print the letter") == f"/plans/{plan_id}/letter"
    with store.read() as reader:
        plan = plans.need(reader, plan_id)
        assert plan.procedure_day == date(2027, 3, 15)
        assert revisions.latest(reader, plan_id).number == 1
        assert choices.current(reader, plan_id) == {}


def test_without_a_time_the_preview_says_what_the_patient_reads_until_then(
    signed_in: CheckingClient,
) -> None:
    page = preview(signed_in, procedure_time="", arrival_time="")
    assert "The start time is not known yet." in page.text
    assert "The arrival time is not known yet." in page.text


def test_what_changed_after_the_preview_is_shown_again_before_it_is_saved(
    signed_in: CheckingClient, store: Store, clinic: Clinic
) -> None:
    page = preview(signed_in)
    response = signed_in.submit(page, NEW, do="save", procedure_time="14:00")
    again = Page(response, signed_in.application)
    assert response.status_code == UNPROCESSABLE
    assert "You changed something since you saw the dates." in again.text
    assert "8am on Monday 15 March" in again.text
    with store.read() as reader:
        assert patients.by_record(reader, clinic.id, "40342") is None
    assert signed_in.submit(again, NEW, do="save").status_code == 303


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Write the name."),
        ({"born_day": "", "born_month": "", "born_year": ""}, "born", "Write the birth date."),
        ({"born_day": "31", "born_month": "6"}, "born", "There is no such date."),
        ({"born_year": "42"}, "born", "Write the year with four digits."),
        ({"born_year": "2042"}, "born", "The birth date is in the future."),
        ({"born_year": "1842"}, "born", "Check the year of the birth date."),
        ({"record_number": ""}, "record_number", "Write the record number."),
        ({"procedure_day": ""}, "procedure_day", "Choose the date of the procedure."),
        ({"procedure_day": "next week"}, "procedure_day", "Write the date as day, month and year."),
        ({"procedure_day": "2027-03-02"}, "procedure_day", "The procedure date is in the past."),
        (
            {"procedure_day": "2027-03-03", "procedure_time": "09:00", "arrival_time": ""},
            "procedure_time",
            "The procedure time has already passed today.",
        ),
        ({"procedure_time": "soon"}, "procedure_time", "Write a clock time, such as 7:30am."),
        ({"arrival_time": "11:00"}, "arrival_time", "Arrival must be before the procedure starts."),
        ({"reach": ""}, "reach", "Say how the patient wants the checklist."),
        ({"reach": "pigeon"}, "reach", "Choose one of these."),
        ({"phone": ""}, "phone", "Write a phone number, or choose paper."),
        ({"phone": "call me"}, "phone", "Write a phone number, such as 07700 900142."),
        ({"reach": "carer"}, "carer_name", "Write the carer’s name."),
        (
            {"reach": "carer", "carer_name": "Joan"},
            "carer_phone",
            "Write the carer’s phone number.",
        ),
        ({"choice_food_hours": "2 hours"}, "choice_food_hours", "Choose from 4 hours to 12 hours."),
        ({"choice_food_hours": "long"}, "choice_food_hours", "Write it like “6 hours”."),
        ({"choice_food_hours": "1 day"}, "choice_food_hours", "Write it like “6 hours”."),
        (
            {"choice_lifting_until": "30 working days"},
            "choice_lifting_until",
            "Write it like “6 weeks”.",
        ),
        ({"choice_anaesthesia": "both"}, "choice_anaesthesia", "Choose one of these."),
        ({"choice_lifting_limit": "{phone}"}, "choice_lifting_limit", "Please use fewer than"),
    ],
)
def test_what_cannot_be_gets_a_sentence_beside_the_field(
    signed_in: CheckingClient, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = refused(signed_in, **changed)
    assert page.error_of(field).startswith(sentence)
    assert page.error_of(field) in [page_text for page_text in _summary(page)]
    for name, value in {**FILLED, **changed}.items():
        if name not in ("reach",) and not name.startswith("choice_anaesthesia"):
            assert page.value_of(name) == value, name
    assert "Save this plan" not in page.text


def _summary(page: Page) -> list[str]:
    box = next(e for e in page.all("div") if e.get("data-errors") is not None)
    return [" ".join("".join(item.itertext()).split()) for item in box.iter("li")]


def test_a_clock_time_that_the_clocks_skip_is_refused(signed_in: CheckingClient) -> None:
    # Sunday 28 March 2027: at 1am the clocks in London go on to 2am.
    page = refused(signed_in, procedure_day="2027-03-28", procedure_time="01:30", arrival_time="")
    assert page.error_of("procedure_time") == (
        "The clocks go forward that day, so 01:30 does not happen. "
        "The first time after it is 02:00."
    )
    assert page.value_of("procedure_time") == "01:30"


def test_a_clock_time_that_comes_twice_is_asked_about(
    signed_in: CheckingClient, store: Store
) -> None:
    # Sunday 31 October 2027: at 2am the clocks in London go back to 1am.
    twice = {"procedure_day": "2027-10-31", "procedure_time": "01:30", "arrival_time": ""}
    page = refused(signed_in, **twice)
    assert page.error_of("procedure_time_which").startswith("The clocks go back that night")
    for which, hour in (("first", 0), ("second", 1)):
        number = f"4034{hour}"
        plan_id = save(signed_in, **twice, procedure_time_which=which, record_number=number)
        with store.read() as reader:
            at = plans.need(reader, plan_id).procedure_at
        assert at is not None
        assert (at.day, at.hour, at.minute) == (31, hour, 30)


def test_a_record_number_that_belongs_to_another_name_is_refused(
    signed_in: CheckingClient, plan: Booked
) -> None:
    page = refused(signed_in, record_number=" 403 17 ")
    assert page.error_of("record_number").startswith("This record number belongs to a patient")
    assert "Maria" not in page.text


def test_a_second_plan_is_warned_of_and_needs_a_tick(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    maria = {
        "name": "Maria  Silva",
        "born_day": "02",
        "born_month": "04",
        "born_year": "1948",
        "record_number": "40317",
        "procedure_day": "2027-04-12",
    }
    page = preview(signed_in, **maria)
    assert "This patient already has a plan for Monday 15 March." in page.text
    response = signed_in.submit(page, NEW, do="save")
    again = Page(response, signed_in.application)
    assert response.status_code == UNPROCESSABLE
    assert again.error_of("second") == "Tick “Make a second plan” if this patient should have two."
    assert signed_in.submit(again, NEW, do="save", second="yes").status_code == 303
    with store.read() as reader:
        assert len(plans.open_of_patient(reader, plan.patient.id)) == 2


def test_a_carer_is_kept_with_a_letter_of_their_own(
    signed_in: CheckingClient, store: Store
) -> None:
    plan_id = save(
        signed_in,
        reach="carer",
        carer_name="Joan Blackwood",
        carer_phone="07700 900151",
        carer_relation="daughter",
    )
    with store.read() as reader:
        patient_id = plans.need(reader, plan_id).patient_id
        (joan,) = carers.of_patient(reader, patient_id)
        assert (joan.name, joan.relation, joan.phone) == (
            "Joan Blackwood",
            "daughter",
            "07700 900151",
        )
    assert "carer Joan Blackwood 07700 900151" in signed_in.get_page(f"/plans/{plan_id}").text


def test_choices_that_differ_from_the_clinics_are_kept_and_shape_the_dates(
    signed_in: CheckingClient, store: Store
) -> None:
    changed = {"choice_food_hours": "8 hours", "earliest_time": "10:00"}
    page = preview(signed_in, **changed)
    assert "You can eat until 2am on Monday 15 March" in page.text
    plan_id = save(signed_in, **changed, record_number="40343")
    with store.read() as reader:
        assert choices.current(reader, plan_id) == {"food_hours": "8 hours"}


def test_a_closed_day_is_said_before_saving(signed_in: CheckingClient) -> None:
    page = preview(signed_in, procedure_day="2027-03-13")  # a Saturday
    assert "The clinic is closed on the day of the procedure." in page.text


def test_what_is_booked_too_late_is_said_before_saving(signed_in: CheckingClient) -> None:
    page = preview(signed_in, procedure_day="2027-03-05")  # in two days
    assert "Too late for: Have your blood test." in page.text


def test_a_preview_left_open_can_still_be_saved(
    signed_in: CheckingClient, clock_at_nine: time_machine.Traveller
) -> None:
    page = preview(signed_in)
    clock_at_nine.shift(timedelta(minutes=50))
    assert signed_in.submit(page, NEW, do="save").status_code == 303


def test_another_clinics_record_numbers_are_nobodys_business(
    client: CheckingClient, other_nurse: Person, plan: Booked
) -> None:
    """The same number at another clinic is another person, and nothing tells of the first."""
    sign_in(client, other_nurse)
    page = preview(client, record_number="40317")
    assert "already" not in page.text
    assert client.submit(page, NEW, do="save").status_code == 303
