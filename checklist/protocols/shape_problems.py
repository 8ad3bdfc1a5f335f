"""Says in an author's words what pydantic finds wrong with the shape of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError

from checklist.protocols.gathering import WORDS
from checklist.protocols.problems import Finding, Path, one_of, suggestion
from checklist.protocols.shape import PartShape, Shape
from checklist.protocols.shape_sayings import COMMA, said_of

__all__ = ["author_path", "shape_findings"]

_NOT_IN_A_BLOCK = {
    "uses": "a block takes in no other: name both in the protocol that uses them.",
    "medicines": "“medicines” stand in a protocol, not in a block.",
}

_WORDS_FOR_PEOPLE = re.compile(r"[^a-z0-9_-]")


def shape_findings(
    error: ValidationError, languages: frozenset[str], whole: type[PartShape]
) -> Iterator[Finding]:
    """Every problem with the shape of a file that should be a ``whole``.

    ``languages`` are keys that may stand among an element's.
    """
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        if detail["type"] == "missing":
            yield _missing(path, languages, whole)
        elif detail["type"] == "extra_forbidden":
            yield _unknown_key(path, languages, whole)
        else:
            at_key = path[-1:] == ("[key]",)
            yield Finding(path=author_path(path), text=said_of(detail), at_key=at_key)


def author_path(path: Path) -> Path:
    """The way to the same value in the file as it was written."""
    return tuple(part for part in path if part not in (WORDS, "[key]"))


def _missing(path: Path, languages: frozenset[str], whole: type[PartShape]) -> Finding:
    if path[-1] == WORDS:
        text = f"the words are missing: expected “{one_of(sorted(languages))}:”."
    else:
        known = _choices_at(path, whole)
        text = f"“{path[-1]}” is missing here{f': expected {one_of(known)}' if known else ''}."
    return Finding(path=author_path(path[:-1]), text=text)


def _unknown_key(path: Path, languages: frozenset[str], whole: type[PartShape]) -> Finding:
    known = _keys_at(path[:-1], whole)
    key = str(path[-1])
    text = f"there is no key “{key}” here."
    if len(path) == 1 and "block" in known and key in _NOT_IN_A_BLOCK:
        text = _NOT_IN_A_BLOCK[key]
    elif WORDS in known and key in _keys_at((*path[:-1], WORDS, "en"), whole):
        language = min(languages, default="en")
        text = f"“{key}” stands inside a language: write it under “{language}:”."
    else:
        if WORDS in known:
            known = known - {WORDS} | languages
        near = suggestion(key, known) or (COMMA if _WORDS_FOR_PEOPLE.search(key) else "")
        text += near or f" Expected {one_of(sorted(known))}."
    return Finding(path=author_path(path), text=text, at_key=True)


def _choices_at(path: Path, whole: type[PartShape]) -> list[str]:
    """The words of the closed list that may stand at ``path``; nothing where any may."""
    found: Any = whole
    for part in path:
        found = _inside(found, part)
    if isinstance(found, type) and issubclass(found, StrEnum):
        return [str(member) for member in found]
    return list(get_args(found)) if get_origin(found) is Literal else []


def _keys_at(path: Path, whole: type[PartShape]) -> frozenset[str]:
    """The keys that may stand in the block that ``path`` leads to."""
    found: Any = whole
    for part in path:
        found = _inside(found, part)
    if isinstance(found, type) and issubclass(found, Shape):
        return frozenset(field.alias or name for name, field in found.model_fields.items())
    return frozenset()


def _inside(outer: Any, part: str | int) -> Any:
    """The type of what stands at ``part`` inside the type ``outer``."""
    if isinstance(outer, type) and issubclass(outer, Shape):
        fields = {field.alias or name: field for name, field in outer.model_fields.items()}
        return _bare(fields[str(part)].annotation)
    return _bare(get_args(outer)[-1])


def _bare(kind: Any) -> Any:
    """Without ``Annotated`` and ``| None``."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _bare(next(arm for arm in get_args(kind) if arm is not NoneType))
    return kind
