"""Names, numbers and medicines stay out of logs, addresses and cookies: the main stories, planted.

Whatever a person could be known by is unlike anything else, and is then looked for in everything
that a server, a proxy or a browser's history keeps.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from flask import Flask, request, session
from werkzeug.test import TestResponse

from checklist.actions import filing
from checklist.core.clinic import Clinic
from checklist.store import Store, new_id, patients, plans, revisions
from checklist.web.marking import seen_value
from tests.moving import move
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, open_door, sign_in
from tests.web.page import Page
from tests.web.staff.authoring import FIRST as PUBLISHED

PLANTED = (
    "Quillfeather",
    "Marigold",
    "Umberfield",
    "Jocasta",
    "QF77120",
    "900777",
    "900778",
    "Zyloprim",
    "thunderous",
    "vertebroplasty",
    "Okafor",
)
"""Names, record number, phones, a medicine, somebody's own words, the procedure, the nurse."""

NEW = "/patients/new"
FILLED = {
    "name": "Marigold Quillfeather",
    "born_day": "2",
    "born_month": "8",
    "born_year": "1942",
    "record_number": "QF77120",
    "procedure_day": "2027-03-15",
    "procedure_time": "10:30",
    "arrival_time": "08:30",
    "reach": "carer",
    "phone": "07700 900777",
    "carer_name": "Jocasta Umberfield",
    "carer_phone": "07700 900778",
    "needs": "thunderous voice",
}


class Overheard:
    """Everything kept outside the database of what a browser did."""

    def __init__(self, app: Flask) -> None:
        self.addresses: list[str] = []
        self.cookies: list[str] = []
        app.after_request(self._listen)

    def _listen(self, response: TestResponse) -> TestResponse:

        self.addresses += [request.full_path, response.headers.get("Location", "")]
        self.cookies.append(str(dict(session)))  # signed, and readable by whoever has it
        return response

    def read(self, page: Page) -> None:
        """Every address that a page leads to; telephone numbers are dialled, not fetched."""
        found = [*page.links, *(form.action for form in page.forms())]
        self.addresses += [address for address in found if not address.startswith("tel:")]

    def names(self) -> list[str]:
        said = "\n".join(unquote(one) for one in [*self.addresses, *self.cookies]).casefold()
        return [word for word in PLANTED if word.casefold() in said]


@pytest.fixture
def overheard(app: Flask) -> Overheard:
    return Overheard(app)


def test_the_main_stories_name_nobody_outside_the_pages(
    client: CheckingClient,
    overheard: Overheard,
    nurse: Person,
    clinic: Clinic,
    protocol_id: str,
    store: Store,
    app: Flask,
    capfd: pytest.CaptureFixture[str],
) -> None:
    booked = _nurse_books(client, overheard, nurse, store, {**FILLED, "protocol": protocol_id})
    _nurse_works(client, overheard, booked)
    phone = app.test_client()
    assert isinstance(phone, CheckingClient)
    _patient_ticks(phone, overheard, booked, store)
    _plan_moves(client, phone, overheard, booked, store)
    logged = capfd.readouterr()
    everything = unquote(logged.err + logged.out).casefold()
    assert "/plans/<plan_id>" in everything, "the log is not being read"
    assert [word for word in PLANTED if word.casefold() in everything] == []
    assert len(overheard.addresses) > 50
    assert "_flashes" in "".join(overheard.cookies), "the cookies are not being read"
    assert overheard.names() == []


def _nurse_books(
    client: CheckingClient,
    overheard: Overheard,
    nurse: Person,
    store: Store,
    filled: dict[str, str],
) -> Booked:
    sign_in(client, nurse)
    overheard.read(client.get_page(NEW))
    client.send_page(NEW, {**filled, "born_year": "2042", "do": "preview"}, status=422)
    page = client.send_page(NEW, {**filled, "do": "preview"})
    overheard.read(page)
    response = client.submit(page, NEW, do="save")
    assert response.status_code == 303
    plan_id = response.location.rpartition("/")[2]
    with store.read() as reader:
        plan = plans.need(reader, plan_id)
        return Booked(plan=plan, patient=patients.need(reader, plan.patient_id), nurse=nurse)


def _nurse_works(client: CheckingClient, overheard: Overheard, booked: Booked) -> None:
    home = f"/plans/{booked.id}"
    pages = [client.get_page(url) for url in (home, f"{home}/history", f"{home}/letter")]
    pages.append(client.get_page("/patients?show=all"))
    pages.append(client.send_page("/patients/find", {"q": "Quillfeather"}))
    pages.append(client.send_page("/patients/find", {"q": "QF77120"}))
    pages.append(client.follow(f"{home}/notes", {"text": "A thunderous voice, Marigold says."}))
    client.send_page(f"{home}/notes", {"text": "thunderous " * 300}, status=422)
    pages.append(client.follow(f"{home}/calls", {"outcome": "message", "note": "thunderous"}))
    pages.append(client.follow(f"{home}/owner"))
    client.get_page(home)
    client.send(f"{home}/medicines/add", {"name": "Zyloprim"})
    mark = client.get_page(home).form(f"{home}/marks", task="escort")
    client.send(mark.action, {**mark.fields, "state": "cant", "why": "thunderous Jocasta"})
    client.get_page(f"{home}/change")
    postponed = {"day": "postpone", "reason": "thunderous Marigold"}
    page = client.send_page(f"{home}/change", {**postponed, "do": "preview"})
    pages.append(page)
    client.submit(page, f"{home}/change", **postponed, do="save")
    pages.append(client.get_page("/patients"))
    for page in pages:
        overheard.read(page)


