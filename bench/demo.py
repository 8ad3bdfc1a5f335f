"""The demo command in a process of its own, for pictures and for tests that walk the whole app."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("checklist"))
HOST = "127.0.0.1"
LONGEST_START_SECONDS = 90
LONGEST_END_SECONDS = 20
LOG = "demo.log"


@dataclass(frozen=True, kw_only=True)
class StaffDoor:
    """A sign-in of the demo."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, kw_only=True)
class PatientDoor:
    """How one of the demo's patients gets in. ``birth_date`` is 1947-06-12."""

    plan: str
    link: str
    code: str
    birth_date: str


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A demo that answers: what its ready file says."""

    url: str
    staff: tuple[StaffDoor, ...]
    patients: tuple[PatientDoor, ...]

    def first(self, role: str) -> StaffDoor:
        """The first member of staff with that role."""
        return next(one for one in self.staff if one.role == role)


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Seed a demo in ``folder`` and serve it while the block lasts.

    Raises RuntimeError with the end of what the command said when it does not answer.
    """
    ready = folder / "ready.json"
    arguments = ["--port", str(_free_port()), "--data", str(folder / "data")]
    with (
        (folder / LOG).open("wb") as log,
        subprocess.Popen(
            [COMMAND, "demo", *arguments, "--ready-file", str(ready)],
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            _wait_for(ready, process, folder / LOG)
            yield _read(ready)
        finally:
            process.terminate()
            process.wait(LONGEST_END_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(ready: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The demo did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)


def _read(ready: Path) -> Demo:
    told = json.loads(ready.read_text(encoding="utf-8"))
    return Demo(
        url=told["url"],
        staff=tuple(StaffDoor(**one) for one in told["staff"]),
        patients=tuple(PatientDoor(**one) for one in told["patients"]),
    )
