"""Says in an author's words what pydantic finds wrong with the shape of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from checklist.protocols.gathering import WORDS
from checklist.protocols.problems import Finding, Path, one_of, suggestion
from checklist.protocols.shape import PartShape, Shape

__all__ = ["author_path", "shape_findings"]

_NOT_IN_A_BLOCK = {
    "uses": "a block takes in no other: name both in the protocol that uses them.",
    "medicines": "“medicines” stand in a protocol, not in a block.",
}

_A_LIST = "expected a list: lines that start with “- ”."
_A_BLOCK = "expected a block of keys, set in below this line."
_WORDS_FOR_PEOPLE = re.compile(r"[^a-z0-9_-]")
_COMMA = " Between brackets, words that hold a comma need quotes around them."


def shape_findings(
    error: ValidationError, languages: frozenset[str], whole: type[PartShape]
) -> Iterator[Finding]:
    """Every problem with the shape of a file that should be a ``whole``.

    ``languages`` are keys that may stand among an element's.
    """
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        if detail["type"] == "missing":
            yield _missing(path, languages)
        elif detail["type"] == "extra_forbidden":
            yield _unknown_key(path, languages, whole)
        else:
            say = _SAY.get(detail["type"], _otherwise)
            at_key = path[-1:] == ("[key]",)
            yield Finding(path=author_path(path), text=say(detail), at_key=at_key)


def author_path(path: Path) -> Path:
    """The way to the same value in the file as it was written."""
    return tuple(part for part in path if part not in (WORDS, "[key]"))


def _missing(path: Path, languages: frozenset[str]) -> Finding:
    if path[-1] == WORDS:
        text = f"the words are missing: expected “{one_of(sorted(languages))}:”."
    else:
        text = f"“{path[-1]}” is missing here."
    return Finding(path=author_path(path[:-1]), text=text)


def _unknown_key(path: Path, languages: frozenset[str], whole: type[PartShape]) -> Finding:
    known = _keys_at(path[:-1], whole)
    if WORDS in known:
        known = known - {WORDS} | languages
    key = str(path[-1])
    if len(path) == 1 and "block" in known and key in _NOT_IN_A_BLOCK:
        return Finding(path=author_path(path), text=_NOT_IN_A_BLOCK[key], at_key=True)
    near = suggestion(key, known) or (_COMMA if _WORDS_FOR_PEOPLE.search(key) else "")
    near = near or f" Expected {one_of(sorted(known))}."
    return Finding(path=author_path(path), text=f"there is no key “{key}” here.{near}", at_key=True)


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


def _not_among(detail: ErrorDetails) -> str:
    known = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    said = detail["input"]
    if not isinstance(said, str):
        return f"expected {one_of(known)}."
    return f"expected {one_of(known)}, found “{said}”.{suggestion(said, known)}"


_EXAMPLES = {
    r"^[a-z][a-z0-9_]*$": "a name in small letters, digits and “_”, such as food_hours",
    r"^[a-z][a-z0-9-]*$": "a name in small letters, digits and “-”, such as no-food",
    r"^[a-z][a-z0-9_-]*$": "a name in small letters, digits, “-” and “_”, such as gentle",
    r"^[a-z]{2,3}$": "a language such as en",
    r"^[A-Z]+$": "capital letters such as S",
    r"^[A-Z]+[0-9]+$": "a source row such as S07",
    r"^[1-9][0-9]{0,3}$": "a whole number from 1",
}


def _misspelt(detail: ErrorDetails) -> str:
    expected = _EXAMPLES.get(detail["ctx"]["pattern"], "a number such as 12 or 0.5")
    comma = _COMMA if detail["loc"][-1] == "[key]" and " " in detail["input"] else ""
    return f"expected {expected}, found “{detail['input']}”.{comma}"


def _otherwise(detail: ErrorDetails) -> str:
    return f"{detail['msg']}."


_SAY: dict[str, Callable[[ErrorDetails], str]] = {
    "enum": _not_among,
    "literal_error": _not_among,
    "string_pattern_mismatch": _misspelt,
    "string_type": lambda _: "expected words on this line.",
    "string_too_short": lambda _: "this is empty; write the words, or take the line out.",
    "list_type": lambda _: _A_LIST,
    "too_short": lambda _: "this is empty; write at least one.",
    "dict_type": lambda _: _A_BLOCK,
    "model_type": lambda _: _A_BLOCK,
    "model_attributes_type": lambda _: _A_BLOCK,
    "value_error": lambda detail: f"{detail['ctx']['error']}.",
}