def _patient_ticks(
    phone: CheckingClient, overheard: Overheard, booked: Booked, store: Store
) -> None:
    open_door(phone, booked)
    page = phone.get_page(f"/my/{booked.id}")
    overheard.read(page)
    with store.read() as reader:
        revision = revisions.latest(reader, booked.id)
        state = filing.states(reader, booked.id, revision)["blood-test"]
    phone.send(
        f"/my/{booked.id}/marks",
        {
            "task": "blood-test",
            "state": "unsure",
            "why": "thunderous Zyloprim",
            "mark_id": new_id(),
            "seen": seen_value(revision.number, state),
        },
    )
    overheard.read(phone.get_page(f"/my/{booked.id}"))


def _plan_moves(
    client: CheckingClient,
    phone: CheckingClient,
    overheard: Overheard,
    booked: Booked,
    store: Store,
) -> None:
    """What changed is read on the phone, and an old sheet leads there."""
    with store.read() as reader:
        code = revisions.latest(reader, booked.id).sheet_code
    start = NOW + timedelta(days=19)
    at = NOW + timedelta(minutes=5)
    move(store, booked.id, actor=booked.nurse.actor, now=at, procedure=start)
    overheard.read(client.get_page(f"/plans/{booked.id}"))
    for url in (f"/s/{code}", f"/go?sheet={code}", f"/my/{booked.id}"):
        overheard.read(phone.get_page(url))
    phone.get(f"/my?sheet={code}")
    page = phone.get_page(f"/my/{booked.id}/changed?sheet={code}")
    overheard.read(page)
    phone.submit(page, f"/my/{booked.id}/changed")
    overheard.read(phone.get_page(f"/my/{booked.id}/changed"))


def test_a_protocol_is_tried_and_published_without_a_word_of_it_kept(
    client: CheckingClient,
    overheard: Overheard,
    clinician: Person,
    protocol_id: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The addresses name the protocol, which is no patient's; the log and the cookies do not."""
    sign_in(client, clinician)
    home = "/protocols/vertebroplasty/1"
    for url in ("/protocols", home, f"{home}/try?day=2027-03-15&medicines=Zyloprim"):
        overheard.read(client.get_page(url))
    page = client.send_page("/protocols/publish", {"text": PUBLISHED, "do": "check"})
    sent = {**page.form("/protocols/publish").fields, "reason": "thunderous", "do": "publish"}
    overheard.read(client.follow("/protocols/publish", sent))
    logged = capfd.readouterr()
    everything = unquote(logged.err + logged.out).casefold()
    assert "/protocols/<key>" in everything, "the log is not being read"
    assert [word for word in PLANTED if word.casefold() in everything] == []
    assert "_flashes" in "".join(overheard.cookies), "the cookies are not being read"
    assert [w for w in PLANTED if w.casefold() in "".join(overheard.cookies).casefold()] == []
    assert "thunderous" not in overheard.names()


def test_an_error_names_nobody_either(
    client: CheckingClient,
    nurse: Person,
    plan: Booked,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A surprise whose message quotes what was typed is logged without the message."""

    def surprise(*_args: object, **_kwargs: object) -> None:
        raise ValueError("Marigold Quillfeather takes Zyloprim")

    sign_in(client, nurse)
    monkeypatch.setattr("checklist.actions.attention.write_note", surprise)
    response = client.post(
        f"/plans/{plan.id}/notes", data={"csrf_token": client.token, "text": "Quillfeather"}
    )
    assert response.status_code == 500
    said = capfd.readouterr().err + response.get_data(as_text=True)
    assert "ValueError" in said
    assert [word for word in PLANTED if word in said] == []


def test_the_titles_of_pages_name_nobody(
    client: CheckingClient,
    nurse: Person,
    plan: Booked,
    clock_at_nine: time_machine.Traveller,
) -> None:
    """A title stays in the browser's history."""
    clock_at_nine.move_to(NOW + timedelta(minutes=5))
    sign_in(client, nurse)
    home = f"/plans/{plan.id}"
    for url in (home, f"{home}/history", f"{home}/letter", f"{home}/medicines", f"{home}/review"):
        title = client.get_page(url).title
        assert "Maria" not in title
        assert "Silva" not in title
