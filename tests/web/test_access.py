"""Who gets in where: every route, for every kind of person, with the real ids of a plan.

What comes back never names somebody whose record the asker may not open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from checklist.actions.answers import NamedMedicine, Told, answer
from checklist.actions.asking_back import ask_back
from checklist.actions.medicines import add_medicine
from checklist.core.asking_back import AskedBack
from checklist.core.clinic import Clinic
from checklist.core.marks import Channel, MarkState
from checklist.store import Store, answers, doors, marks, medicines, new_id, revisions
from checklist.web.doors import rule_of
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, book, open_door, sign_in
from tests.web.staff.test_worklist import say

NEVER_LISTED = frozenset({"entry", "entry_payload", "chain_head"})
"""What looking may add to: entries and the heads of their chains."""


class Outcome(Enum):
    """What a request meets."""

    IN = "let in"
    TO_STAFF_DOOR = "sent to the staff sign-in"
    TO_PATIENT_DOOR = "sent to the letter's door"
    NOBODY = "refused: nobody is signed in"
    MAY_NOT = "refused: known, and may not"
    NOT_FOUND = "there is no such thing"


WHO = (
    "patient",
    "carer",
    "other patient",
    "nurse",
    "clinician",
    "admin",
    "other clinic's nurse",
    "nobody",
)
ANYONE = dict.fromkeys(WHO, Outcome.IN)


def _staff(*, nurse: bool = True, admin: bool, other: Outcome, post: bool) -> dict[str, Outcome]:
    outside = Outcome.NOBODY if post else Outcome.TO_STAFF_DOOR
    return {
        **dict.fromkeys(("patient", "carer", "other patient", "nobody"), outside),
        "nurse": Outcome.IN if nurse else Outcome.MAY_NOT,
        "clinician": Outcome.IN,
        "admin": Outcome.IN if admin else Outcome.MAY_NOT,
        "other clinic's nurse": other if nurse else Outcome.MAY_NOT,
    }


def _patient(*, post: bool, one_plan: bool = True) -> dict[str, Outcome]:
    outside = Outcome.NOBODY if post else Outcome.TO_PATIENT_DOOR
    return {
        **dict.fromkeys(WHO, outside),
        "patient": Outcome.IN,
        "carer": Outcome.IN,
        "other patient": Outcome.NOT_FOUND if one_plan else Outcome.IN,
    }


PATIENT_GET, PATIENT_POST = _patient(post=False), _patient(post=True)
ANY_STAFF_GET = _staff(admin=True, other=Outcome.IN, post=False)
ANY_STAFF_POST = _staff(admin=True, other=Outcome.IN, post=True)
PLAN_GET = _staff(admin=True, other=Outcome.NOT_FOUND, post=False)
NURSING_GET = _staff(admin=False, other=Outcome.NOT_FOUND, post=False)
NURSING_POST = _staff(admin=False, other=Outcome.NOT_FOUND, post=True)
CLINICIAN_GET = _staff(nurse=False, admin=False, other=Outcome.NOT_FOUND, post=False)
AUTHORING_GET = _staff(nurse=False, admin=True, other=Outcome.MAY_NOT, post=False)
AUTHORING_POST = _staff(nurse=False, admin=True, other=Outcome.MAY_NOT, post=True)
CLINICIAN_POST = _staff(nurse=False, admin=False, other=Outcome.NOT_FOUND, post=True)

OWN_CLINIC_GET = _staff(nurse=False, admin=False, other=Outcome.MAY_NOT, post=False)
OWN_CLINIC_POST = _staff(nurse=False, admin=False, other=Outcome.MAY_NOT, post=True)

EXPECTED: Mapping[tuple[str, str], Mapping[str, Outcome]] = {
    ("GET", "health.healthz"): ANYONE,
    ("GET", "public.start"): ANYONE,
    ("GET", "public.help_page"): ANYONE,
    ("GET", "public.sheet"): ANYONE,
    ("GET", "go.landing"): ANYONE,
    ("POST", "go.open_"): ANYONE,
    ("POST", "phone.text_size"): ANYONE,
    ("POST", "phone.leave"): ANYONE,
    ("GET", "sign_in.form"): ANYONE,
    ("POST", "sign_in.enter_"): ANYONE,
    ("POST", "sign_in.leave"): ANY_STAFF_POST,
    ("GET", "patient.plans"): _patient(post=False, one_plan=False),
    ("GET", "patient.today"): PATIENT_GET,
    ("GET", "patient.task"): PATIENT_GET,
    ("GET", "patient.questions"): PATIENT_GET,
    ("GET", "patient.about"): PATIENT_GET,
    ("GET", "patient.help_page"): PATIENT_GET,
    ("GET", "patient.sheet"): PATIENT_GET,
    ("GET", "patient.dose"): PATIENT_GET,
    ("POST", "patient.say_dose"): PATIENT_POST,
    ("POST", "warned.tap"): PATIENT_POST,
    ("POST", "patient.mark"): PATIENT_POST,
    ("POST", "patient.asked_back"): PATIENT_POST,
    ("POST", "patient.tell_back"): PATIENT_POST,
    ("GET", "patient.changed"): PATIENT_GET,
    ("POST", "patient.read"): PATIENT_POST,
    ("POST", "patient.questions"): PATIENT_POST,
    ("GET", "worklist.patients"): ANY_STAFF_GET,
    ("GET", "insights.page"): ANY_STAFF_GET,
    ("POST", "worklist.find"): ANY_STAFF_POST,
    ("GET", "new_plan.form"): _staff(admin=False, other=Outcome.IN, post=False),
    ("POST", "new_plan.preview_or_save"): _staff(admin=False, other=Outcome.IN, post=True),
    ("GET", "plan.show"): PLAN_GET,
    ("GET", "plan.history"): PLAN_GET,
    ("POST", "plan.mark"): NURSING_POST,
    ("POST", "plan.check"): NURSING_POST,
    ("POST", "plan.note"): NURSING_POST,
    ("POST", "plan.event"): NURSING_POST,
    ("POST", "plan.event_back"): NURSING_POST,
    ("POST", "plan.set_times"): NURSING_POST,
    ("GET", "day.page"): NURSING_GET,
    ("POST", "day.fill"): NURSING_POST,
    ("POST", "day.change"): NURSING_POST,
    ("GET", "day.sheet"): NURSING_GET,
    ("GET", "day.slip"): NURSING_GET,
    ("GET", "going_home.page"): NURSING_GET,
    ("POST", "going_home.preview_or_save"): NURSING_POST,
    ("GET", "print_plan.after"): NURSING_GET,
    ("GET", "print_plan.doctor_letter"): NURSING_GET,
    ("GET", "recovery.page"): NURSING_GET,
    ("POST", "recovery.change"): CLINICIAN_POST,
    ("GET", "recovery.closing"): NURSING_GET,
    ("POST", "recovery.close"): NURSING_POST,
    ("GET", "change.form"): NURSING_GET,
    ("POST", "change.preview_or_save"): NURSING_POST,
    ("GET", "call_off.form"): NURSING_GET,
    ("POST", "call_off.preview_or_save"): NURSING_POST,
    ("GET", "settle.page"): NURSING_GET,
    ("POST", "settle.decide"): CLINICIAN_POST,
    ("POST", "settle.set_call"): NURSING_POST,
    ("POST", "settle.log"): NURSING_POST,
    ("POST", "settle.close"): NURSING_POST,
    ("GET", "change.version"): CLINICIAN_GET,
    ("POST", "change.take_version"): CLINICIAN_POST,
    ("GET", "answers_for.form"): NURSING_GET,
    ("POST", "answers_for.save"): NURSING_POST,
    ("POST", "read_aloud.save"): NURSING_POST,
    ("POST", "calls.log"): NURSING_POST,
    ("POST", "calls.take"): NURSING_POST,
    ("POST", "calls.give_back"): NURSING_POST,
    ("POST", "calls.outcome"): NURSING_POST,
    ("POST", "calls.undo"): NURSING_POST,
    ("GET", "clinician.reviews"): _staff(admin=False, other=Outcome.IN, post=False),
    ("GET", "clinician.review"): NURSING_GET,
    ("POST", "clinician.read"): CLINICIAN_POST,
    ("GET", "clinician.sign_off"): NURSING_GET,
    ("POST", "clinician.sign"): CLINICIAN_POST,
    ("GET", "asking.form"): CLINICIAN_GET,
    ("POST", "asking.ask"): CLINICIAN_POST,
    ("POST", "asking.back"): CLINICIAN_POST,
    ("POST", "teach_back.save"): NURSING_POST,
    ("GET", "checks.page"): NURSING_GET,
    ("POST", "checks.save"): NURSING_POST,
    ("GET", "medicines.page"): NURSING_GET,
    ("POST", "medicines.decide"): CLINICIAN_POST,
    ("POST", "medicine_names.add"): NURSING_POST,
    ("POST", "medicine_names.name"): NURSING_POST,
    ("POST", "medicine_names.off"): NURSING_POST,
    ("POST", "doses.report"): NURSING_POST,
    ("POST", "doses.looked"): CLINICIAN_POST,
    ("POST", "approvals.give"): CLINICIAN_POST,
    ("GET", "hold_table.page"): OWN_CLINIC_GET,
    ("POST", "hold_table.add"): OWN_CLINIC_POST,
    ("POST", "hold_table.end"): OWN_CLINIC_POST,
    ("GET", "protocols.every"): AUTHORING_GET,
    ("GET", "protocols.show"): AUTHORING_GET,
    ("GET", "protocols.compare"): AUTHORING_GET,
    ("GET", "protocols_try.page"): AUTHORING_GET,
    ("GET", "protocols_publish.form"): AUTHORING_GET,
    ("POST", "protocols_publish.check_or_publish"): AUTHORING_POST,
    ("GET", "print_plan.sheet"): NURSING_GET,
    ("GET", "print_plan.letter"): NURSING_GET,
    ("POST", "print_plan.reissue"): NURSING_POST,
}

ENDINGS = ("phone.leave", "sign_in.leave", "print_plan.reissue")
"""What takes away the very thing that lets somebody in: tried last."""

SENT: Mapping[str, Mapping[str, str]] = {
    "go.open_": {"code": "22222-22222", "born_day": "1", "born_month": "1", "born_year": "1950"},
    "sign_in.enter_": {"email": "nobody@example.org", "password": "not a password"},
    "worklist.find": {"q": "Quillfeather"},
    "new_plan.preview_or_save": {"do": "preview", "name": "Somebody Else"},
    "plan.note": {"text": "A note."},
    "change.preview_or_save": {"do": "preview", "day": "postpone"},
    "call_off.preview_or_save": {"do": "preview", "kind": "cancelled"},
    "settle.log": {"outcome": "message"},
    "calls.log": {"outcome": "message"},
    "medicine_names.add": {"name": "Aspirin"},
}


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person as they must not be named to strangers."""

    words: tuple[str, ...]


