"""The command as a person runs it, in a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("checklist"))
WAIT_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[dict[str, object]]:
    ready = tmp_path / "ready.json"
    port = free_port()
    running = subprocess.Popen(
        [
            *[COMMAND, "demo", "--port", str(port)],
            *["--data", str(tmp_path / "data"), "--ready-file", str(ready)],
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + WAIT_SECONDS
    while not ready.exists() and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.1)
    assert ready.exists(), f"no ready file; exit status {running.poll()}"
    yield json.loads(ready.read_text())
    running.terminate()
    assert running.wait(timeout=20) == 0


def test_the_ready_file_says_how_to_get_in(demo: dict[str, object]) -> None:
    assert set(demo) == {"url", "staff", "patients"}
    staff, patients = demo["staff"], demo["patients"]
    assert isinstance(staff, list)
    assert isinstance(patients, list)
    assert {"nurse", "clinician", "admin"} == {one["role"] for one in staff}
    assert all(set(one) == {"role", "email", "password"} for one in staff)
    assert len(patients) == 2
    assert all(set(one) == {"plan", "link", "code", "birth_date"} for one in patients)
    with urllib.request.urlopen(f"{demo['url']}/healthz", timeout=10) as answer:
        assert answer.status == 200
        assert json.load(answer)["version"]


def test_a_busy_port_gets_a_plain_sentence(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        ran = subprocess.run(
            [COMMAND, "demo", "--port", str(port), "--data", str(tmp_path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 1
    assert f"Port {port} is busy" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_refusal_is_a_sentence_and_not_a_traceback(tmp_path: Path) -> None:
    ran = subprocess.run(
        [COMMAND, "serve", "--port", str(free_port())],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"TICKWELL_PRODUCTION": "1", "TICKWELL_DATA": str(tmp_path), "PATH": ""},
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("Error: ")


def test_a_real_clinic_is_set_up_from_the_command_line(tmp_path: Path) -> None:
    env = {"TICKWELL_DATA": str(tmp_path), "PATH": ""}
    clinic = ["clinic", "add", "--name", "Hilltop", "--slug", "hilltop", "--zone", "Europe/London"]
    clinic += ["--locale", "en_GB", "--country", "gb", "--phone", "01632 960 001"]
    clinic += ["--out-of-hours-phone", "01632 960 002", "--address", "Hill", "--arrival-place", "A"]
    clinic += ["--opens", "08:00", "--closes", "18:00"]
    staff = ["staff", "add", "--clinic", "hilltop", "--name", "Sam", "--title", "RN"]
    staff += ["--role", "nurse", "--email", "sam@hilltop.example"]
    staff += ["--password", "a-long-enough-passphrase"]
    two = ["clinic", "approval", "hilltop", "--two"]
    one = ["clinic", "approval", "hilltop", "--one"]
    for arguments in (clinic, staff, two, one, ["verify"]):
        ran = subprocess.run(
            [COMMAND, *arguments], capture_output=True, text=True, env=env, timeout=60, check=False
        )
        assert ran.returncode == 0, ran.stderr
    assert "every one in its place" in ran.stdout
