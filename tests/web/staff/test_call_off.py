"""Calling a procedure off and settling its medicines, in the rooms of staff and on the phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from checklist.actions.medicines import Decided, decide
from checklist.core.medicines import DecisionKind
from checklist.store import Store, attention, plans
from tests.web.client import UNPROCESSABLE, CheckingClient
from tests.web.conftest import NOW, Booked, Person, open_door, sign_in
from tests.web.page import Page, words
from tests.web.staff.telling import name
from tests.web.staff.test_plan import mark

CONFLICT, FORBIDDEN = 409, 403
PATIENT_READS = (
    "Your procedure is off. You stopped warfarin. Your doctor must decide what you do next. "
    "We will call by 6pm today. No call? Ring us on 01632 960 123. Throw away your old list."
)


@pytest.fixture
def stopped(store: Store, plan: Booked, nurse: Person, clinician: Person) -> str:
    """Warfarin, stopped since yesterday; bisoprolol kept. The id of the first."""
    warfarin, kept = (name(store, plan, nurse, one, NOW) for one in ("warfarin", "bisoprolol"))
    stop = Decided(
        medicine_id=warfarin.id,
        kind=DecisionKind.STOP,
        last_dose=NOW - timedelta(hours=15),
        restart_owner="Dr Rao",
        restart_by=NOW + timedelta(days=15),
    )
    keep = Decided(medicine_id=kept.id, kind=DecisionKind.KEEP)
    decide(store, plan.id, [stop, keep], actor=clinician.actor, now=NOW)
    return warfarin.id


@pytest.fixture
def ward(app: Flask, nurse: Person) -> CheckingClient:
    return sign_in(app.test_client(), nurse)  # type: ignore[arg-type]  # the app's own client class


def url(plan: Booked) -> str:
    return f"/plans/{plan.id}/call-off"


def look(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    client.get_page(url(plan))
    return client.send_page(url(plan), {"kind": "cancelled", **typed, "do": "preview"})


def call_off(client: CheckingClient, plan: Booked, **typed: str) -> Page:
    page = look(client, plan)
    said = {"kind": "cancelled", "reason": "No bed", **typed}
    response = client.submit(page, url(plan), do="save", **said)
    assert response.status_code == 303, response.get_data(as_text=True)
    return client.get_page(response.location)


def open_reasons(store: Store, plan: Booked) -> list[str]:
    later = NOW + timedelta(minutes=30)
    with store.read() as reader:
        return [one.words for one in attention.for_plan(reader, plan.id, later)]


def test_everything_it_does_is_read_first(
    ward: CheckingClient, plan: Booked, stopped: str, store: Store
) -> None:
    page = look(ward, plan)
    assert "Stopped already: warfarin. A clinician decides today." in page.text
    assert "2 medicine decisions become void. Nothing comes back by itself." in page.text
    assert "then: stopped: waits for a clinician" in page.text
    assert "then: taken as before: nothing was changed before the day" in page.text
    assert "Your procedure is off." in page.text
    with store.read() as reader:
        assert plans.need(reader, plan.id).state == "before"


def test_what_cannot_be_says_so_beside_its_field_and_keeps_what_was_typed(
    ward: CheckingClient, plan: Booked, stopped: str
) -> None:
    ward.get_page(url(plan))
    page = ward.send_page(url(plan), {"do": "preview"}, status=UNPROCESSABLE)
    assert "Choose what happened." in page.text
    page = ward.send_page(url(plan), {"kind": "no_show", "do": "preview"}, status=UNPROCESSABLE)
    assert "The day of the procedure has not begun." in page.text
    page = look(ward, plan)
    response = ward.submit(
        page, url(plan), do="save", kind="cancelled", reason="x", call_by_time="3am"
    )
    assert response.status_code == UNPROCESSABLE
    assert "This time has already passed." in response.get_data(as_text=True)


def test_from_calling_off_to_settled(
    app: Flask,
    ward: CheckingClient,
    client: CheckingClient,
    plan: Booked,
    stopped: str,
    clinician: Person,
    store: Store,
) -> None:
    page = call_off(ward, plan)
    assert "Settle the medicines" in page.text
    assert "Only a clinician decides about medicines." in page.text
    assert "without it since" in page.text
    assert PATIENT_READS.split(". ")[1] in page.text
    refused = ward.post(f"/plans/{plan.id}/settle", data={})
    assert refused.status_code in (400, FORBIDDEN)
    page = ward.get_page(f"/plans/{plan.id}")
    assert "Called off" in page.text
    assert "Procedure done" not in page.text
    assert page.link("Settle it").endswith("/settle")
    assert PATIENT_READS.split(". ")[1] in words(page.one("section", aria_labelledby="changed"))
    assert "Called off" in ward.get_page("/patients?show=off").text

    open_door(client, plan)
    listed = client.get_page(f"/my/{plan.id}")
    notice = words(listed.one("section", aria_labelledby="notice"))
    assert notice.startswith(PATIENT_READS)
    assert "Do today" not in listed.text
    assert "Arrive" not in listed.text
    sheet = client.get_page(f"/my/{plan.id}/sheet").text
    assert "Your procedure is off." in sheet
    assert "We will call by 6pm on Wednesday 3 March." in sheet
    assert "You can eat until" not in sheet
    assert "Take bisoprolol as before" in sheet

    rao = sign_in(app.test_client(), clinician)  # type: ignore[arg-type]  # as above
    reviews = rao.get_page("/reviews")
    assert "To settle now" in reviews.text
    assert reviews.link("Settle medicines") == f"/plans/{plan.id}/settle"
    page = rao.get_page(f"/plans/{plan.id}/settle")
    response = rao.submit(page, f"/plans/{plan.id}/settle", **{f"{stopped}-kind": "restart"})
    assert response.status_code == UNPROCESSABLE
    assert "Say when it restarts: date and time." in response.get_data(as_text=True)
    response = rao.submit(
        page,
        f"/plans/{plan.id}/settle",
        **{
            f"{stopped}-kind": "restart",
            f"{stopped}-again_day": "2027-03-03",
            f"{stopped}-again_time": "18:00",
        },
    )
    assert response.status_code == 303
    assert open_reasons(store, plan) == ["Call: tell the patient what was decided about warfarin"]

    page = ward.get_page(f"/plans/{plan.id}/settle")
    assert "Take warfarin again from 6pm on Wednesday 3 March." in page.text
    where = f"/plans/{plan.id}/settle/calls"
    assert ward.submit(page, where, outcome="message", aloud="yes").status_code == UNPROCESSABLE
    assert ward.submit(page, where, outcome="reached", aloud="yes").status_code == 303
    assert open_reasons(store, plan) == []
    page = ward.get_page(f"/plans/{plan.id}/settle")
    assert "Every medicine is decided about, and Maria knows." in page.text

    listed = client.get_page(f"/my/{plan.id}")
    assert "Take warfarin again" in listed.text
    assert "I have read this" not in listed.text
    early = ward.submit(page, f"/plans/{plan.id}/settle/close")
    assert early.status_code == CONFLICT
    assert "Nobody has said that warfarin is taken again." in early.get_data(as_text=True)
    mark(ward, plan, f"medicine-restart:{stopped}")
    assert ward.submit(page, f"/plans/{plan.id}/settle/close").status_code == 303
    with store.read() as reader:
        assert plans.need(reader, plan.id).state == "closed"


def test_the_call_may_get_another_time(ward: CheckingClient, plan: Booked, stopped: str) -> None:
    page = call_off(ward, plan, call_by_time="12:00")
    assert "we call by midday" in page.text
    where = f"/plans/{plan.id}/settle/callback"
    assert ward.submit(page, where, call_by_time="2am").status_code == UNPROCESSABLE
    assert ward.submit(page, where, call_by_time="16:00").status_code == 303
    assert "we call by 4pm" in ward.get_page(f"/plans/{plan.id}/settle").text


def test_called_off_by_mistake_is_taken_back_with_a_reason(
    ward: CheckingClient, plan: Booked, stopped: str, store: Store
) -> None:
    call_off(ward, plan)
    assert ward.get_page(f"/plans/{plan.id}").link("It takes place after all") == url(plan)
    page = ward.get_page(url(plan))
    assert "The list and its dates stand again as they were." in page.text
    assert ward.submit(page, url(plan), do="save", reason="").status_code == UNPROCESSABLE
    assert ward.submit(page, url(plan), do="save", reason="Wrong patient").status_code == 303
    with store.read() as reader:
        assert plans.need(reader, plan.id).state == "before"
    again = ward.send_page(url(plan), {"kind": "taken_back", "do": "preview"}, status=CONFLICT)
    assert "not called off" in again.text
