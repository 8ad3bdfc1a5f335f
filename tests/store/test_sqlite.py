"""SQLite's own: which versions are safe, how it is set up, what stands in for sqlcipher3."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from checklist.core.errors import UnsafeDatabase
from checklist.settings import Settings
from checklist.store import Store, sqlite


@pytest.mark.parametrize(
    "version", [(3, 51, 3), (3, 53, 4), (4, 0, 0), (3, 50, 7), (3, 50, 9), (3, 44, 6)]
)
def test_mended_versions_are_used(version: tuple[int, ...]) -> None:
    sqlite.refuse_unsafe(version)


@pytest.mark.parametrize(
    "version", [(3, 51, 2), (3, 50, 6), (3, 49, 9), (3, 45, 0), (3, 44, 5), (3, 40, 1), (3, 7, 0)]
)
def test_versions_that_can_lose_ticks_are_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(UnsafeDatabase, match=r"sqlcipher3.*3\.51\.3"):
        sqlite.refuse_unsafe(version)


def test_the_bundled_version_is_mended() -> None:
    assert sqlite.is_safe(sqlite.VERSION)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("temp_store", 2),
        ("busy_timeout", 10_000),
        ("query_only", 1),
    ],
)
def test_how_a_reader_is_set_up(store: Store, pragma: str, value: object) -> None:
    with store.read() as reader:
        assert reader.value(f"PRAGMA {pragma}") == value


@pytest.mark.parametrize(("durability", "value"), [("FULL", 2), ("OFF", 0)])
def test_how_durable_a_write_is(tmp_path: Path, durability: sqlite.Durability, value: int) -> None:
    connection = sqlite.connect(
        tmp_path / "x.db", bytes(32), durability=durability, read_only=False
    )
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == value
    assert connection.execute("PRAGMA query_only").fetchone()[0] == 0
    connection.close()


def test_full_durability_is_the_default(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, root_key=bytes(32)).durability == "FULL"


WITHOUT = """
import sys
sys.modules["sqlcipher3"] = None
from pathlib import Path
from checklist.core.errors import UnsafeDatabase
from checklist.settings import Settings
from checklist.store import open_store
try:
    store = open_store(Settings(data_dir=Path(sys.argv[1]), root_key=bytes(32)))
except UnsafeDatabase as refused:
    print("refused", refused)
else:
    print("encrypted" if store.encrypted else "plain")
    store.close()
"""


def test_without_sqlcipher_the_file_is_plain_or_refused(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout
    expected = "plain" if sqlite.is_safe(sqlite3.sqlite_version_info) else "refused"
    assert said.split()[0] == expected
