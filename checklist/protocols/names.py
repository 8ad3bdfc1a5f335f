"""The names a protocol file gives to things, broken ones included.

An element with a problem of its own is still known by name, so that one slip is told once and not
again at every place that mentions it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checklist.core.plan.model import PLANNED_ANCHORS
from checklist.core.schedule import BOOKED
from checklist.protocols.source import Tree

__all__ = ["Names", "names_in"]


@dataclass(frozen=True, kw_only=True)
class Names:
    """Every name that may be mentioned."""

    anchors: frozenset[str]
    choices: frozenset[str]
    questions: frozenset[str]
    groups: frozenset[str]
    languages: frozenset[str]


def names_in(tree: Tree) -> Names:
    """The names in a file as it was read, whatever else may be wrong with it."""
    return Names(
        anchors=frozenset((*PLANNED_ANCHORS, BOOKED, *_block(tree, "anchors"))),
        choices=frozenset(_named(_inside(tree, "choices"), "choice")),
        questions=frozenset(_named(_inside(tree, "questions"), "question")),
        groups=frozenset(_named(_inside(_inside(tree, "medicines"), "groups"), "group")),
        languages=frozenset(_block(tree, "texts")) or frozenset({"en"}),
    )


def _inside(tree: Tree, key: str) -> Tree:
    return tree.get(key, "") if isinstance(tree, dict) else ""


def _block(tree: Tree, key: str) -> tuple[str, ...]:
    inside = _inside(tree, key)
    return tuple(inside) if isinstance(inside, dict) else ()


def _named(items: Tree, key: str) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        name = _inside(item, key)
        if isinstance(name, str) and name:
            yield name
