"""HAZARDS.md keeps its word: every hazard has a control and tests, and every test is there."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from checklist.core.attention import ReasonKind

TOP = Path(__file__).parents[1]
PAGE = TOP / "HAZARDS.md"

ROW = re.compile(r"^\| H")
ID = re.compile(r"^H\d{2,3}$")
QUOTED = re.compile(r"`([^`]+)`")
COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class Hazard:
    """One row. ``tests`` are node ids: "tests/core/test_clock.py::TestX::test_y"."""

    id: str
    harm: str
    control: str
    tests: tuple[str, ...]


def read(page: str) -> list[Hazard]:
    """Every row of every table of hazards. Raises ValueError for one that is not whole."""
    found = []
    for line in page.splitlines():
        if not ROW.match(line):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != COLUMNS or not all(cells):
            raise ValueError(f"not whole: {line[:60]}")
        identity, harm, control, tests = cells
        found.append(
            Hazard(id=identity, harm=harm, control=control, tests=tuple(QUOTED.findall(tests)))
        )
    return found


@cache
def defined(path: str) -> frozenset[str]:
    """The tests a file defines, as the end of their node ids."""
    tree = ast.parse((TOP / path).read_text(encoding="utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            inside = (one for one in node.body if isinstance(one, ast.FunctionDef))
            names |= {f"{node.name}::{one.name}" for one in inside}
    return frozenset(name for name in names if name.rpartition("::")[2].startswith("test_"))


def missing(node: str) -> str:
    """Why a node id leads nowhere; "" when it leads to a test."""
    path, _, name = node.partition("::")
    if not (TOP / path).is_file():
        return f"there is no {path}"
    return "" if name in defined(path) else f"{path} has no {name}"


HAZARDS = read(PAGE.read_text(encoding="utf-8"))


def test_every_hazard_has_an_id_of_its_own() -> None:
    ids = [hazard.id for hazard in HAZARDS]
    assert len(ids) > 40
    assert ids == sorted(set(ids), key=lambda one: int(one[1:]))
    assert all(ID.match(one) for one in ids)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)
def test_a_hazard_is_held_off_by_tests_that_are_there(hazard: Hazard) -> None:
    assert hazard.tests, "nothing would fail if it came true"
    assert [told for told in map(missing, hazard.tests) if told] == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)
def test_a_control_says_where_it_lives(hazard: Hazard) -> None:
    places = [place for place in QUOTED.findall(hazard.control) if "/" in place or "." in place]
    assert places, "where is it?"
    for place in places:
        found = [TOP / place, TOP / "checklist" / place, TOP / "checklist" / "protocols" / place]
        assert any(path.exists() for path in found), f"there is no {place}"


ATTENTION = TOP / "checklist" / "core" / "attention"


@pytest.mark.parametrize("kind", list(ReasonKind), ids=str)
def test_every_reason_to_call_stands_beside_a_hazard(kind: ReasonKind) -> None:
    """A rule that yields a reason holds something off: the page names the rule's module."""
    told = PAGE.read_text(encoding="utf-8")
    rules = [one for one in ATTENTION.glob("*.py") if rule_of(one, kind)]
    assert rules, "no rule yields it"
    assert any(f"core/attention/{one.name}" in told for one in rules)


def rule_of(module: Path, kind: ReasonKind) -> bool:
    """Whether a module of the attention rules names this kind; the model and what is done about
    reasons name them all.
    """
    if module.name in ("model.py", "outcomes.py"):
        return False
    return re.search(rf"ReasonKind\.{kind.name}\b", module.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("tests/nowhere.py::test_x", "there is no tests/nowhere.py"),
        ("tests/test_hazards.py::test_nothing", "tests/test_hazards.py has no test_nothing"),
        ("tests/test_hazards.py::missing", "tests/test_hazards.py has no missing"),
        ("tests/test_hazards.py", "tests/test_hazards.py has no "),
    ],
)
def test_a_test_that_is_not_there_is_noticed(node: str, told: str) -> None:
    assert missing(node) == told


@pytest.mark.parametrize("row", ["| H01 | harm | control |", "| H01 | harm |  | `t` |"])
def test_a_row_that_is_not_whole_is_noticed(row: str) -> None:
    with pytest.raises(ValueError, match="not whole"):
        read(row)