MARIGOLD = Named(words=("Marigold", "Quillfeather", "QF77120", "07700 900777", "07700900777"))
JOCASTA = Named(words=("Jocasta", "Umberfield", "07700 900778", "07700900778"))
INGRID = Named(words=("Ingrid", "Thistlewood", "TW88231", "07700 900666", "07700900666"))
OTTILIE = Named(words=("Ottilie", "Wrenshaw", "WS99342", "07700 900555", "07700900555"))

MAY_READ: Mapping[str, tuple[Named, ...]] = {
    "patient": (MARIGOLD, JOCASTA),
    "carer": (MARIGOLD, JOCASTA),
    "other patient": (INGRID,),
    "nurse": (MARIGOLD, JOCASTA, INGRID),
    "clinician": (MARIGOLD, JOCASTA, INGRID),
    "admin": (MARIGOLD, JOCASTA, INGRID),
    "other clinic's nurse": (OTTILIE,),
    "nobody": (),
}


@dataclass(frozen=True, kw_only=True)
class World:
    """Two clinics: Marigold with her carer Jocasta, and Ingrid at one; Ottilie at the other."""

    app: Flask
    store: Store
    marigold: Booked
    ingrid: Booked
    ottilie: Booked
    asked: AskedBack
    enter: Mapping[str, Callable[[CheckingClient], object]]

    def url(self, rule: Rule, plan_id: str = "") -> str:
        """The address of a route for Marigold's plan (or another)."""
        plan_id = plan_id or self.marigold.id
        with self.store.read() as reader:
            code = revisions.latest(reader, self.marigold.id).sheet_code
            medicine = medicines.of_plan(reader, self.marigold.id)[0].id
        known: dict[str, str | int] = {"plan_id": plan_id, "task_key": "answers", "code": code}
        known |= {"key": "vertebroplasty", "version": 1, "asked_id": self.asked.id}
        known |= {"medicine_id": medicine}
        if rule.endpoint == "patient.asked_back":
            known["task_key"] = self.asked.key
        if rule.endpoint in ("patient.tell_back", "teach_back.save"):
            known["task_key"] = "escort"
        values = {name: known[name] for name in rule.arguments}
        return str(self.app.url_map.bind("localhost").build(rule.endpoint, values))

    def client(self, who: str) -> CheckingClient:
        client = self.app.test_client()
        assert isinstance(client, CheckingClient)
        self.enter[who](client)
        return client


