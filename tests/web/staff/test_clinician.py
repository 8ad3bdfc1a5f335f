"""What waits for a clinician is found, read and signed; what no longer holds says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import Traveller

from checklist.actions.marks import Said, mark_task
from checklist.actions.medicines import Decided, decide
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.protocol import Kind, Owner, Phase
from checklist.store import Store, new_id, plans
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, book
from tests.web.entering import Booked, Person, sign_in
from tests.web.page import Page
from tests.web.staff.telling import name, newest, tell

SOON = NOW + timedelta(minutes=3)
LATER = NOW + timedelta(minutes=10)


def rows(page: Page) -> list[str]:
    """The names of the patients listed, from the top."""
    heads = [e for e in page.all("th", scope="row")]
    return [(head.text or "").strip() for head in heads]


def get_ready(store: Store, plan: Booked, nurse: Person) -> None:
    """Everything answered, with nothing that matters, and all that we do ourselves done."""
    tell(store, plan, nurse, SOON, taken_home="yes")
    revision = newest(store, plan)
    for task in revision.content.tasks:
        ours = task.owner is Owner.CLINIC and task.phase is not Phase.AFTER
        if ours and task.kind in (Kind.DO, Kind.MEASURE):
            said = Said(
                id=new_id(),
                task_key=task.key,
                state=MarkState.DONE,
                meaning=task.meaning,
                channel=Channel.SCREEN,
                happened_at=SOON,
                value="" if task.measure is None else "1.1",
            )
            mark_task(store, plan.id, said, actor=nurse.actor, now=SOON)


# Reviews -----------------------------------------------------------------------------------------


def test_nothing_waits_where_nobody_told_anything(
    client: CheckingClient, clinician: Person, plan: Booked
) -> None:
    page = sign_in(client, clinician).get_page("/reviews")
    assert page.h1 == "Reviews"
    assert "Nothing waits here" in page.text


def test_the_soonest_procedure_stands_first_with_all_it_waits_for(
    client: CheckingClient,
    store: Store,
    clinic: Clinic,
    clinician: Person,
    nurse: Person,
    plan: Booked,
    protocol_id: str,
) -> None:
    sooner = book(
        store,
        clinic,
        nurse,
        protocol_id,
        day=date(2027, 3, 11),
        name="Ines Caldeira",
        record_number="40318",
    )
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    name(store, plan, nurse, "Eliquis 5mg", SOON)
    name(store, sooner, nurse, "Warfarin 3mg", SOON)
    page = sign_in(client, clinician).get_page("/reviews")
    assert rows(page) == ["Ines Caldeira", "Maria Silva"]
    assert "Answer to read: Are you allergic to anything? Yes: “latex”" in page.text
    assert page.text.count("Medicine to decide: Eliquis 5mg") == 1
    assert "Answers to read 1" in page.text
    assert "Medicines to decide 2" in page.text


def test_each_filter_shows_its_own_and_lives_in_the_address(
    client: CheckingClient,
    store: Store,
    clinic: Clinic,
    clinician: Person,
    nurse: Person,
    plan: Booked,
    protocol_id: str,
) -> None:
    other = book(
        store,
        clinic,
        nurse,
        protocol_id,
        day=date(2027, 3, 10),
        name="Ines Caldeira",
        record_number="40318",
    )
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    name(store, other, nurse, "Warfarin 3mg", SOON)
    sign_in(client, clinician)
    assert rows(client.get_page("/reviews?show=answers")) == ["Maria Silva"]
    assert rows(client.get_page("/reviews?show=medicines")) == ["Ines Caldeira"]
    assert rows(client.get_page("/reviews?show=sign-off")) == ["Ines Caldeira"]
    assert rows(client.get_page("/reviews?show=nonsense&page=-3")) == [
        "Ines Caldeira",
        "Maria Silva",
    ]
    assert rows(client.get_page("/reviews?page=2")) == []


def test_a_plan_waits_to_be_signed_in_its_last_week(
    client: CheckingClient, clinician: Person, plan: Booked, clock_at_nine: Traveller
) -> None:
    clock_at_nine.move_to(datetime(2027, 3, 7, 12, tzinfo=UTC))
    assert rows(sign_in(client, clinician).get_page("/reviews")) == []
    clock_at_nine.move_to(datetime(2027, 3, 8, 9, tzinfo=UTC))
    client = client.application.test_client()  # type: ignore[assignment]  # of the same class
    page = sign_in(client, clinician).get_page("/reviews")
    assert rows(page) == ["Maria Silva"]
    assert page.link("Sign off: Maria Silva") == f"/plans/{plan.id}/sign-off"


def test_another_clinics_patients_are_not_listed(
    client: CheckingClient, store: Store, nurse: Person, other_nurse: Person, plan: Booked
) -> None:
    name(store, plan, nurse, "Warfarin 3mg", SOON)
    page = sign_in(client, other_nurse).get_page("/reviews")
    assert "Maria" not in page.text


def test_looking_at_the_list_leaves_one_entry_for_each_filter(
    client: CheckingClient, store: Store, clinician: Person, clinic: Clinic
) -> None:
    sign_in(client, clinician)
    for url in ("/reviews", "/reviews", "/reviews?show=answers"):
        client.get_page(url)
    with store.read() as reader:
        seen = reader.all(
            "SELECT subject FROM entry WHERE verb = :verb AND subject LIKE 'reviews%' ORDER BY seq",
            {"verb": Verb.LISTED},
        )
    assert [row[0] for row in seen] == ["reviews:everything", "reviews:answers"]


# Answers -----------------------------------------------------------------------------------------


def test_what_matters_stands_first_with_who_said_it(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/review")
    assert page.h1 == "Answers: 1 to read"
    first = page.all("article")[0]
    text = " ".join("".join(first.itertext()).split())
    assert text.startswith(
        "Are you allergic to anything? Yes: “latex” to read Sam Okafor, by phone, Wed 3"
    )
    assert "Asked later" in page.text  # the two questions of the last evening


def test_reading_an_answer_says_who_read_it_and_it_waits_no_more(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    url = f"/plans/{plan.id}/review"
    form = sign_in(client, clinician).get_page(url).form(url).fields
    page = client.follow(url, {**form, "note": "Latex-free tray ordered"})
    assert page.h1 == "Answers"
    assert "Read Read by Dr Rao, Wed 3 Mar" in page.text
    assert "“Latex-free tray ordered”" in page.text
    assert rows(client.get_page("/reviews?show=answers")) == []
    # Pressed twice, or in two windows: still read once.
    client.send(url, {**form, "note": "again"})
    assert "again" not in client.get_page(url).text


def test_an_answer_that_changes_is_to_be_read_again_and_shows_both(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    url = f"/plans/{plan.id}/review"
    form = sign_in(client, clinician).get_page(url).form(url).fields
    client.follow(url, form)
    tell(store, plan, nurse, LATER, allergies="yes: latex and iodine", taken_home="yes")
    page = client.get_page(url)
    assert page.h1 == "Answers: 1 to read"
    assert "Before: Yes: “latex” (Sam Okafor, by phone, Wed 3 Mar 9:20am)" in page.text


def test_only_this_plans_answers_are_read_here(
    client: CheckingClient,
    store: Store,
    clinic: Clinic,
    clinician: Person,
    nurse: Person,
    plan: Booked,
    protocol_id: str,
) -> None:
    other = book(store, clinic, nurse, protocol_id, name="Ines Caldeira", record_number="40318")
    tell(store, other, nurse, SOON, allergies="yes: latex", taken_home="yes")
    url = f"/plans/{other.id}/review"
    form = sign_in(client, clinician).get_page(url).form(url).fields
    client.send(f"/plans/{plan.id}/review", form, status=404)


def test_a_nurse_reads_along_and_says_nothing(
    client: CheckingClient, store: Store, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    page = sign_in(client, nurse).get_page(f"/plans/{plan.id}/review")
    assert "I have read this" not in page.text
    client.send(f"/plans/{plan.id}/review", {"answer": "x"}, status=403)


def test_a_note_that_is_too_long_comes_back(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    url = f"/plans/{plan.id}/review"
    form = sign_in(client, clinician).get_page(url).form(url).fields
    page = client.send_page(url, {**form, "note": "x" * 1001}, status=422)
    assert "fewer than 1,000" in page.error_of(f"note-{form['answer']}")
    assert page.h1 == "Answers: 1 to read"


# Sign-off ----------------------------------------------------------------------------------------


def test_what_is_in_the_way_is_named(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    name(store, plan, nurse, "Warfarin 3mg", SOON)
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/sign-off")
    assert "Not decided yet: Warfarin 3mg" in page.text
    assert "Not answered yet: Answer our questions" in page.text
    assert "Waits for: Clotting test read" in page.text
    assert "For us to do: Decide which medicines to take on the day" in page.text
    assert not page.forms(f"/plans/{plan.id}/sign-off")
    client.send(
        f"/plans/{plan.id}/sign-off",
        {"statement": "Ready.", "fingerprint": newest(store, plan).fingerprint},
        status=409,
    )


def test_signing_stands_on_every_page_until_something_changes(
    client: CheckingClient,
    store: Store,
    clinician: Person,
    nurse: Person,
    plan: Booked,
    clock_at_nine: Traveller,
) -> None:
    get_ready(store, plan, nurse)
    clock_at_nine.move_to(NOW + timedelta(minutes=5))
    url = f"/plans/{plan.id}/sign-off"
    page = sign_in(client, clinician).get_page(url)
    assert page.value_of("statement") == (
        "I have read the answers and decided about every medicine. "
        "Ready for vertebroplasty on Monday 15 March."
    )
    page = client.follow(url, page.form(url).fields)
    assert "Signed as ready Dr Rao, 9:22am on Wednesday 3 March, revision 4" in page.text
    assert not page.forms(url)
    with store.read() as reader:
        assert plans.need(reader, plan.id).signed

    warfarin = name(store, plan, nurse, "Warfarin 3mg", LATER)
    page = client.get_page(url)
    assert "No longer ready. Something changed after it was signed." in page.text
    assert "Revision 5: Warfarin 3mg named (Sam Okafor, Wed 3 Mar 9:27am)" in page.text
    assert "Keep taking Warfarin 3mg" in page.text
    assert "No longer ready." in client.get_page(f"/plans/{plan.id}/review").text

    decide(
        store,
        plan.id,
        [Decided(medicine_id=warfarin.id, kind=DecisionKind.KEEP)],
        actor=clinician.actor,
        now=LATER,
    )
    page = client.get_page(url)
    assert "No longer ready." in page.text  # decided is not signed
    page = client.follow(url, page.form(url).fields)
    assert "No longer ready." not in page.text


def test_what_was_signed_is_what_was_shown(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    get_ready(store, plan, nurse)
    url = f"/plans/{plan.id}/sign-off"
    shown = sign_in(client, clinician).get_page(url).form(url).fields
    tell(store, plan, nurse, LATER, smoker="yes", taken_home="yes")
    page = client.send_page(url, {**shown, "statement": "My own words."}, status=409)
    assert "The plan changed while you had it open. Read it again, then sign." in page.text
    assert page.value_of("statement") == "My own words."
    assert page.form(url).fields["fingerprint"] != shown["fingerprint"]


@pytest.mark.parametrize("statement", ["", "x" * 1001])
def test_a_sign_off_says_something_readable(
    client: CheckingClient,
    store: Store,
    clinician: Person,
    nurse: Person,
    plan: Booked,
    statement: str,
) -> None:
    get_ready(store, plan, nurse)
    url = f"/plans/{plan.id}/sign-off"
    shown = sign_in(client, clinician).get_page(url).form(url).fields
    page = client.send_page(url, {**shown, "statement": statement}, status=422)
    assert page.error_of("statement")
    assert page.value_of("statement") == statement


def test_a_nurse_sees_what_is_missing_and_cannot_sign(
    client: CheckingClient, store: Store, nurse: Person, plan: Booked
) -> None:
    get_ready(store, plan, nurse)
    url = f"/plans/{plan.id}/sign-off"
    page = sign_in(client, nurse).get_page(url)
    assert "Nothing is in the way. A clinician signs." in page.text
    client.send(url, {"statement": "Ready."}, status=403)


@pytest.mark.parametrize("room", ["review", "medicines", "sign-off", "letter", "sheet"])
def test_who_may_not_open_a_room(
    client: CheckingClient, admin: Person, other_nurse: Person, plan: Booked, room: str
) -> None:
    url = f"/plans/{plan.id}/{room}"
    assert client.get(url).status_code == 302
    sign_in(client, other_nurse)
    assert "Maria" not in client.get_page(url, 404).text
    client = client.application.test_client()  # type: ignore[assignment]  # of the same class
    sign_in(client, admin)
    client.get_page(url, 403)
