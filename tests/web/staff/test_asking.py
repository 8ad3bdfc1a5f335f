"""Asking the patient back: beside an answer or a medicine, with a hint; and taken back."""

from __future__ import annotations

from datetime import timedelta

from checklist.store import Store
from tests.web.client import CheckingClient
from tests.web.conftest import NOW
from tests.web.entering import Booked, Person, sign_in
from tests.web.staff.telling import name, newest, tell

SOON = NOW - timedelta(minutes=3)
ASK = "Which painkiller do you take?"


def test_beside_a_medicine_it_says_what_it_is_about(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    arthritis = name(store, plan, nurse, "the arthritis tablets", SOON)
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/medicines")
    url = page.link("Ask Maria about it: “the arthritis tablets”")
    assert "arthritis" not in url
    page = client.get_page(url)
    assert page.h1 == "Ask Maria"
    assert "About the medicine “the arthritis tablets”, tablet, evening" in page.text
    ask = f"/plans/{plan.id}/ask"
    client.follow(ask, {**page.form(ask).fields, "ask": ASK, "do": "save"})
    (kept,) = newest(store, plan).inputs.asked_back
    assert (kept.ask, kept.by, kept.about) == (ASK, "Dr Rao", arthritis.id)


def test_beside_an_answer_and_back_in_the_review(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, allergies="yes: latex", taken_home="yes")
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/review")
    page = client.get_page(page.link("Ask about this: Are you allergic to anything?"))
    assert "About the answer Are you allergic to anything? Yes: “latex”" in page.text
    ask = f"/plans/{plan.id}/ask"
    page = client.follow(ask, {**page.form(ask).fields, "ask": "Since when?", "do": "save"})
    assert "Asked back, no answer yet Since when? Dr Rao" in page.text
    key = newest(store, plan).inputs.asked_back[0].key
    tell(store, plan, nurse, NOW, task=key, **{key: "Since my last operation"})
    page = client.get_page(f"/plans/{plan.id}/review")
    assert page.h1 == "Answers: 2 to read"
    assert "“Since when?”" not in page.text
    first = " ".join("".join(page.all("article")[0].itertext()).split())
    assert first.startswith("Since when? Since my last operation to read Sam Okafor, by phone")
    assert "Dr Rao asked" in first


def test_a_preview_saves_nothing_and_tells_what_is_hard(
    client: CheckingClient, store: Store, clinician: Person, plan: Booked
) -> None:
    ask = f"/plans/{plan.id}/ask"
    form = sign_in(client, clinician).get_page(ask).form(ask).fields
    hard = "Have you experienced gastrointestinal discomfort after medication?"
    page = client.send_page(ask, {**form, "ask": hard, "do": "preview"}, status=200)
    assert "Hard to read" in page.text
    assert f"Dr Rao asks: {hard}" in page.text
    assert newest(store, plan).inputs.asked_back == ()
    page = client.send_page(ask, {**form, "ask": "", "do": "save"}, status=422)
    assert page.error_of("ask") == "Write what you want to know."


def test_taken_back_it_is_gone_from_both_sides(
    client: CheckingClient, store: Store, clinician: Person, plan: Booked
) -> None:
    ask = f"/plans/{plan.id}/ask"
    form = sign_in(client, clinician).get_page(ask).form(ask).fields
    page = client.follow(ask, {**form, "ask": ASK, "do": "save"})
    back = f"{ask}/{newest(store, plan).inputs.asked_back[0].id}/back"
    page = client.follow(back, page.form(back).fields)
    assert "Taken back." in page.text
    assert newest(store, plan).content.task("asked-back") is None
    assert newest(store, plan).inputs.asked_back == ()
    client.send(back, {}, status=404)


def test_questions_of_after_are_not_missing_before_and_are_named_by_when(
    client: CheckingClient, store: Store, clinician: Person, nurse: Person, plan: Booked
) -> None:
    tell(store, plan, nurse, SOON, taken_home="yes")
    page = sign_in(client, clinician).get_page(f"/plans/{plan.id}/review")
    assert "How bad is your pain now, from 0 to 10? (asked at the start)" in page.text
    listed = [" ".join("".join(one.itertext()).split()) for one in page.all("li")]
    assert not [one for one in listed if "How bad is your pain now" in one]
    assert "Not answered yet" not in page.text
    assert "Do you feel ill now? (asked from" in page.text
