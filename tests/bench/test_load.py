"""The load generator asks for exactly what it was given, and does not take a refusal for speed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from bench.load import HOST, RefusedError, fire, request


class _Counting(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        body = b"x" * 70_000  # more than arrives at once
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    _Counting.asked.clear()
    server = ThreadingHTTPServer((HOST, 0), _Counting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_request_is_sent_once(port: int) -> None:
    paths = [f"/{number}" for number in range(50)]
    outcome = fire(port, [request("GET", path) for path in paths])
    assert _Counting.asked == Counter(paths)
    assert len(outcome.latencies) == 50
    assert outcome.each == outcome.seconds / 50


def test_a_refusal_is_no_measurement(port: int) -> None:
    with pytest.raises(RefusedError, match="404"):
        fire(port, [request("GET", "/gone")])


def test_fewer_requests_than_connections(port: int) -> None:
    assert len(fire(port, [request("GET", "/one")]).latencies) == 1
