"""A bounded load: a fixed list of requests over a few keep-alive connections to 127.0.0.1.

One thread and raw sockets, so that it needs little of the processor the server runs on.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench.sizes import CONNECTIONS

HOST = "127.0.0.1"
PATIENCE_SECONDS = 10.0
_END_OF_HEAD = b"\r\n\r\n"


class RefusedError(Exception):
    """The server answered otherwise than expected, or not at all: there is nothing to measure."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How long it all took, and each answer, in seconds."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def each(self) -> float:
        """Seconds per request, all connections together."""
        return self.seconds / len(self.latencies)


@dataclass
class _Line:
    """One connection: at most one request is under way."""

    socket: socket.socket
    sent_at: float = 0.0
    got: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        self.got.clear()
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)


def request(
    method: str, path: str, *, cookie: str = "", body: bytes = b"", headers: str = ""
) -> bytes:
    """One request as it goes over the wire; ``headers`` ends each of its lines with CRLF."""
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: br, gzip\r\n{headers}"
    if cookie:
        head += f"Cookie: {cookie}\r\n"
    if body:
        head += (
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        )
    return head.encode() + b"\r\n" + body


def fire(
    port: int, requests: Sequence[bytes], *, expected: int = 200, connections: int = CONNECTIONS
) -> Outcome:
    """Send every request once, each connection the next one as soon as it has its answer.

    Raises RefusedError for an answer with another status and after ten seconds without any.
    """
    waiting = iter(requests)
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector, ExitStack() as opened:
        began = time.perf_counter()
        for line, first in zip(_lines(port, connections, opened), waiting, strict=False):
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(first)
        while selector.get_map():
            ready = selector.select(PATIENCE_SECONDS)
            if not ready:
                raise RefusedError("The server did not answer in time.")
            for key, _ in ready:
                if not _answered(key.data, expected):
                    continue
                latencies.append(time.perf_counter() - key.data.sent_at)
                following = next(waiting, None)
                if following is not None:
                    key.data.send(following)
                else:
                    selector.unregister(key.data.socket)
        seconds = time.perf_counter() - began
    return Outcome(seconds=seconds, latencies=tuple(latencies))


def _lines(port: int, connections: int, opened: ExitStack) -> Iterator[_Line]:
    for _ in range(connections):
        made = socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS)
        opened.enter_context(made)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield _Line(socket=made)


def _answered(line: _Line, expected: int) -> bool:
    """Take in what came; whether the answer is whole. Raises RefusedError for a wrong status."""
    part = line.socket.recv(65536)
    if not part:
        raise RefusedError("The server closed the connection.")
    line.got += part
    head_end = line.got.find(_END_OF_HEAD)
    if head_end < 0:
        return False
    head = bytes(line.got[:head_end])
    status = int(head[9:12])
    if status != expected:
        raise RefusedError(f"Expected {expected}: {head.decode(errors='replace').splitlines()[0]}")
    return len(line.got) - head_end - len(_END_OF_HEAD) >= _body_length(head)


def _body_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
