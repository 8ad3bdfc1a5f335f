"""The author's guide tells the truth: its examples check, its outputs come, its tables are whole.

An author has nothing but the guide. What it shows must come out exactly so when it is typed, and a
key it leaves out does not exist for her.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
import yaml
from click.testing import CliRunner, Result

from checklist.cli.main import cli
from checklist.protocols import examine, shape
from checklist.protocols.source import read_source
from tests import guide
from tests.guide import Fence

WRITTEN = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
"""The day on which the guide's outputs were printed: a review may be over by today."""

FRAGMENTS = ("yaml step", "yaml question", "yaml red_flag", "yaml part")


def _at(fence: Fence) -> str:
    return f"line {fence.line}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with every whole file of the guide, and an installation of its own."""
    for fence in guide.fences("yaml", "yaml broken"):
        (tmp_path / guide.file_name(fence)).write_text(fence.body, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TICKWELL_DATA", str(tmp_path / "data"))
    return tmp_path


@time_machine.travel(WRITTEN, tick=False)
@pytest.mark.parametrize("fence", guide.fences("yaml"), ids=_at)
def test_every_whole_file_has_no_errors(fence: Fence, folder: Path) -> None:
    found = examine(fence.body, guide.file_name(fence), folder)
    assert found.errors == ()


@time_machine.travel(WRITTEN, tick=False)
@pytest.mark.parametrize("fence", guide.fences(*FRAGMENTS), ids=_at)
def test_every_fragment_has_no_errors(fence: Fence, folder: Path) -> None:
    text = guide.whole(fence)
    assert examine(text, f"PROTOCOLS.md:{fence.line}", folder).errors == (), text


@pytest.mark.parametrize("fence", guide.fences("console"), ids=_at)
def test_every_command_prints_what_the_guide_shows(fence: Fence, folder: Path) -> None:
    for command in guide.commands(fence):
        with time_machine.travel(WRITTEN, tick=False):
            result: Result = CliRunner().invoke(cli, list(command.words))
        assert guide.shows(command.output, result.output), result.output


def test_nothing_that_looks_like_an_example_goes_untried() -> None:
    text = guide.GUIDE.read_text(encoding="utf-8")
    tried_kinds = ("yaml", "yaml broken", "console", *FRAGMENTS)
    assert text.count("\n```yaml") + text.count("\n```console") == len(guide.fences(*tried_kinds))


LEAFLET = [row for row in guide.table("leaflet") if row[1].startswith("{")]


@pytest.mark.parametrize("row", LEAFLET, ids=lambda row: str(row[0]))
def test_every_line_of_a_leaflet_can_be_written_so(row: list[str], folder: Path) -> None:
    words = '{title: Do not do this, text: "Do not do this.", why: It helps.}'
    step = f"steps:\n  - {row[1].removesuffix('}')}, step: it, en: {words}}}\n"
    text = "protocol: leaflet\ntitle: {en: Leaflet}\n" + step
    found = examine(text, "leaflet.yaml", folder)
    assert found.errors == (), text
    assert not any(":4:" in warning for warning in found.warnings), found.warnings


@pytest.mark.parametrize("row", guide.table("conditions"), ids=lambda row: str(row[0]))
def test_every_condition_of_the_guide_can_be_asked(row: list[str], folder: Path) -> None:
    ground = next(f for f in guide.fences("yaml") if guide.file_name(f) == "conditions.yaml")
    tree: Any = read_source(ground.body, "conditions.yaml").tree
    tree["steps"][0]["when"] = read_source(row[0], "a row").tree
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    assert examine(text, "conditions.yaml", folder).errors == (), text


def test_the_conditions_of_the_guide_are_all_there_are() -> None:
    fields = shape.WhenShape.model_fields.items()
    said = {key for row in guide.table("conditions") for key in _keys(row[0])}
    assert {field.alias or key for key, field in fields} <= said


def _keys(condition: str) -> set[str]:
    def inside(tree: Any) -> set[str]:
        if isinstance(tree, dict):
            return set(tree) | {key for value in tree.values() for key in inside(value)}
        return {key for item in tree for key in inside(item)} if isinstance(tree, list) else set()

    return inside(read_source(condition, "a row").tree)


def test_every_link_within_the_guide_leads_somewhere() -> None:
    assert guide.links() - guide.headings() == set()
