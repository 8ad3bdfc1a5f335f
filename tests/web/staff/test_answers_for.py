"""Answers that came by phone or on paper are written down for the patient."""

from __future__ import annotations

import pytest

from checklist.core.actors import ActorKind
from checklist.store import Store, answers, medicines, revisions
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import Booked, Person, sign_in
from tests.web.page import words


@pytest.fixture
def signed_in(client: CheckingClient, nurse: Person, plan: Booked) -> CheckingClient:
    return sign_in(client, nurse)


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/answers/answers"


def test_the_plan_leads_to_the_questions(signed_in: CheckingClient, plan: Booked) -> None:
    page = signed_in.get_page(f"/plans/{plan.id}")
    assert url(plan) in page.links
    assert "Do you smoke?" in signed_in.get_page(url(plan)).text


def test_answers_from_paper_are_kept_and_tick_the_task(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    page = signed_in.get_page(url(plan))
    told = {name: "no" for name in page.form(url(plan)).fields if name in _asked(store, plan)}
    told |= {key: "no" for key in _asked(store, plan) if key != "medicines"}
    told |= {"pain_before": "4", "painkillers_before": "every_day"}
    told |= {
        "through": "paper",
        "do": "save",
        "rows": "5",
        "medicine-1-name": "Eliquis 5mg",
        "medicine-1-when": "morning and evening",
    }
    told.pop("medicines", None)
    response = signed_in.send(url(plan), told)
    plan_page = signed_in.get_page(response.location)
    article = next(a for a in plan_page.all("article") if a.get("data-task") == "answers")
    assert "Sam Okafor, for the patient, from paper" in words(article)
    with store.read() as reader:
        given = answers.latest(reader, plan.id)
        assert given["smoker"].value == "no"
        (named,) = medicines.of_plan(reader, plan.id)
        kind = reader.value("SELECT DISTINCT given_kind FROM answer")
    assert named.name == "Eliquis 5mg"
    assert kind == ActorKind.STAFF


def _asked(store: Store, plan: Booked) -> set[str]:
    with store.read() as reader:
        revision = revisions.latest(reader, plan.id)
    task = revision.content.task("answers")
    assert task is not None
    return set(task.questions)


def test_what_is_missing_is_asked_again_and_the_rest_is_kept(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    signed_in.get_page(url(plan))
    page = signed_in.send_page(
        url(plan), {"smoker": "yes", "through": "phone", "rows": "5"}, status=UNPROCESSABLE
    )
    assert "The other answers are saved." in page.text
    with store.read() as reader:
        assert set(answers.latest(reader, plan.id)) == {"smoker"}


def test_it_must_be_said_how_it_was_heard(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    signed_in.get_page(url(plan))
    page = signed_in.send_page(url(plan), {"smoker": "yes"}, status=UNPROCESSABLE)
    assert page.error_of("through") == "Say how you heard it: by phone or from paper."
    assert page.value_of("smoker") == "yes"
    with store.read() as reader:
        assert answers.latest(reader, plan.id) == {}


def test_a_medicine_is_added_and_what_else_was_typed_stays(
    signed_in: CheckingClient, plan: Booked, store: Store
) -> None:
    signed_in.get_page(url(plan))
    told = {"do": "add", "rows": "1", "medicine-1-name": "Asprin", "through": "phone"}
    page = signed_in.send_page(url(plan), told | {"smoker": "yes"})
    assert "Added to the list." in page.text
    assert "Did you mean aspirin?" in page.text
    assert page.value_of("smoker") == "yes"
    with store.read() as reader:
        (named,) = medicines.of_plan(reader, plan.id)
    signed_in.send_page(url(plan), told | {"do": f"meant:{named.id}:aspirin"})
    with store.read() as reader:
        assert medicines.of_plan(reader, plan.id)[0].name == "Aspirin"


def test_a_task_that_asks_nothing_has_no_questions(signed_in: CheckingClient, plan: Booked) -> None:
    assert signed_in.get(f"/plans/{plan.id}/answers/escort").status_code == 404
    assert signed_in.get(f"/plans/{plan.id}/answers/nothing").status_code == 404
