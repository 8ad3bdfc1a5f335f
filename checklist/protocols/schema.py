"""A JSON Schema of protocol files, for editors that complete and check as one types.

It is made from the same model as the reader (``shape``), so the two cannot disagree about a key.
What only the reader can tell, such as a timing that means nothing, is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import TypeAdapter

from checklist.protocols.gathering import WORDS
from checklist.protocols.shape import BlockShape, FileShape

__all__ = ["json_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE: Final = "^[a-z]{2}$"  # no key of an element has two letters; some have three
_SCALAR: Final = ["string", "number", "boolean"]
_TITLE: Final = "A Tickwell protocol, or a block that protocols use"


def json_schema() -> dict[str, Any]:
    """The schema of a protocol file, and of a block (draft 2020-12)."""
    made = TypeAdapter(FileShape | BlockShape).json_schema(by_alias=True, mode="validation")
    for node in list(_nodes(made)):
        _spoken(node)
        _quiet(node)
    file, block = made.pop("anyOf")
    # One of them is asked for, so that an editor says what is wrong and not that neither fits.
    asked = {"if": {"required": ["block"]}, "then": block, "else": file}
    return {"$schema": _DIALECT, "title": _TITLE, **made, **asked}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _spoken(node: dict[str, Any]) -> None:
    """Where the model gathers languages under one key, authors write them among the others."""
    properties = node.get("properties")
    if isinstance(properties, dict) and WORDS in properties:
        words = properties.pop(WORDS)
        node["patternProperties"] = {_LANGUAGE: words["additionalProperties"]}
        if WORDS in node.get("required", ()):
            node["required"] = [key for key in node["required"] if key != WORDS]
            node["minProperties"] = len(node["required"]) + 1
    elif "patternProperties" in node:
        node["additionalProperties"] = False


def _quiet(node: dict[str, Any]) -> None:
    """Without what only machines would read; a plain text may look like a number to an editor."""
    if "properties" in node or "enum" in node:
        node.pop("title", None)
    for part in node.get("properties", {}).values():
        part.pop("title", None)
        part.pop("default", None)
        if part.get("type") == "string" and "pattern" not in part and "enum" not in part:
            part["type"] = _SCALAR
        _without_null(part)


def _without_null(part: dict[str, Any]) -> None:
    """A key is left out, never empty."""
    arms = [arm for arm in part.get("anyOf", ()) if arm.get("type") != "null"]
    if len(arms) == 1:
        del part["anyOf"]
        part.update({key: value for key, value in arms[0].items() if key not in part})
    elif arms:
        part["anyOf"] = arms