@pytest.fixture
def world(
    app: Flask,
    store: Store,
    clinic: Clinic,
    other_clinic: Clinic,
    nurse: Person,
    clinician: Person,
    admin: Person,
    other_nurse: Person,
    protocol_id: str,
) -> World:
    marigold = book(
        store,
        clinic,
        nurse,
        protocol_id,
        name="Marigold Quillfeather",
        record_number="QF77120",
        phone="07700 900777",
        reach="carer",
        carer_name="Jocasta Umberfield",
        carer_phone="07700 900778",
    )
    ingrid = book(
        store,
        clinic,
        nurse,
        protocol_id,
        name="Ingrid Thistlewood",
        born=date(1950, 6, 7),
        record_number="TW88231",
        phone="07700 900666",
    )
    ottilie = book(
        store,
        other_clinic,
        other_nurse,
        protocol_id,
        name="Ottilie Wrenshaw",
        record_number="WS99342",
        phone="07700 900555",
    )
    for booked, by in ((marigold, nurse), (ingrid, nurse), (ottilie, other_nurse)):
        say(store, booked, "escort", MarkState.CANT, f"said by {booked.patient.name}")
        say(store, booked, "blood-test", MarkState.DONE)
        answer(
            store,
            booked.id,
            "answers",
            (Told(question="smoker", value="yes", detail=f"said by {booked.patient.name}"),),
            (),
            actor=by.actor,
            channel=Channel.PHONE,
            now=NOW,
        )
        eliquis = NamedMedicine(name="Eliquis 5mg")
        add_medicine(store, booked.id, eliquis, actor=by.actor, now=NOW)
    asked = ask_back(
        store, marigold.id, "Who fills your tablets?", "", actor=clinician.actor, now=NOW
    )
    return World(
        app=app,
        asked=asked,
        store=store,
        marigold=marigold,
        ingrid=ingrid,
        ottilie=ottilie,
        enter={
            "patient": lambda client: open_door(client, marigold),
            "carer": lambda client: open_door(client, marigold, carer=True),
            "other patient": lambda client: open_door(client, ingrid),
            "nurse": lambda client: sign_in(client, nurse),
            "clinician": lambda client: sign_in(client, clinician),
            "admin": lambda client: sign_in(client, admin),
            "other clinic's nurse": lambda client: sign_in(client, other_nurse),
            "nobody": lambda client: client.get_page("/staff/sign-in"),
        },
    )


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Every method and route there is, those that end a session last."""
    rules = sorted(app.url_map.iter_rules(), key=lambda r: (r.endpoint in ENDINGS, r.endpoint))
    for method in ("GET", "POST"):
        for rule in rules:
            if method in (rule.methods or ()):
                yield method, rule


def test_every_route_declares_a_door(app: Flask) -> None:
    for endpoint in app.view_functions:
        assert rule_of(endpoint, app).door


def test_every_route_is_in_the_table_and_nothing_else_is(app: Flask) -> None:
    assert {(method, rule.endpoint) for method, rule in routes(app)} == set(EXPECTED)


@pytest.mark.parametrize("who", WHO)
def test_each_meets_what_is_declared_and_reads_of_nobody_else(who: str, world: World) -> None:
    client = world.client(who)
    for method, rule in routes(world.app):
        response = _ask(client, method, rule, world)
        said = f"{who}: {method} {rule.endpoint} {response.status_code}"
        assert _outcome(response) is EXPECTED[method, rule.endpoint][who], said
        _names_no_stranger(response, who, said)


def test_a_page_about_one_patient_never_names_another(world: World) -> None:
    """Staff may read of both, and still each page is about one."""
    client = world.client("clinician")
    for method, rule in routes(world.app):
        if method == "GET" and "plan_id" in rule.arguments and rule.endpoint[:7] != "patient":
            body = client.get(world.url(rule)).get_data(as_text=True)
            assert "Marigold" in body, rule.endpoint
            assert not [word for word in INGRID.words if word in body], rule.endpoint


@pytest.mark.parametrize("who", ["other patient", "other clinic's nurse"])
def test_not_yours_and_not_there_look_alike(who: str, world: World) -> None:
    client = world.client(who)
    side = "patient" if who == "other patient" else "plan"
    for method, rule in routes(world.app):
        if method == "GET" and rule.endpoint.startswith(side) and "plan_id" in rule.arguments:
            theirs = client.get(world.url(rule))
            nowhere = client.get(world.url(rule, new_id()))
            assert theirs.status_code == nowhere.status_code == 404
            assert _without_tokens(theirs) == _without_tokens(nowhere)


@pytest.mark.parametrize("who", WHO)
def test_looking_changes_nothing(who: str, world: World) -> None:
    """No GET makes a mark, a session, an answer or anything else; only entries may grow."""
    client = world.client(who)
    before = _counts(world.store)
    for method, rule in routes(world.app):
        if method == "GET":
            client.get(world.url(rule))
            client.head(world.url(rule))
            assert _counts(world.store) == before, rule.endpoint


@pytest.mark.parametrize("who", WHO)
def test_nothing_is_posted_without_a_token(who: str, world: World) -> None:
    client = world.client(who)
    before = _counts(world.store)
    for method, rule in routes(world.app):
        if method == "POST":
            assert client.post(world.url(rule), data=SENT.get(rule.endpoint, {})).status_code == 400
    assert _counts(world.store) == before


def _ask(client: CheckingClient, method: str, rule: Rule, world: World) -> TestResponse:
    if method == "GET":
        return client.get(world.url(rule))
    data: dict[str, Any] = {"csrf_token": client.token, **SENT.get(rule.endpoint, {})}
    data |= _real_ids(world).get(rule.endpoint, {})
    return client.post(world.url(rule), data=data)


def _real_ids(world: World) -> Mapping[str, Mapping[str, str]]:
    """What only Marigold's own plan has: her door, a tick of hers, an answer of hers."""
    with world.store.read() as reader:
        patient_id, plan_id = world.marigold.patient.id, world.marigold.id
        door = doors.of_patient(reader, patient_id)[0]
        (tick,) = marks.of_task(reader, plan_id, "blood-test")
        answer = answers.latest(reader, plan_id)["smoker"]
    return {
        "print_plan.reissue": {"door": door.id},
        "plan.check": {"task": "blood-test", "mark": tick.id},
        "clinician.read": {"answer": answer.id},
    }


