"""What only some requests need is not paid for at every start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
HEAVY = ("typst", "authlib", "hl7", "icalendar", "psycopg")
LOADED = "import sys, wsgi; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every top-level module that a server has once it can answer."""
    answer = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=TOP,
        env={"TICKWELL_DATA": str(tmp_path_factory.mktemp("data"))},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


def test_the_server_is_what_was_loaded(loaded: set[str]) -> None:
    assert {"checklist", "flask", "wsgi"} <= loaded


@pytest.mark.parametrize("module", HEAVY)
def test_heavy_modules_wait_until_they_are_used(loaded: set[str], module: str) -> None:
    assert module not in loaded
