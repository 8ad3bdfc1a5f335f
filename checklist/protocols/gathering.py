"""The languages of a file: which it claims, and where its words stand.

Authors write an element's languages among its other keys (``en:``). Here they are gathered under
one key of the house's own, ``words``, so that the shape of an element is the same in any language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from checklist.protocols.problems import Finding, Path
from checklist.protocols.source import Source, Tree

__all__ = ["WORDS", "gathered", "languages_in", "reserved", "without"]

WORDS: Final = "words"
"""The key under which an element's languages are gathered; no author ever sees it."""

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")

_AMONG: Final[tuple[tuple[str, ...], ...]] = (
    ("steps", "*"),
    ("steps", "*", "measure", "outside", "*"),
    ("questions", "*"),
    ("red_flags", "*"),
    ("about", "*"),
    ("medicines",),
)
"""Where languages stand among other keys."""

_ALONE: Final[tuple[tuple[str, ...], ...]] = (
    ("title",),
    ("texts",),
    ("choices", "*", "options", "*"),
    ("questions", "*", "options", "*"),
    ("steps", "*", "repeat", "amount"),
    ("steps", "*", "repeat", "stages", "*", "amount"),
)
"""Where every key is a language."""


def languages_in(tree: Tree) -> frozenset[str]:
    """The languages a file claims: those of its ``texts``, else of its title; none is no claim."""
    for key in ("texts", "title"):
        block = tree.get(key) if isinstance(tree, dict) else None
        if isinstance(block, dict):
            return frozenset(name for name in block if _LANGUAGE.fullmatch(name))
    return frozenset()


def gathered(tree: Tree, languages: frozenset[str]) -> Tree:
    """With the languages of every element gathered under ``words``, as the shape has them."""
    for pattern in _AMONG:
        tree = _changed(tree, pattern, lambda item: _gather(item, languages))
    return tree


def without(tree: Tree, languages: frozenset[str]) -> Tree:
    """Without the words of these languages: a block may speak more than the protocol using it."""
    if not languages:
        return tree
    for pattern in (*_AMONG, *_ALONE):
        tree = _changed(tree, pattern, lambda item: _dropped(item, languages))
    return tree


def reserved(source: Source) -> Iterator[Finding]:
    """``words`` is the house's own key: in a file it would take the place of the languages."""
    for path in source.keys:
        if path[-1] == WORDS and any(_matches(path[:-1], pattern) for pattern in _AMONG):
            text = "there is no key “words” here. Write the language, such as “en:”."
            yield Finding(path=path, text=text, at_key=True)


def _matches(path: Path, pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(
        known in ("*", part) for part, known in zip(path, pattern, strict=True)
    )


def _changed(tree: Tree, pattern: tuple[str, ...], change: Callable[[Tree], Tree]) -> Tree:
    """The tree with every place that the pattern leads to changed; "*" is any item or key."""
    if not pattern:
        return change(tree)
    head, rest = pattern[0], pattern[1:]
    if isinstance(tree, list) and head == "*":
        return [_changed(item, rest, change) for item in tree]
    if isinstance(tree, dict) and (head == "*" or head in tree):
        return {
            key: _changed(value, rest, change) if head in ("*", key) else value
            for key, value in tree.items()
        }
    return tree


def _gather(item: Tree, languages: frozenset[str]) -> Tree:
    if not isinstance(item, dict):
        return item
    words: Mapping[str, Tree] = {key: value for key, value in item.items() if key in languages}
    rest = {key: value for key, value in item.items() if key not in languages and key != WORDS}
    return {**rest, WORDS: dict(words)} if words else rest


def _dropped(item: Tree, languages: frozenset[str]) -> Tree:
    if not isinstance(item, dict):
        return item
    return {key: value for key, value in item.items() if key not in languages}
