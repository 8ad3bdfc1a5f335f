"""The gallery behind a small server that also takes ticks, as the app would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from . import render

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
DONE = """{% from "components/done_row.html" import done_row %}
{{ done_row(key=key, title="Ticked", action="/mark", csrf="c", mark_id="m", when="Just now.") }}
<p id="done-beside" data-swap>4 of 9</p>"""


class Clinic(ThreadingHTTPServer):
    """Serves a rendered gallery, remembers what was posted, and breaks when asked to."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Door, directory=str(folder)))
        self.posted: list[dict[str, str]] = []
        self.broken = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Door(SimpleHTTPRequestHandler):
    """One request to the gallery."""

    server: Clinic

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        posted = {name: values[-1] for name, values in parse_qs(body).items()}
        posted["through"] = self.headers.get("X-Requested-With", "form")
        self.server.posted.append(posted | {"path": self.path})
        env = render.environment()
        answer = env.from_string(DONE).render(key=posted.get("task", "none"))
        if self.server.broken or posted["through"] == "form":
            answer = "<!doctype html><title>Whole page</title><h1>Whole page</h1>"
        self.send_response(500 if self.server.broken else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def gallery_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    render.render_all(folder)
    return folder


@pytest.fixture
def clinic(gallery_folder: Path) -> Iterator[Clinic]:
    server = Clinic(gallery_folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system; nothing is downloaded."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox"],
    }
