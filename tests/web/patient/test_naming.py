"""A patient's own words: "Did you mean …?", off the list, and two names for one medicine."""

from __future__ import annotations

import gzip
import json

import pytest

from checklist.core.medicines import Medicine
from checklist.store import Store, medicines
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked
from tests.web.page import Page
from tests.web.patient.reading import my
from tests.web.patient.test_questions import ALL_NO, add


@pytest.fixture
def here(plan: Booked) -> str:
    return my(plan, "questions", "answers")


def listed(store: Store, plan: Booked) -> list[Medicine]:
    with store.read() as reader:
        return [m for m in medicines.of_plan(reader, plan.id) if not m.withdrawn]


def name(client: CheckingClient, here: str, words: str, **more: str) -> Page:
    return add(client, here, **{"medicine-1-name": words}, **more)


def press(
    client: CheckingClient, here: str, button: str, *, status: int = 200, **typed: str
) -> Page:
    """Press a button beside a medicine, with whatever else is typed."""
    fields = dict(client.get_page(here).form(here).fields) | typed | {"do": button}
    return client.send_page(here, fields, status=status)


def buttons(page: Page, here: str) -> list[str]:
    """What the buttons of the form would do."""
    return [value for _, value, _ in page.form(here).buttons]


# Which one is meant -----------------------------------------------------------------------------


def test_a_misspelt_name_is_asked_about_beside_it(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    page = name(maria, here, "Elliquis 5mg")
    (medicine,) = listed(store, plan)
    assert "Did you mean Eliquis?" in page.text
    assert medicine.name == "Elliquis 5mg", "nothing is changed for her"
    page = press(maria, here, f"meant:{medicine.id}:Eliquis", smoker="no")
    assert "Saved: Eliquis." in page.text
    assert "Did you mean" not in page.text
    assert page.value_of("smoker") == "no"
    assert listed(store, plan)[0].name == "Eliquis 5mg"


def test_no_leaves_it_as_it_was_written_and_asks_no_more(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    name(maria, here, "warfrin")
    (medicine,) = listed(store, plan)
    page = press(maria, here, f"as-written:{medicine.id}")
    assert "Saved, as you wrote it." in page.text
    assert "Did you mean" not in page.text
    (kept,) = listed(store, plan)
    assert (kept.name, kept.group) == ("warfrin", "anticoagulant")


def test_where_it_may_be_several_each_has_its_button(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    page = name(maria, here, "the arthritis tablets")
    (medicine,) = listed(store, plan)
    assert "Did you mean one of these? Look at the box." in page.text
    offered = [b for b in buttons(page, here) if b.startswith(f"meant:{medicine.id}:")]
    assert [b.rpartition(":")[2] for b in offered] == ["ibuprofen", "naproxen", "methotrexate"]


def test_saving_everything_leads_back_once_to_a_name_to_confirm(
    maria: CheckingClient, plan: Booked, here: str
) -> None:
    fields = dict(maria.get_page(here).form(here).fields) | ALL_NO | {"do": "save"}
    fields["medicine-1-name"] = "Elliquis"
    response = maria.post(here, data=fields)
    assert response.location == f"{here}#field-medicines"
    page = maria.get_page(here)
    assert "Saved. Please look at your medicines once more." in page.text
    assert "Did you mean Eliquis?" in page.text
    again = dict(page.form(here).fields) | ALL_NO | {"do": "save"}
    assert maria.post(here, data=again).location.startswith(my(plan)), "and asks only once"


def test_only_what_was_suggested_can_be_chosen(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    name(maria, here, "Elliquis")
    (medicine,) = listed(store, plan)
    fields = dict(maria.get_page(here).form(here).fields) | {"do": f"meant:{medicine.id}:Losec"}
    assert maria.post(here, data=fields).status_code == 404
    assert listed(store, plan)[0].name == "Elliquis"


def test_an_unknown_herbal_asks_nothing_of_her(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    page = name(maria, here, "Boswellia mix from the market", **{"medicine-1-origin": "herbal"})
    assert "Did you mean" not in page.text
    assert listed(store, plan)[0].unknown
    assert "Keep taking Boswellia mix from the market until we tell you to stop." in (
        maria.get_page(my(plan)).text
    )


# Off the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "kept"), [("no_longer", "no longer taken"), ("mistake", "named by mistake")]
)
def test_it_comes_off_the_list_in_two_steps_with_its_reason(
    maria: CheckingClient, plan: Booked, store: Store, here: str, why: str, kept: str
) -> None:
    name(maria, here, "Warfarin")
    (medicine,) = listed(store, plan)
    page = press(maria, here, f"ask-off:{medicine.id}")
    assert "Why does it come off your list?" in page.text
    assert listed(store, plan), "asking takes nothing off"
    page = press(maria, here, f"off:{medicine.id}:{why}", smoker="yes")
    assert "Saved. It is off your list." in page.text
    assert page.value_of("smoker") == "yes"
    assert listed(store, plan) == []
    with store.read() as reader:
        assert medicines.of_plan(reader, plan.id)[0].off_why == kept


def test_she_can_keep_it_after_all(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    name(maria, here, "Warfarin")
    (medicine,) = listed(store, plan)
    press(maria, here, f"keep:{medicine.id}")
    assert listed(store, plan) == [medicine]


def test_what_is_decided_has_no_such_button_and_is_refused(
    maria: CheckingClient, plan: Booked, store: Store, here: str, stopped: str
) -> None:
    page = maria.get_page(here)
    assert f"ask-off:{stopped}" not in buttons(page, here)
    page = press(maria, here, f"off:{stopped}:mistake", status=UNPROCESSABLE)
    assert page.error_of("medicines") == "We have decided about this medicine. Please call us."
    assert [m.id for m in listed(store, plan)] == [stopped]


# Two names for one ------------------------------------------------------------------------------


def test_two_names_for_one_medicine_are_told_kindly(maria: CheckingClient, here: str) -> None:
    name(maria, here, "Nurofen")
    page = name(maria, here, "ibuprofen")
    assert "Nurofen and ibuprofen are the same medicine. Do you take both?" in page.text


def test_what_both_hold_is_named_where_they_are_not_the_same(
    maria: CheckingClient, here: str
) -> None:
    name(maria, here, "Panadol")
    page = name(maria, here, "Co-codamol")
    assert "Panadol and Co-codamol both hold paracetamol." in page.text


# The names as the browser finds them -------------------------------------------------------------


def test_one_file_holds_every_name_and_no_address_holds_any(
    maria: CheckingClient, here: str
) -> None:
    page = maria.get_page(here)
    field = next(i for i in page.all("input") if i.get("name") == "medicine-1-name")
    with maria.get(str(field.get("data-medicine-names"))) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert len(gzip.compress(answer.data)) < 20_000
        groups = json.loads(answer.data)["names"]
    assert ["apixaban", "Eliquis"] in groups
