"""The names a protocol's files give to things, broken ones included.

An element with a problem of its own is still known by name, so that one slip is told once and not
again at every place that mentions it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from checklist.core.plan.model import PLANNED_ANCHORS
from checklist.core.schedule import BOOKED
from checklist.protocols.source import Tree

__all__ = ["PLACES", "Names", "names_in"]

PLACES = ("opens", "due", "closes")
"""The moments of a step's window; ``drops.closes`` names one of another step's."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """Every name that may be mentioned.

    ``regimens`` goes from a regimen to its options; ``written`` are the (language, state) of the
    medicine words that stand in the file, where the others are Tickwell's own.
    """

    anchors: frozenset[str]
    choices: frozenset[str]
    questions: frozenset[str]
    groups: frozenset[str]
    steps: frozenset[str]
    regimens: Mapping[str, tuple[str, ...]]
    languages: frozenset[str]
    written: frozenset[tuple[str, str]]

    @cached_property
    def moments(self) -> frozenset[str]:
        """All that a timing may count from: anchors, steps, and the moments of steps."""
        places = (f"{step}.{place}" for step in self.steps for place in PLACES)
        return self.anchors | self.steps | frozenset(places)


def names_in(trees: Iterable[Tree], languages: frozenset[str]) -> Names:
    """The names in files as they were read, whatever else may be wrong with them."""
    trees = list(trees)
    regimens: dict[str, tuple[str, ...]] = {}
    for tree in trees:
        for regimen in _listed(tree, "regimens"):
            for name in _named([regimen], "regimen"):
                regimens[name] = tuple(_named(_inside(regimen, "options"), "option"))
    return Names(
        anchors=frozenset(
            (*PLANNED_ANCHORS, BOOKED, *(key for tree in trees for key in _block(tree, "anchors")))
        ),
        choices=frozenset(_all(trees, "choices", "choice")),
        questions=frozenset(_all(trees, "questions", "question")),
        groups=frozenset(_all((_inside(t, "medicines") for t in trees), "groups", "group")),
        steps=frozenset(_all(trees, "steps", "step")),
        regimens=regimens,
        languages=languages,
        written=frozenset(
            (language, state)
            for tree in trees
            for language in languages
            for state in _block(_inside(tree, "medicines"), language)
        ),
    )


def _all(trees: Iterable[Tree], section: str, key: str) -> Iterator[str]:
    for tree in trees:
        yield from _named(_inside(tree, section), key)


def _inside(tree: Tree, key: str) -> Tree:
    return tree.get(key, "") if isinstance(tree, dict) else ""


def _listed(tree: Tree, key: str) -> list[Tree]:
    items = _inside(tree, key)
    return items if isinstance(items, list) else []


def _block(tree: Tree, key: str) -> tuple[str, ...]:
    inside = _inside(tree, key)
    return tuple(inside) if isinstance(inside, dict) else ()


def _named(items: Tree, key: str) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        name = _inside(item, key)
        if isinstance(name, str) and name:
            yield name
