"""The floors hold: core → protocols, store → actions → web, cli. And the test would notice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import checklist
from tests.layers import FLOORS, House

TOP = Path(checklist.__file__).parent
RULES = (
    "wrong_arrows",
    "outside_the_standard_library",
    "cycles",
    "imports_in_functions",
    "sql_outside_the_store",
    "yaml_outside_protocols",
)


@pytest.fixture(scope="module")
def house() -> House:
    return House(TOP)


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rules(house: House, rule: str) -> None:
    assert getattr(house, rule)() == []


def test_every_file_is_looked_at(house: House) -> None:
    assert {source.floor for source in house.sources.values()} >= {"core", "store"}
    assert set(FLOORS) >= {source.floor for source in house.sources.values()} - {""}
    assert len(house.sources) == len(list(TOP.rglob("*.py")))


def _build(tmp_path: Path, files: Mapping[str, str]) -> House:
    top = tmp_path / "checklist"
    for name, text in {"__init__.py": "__version__ = '0'", **files}.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for folder in path.parents:
            if folder == tmp_path:
                break
            (folder / "__init__.py").touch()
    return House(top)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("core/a.py", "from checklist.store import b"),
        ("core/a.py", "import checklist.store.b"),
        ("core/a.py", "from ..store import b"),
        ("core/a.py", "from ..store.b import x"),
        ("core/a.py", "from .. import store"),
        ("core/deep/a.py", "from ...store import b"),
        ("core/a.py", "def f():\n    from checklist.web import b"),
        ("core/a.py", "class A:\n    def f(self):\n        import checklist.cli"),
        ("core/a.py", "import typing\nif typing.TYPE_CHECKING:\n    import checklist.web"),
        ("core/a.py", "import importlib\nimportlib.import_module('checklist.web.b')"),
        ("core/a.py", "__import__('checklist.web')"),
        ("core/a.py", "from checklist import settings"),
        ("core/__init__.py", "from ..store import b"),
        ("protocols/a.py", "from checklist.store import b"),
        ("store/a.py", "from checklist.protocols import b"),
        ("store/a.py", "from checklist.actions import b"),
        ("store/a.py", "from checklist.settings import Settings"),
        ("actions/a.py", "from checklist.web import b"),
        ("web/a.py", "from checklist.cli import b"),
        ("settings.py", "from checklist.store import b"),
        ("utils.py", "x = 1"),
    ],
)
def test_a_wrong_arrow_is_noticed(tmp_path: Path, file: str, text: str) -> None:
    others = {f"{floor}/b.py": "x = 1" for floor in ("core", "store", "web", "cli", "actions")}
    house = _build(tmp_path, {**others, "protocols/b.py": "", file: text})
    assert len(house.wrong_arrows()) == 1, house.wrong_arrows()


def test_right_arrows_are_left_alone(tmp_path: Path) -> None:
    house = _build(
        tmp_path,
        {
            "core/a.py": "import json\nfrom checklist import __version__",
            "protocols/a.py": "import yaml\nfrom checklist.core import a",
            "store/a.py": "import sqlite3\nfrom ..core.a import x\nfrom . import b\n"
            "SQL = 'SELECT 1 FROM plan'",
            "store/b.py": "",
            "actions/a.py": "from checklist.store import a\nfrom checklist.protocols import a as p",
            "web/a.py": "def pdf():\n    import typst\nfrom checklist.actions import a\n"
            "SAID = 'Select a day from the list'",
            "cli/a.py": "from checklist.web import a\nHELP = 'Update the record'",
            "settings.py": "from checklist.core import a",
        },
    )
    assert [getattr(house, rule)() for rule in RULES] == [[]] * len(RULES)


@pytest.mark.parametrize("text", ["import flask", "def f():\n    import pydantic.fields"])
def test_a_core_that_stands_on_something_is_noticed(tmp_path: Path, text: str) -> None:
    assert len(_build(tmp_path, {"core/a.py": text}).outside_the_standard_library()) == 1


@pytest.mark.parametrize(
    "files",
    [
        {"core/a.py": "from checklist.core import b", "core/b.py": "from . import a"},
        {
            "core/a.py": "import checklist.core.b",
            "core/b.py": "from checklist.core.c import x",
            "core/c.py": "def f():\n    from checklist.core import a",
        },
        {"core/__init__.py": "from checklist.core.a import x", "core/a.py": "from . import x"},
    ],
)
def test_a_ring_is_noticed(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert len(_build(tmp_path, files).cycles()) == 1


def test_a_shared_import_is_no_ring(tmp_path: Path) -> None:
    files = {"core/a.py": "from . import b, c", "core/b.py": "from . import c", "core/c.py": ""}
    assert _build(tmp_path, files).cycles() == []


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    import json",
        "async def f():\n    from json import dumps",
        "class A:\n    def f(self):\n        from . import b",
        "f = lambda: __import__('json')",
    ],
)
def test_an_import_inside_a_function_is_noticed(tmp_path: Path, text: str) -> None:
    assert len(_build(tmp_path, {"web/a.py": text}).imports_in_functions()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x = 'SELECT name FROM patient'",
        "x = 'select name from patient'",
        "x = '''\n    SELECT name\n    FROM patient\n'''",
        "def f(t):\n    return f'DELETE FROM {t}'",
        "x = 'INSERT INTO plan VALUES (1)'",
        "x = 'INSERT OR REPLACE INTO plan VALUES (1)'",
        "x = 'update plan set state = 1'",
        "x = 'CREATE UNIQUE INDEX i ON plan (id)'",
        "x = 'DROP TABLE plan'",
        "x = 'PRAGMA key'",
        "x = 'WITH a AS (SELECT 1 FROM b)'",
        "import sqlite3",
        "def f():\n    from sqlcipher3 import dbapi2",
    ],
)
def test_sql_outside_the_store_is_noticed(tmp_path: Path, text: str) -> None:
    assert len(_build(tmp_path, {"actions/a.py": text}).sql_outside_the_store()) >= 1


@pytest.mark.parametrize("text", ["import yaml", "from yaml import safe_load"])
def test_yaml_outside_protocols_is_noticed(tmp_path: Path, text: str) -> None:
    assert len(_build(tmp_path, {"actions/a.py": text}).yaml_outside_protocols()) == 1
