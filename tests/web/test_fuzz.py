"""Garbage at every route: it is refused in a sentence, changes nothing, and never breaks the house.

The forms are those of the real pages, as a browser would send them, with one field at a time made
nonsense; then whole bodies and addresses that no page of ours would send. The seeds are fixed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from checklist.actions.answers import NamedMedicine
from checklist.actions.medicines import add_medicine
from checklist.store import Store, marks, new_id, revisions
from checklist.web.doors import Door, rule_of
from tests.moving import move
from tests.web.client import CheckingClient
from tests.web.conftest import NOW, Booked, Person, open_door, sign_in
from tests.web.page import Page

LONG = "x" * 30_000
NONSENSE = (
    "",
    " ",
    "\x00",
    "Maria\x00Silva",
    "\x1b[2J\x07\x7f",
    "\u202egnilecnac\u202c \u2066x",
    "\ud7ff\ufffd\ufffe\U0010ffff",
    "\u200b",
    "{} {0} {first_name} {opens:day} {{ 7*7 }} {% raw %} %s %(x)s ${x}",
    "{",
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "' OR 1=1; DROP TABLE mark; --",
    "9" * 5_000,
    "-1",
    "1e309",
    "nan",
    "²",
    "٣",
    "99999999999999999999999",
    "99999999999999999999999/1/2027",
    "31/12/9999",
    "9999-12-31",
    "1000-01-01",
    "2027-02-30",
    "24:00",
    "00:00",
    "23:59",
    "ok\r\nSet-Cookie: stolen=1",
    "//elsewhere.example",
    "/\t/elsewhere.example",
    "../../../etc/passwd",
    "1:" + ",".join("0" * 26 for _ in range(60)),
    "999999:",
    "²:",
    "22222" + "é" * 22,
    LONG,
)
"""They are put into the fields in turn, beside what a browser would send in the others."""

A_FIELD = 3
"""Pieces of nonsense a field is given, each time others."""

FORM = "application/x-www-form-urlencoded"
BODIES: tuple[tuple[str, bytes], ...] = (
    (FORM, b"%ED%A0%80=%FF%FE&task=%C3%28&mark_id=%00&q=%F0%28%8C%BC&text=%ED%BF%BF"),
    (FORM, b"\xff\xfe\x00=\xff&&&===&%&%zz=%"),
    (FORM, b"&".join(b"f%d=1" % n for n in range(5_000))),
    (FORM, b"task=a&task=b&state=done&state=cant&mark_id=1&mark_id=2"),
    ("application/json", b'{"task": {"$ne": null}, "state": ["done"]}'),
    ("multipart/form-data", b"no boundary at all"),
    ("multipart/form-data; boundary=x", b"--x\r\nnot a header\r\n\r\n--x--"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="../../a"\r\n\r\nfile\r\n'
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n'
        b"Content-Type: text/plain; charset=utf-7\r\n\r\n+ADw-script+AD4-\r\n--x--\r\n",
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 2_000 + b"--x--\r\n",
    ),
    (FORM + "; charset=utf-16", "text=hello".encode("utf-16")),
    (FORM, b"text=" + b"x" * 300_000),
)

QUERIES = (
    "page=" + "9" * 4_500,
    "page=999999999999999999",
    "page=-9&show=%00&mine=%FF&day=0001-01-01",
    "day=9999-12-31&page=2",
    "show=answers&page=1e9",
    "show=%3Cscript%3E&only=%27%22%3E&then=%0D%0ASet-Cookie:x&q=%ED%A0%80",
    "then=/%09/elsewhere.example",
    "only=" + "x" * 2_000,
)

ODD_PATHS = ("%00", "%FF%FE", "%ED%A0%80", "a" * 3_000, "..%2F..%2Fetc", "%3Cscript%3E", "²", "{0}")

KEEPS_WHAT_IT_CAN = frozenset({"patient.questions", "answers_for.save"})
"""A page of questions keeps the good answers though another is refused."""

COUNTS_TRIES = frozenset({"guess", "entry", "entry_payload", "chain_head"})

PAGES: dict[str, tuple[str, ...]] = {
    "patient": (
        "/my/{plan}",
        "/my/{plan}/questions/answers",
        "/my/{plan}/tasks/escort",
        "/my/{plan}/sheet",
        "/my/{plan}/changed",
    ),
    "clinician": (
        "/patients",
        "/patients/new",
        "/plans/{plan}",
        "/plans/{plan}/change",
        "/plans/{plan}/answers/answers",
        "/plans/{plan}/review",
        "/plans/{plan}/sign-off",
        "/plans/{plan}/medicines",
        "/plans/{plan}/letter",
        "/protocols/publish",
    ),
    "nobody": ("/go", "/staff/sign-in"),
}

GOOD = {
    "name": "Jose Nunez",
    "record_number": "55120",
    "born_day": "2",
    "born_month": "8",
    "born_year": "1942",
    "procedure_day": "2027-03-15",
    "procedure_time": "10:30",
    "arrival_time": "08:30",
    "earliest_time": "10:00",
    "reach": "phone",
    "phone": "07700 900142",
    "kind": "stop",
    "ending": "date",
    "last_day": "2027-03-10",
    "last_time": "18:00",
    "restart_day": "2027-03-17",
    "restart_time": "18:00",
    "take_time": "07:00",
    "again_day": "2027-03-17",
    "again_time": "18:00",
    "told_day": "2027-03-16",
    "told_by": "Dr Rao",
    "instruction": "Take half a tablet.",
    "through": "phone",
    "day": "2027-03-03",
    "time": "08:00",
    "outcome": "reached",
    "do": "save",
}
"""What a person would write into fields of these names."""

LEAVING = ("/leave", "/staff/sign-out")
SLOW_ON_PURPOSE = "/staff/sign-in"  # each try costs a password hash


@dataclass(frozen=True)
class Target:
    """One way to post: where, and what a browser would send."""

    url: str
    fields: dict[str, str]


@dataclass(kw_only=True)
class Ground:
    """A plan with an undecided medicine and a change, and a browser for each kind of person."""

    app: Flask
    store: Store
    plan: Booked
    clients: dict[str, CheckingClient]
    broken: list[str]

    def client_for(self, rule: Rule) -> CheckingClient:
        """The browser of somebody this route lets in."""
        door = rule_of(rule.endpoint, self.app).door
        return self.clients[{Door.ANYONE: "nobody", Door.PATIENT: "patient"}.get(door, "clinician")]

    def targets(self, who: str) -> list[Target]:
        """Every form of the pages this person sees, filled in well; of many alike the first."""
        client, found = self.clients[who], dict[tuple[str, frozenset[str]], Target]()
        for path in PAGES[who]:
            page = client.get_page(path.format(plan=self.plan.id))
            for form in page.all("form", method="post"):
                action = form.get("action") or page.response.request.path
                fields = _filled(form)
                if action not in LEAVING:
                    found.setdefault((action, frozenset(fields)), Target(action, fields))
        assert found
        return list(found.values())


def _filled(form: Element) -> dict[str, str]:
    """Every field of a form, with something that could stand in it."""
    fields: dict[str, str] = {}
    for control in form.iter():
        name, value = control.get("name"), control.get("value") or ""
        if name and name != "csrf_token":
            good = GOOD.get(name.rpartition("-")[2], value)
            fields[name] = fields.get(name) or good
    return fields


@pytest.fixture
def ground(
    app: Flask, store: Store, plan: Booked, nurse: Person, clinician: Person
) -> Iterator[Ground]:
    add_medicine(store, plan.id, NamedMedicine(name="Eliquis"), actor=nurse.actor, now=NOW)
    move(store, plan.id, actor=nurse.actor, now=NOW, arrival=NOW + timedelta(days=12, hours=-1))
    made = Ground(app=app, store=store, plan=plan, clients={}, broken=[])
    for who in PAGES:
        client = app.test_client()
        assert isinstance(client, CheckingClient)
        made.clients[who] = client
    open_door(made.clients["patient"], plan)
    sign_in(made.clients["clinician"], clinician)
    made.clients["nobody"].get_page("/go")
    yield made
    assert not made.broken, "\n".join(made.broken)


@pytest.mark.parametrize("who", list(PAGES))
def test_nonsense_in_any_field_is_refused_and_changes_nothing(who: str, ground: Ground) -> None:
    client, nonsense = ground.clients[who], _in_turn(78)
    for target in ground.targets(who):
        for name in target.fields:
            for value in islice(nonsense, A_FIELD):
                sent = {**target.fields, name: value, "csrf_token": client.token}
                if "mark_id" in sent and name != "mark_id":
                    sent["mark_id"] = new_id()
                _try(ground, client, target.url, name, sent)


def test_every_field_nonsense_at_once(ground: Ground) -> None:
    choose = random.Random(1948)
    for who, client in ground.clients.items():
        for target in ground.targets(who):
            for _ in range(2 if target.url == SLOW_ON_PURPOSE else 5):
                sent = {name: choose.choice(NONSENSE) for name in target.fields}
                _try(ground, client, target.url, "all", {**sent, "csrf_token": client.token})


def test_nonsense_where_something_is_counted_measured_or_chosen(
    ground: Ground, eye_plan: Booked
) -> None:
    patient, clinician = ground.clients["patient"], ground.clients["clinician"]
    for client, path in (
        (patient, f"/my/{eye_plan.id}"),
        (patient, f"/my/{eye_plan.id}/questions/ask"),
        (clinician, f"/plans/{eye_plan.id}"),
    ):
        page = client.get_page(path)
        targets = {}
        for form in page.all("form", method="post"):
            fields = _filled(form)
            names = tuple(name for name in fields if name == "value" or name[:4] in ("eye", "last"))
            targets[fields.get("task", ""), names] = (form.get("action") or path, fields)
        for (_, names), (url, fields) in targets.items():
            for name in names:
                for value in NONSENSE:
                    sent = {"state": "done", "through": "phone", **fields, name: value}
                    sent |= {"mark_id": new_id(), "csrf_token": client.token}
                    _try(ground, client, url, name, sent)


def test_bodies_no_page_of_ours_would_send(ground: Ground) -> None:
    for rule in _rules(ground.app, "POST"):
        url, client = _url(ground, rule, "answers"), ground.client_for(rule)
        headers = {"X-CSRFToken": client.token}
        for kind, body in BODIES if url not in LEAVING else ():
            before = _counts(ground.store)
            response = client.post(url, data=body, content_type=kind, headers=headers)
            _judge(ground, response, f"{url} {kind} {body[:40]!r}", before)


def test_odd_addresses(ground: Ground) -> None:
    for rule in _rules(ground.app, "GET"):
        client = ground.client_for(rule)
        urls = [f"{_url(ground, rule, 'answers')}?{query}" for query in QUERIES]
        urls += [_url(ground, rule, odd, everywhere=True) for odd in ODD_PATHS]
        for url in urls:
            _judge_answer(ground, client.get(url), url[:200])


def test_after_all_of_it_the_record_still_verifies(ground: Ground) -> None:
    """What was kept of the nonsense can be read back, on every page and in the audit record."""
    client = ground.clients["clinician"]
    home = f"/plans/{ground.plan.id}"
    for value in NONSENSE[:-1]:
        client.post(f"{home}/notes", data={"text": value or "-", "csrf_token": client.token})
        client.post(
            f"{home}/medicines/add", data={"name": value[:150] or "-", "csrf_token": client.token}
        )
    with ground.store.read() as reader:
        seen = f"{revisions.latest(reader, ground.plan.id).number}:"
    patient = ground.clients["patient"]
    for value in NONSENSE[:-1]:
        sent = {"task": "escort", "state": "cant", "why": value[:400], "mark_id": new_id()}
        patient.post(
            f"/my/{ground.plan.id}/marks",
            data={**sent, "seen": seen, "csrf_token": patient.token},
        )
    with ground.store.read() as reader:
        assert len(marks.of_task(reader, ground.plan.id, "escort")) > 10
    for who, browser in ground.clients.items():
        for path in PAGES[who]:
            _reads(ground, browser.get(path.format(plan=ground.plan.id)))
    _reads(ground, client.get(f"{home}/history"))
    shown = _reads(ground, client.get(home)).text
    assert "{{ 7*7 }}" in shown, "shown as it was written, and never worked out"
    assert ground.store.verify() > 0


def _reads(ground: Ground, response: TestResponse) -> Page:
    """A page that a strict parser takes, whatever people wrote on it."""
    assert response.status_code == 200, response.request.path
    return Page(response, ground.app)


def _in_turn(seed: int) -> Iterator[str]:
    """Every piece of nonsense in an order of its own, again and again."""
    shuffled = list(NONSENSE)
    random.Random(seed).shuffle(shuffled)
    return cycle(shuffled)


def _try(
    ground: Ground, client: CheckingClient, url: str, field: str, sent: dict[str, str]
) -> None:
    before = _counts(ground.store)
    response = client.post(url, data=sent)
    _judge(ground, response, f"{url} {field}={sent.get(field, '')[:60]!r}", before)


def _judge(ground: Ground, response: TestResponse, said: str, before: dict[str, int]) -> None:
    _judge_answer(ground, response, said)
    status = response.status_code
    rule = ground.app.url_map.bind("localhost").match(response.request.path, "POST")
    if status >= 400 and rule[0] not in KEEPS_WHAT_IT_CAN and _counts(ground.store) != before:
        ground.broken.append(f"{status} yet something changed: {said}")


def _judge_answer(ground: Ground, response: TestResponse, said: str) -> None:
    """Not broken, not sent elsewhere, no header of the sender's own, nothing typed run as HTML."""
    location, body = response.location, response.get_data(as_text=True)
    wrong = {
        f"{response.status_code}": response.status_code >= 500,
        f"to {location}": location is not None
        and (location[:1] != "/" or location[1:2] in ("/", "\\")),
        "a header of theirs": "stolen" in response.headers.get("Set-Cookie", ""),
        "HTML of theirs": "<script>alert" in body or "<img src=x" in body,
        "no headers of ours": "Content-Security-Policy" not in response.headers,
        "may be kept": response.headers.get("Cache-Control") != "no-store",
    }
    ground.broken += [f"{what}: {said}" for what, so in wrong.items() if so]


def _rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
        if method in (rule.methods or ()):
            yield rule


def _url(ground: Ground, rule: Rule, value: str, *, everywhere: bool = False) -> str:
    """The address of a route; odd values go in as they are, unless they need quoting."""
    odd = value if value.isascii() and "{" not in value else quote(value)
    known = {} if everywhere and "task_key" not in rule.arguments else {"plan_id": ground.plan.id}
    url = re.sub(r"<[^<>:]+:", "<", rule.rule)
    for name in rule.arguments:
        url = url.replace(f"<{name}>", known.get(name, odd))
    return url


def _counts(store: Store) -> dict[str, int]:
    """How many rows each table has, but for those that count tries; and what can change in one."""
    with store.read() as reader:
        tables = reader.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
        counted = {
            row[0]: reader.value(f"SELECT count(*) FROM {row[0]}")  # noqa: S608  # our own tables
            for row in tables
            if row[0] not in COUNTS_TRIES
        }
        counted["revisions"] = reader.value("SELECT sum(revision) FROM plan")
        counted["generations"] = reader.value("SELECT sum(generation) FROM door")
        counted["closed"] = reader.value("SELECT count(*) FROM plan WHERE state = 'closed'")
    return counted
