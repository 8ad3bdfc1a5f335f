"""The staff's side of naming: what a name looks like, which one is meant, one more and one less."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind, Medicine
from checklist.store import Store, medicines
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, sign_in
from tests.web.page import Page
from tests.web.staff.telling import name


@pytest.fixture
def ward(client: CheckingClient, nurse: Person, plan: Booked) -> CheckingClient:
    made = sign_in(client, nurse)
    made.get_page(url(plan))
    return made


@pytest.fixture
def stopped_warfarin(store: Store, plan: Booked, nurse: Person, clinician: Person) -> str:
    """Warfarin is stopped, and nobody has said yet when it starts again; the medicine's id."""
    warfarin = name(store, plan, nurse, "Warfarin", NOW)
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=NOW + timedelta(days=1),
        restart_owner="Dr Rao",
        restart_by=NOW + timedelta(days=15),
    )
    decide(store, plan.id, [stop], actor=clinician.actor, now=NOW)
    return warfarin.id


def url(plan: Booked, *more: str) -> str:
    return "/".join([f"/plans/{plan.id}/medicines", *more])


def add(ward: CheckingClient, plan: Booked, name: str, **more: str) -> Page:
    return ward.follow(url(plan, "add"), {"name": name, **more})


def every(store: Store, plan: Booked) -> tuple[Medicine, ...]:
    with store.read() as reader:
        return medicines.of_plan(reader, plan.id)


def test_a_misspelt_blood_thinner_and_an_unknown_herbal_both_stand_out(
    ward: CheckingClient, plan: Booked
) -> None:
    add(ward, plan, "Elliquis", strength="5mg", origin="prescribed")
    page = add(ward, plan, "Boswellia mix from the market", origin="herbal")
    assert "“Elliquis 5mg”" in page.text
    assert "prescribed · looks like apixaban?" in page.text
    assert "blood thinner?" in page.text
    assert "“Boswellia mix from the market” herbal unknown" in page.text
    assert "Unknown: Boswellia mix from the market. Check what this is." in page.text


def test_a_known_medicine_of_no_concern_is_not_called_unknown(
    ward: CheckingClient, plan: Booked
) -> None:
    page = add(ward, plan, "Amlodipine", strength="5mg")
    assert "Amlodipine 5mg" in page.text
    assert "unknown" not in page.text.lower()


def test_the_nurse_says_which_one_is_meant(
    ward: CheckingClient, plan: Booked, store: Store
) -> None:
    page = add(ward, plan, "Elliquis 5mg")
    assert "“Elliquis 5mg”: which one is it?" in page.text
    (medicine,) = every(store, plan)
    page = ward.follow(url(plan, "name"), {"medicine": medicine.id, "meant": "Eliquis"})
    assert "looks like" not in page.text
    assert "Eliquis 5mg apixaban" in page.text
    assert every(store, plan)[0].name == "Eliquis 5mg"


def test_none_of_these_is_an_answer_too(ward: CheckingClient, plan: Booked, store: Store) -> None:
    add(ward, plan, "warfrin")
    (medicine,) = every(store, plan)
    page = ward.follow(url(plan, "name"), {"medicine": medicine.id, "meant": ""})
    assert "looks like warfarin? The patient says no." in page.text
    assert "blood thinner?" in page.text
    assert "which one is it?" not in page.text


def test_a_medicine_comes_off_with_its_reason_and_stays_readable(
    ward: CheckingClient, plan: Booked, store: Store
) -> None:
    add(ward, plan, "Warfarin 3mg")
    (medicine,) = every(store, plan)
    page = ward.follow(url(plan, "off"), {"medicine": medicine.id, "why": "twice"})
    assert "Off the list Warfarin 3mg blood thinner named twice · Sam Okafor" in page.text
    assert every(store, plan)[0].withdrawn


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({}, "medicine", "Choose the medicine."),
        ({"why": "twice"}, "medicine", "Choose the medicine."),
        ({"medicine": "x"}, "why", "Say why it comes off the list."),
    ],
)
def test_half_a_wish_takes_nothing_off(
    ward: CheckingClient, plan: Booked, sent: dict[str, str], field: str, sentence: str
) -> None:
    add(ward, plan, "Warfarin 3mg")
    page = ward.send_page(url(plan, "off"), sent, status=UNPROCESSABLE)
    assert page.error_of(field) == sentence
    assert "Off the list" not in page.text


def test_what_is_stopped_stays_on_the_list(
    ward: CheckingClient, plan: Booked, stopped_warfarin: str, store: Store
) -> None:
    sent = {"medicine": stopped_warfarin, "why": "mistake"}
    page = ward.send_page(url(plan, "off"), sent, status=UNPROCESSABLE)
    assert page.error_of("medicine").startswith("This is stopped. A clinician must first say")
    assert not every(store, plan)[0].withdrawn


def test_where_it_comes_from_is_one_of_three_or_nothing(
    ward: CheckingClient, plan: Booked, store: Store
) -> None:
    add(ward, plan, "Aspirin", origin="stolen")
    assert every(store, plan)[0].origin == ""
