"""A clinician's question on the patient's list: answered where it stands, or called instead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.asking_back import ask_back
from checklist.core.asking_back import AskedBack
from checklist.core.marks import MarkState
from checklist.store import Store, answers
from tests.web.client import CheckingClient
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person, open_door
from tests.web.staff.telling import newest

ASK = "Which painkiller do you take?"


@pytest.fixture
def asked(store: Store, plan: Booked, clinician: Person) -> AskedBack:
    at = NOW - timedelta(minutes=1)
    return ask_back(store, plan.id, ASK, "", actor=clinician.actor, now=at)


def answer_url(plan: Booked, asked: AskedBack) -> str:
    return f"/my/{plan.id}/asked/{asked.key}"


def test_it_stands_under_do_today_as_one_clear_task(
    client: CheckingClient, plan: Booked, asked: AskedBack
) -> None:
    open_door(client, plan)
    page = client.get_page(f"/my/{plan.id}")
    assert f"Dr Rao asks: {ASK}" in page.text
    assert "Please answer by Thursday 4 March." in page.text
    assert page.form(answer_url(plan, asked)).fields["answer"] == ""


def test_the_answer_is_kept_in_the_patients_own_words(
    client: CheckingClient, store: Store, plan: Booked, asked: AskedBack
) -> None:
    open_door(client, plan)
    url = answer_url(plan, asked)
    form = client.get_page(f"/my/{plan.id}").form(url).fields
    page = client.follow(url, {**form, "answer": "  Ibuprofen,  the 200 ones "})
    assert "Saved." in page.text
    assert not page.forms(url)
    with store.read() as reader:
        given = answers.latest(reader, plan.id)[asked.key]
    assert given.value == "Ibuprofen, the 200 ones"


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Write your answer."), ("x" * 1001, "write less")]
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(
    client: CheckingClient, store: Store, plan: Booked, asked: AskedBack, typed: str, said: str
) -> None:
    open_door(client, plan)
    url = answer_url(plan, asked)
    form = client.get_page(f"/my/{plan.id}").form(url).fields
    page = client.send_page(url, {**form, "answer": typed}, status=422)
    assert said in page.text
    assert page.form(url).fields["answer"] == typed[:1000]
    with store.read() as reader:
        assert asked.key not in answers.latest(reader, plan.id)


def test_call_me_instead_is_told_to_a_nurse_and_can_be_taken_back(
    client: CheckingClient, plan: Booked, asked: AskedBack
) -> None:
    open_door(client, plan)
    page = client.get_page(f"/my/{plan.id}")
    call = next(
        one for one in page.forms(f"/my/{plan.id}/marks") if one.fields.get("task") == asked.key
    )
    page = client.follow(f"/my/{plan.id}/marks", {**call.fields, "state": MarkState.CANT})
    assert "You said: Call me instead" in page.text
    assert "We will call you." in page.text
    assert not page.forms(answer_url(plan, asked))


def test_what_is_not_asked_is_not_found(client: CheckingClient, plan: Booked) -> None:
    open_door(client, plan)
    client.send(f"/my/{plan.id}/asked/escort", {"answer": "My son"}, status=404)


def test_on_paper_there_is_a_line_to_write_on(
    client: CheckingClient, store: Store, plan: Booked, asked: AskedBack
) -> None:
    open_door(client, plan)
    page = client.get_page(f"/my/{plan.id}/sheet")
    assert f"Dr Rao asks: {ASK}" in page.text
    assert "Write it here:" in page.text
    assert newest(store, plan).content.questions[0].key == asked.key
