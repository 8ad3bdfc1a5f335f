"""From ``checklist serve`` to its first answer, and the memory a process comes to hold."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import HOST, PATIENCE_SECONDS, RefusedError
from bench.server import ROOT_KEY, peak_mb

LONGEST_START_SECONDS = 30.0
COMMAND = "from checklist.cli.main import main; main()"


@dataclass(frozen=True, kw_only=True)
class Started:
    """Seconds from starting the process to its first answer; the most memory it held (MB)."""

    seconds: float
    peak_mb: float


def start(folder: Path, visits: list[tuple[str, str]]) -> Started:
    """Start the real command on a database, visit some pages (path, cookie), and end it."""
    port = _free_port()
    began = time.perf_counter()
    with _serving(folder, port) as process:
        _first_answer(port, process, deadline=began + LONGEST_START_SECONDS)
        seconds = time.perf_counter() - began
        for path, cookie in visits:
            _visit(port, path, cookie)
        return Started(seconds=seconds, peak_mb=peak_mb(process.pid))


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    kept = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={
            **{name: os.environ[name] for name in kept if name in os.environ},
            "TICKWELL_DATA": str(folder),
            "TICKWELL_ROOT_KEY": ROOT_KEY.hex(),
        },
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(LONGEST_START_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _first_answer(port: int, process: subprocess.Popen[bytes], *, deadline: float) -> None:
    while process.poll() is None and time.perf_counter() < deadline:
        try:
            _visit(port, "/healthz", "")
        except ConnectionRefusedError:
            time.sleep(0.002)
        else:
            return
    raise RefusedError("checklist serve did not answer.")


def _visit(port: int, path: str, cookie: str) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RefusedError(f"{path} answered {answer.status}.")
