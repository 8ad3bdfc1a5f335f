"""Nothing that names a person reaches a log, however it is tried."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask, g
from flask.typing import ResponseReturnValue

from checklist import logs
from checklist.core.actors import Actor, ActorKind

NAME = "Margaret Ellis"
DORIS = Actor(kind=ActorKind.PATIENT, id="p-1", name=NAME, clinic_id="c-1", patient_id="p-1")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    structlog.reset_defaults()
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
def app() -> Flask:
    made = Flask("logged")
    logs.install(made)

    @made.get("/plan/<plan_id>")
    def plan(plan_id: str) -> ResponseReturnValue:
        g.actor = DORIS
        return plan_id

    @made.get("/fails/<name>")
    def fails(name: str) -> ResponseReturnValue:
        raise ValueError(name)

    return made


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    said = capsys.readouterr()
    assert said.out == ""
    return [json.loads(line) for line in said.err.splitlines()]


def test_a_request_is_logged_by_its_rule(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    app.test_client().get(f"/plan/{NAME}?name={NAME}", headers={"User-Agent": NAME})
    [line] = _lines(capsys)
    assert NAME not in json.dumps(line)
    assert line.pop("ms") >= 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/plan/<plan_id>",
        "status": 200,
        "actor_kind": "patient",
        "clinic_id": "c-1",
    }


def test_an_unknown_path_is_not_repeated(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    app.test_client().get(f"/{NAME}")
    [line] = _lines(capsys)
    assert (line["route"], line["status"]) == ("none", 404)


def test_a_failing_view_is_logged_without_its_words(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.test_client().get(f"/fails/{NAME}").status_code == 500
    lines = _lines(capsys)
    assert NAME not in json.dumps(lines)
    assert {line["event"] for line in lines} == {"request", "library"}
    [failed] = [line for line in lines if line["event"] == "library"]
    assert failed["error"] == "ValueError"


def test_a_failure_tells_its_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    try:
        try:
            int(NAME)
        except ValueError as cause:
            raise RuntimeError(NAME) from cause
    except RuntimeError as error:
        logs.failure(error)
    [line] = _lines(capsys)
    assert NAME not in json.dumps(line)
    assert (line["event"], line["level"], line["error"]) == ("failure", "error", "RuntimeError")
    assert "test_logs.py:" in line["at"]
    assert line["causes"][0].startswith("ValueError ")


def test_our_own_line_is_named_before_anothers(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    try:
        logs.only_allowed(None, "", None)  # type: ignore[arg-type]  # it has to fail inside
    except AttributeError as error:
        logs.failure(error)
    [line] = _lines(capsys)
    assert line["at"].startswith("checklist/logs.py:")


def test_keys_that_are_not_allowed_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().info("request", name=NAME, patient=NAME, plan_id="p", status=200)
    [line] = _lines(capsys)
    assert set(line) == {"event", "level", "timestamp", "status"}


def test_a_library_cannot_say_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    library = logging.getLogger("some.library")
    library.error("could not save %s", NAME)
    library.warning("%s again", NAME, stacklevel=1)
    library.info("chatter about %s", NAME)
    try:
        raise OSError(NAME)
    except OSError:
        library.exception(NAME)
    lines = _lines(capsys)
    assert NAME not in json.dumps(lines)
    assert [(line["level"], line.get("error")) for line in lines] == [
        ("error", None),
        ("warning", None),
        ("error", "OSError"),
    ]
    assert {line["library"] for line in lines} == {"some.library"}


def test_no_allowed_key_leads_to_a_person() -> None:
    for key in logs.ALLOWED:
        assert not {"name", "patient", "plan", "email", "path", "url", "message", "token"} & set(
            key.split("_")
        )
