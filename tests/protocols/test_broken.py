"""Deliberately broken files, and exactly what the checker prints for each.

The words beside each file are read by people who have never programmed: they say what was expected
and what to type. When one changes, read it as a nurse would, then write it down with
``python -m tests.protocols.test_broken``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checklist.protocols import examine

FOLDER = Path(__file__).parent / "broken"
BROKEN = sorted(FOLDER.glob("[0-9]*.yaml"))
TODAY = date(2026, 11, 26)
WARNED = {"17-long-sentence"}
"""The files whose slip is a warning only."""


def printed(path: Path) -> str:
    found = examine(path.read_text("utf-8"), path.name, path.parent, today=TODAY)
    return "".join(f"{line}\n" for line in (*found.errors, *found.warnings))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_says_what_to_mend(path: Path) -> None:
    assert printed(path) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_it_is_refused_and_nothing_else_is_said(path: Path) -> None:
    """One slip is one line, but in the file that has many."""
    found = examine(path.read_text("utf-8"), path.name, path.parent, today=TODAY)
    told = (*found.errors, *found.warnings)
    assert (found.protocol is not None) == (path.stem in WARNED)
    assert len(told) == 1 or path.stem.endswith("many-slips-at-once")


def test_there_are_enough_and_each_is_written_down() -> None:
    assert len(BROKEN) >= 30
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in BROKEN}


def test_what_they_lean_on_is_whole() -> None:
    for path in set(FOLDER.glob("*.yaml")) - set(BROKEN):
        assert printed(path) == "", path


if __name__ == "__main__":
    for broken in BROKEN:
        broken.with_suffix(".txt").write_text(printed(broken), "utf-8")