def _outcome(response: TestResponse) -> Outcome:
    status, location = response.status_code, response.location or ""
    if status == 302 and location.startswith("/staff/sign-in"):
        return Outcome.TO_STAFF_DOOR
    if status == 302 and location == "/go":
        return Outcome.TO_PATIENT_DOOR
    refused = {401: Outcome.NOBODY, 403: Outcome.MAY_NOT, 404: Outcome.NOT_FOUND}
    if status in refused:
        return refused[status]
    # What was sent may be incomplete (422), too late (409) or too much (429): still let in.
    assert status in (200, 204, 302, 303, 409, 422, 429), response.get_data(as_text=True)
    return Outcome.IN


def _names_no_stranger(response: TestResponse, who: str, said: str) -> None:
    back = response.get_data(as_text=True) + str(response.headers)
    for person in (MARIGOLD, JOCASTA, INGRID, OTTILIE):
        if person not in MAY_READ[who]:
            named = [word for word in person.words if word in back]
            assert not named or _typed_it(response, named), f"{said} names {named}"


def _typed_it(response: TestResponse, named: list[str]) -> bool:
    """A search shows again what its asker typed."""
    return response.request.path == "/patients/find" and named == ["Quillfeather"]


def _without_tokens(response: TestResponse) -> str:
    lines = response.get_data(as_text=True).splitlines()
    kept = [line for line in lines if "csrf_token" not in line and 'name="next"' not in line]
    return "\n".join(kept)


def _counts(store: Store) -> dict[str, int]:
    """How many rows each table has, but for entries; sessions by what they are worth too."""
    with store.read() as reader:
        tables = reader.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
        counted = {
            row[0]: reader.value(f"SELECT count(*) FROM {row[0]}")  # noqa: S608  # our own tables
            for row in tables
            if row[0] not in NEVER_LISTED
        }
        counted["open sessions"] = reader.value(
            "SELECT count(*) FROM session WHERE revoked_at IS NULL"
        )
        counted["contacted"] = reader.value(
            "SELECT count(*) FROM plan WHERE contacted_at IS NOT NULL"
        )
    return counted
