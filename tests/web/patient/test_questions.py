"""The questions: nothing that was written is lost, and nobody writes it twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checklist.core.plan.model import Answer
from checklist.store import Store, answers, medicines
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked
from tests.web.page import Page
from tests.web.patient.reading import card, my, part

YES_NO = (
    "pregnant", "blood_clotting", "allergies", "diabetes", "infection", "kidneys", "alcohol",
    "smoker", "taken_home",
)  # fmt: skip
ALL_NO = dict.fromkeys(YES_NO, "no") | {"pain_before": "4", "painkillers_before": "every_day"}
WARFARIN = {
    "medicine-1-name": "Warfarin 3mg",
    "medicine-1-form": "tablet",
    "medicine-1-when": "6pm",
    "medicine-1-filled": "blister pack",
}


@pytest.fixture
def here(plan: Booked) -> str:
    return my(plan, "questions", "answers")


def given(store: Store, plan: Booked) -> Mapping[str, Answer]:
    with store.read() as reader:
        return answers.latest(reader, plan.id)


def names(store: Store, plan: Booked) -> list[str]:
    with store.read() as reader:
        return [m.name for m in medicines.of_plan(reader, plan.id)]


def save(client: CheckingClient, here: str, **typed: str) -> str:
    """Send everything that is asked; where it leads."""
    page = client.get_page(here)
    fields = dict(page.form(here).fields) | typed | {"do": "save"}
    response = client.post(here, data=fields)
    assert response.status_code == 303, response.get_data(as_text=True)
    return response.location


def send_back(client: CheckingClient, here: str, **typed: str) -> Page:
    """Send what is not whole, and read the page that comes back."""
    fields = dict(client.get_page(here).form(here).fields) | typed
    return client.send_page(here, fields, status=UNPROCESSABLE)


def test_whole_answers_tick_the_task_and_lead_back_to_it(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    assert save(maria, here, **ALL_NO, **WARFARIN).partition("#")[0] == my(plan)
    page = maria.get_page(my(plan))
    assert "Done: Answer our questions" in card(page, "answers")
    assert "1 of" in part(page, "done")
    assert given(store, plan)["pregnant"].value == "no"
    with store.read() as reader:
        named = medicines.of_plan(reader, plan.id)[0]
    assert (named.name, named.form, named.when_taken) == ("Warfarin 3mg", "tablet", "6pm")
    assert named.filled_by == "blister pack"
    assert named.group == "anticoagulant"


def add(client: CheckingClient, here: str, **typed: str) -> Page:
    """Press "Add this medicine", and read the page that comes back."""
    fields = dict(client.get_page(here).form(here).fields) | typed | {"do": "add"}
    return client.send_page(here, fields)


def test_one_medicine_at_a_time_is_put_on_the_list_at_once(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    page = add(maria, here, **WARFARIN, pregnant="no")
    assert "Added to your list." in page.text
    assert "Warfarin 3mg" in page.text
    assert page.value_of("medicine-1-name") == "", "the row is free for the next"
    assert page.value_of("pregnant") == "no", "what else was typed is still there"
    assert names(store, plan) == ["Warfarin 3mg"]
    assert given(store, plan) == {}, "nothing else is saved yet"


def test_strength_and_where_it_comes_from_are_kept(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    more = {"medicine-1-strength": "5mg", "medicine-1-origin": "prescribed"}
    page = add(maria, here, **{"medicine-1-name": "Eliquis"}, **more)
    assert "Eliquis 5mg" in page.text
    with store.read() as reader:
        (named,) = medicines.of_plan(reader, plan.id)
    assert (named.strength, named.origin, named.generic) == ("5mg", "prescribed", "apixaban")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write the name as it is on the box."),
        ({"medicine-1-when": "at night"}, "Write the name as it is on the box."),
        ({"medicine-1-name": "A" * 201}, "Please write less, or call us."),
    ],
)
def test_an_empty_row_is_not_added(
    maria: CheckingClient,
    plan: Booked,
    store: Store,
    here: str,
    typed: dict[str, str],
    sentence: str,
) -> None:
    page = send_back(maria, here, **typed, do="add")
    assert page.error_of("medicines") == sentence
    assert names(store, plan) == []


def test_the_same_medicine_is_not_added_twice(maria: CheckingClient, here: str) -> None:
    add(maria, here, **WARFARIN)
    page = send_back(maria, here, **WARFARIN, do="add")
    assert page.error_of("medicines") == "This one is on your list already."


def test_what_can_be_kept_is_kept_and_the_rest_is_asked_again(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    page = send_back(maria, here, **WARFARIN, pregnant="unsure")
    assert page.error_of("allergies") == "Please answer this one too."
    assert page.error_of("pregnant") == ""
    assert given(store, plan)["pregnant"].value == "unsure"
    assert names(store, plan) == ["Warfarin 3mg"]
    assert page.title.startswith("Please look again")
    assert "Answer our questions" in part(maria.get_page(my(plan)), "today")


def test_a_page_sent_twice_names_no_medicine_twice(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    fields = dict(maria.get_page(here).form(here).fields) | ALL_NO | WARFARIN
    for _ in range(2):
        assert maria.post(here, data=fields).status_code == 303
    assert names(store, plan) == ["Warfarin 3mg"]


def test_two_rows_of_the_same_medicine_at_other_times_are_two(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    evening = {"rows": "2", "medicine-2-name": "Warfarin 3mg", "medicine-2-when": "8am"}
    save(maria, here, **ALL_NO, **WARFARIN, **evening)
    assert names(store, plan) == ["Warfarin 3mg", "Warfarin 3mg"]


def test_answers_can_be_changed_later(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    save(maria, here, **ALL_NO, no_medicines="yes")
    page = maria.get_page(my(plan))
    again = maria.get_page(page.link("Change"))
    assert again.value_of("allergies") == "no"
    save(maria, here, allergies="yes", allergies_detail="Latex: my skin itches")
    answer = given(store, plan)["allergies"]
    assert (answer.value, answer.detail) == ("yes", "Latex: my skin itches")


def test_none_at_all_is_an_answer(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    save(maria, here, **ALL_NO, no_medicines="yes")
    assert given(store, plan)["medicines"].value == "none"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Name your medicines, or tick that you take none."),
        ({"medicine-1-when": "at night"}, "Write the name as it is on the box."),
        (
            {"medicine-1-name": "Aspirin", "no_medicines": "yes"},
            "You named a medicine and ticked that you take none. Which is right?",
        ),
        ({"medicine-1-name": "A" * 201}, "Please write less, or call us."),
    ],
)
def test_medicines_that_are_not_clear_are_asked_about(
    maria: CheckingClient, here: str, typed: dict[str, str], sentence: str
) -> None:
    assert send_back(maria, here, **ALL_NO, **typed).error_of("medicines") == sentence


UNCLEAR = {"rows": "2", "medicine-2-when": "at night"}


def test_an_unclear_row_is_still_there(maria: CheckingClient, here: str) -> None:
    page = send_back(maria, here, **ALL_NO, **WARFARIN, **UNCLEAR)
    assert "Warfarin 3mg" in page.text, "this one is saved, and told so"
    assert "at night" in page.form(here).fields.values()


def test_an_answer_that_is_none_of_ours_is_refused(
    maria: CheckingClient, plan: Booked, store: Store, here: str
) -> None:
    page = send_back(maria, here, **ALL_NO | {"pregnant": "perhaps"}, no_medicines="yes")
    assert page.error_of("pregnant") == "Choose one."
    assert "pregnant" not in given(store, plan)


def test_questions_of_a_task_that_asks_none_are_not_found(
    maria: CheckingClient, plan: Booked
) -> None:
    maria.get_page(my(plan, "questions", "escort"), status=404)


def test_a_smoker_is_asked_to_stop(maria: CheckingClient, plan: Booked, here: str) -> None:
    """An answer can lead to a task: the list is made anew at once."""
    save(maria, here, **ALL_NO | {"smoker": "yes"}, no_medicines="yes")
    assert "Try to stop smoking" in maria.get_page(my(plan)).text
