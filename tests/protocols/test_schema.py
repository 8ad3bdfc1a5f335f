"""The JSON Schema for editors takes what the reader takes, and tells the plainest slips."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checklist.protocols import load_shipped, shipped, shipped_blocks
from checklist.protocols.schema import json_schema
from checklist.protocols.source import Tree, read_source
from tests.protocols.small import SMALL, small

VALIDATOR = Draft202012Validator(json_schema())


def as_editors_see(tree: Tree) -> Any:
    """With the types that today's editors guess: 1 is a number, true a truth, yes a word."""
    if isinstance(tree, dict):
        return {key: as_editors_see(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_editors_see(value) for value in tree]
    if re.fullmatch(r"-?\d+(\.\d+)?", tree):
        return float(tree) if "." in tree else int(tree)
    return {"true": True, "false": False}.get(tree, tree)


def slips(text: str) -> list[str]:
    tree = read_source(text, "any.yaml").tree
    seen = [error.message for error in VALIDATOR.iter_errors(as_editors_see(tree))]
    return seen or [error.message for error in VALIDATOR.iter_errors(tree)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("name", shipped())
def test_it_takes_every_shipped_protocol(name: str) -> None:
    text = files("checklist.protocols").joinpath(f"{name}.yaml").read_text("utf-8")
    assert slips(text) == []


@pytest.mark.parametrize("name", shipped_blocks())
def test_it_takes_every_shipped_block(name: str) -> None:
    text = files("checklist.protocols").joinpath("blocks", f"{name}.yaml").read_text("utf-8")
    assert slips(text) == []


def test_it_takes_five_lines() -> None:
    text = (
        "protocol: hearing-test\n"
        "title: {en: Hearing test}\n"
        "steps:\n"
        "  - {step: arrive, kind: attend, due: arrival,\n"
        '     en: {title: Come to us, text: "Come to {place} at {arrival}."}}\n'
    )
    assert slips(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    fasting: food", "    fastign: food"),
        ("kind: avoid", "kind: avoids"),
        ("phase: day", "phase: dya"),
        ("criticality: 2", "criticality: 4"),
        ("    label: Without food\n", ""),
        ("slipped: I ate", "sliped: I ate"),
        ("on: 2026-11-02}", "on: 2 November}"),
        ("sources: [S20]", "sources: [S-20]"),
        ("reviewed: yes", "reviewed: maybe"),
        ("paragraphs: [A page.]", "paragraphs: A page."),
        ("step: no-food", "step: No food"),
        ("title: {en: Small}", "title: Small"),
        ("title: {en: Small}", "title: {english: Small}"),
    ],
)
def test_it_tells_a_slip(old: str, new: str) -> None:
    assert slips(SMALL) == []
    assert slips(small(old, new)), new


def test_a_step_without_words_is_a_slip() -> None:
    assert slips("protocol: a\ntitle: {en: A}\nsteps:\n  - {step: b, kind: know}\n")


def test_every_block_of_keys_says_what_it_is() -> None:
    """An editor shows it beside the cursor."""
    for name, block in json_schema()["$defs"].items():
        if "properties" in block:
            assert block["description"], name


def test_shipped_files_are_read() -> None:
    """What the schema takes here is a protocol, not an empty file."""
    assert all(load_shipped(name)[1].steps for name in shipped())
