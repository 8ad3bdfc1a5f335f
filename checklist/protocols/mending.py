"""A tree with slips in its shape, mended as far as that can be done without guessing.

A key nobody knows is taken out, a word that is nearly right becomes the right one, and a value that
cannot be is left out. What still has no shape after that is set aside as a whole element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from checklist.protocols.problems import Path
from checklist.protocols.shape_problems import author_path
from checklist.protocols.source import Tree

__all__ = ["LISTS", "mended", "set_aside"]

LISTS: Final[tuple[Path, ...]] = (
    ("steps",),
    ("questions",),
    ("choices",),
    ("regimens",),
    ("red_flags",),
    ("sign_off",),
    ("about",),
    ("medicines", "groups"),
)
"""The sections that are lists of elements."""


def mended(tree: Tree, error: ValidationError) -> tuple[Tree, frozenset[Path]]:
    """The tree without its slips, and the blocks of the file from which a key was taken."""
    without: set[Path] = set()
    for detail in error.errors(include_url=False):
        path = _key(tuple(detail["loc"]))
        if detail["type"] == "missing" or _element(path) in (None, path):
            continue
        meant = _meant(detail)
        tree = _changed(tree, path, meant)
        if meant is None:
            without.add(author_path(path[:-1]))
    return tree, frozenset(without)


def set_aside(tree: Tree, broken: Iterable[Path]) -> tuple[Tree, dict[Path, list[int]]]:
    """Without the elements that hold a problem, and where those that are left stood."""
    broken = list(broken)
    aside = {element for path in broken if (element := _element(path)) is not None}
    for path in broken:
        if _element(path) is None:
            depth = 2 if path[0] in ("anchors", "texts", "medicines") else 1
            tree = _changed(tree, path[:depth], None)
    kept: dict[Path, list[int]] = {}
    for section in LISTS:
        items = _at(tree, section)
        if isinstance(items, list) and any(path[:-1] == section for path in aside):
            kept[section] = [i for i in range(len(items)) if (*section, i) not in aside]
            tree = _put(tree, section, [items[i] for i in kept[section]])
    return tree, kept


def _key(path: Path) -> Path:
    """The way to the key that holds the slip: an item goes with its list."""
    while path and (isinstance(path[-1], int) or path[-1] == "[key]"):
        path = path[:-1]
    return path


def _meant(detail: ErrorDetails) -> str | None:
    """The one word of a closed list that was nearly written."""
    said = detail["input"]
    if detail["type"] not in ("enum", "literal_error") or not isinstance(said, str):
        return None
    known = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    return next(iter(get_close_matches(said.lower(), known, n=1, cutoff=0.6)), None)


def _element(path: Path) -> Path | None:
    """The list element that ``path`` leads into."""
    for section in LISTS:
        size = len(section)
        if path[:size] == section and len(path) > size:
            return path[: size + 1]
    return None


def _at(tree: Tree, path: Path) -> Tree:
    for part in path:
        tree = tree.get(str(part), "") if isinstance(tree, dict) else ""
    return tree


def _put(tree: Tree, path: Path, value: Tree) -> Tree:
    if not path or not isinstance(tree, dict):
        return value
    head, *rest = path
    return {**tree, str(head): _put(tree.get(str(head), {}), tuple(rest), value)}


def _changed(tree: Tree, path: Path, value: str | None) -> Tree:
    """With the value at ``path`` changed, or the key taken out where there is none."""
    head, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(head, int) and head < len(tree):
        changed = _changed(tree[head], rest, value) if rest else tree[head]
        return [*tree[:head], changed, *tree[head + 1 :]]
    if not isinstance(tree, dict) or head not in tree:
        return tree
    if rest and isinstance(tree[str(head)], dict | list):
        return {**tree, str(head): _changed(tree[str(head)], rest, value)}
    left = {key: inside for key, inside in tree.items() if key != head}
    return left if value is None or rest else {**tree, str(head): value}
