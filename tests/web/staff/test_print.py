"""Paper says which revision it is and carries no secret; a letter lets in one person, until it is
made useless."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import Traveller

from checklist.actions.doors import Letter, letters
from checklist.actions.events import record_event
from checklist.actions.marks import Said, mark_task
from checklist.actions.medicines import Decided, decide
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.settings import Settings
from checklist.store import Store, doors, new_id
from checklist.web.qr import qr
from checklist.web.sheet_parts import when_lines
from checklist.web.sheet_view import shown_code
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, book
from tests.web.entering import Booked, Person, open_door, sign_in
from tests.web.staff.telling import name, newest, tell

SOON = NOW + timedelta(minutes=3)


@pytest.fixture
def ward(client: CheckingClient, nurse: Person) -> CheckingClient:
    return sign_in(client, nurse)


def mark(store: Store, plan: Booked, by: Person, key: str, state: MarkState) -> None:
    task = newest(store, plan).content.task(key)
    assert task is not None, key
    said = Said(id=new_id(), task_key=key, state=state, meaning=task.meaning, channel=Channel.PHONE)
    mark_task(store, plan.id, said, actor=by.actor, now=SOON)


def post(store: Store, plan: Booked, settings: Settings) -> tuple[Letter, ...]:
    return letters(
        store, plan.id, store.keys.links, settings.base_url, actor=plan.nurse.actor, now=NOW
    )


# The sheet ---------------------------------------------------------------------------------------


def test_the_sheet_says_when_where_and_which_revision(
    ward: CheckingClient, store: Store, plan: Booked
) -> None:
    page = ward.get_page(f"/plans/{plan.id}/sheet")
    assert page.h1 == "Maria, your procedure is on Monday 15 March"
    assert "Vertebroplasty L2. Come to Entrance B at 8:30am." in page.text
    assert "You can eat until 4:30am" in page.text
    assert "You can drink water until 8:30am" in page.text
    code = shown_code(newest(store, plan).sheet_code)
    assert (
        f"Sheet {code} · revision 1 · printed Wednesday 3 March 2027, 9:17am · Tickwell"
        in page.text
    )
    assert "Monday to Friday, 8am to 6pm 01632 960 123" in page.text
    assert "At all other times 01632 960 199" in page.text
    assert "Call 999 now for any of these." in page.text


def test_a_new_sheet_says_which_it_replaces(
    ward: CheckingClient, store: Store, plan: Booked, nurse: Person
) -> None:
    name(store, plan, nurse, "Warfarin 3mg", SOON)
    page = ward.get_page(f"/plans/{plan.id}/sheet")
    assert "revision 2, replaces revision 1 of Wednesday 3 March" in page.text


def test_the_sheets_square_holds_its_public_code_and_no_secret(
    ward: CheckingClient, store: Store, settings: Settings, plan: Booked
) -> None:
    page = ward.get_page(f"/plans/{plan.id}/sheet")
    code = shown_code(newest(store, plan).sheet_code)
    assert str(qr(f"{settings.base_url}/s/{code}")) in page.html
    for letter in post(store, plan, settings):
        assert letter.code not in page.html
        assert letter.link.partition("#")[2] not in page.html
        assert str(qr(letter.link)) not in page.html


def test_what_is_done_comes_ticked_and_what_was_said_is_known(
    ward: CheckingClient, store: Store, plan: Booked, nurse: Person
) -> None:
    mark(store, plan, nurse, "read-about", MarkState.DONE)
    mark(store, plan, nurse, "blood-test", MarkState.CANT)
    page = ward.get_page(f"/plans/{plan.id}/sheet")
    boxes = [e for e in page.all("span", class_="hand-box") if len(e)]
    assert len(boxes) == 1
    assert "Done Wednesday 3 March." in page.text
    assert "You told us that you cannot do this." in page.text


def test_what_we_do_ourselves_is_no_box_for_the_patient(ward: CheckingClient, plan: Booked) -> None:
    page = ward.get_page(f"/plans/{plan.id}/sheet")
    assert "Check the clotting test" not in page.text
    assert "Send the letter to the family doctor" not in page.text


def test_only_who_wants_paper_gets_the_questions_on_paper(
    ward: CheckingClient,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    plan: Booked,
    protocol_id: str,
) -> None:
    assert "Our questions" not in ward.get_page(f"/plans/{plan.id}/sheet").text
    paper = book(store, clinic, nurse, protocol_id, record_number="5", reach="paper")
    page = ward.get_page(f"/plans/{paper.id}/sheet")
    assert "Our questions: write your answers here" in page.text
    assert "Could you be pregnant?" in page.text
    tell(store, paper, nurse, SOON, taken_home="yes")
    page = ward.get_page(f"/plans/{paper.id}/sheet")
    assert "Could you be pregnant?" not in page.text
    assert "Has anything changed since you last told us?" in page.text


def test_on_paper_the_undecided_medicine_has_boxes_to_tick(
    ward: CheckingClient,
    store: Store,
    clinic: Clinic,
    nurse: Person,
    plan: Booked,
    protocol_id: str,
) -> None:
    """As the card on a phone asks; who has a phone has no boxes on paper that nobody collects."""
    paper = book(store, clinic, nurse, protocol_id, record_number="5", reach="paper")
    for booked in (plan, paper):
        name(store, booked, nurse, "Warfarin 3mg", SOON)
    boxes = "I still take it I have stopped it Someone told me to stop"
    assert boxes in ward.get_page(f"/plans/{paper.id}/sheet").text
    assert boxes not in ward.get_page(f"/plans/{plan.id}/sheet").text


def test_after_the_procedure_the_list_is_about_getting_better(
    client: CheckingClient,
    store: Store,
    plan: Booked,
    nurse: Person,
    clinician: Person,
    clock_at_nine: Traveller,
) -> None:
    warfarin = name(store, plan, nurse, "Warfarin 3mg", SOON)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=datetime(2027, 3, 9, 18, tzinfo=UTC),
        restart_owner="Dr Rao",
        restart_by=datetime(2027, 3, 17, 18, tzinfo=UTC),
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=SOON)
    ended = datetime(2027, 3, 15, 11, 40, tzinfo=UTC)
    clock_at_nine.move_to(ended + timedelta(minutes=5))
    record_event(
        store, plan.id, "procedure_end", ended, actor=nurse.actor, now=ended + timedelta(minutes=4)
    )
    page = sign_in(client, nurse).get_page(f"/plans/{plan.id}/sheet")
    assert page.h1 == "Maria, after your procedure on Monday 15 March"
    assert "Rest in bed until 11:40am on Tuesday 16 March." in page.text
    assert "Do not take Warfarin 3mg" in page.text  # still stopped
    assert "You can eat until" not in page.text
    assert "Ask someone to take you home" not in page.text


def test_printing_leaves_an_entry(ward: CheckingClient, store: Store, plan: Booked) -> None:
    ward.get_page(f"/plans/{plan.id}/sheet")
    ward.get_page(f"/plans/{plan.id}/letter")
    with store.read() as reader:
        found = reader.all(
            "SELECT subject FROM entry WHERE plan_id = :plan AND verb = :verb ORDER BY seq",
            {"plan": plan.id, "verb": Verb.PRINTED},
        )
    assert [row[0] for row in found] == [newest(store, plan).sheet_code, "letter"]


@pytest.mark.parametrize(
    ("when", "lines"),
    [
        ("by 6pm on Thursday 4 March", ["by 6pm on", "Thursday 4 March"]),
        ("until the end of Wednesday 14 April", ["until the end of", "Wednesday 14 April"]),
        ("by Thursday 4 March", ["by", "Thursday 4 March"]),
        ("", []),
    ],
)
def test_a_day_is_never_cut_by_the_end_of_a_line(when: str, lines: list[str]) -> None:
    assert when_lines(when) == lines


# Letters -----------------------------------------------------------------------------------------


@pytest.fixture
def with_carer(store: Store, clinic: Clinic, nurse: Person, protocol_id: str) -> Booked:
    return book(
        store,
        clinic,
        nurse,
        protocol_id,
        name="Edith Blackwood",
        born=date(1942, 8, 2),
        record_number="40342",
        reach="carer",
        carer_name="Joan Blackwood",
        carer_phone="07700 900150",
    )


def test_each_person_gets_a_letter_of_their_own(
    ward: CheckingClient, store: Store, settings: Settings, with_carer: Booked
) -> None:
    made = post(store, with_carer, settings)
    page = ward.get_page(f"/plans/{with_carer.id}/letter")
    assert page.h1 == "Edith, this is your list"
    assert "Joan, this is Edith’s list" in page.text
    assert "We then ask for Edith’s birth date." in page.text
    assert [letter.code in page.text for letter in made] == [True, True]
    assert [str(qr(letter.link)) in page.html for letter in made] == [True, True]
    assert page.text.count("Go to 127.0.0.1:8000/go and type this code:") == 2
    assert page.html.count("Edith, your procedure is on Monday 15 March") == 2


def test_one_letter_can_be_printed_without_the_others(
    ward: CheckingClient, store: Store, settings: Settings, with_carer: Booked
) -> None:
    patient, carer = post(store, with_carer, settings)
    url = f"/plans/{with_carer.id}/letter"
    page = ward.get_page(ward.get_page(url).link("Only Joan Blackwood"))
    assert page.h1 == "Joan, this is Edith’s list"
    assert carer.code in page.text
    assert patient.code not in page.text
    ward.get_page(f"{url}?only=nobody", 404)


def test_a_letter_opens_the_list_until_a_new_one_is_made(
    ward: CheckingClient, store: Store, settings: Settings, plan: Booked
) -> None:
    old = post(store, plan, settings)[0]
    phone = ward.application.test_client()
    open_door(phone, plan)  # type: ignore[arg-type]  # of the same class
    assert phone.get(f"/my/{plan.id}").status_code == 200

    page = ward.get_page(f"/plans/{plan.id}/letter")
    form = page.form(f"/plans/{plan.id}/doors").fields
    page = ward.follow(f"/plans/{plan.id}/doors", form)
    assert "The old link and code no longer work." in page.text
    assert old.code not in page.text
    assert str(qr(old.link)) not in page.html
    assert post(store, plan, settings)[0].code in page.text
    assert phone.get(f"/my/{plan.id}").status_code == 302  # shut out


def test_a_locked_code_is_told_where_a_new_one_is_made(
    ward: CheckingClient, store: Store, plan: Booked
) -> None:
    with store.write(plan.nurse.actor, NOW, on=(plan.id,)) as tx:
        door = doors.of_patient(tx, plan.patient.id)[0]
        doors.freeze(tx, door.id, NOW)
        tx.enter(Verb.DOOR_FROZEN, subject=door.id, payload={})
    page = ward.get_page(f"/plans/{plan.id}/letter")
    assert "Maria Silva’s code is locked: too many wrong tries." in page.text
    page = ward.follow(f"/plans/{plan.id}/doors", page.form(f"/plans/{plan.id}/doors").fields)
    assert "is locked" not in page.text


def test_a_door_of_somebody_else_is_not_reissued_from_here(
    ward: CheckingClient, store: Store, plan: Booked, with_carer: Booked
) -> None:
    with store.read() as reader:
        other = doors.of_patient(reader, with_carer.patient.id)[0]
    ward.get_page(f"/plans/{plan.id}/letter")
    ward.send(f"/plans/{plan.id}/doors", {"door": other.id}, status=404)
    with store.read() as reader:
        assert doors.of_patient(reader, with_carer.patient.id)[0].generation == 1
