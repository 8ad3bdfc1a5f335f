"""Reads a YAML file as plain text, lists and blocks, and remembers where each of them stands.

Nothing is guessed: ``18:00`` is those five characters and ``no`` is a word, where YAML's usual
reading makes them 1080 and False. A key written twice is a problem, where it would silently win
over the first. Links inside the file (``&``, ``*``, ``<<``) and ``!tags`` are refused: a clinician
should be able to read what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import yaml

from checklist.core.errors import ProtocolError
from checklist.protocols.problems import Finding, Path, Place

__all__ = ["Source", "Tree", "read_source"]

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

_DEEPEST = 24
"""Nesting beyond this is a slip of the keyboard, or meant to exhaust the reader."""

_TOP = Place(1, 1)

_A_KEY = "a key"  # where a key is read as any value would be; nothing stands there

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The reader that guesses no types; in C where PyYAML has it, which is ten times as fast."""


class _Mark(Protocol):
    """Where the YAML reader stands, counted from 0; its two readers have a type each."""

    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file's content, with the places of its values and of its keys."""

    name: str
    text: str
    tree: Tree
    values: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    findings: tuple[Finding, ...] = field(default=())

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where ``path`` stands, or the nearest thing around it that stands in the file."""
        if at_key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, _TOP)

    def problem(self, finding: Finding) -> tuple[Place, str]:
        """The finding as its author reads it, with its place to sort by."""
        at = self.place(finding.path, at_key=finding.at_key)
        weight = "warning: " if finding.warning else ""
        return at, f"{self.name}:{at.line}:{at.column}: {weight}{finding.text}"


def read_source(text: str, name: str) -> Source:
    """The file ``text``, called ``name`` in what is said about it.

    Raises ProtocolError where it is not YAML at all, or uses what is refused here. Keys written
    twice are among the ``findings``, so that they are told together with all else.
    """
    reading = _Reading(name, text)
    try:
        tree = reading.whole()
    except (yaml.reader.ReaderError, UnicodeEncodeError) as wrong:
        at = wrong.start if isinstance(wrong, UnicodeEncodeError) else int(wrong.position)
        raise ProtocolError([_unprintable(name, text, at)]) from None
    except yaml.MarkedYAMLError as wrong:
        said = _plain(wrong, text)
        raise ProtocolError([_said(name, wrong.problem_mark, said)]) from None
    if reading.refused:
        raise ProtocolError(reading.refused)
    return Source(
        name=name,
        text=text,
        tree=tree,
        values=reading.values,
        keys=reading.keys,
        findings=tuple(reading.findings),
    )


class _Reading:
    """Walks through the file once, noting places and findings on the way.

    ``refused`` is what YAML could do and a protocol may not.
    """

    def __init__(self, name: str, text: str) -> None:
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self.refused: list[str] = []
        self._name = name
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))

    def whole(self) -> Tree:
        """All of the file. Raises ProtocolError where it is no use to read on."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise ProtocolError([f"{self._name}:1:1: the file is empty."])
        tree = self._tree(next(self._events), ())
        next(self._events)
        another = next(self._events)
        if not isinstance(another, yaml.StreamEndEvent):
            one = "a file holds one protocol: take the line “---” out."
            raise ProtocolError([_said(self._name, another.start_mark, one)])
        return tree

    def _tree(self, event: Any, path: Path) -> Tree:
        self.values[path] = _place(event.start_mark)
        if event.anchor:
            self._refuse(event, "“&” and “*” are not used here; write the words out.")
        if isinstance(event, yaml.AliasEvent):
            return ""
        if event.tag:
            self._refuse(event, "“!” is not used here; put the words in quotation marks.")
        if isinstance(event, yaml.ScalarEvent):
            return " ".join(event.value.split())
        if len(path) >= _DEEPEST:
            self._refuse(event, "this is nested too deeply.")
            raise ProtocolError(self.refused)
        if isinstance(event, yaml.MappingStartEvent):
            return self._block(path)
        return self._list(path)

    def _refuse(self, event: Any, text: str) -> None:
        self.refused.append(_said(self._name, event.start_mark, text))

    def _list(self, path: Path) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._tree(event, (*path, len(items))))
        return items

    def _block(self, path: Path) -> dict[str, Tree]:
        block: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            place = _place(event.start_mark)
            key = self._tree(event, (*path, _A_KEY))
            if not isinstance(key, str):
                self.findings.append(Finding(path=path, text="expected a word before the colon."))
                key = ""
            here = (*path, key)
            if key in block:
                # A path of its own, so that the finding points at the second one.
                here = (*path, f"{key} (again)")
                first = self.keys[(*path, key)].line
                text = f"“{key}” is written twice; it stands in line {first} already."
                self.findings.append(Finding(path=here, text=text, at_key=True))
            self.keys[here] = place
            value = self._tree(next(self._events), here)
            block.setdefault(key, value)
        return block


_PLAINLY = (
    (
        "',' or",
        "between brackets, words that hold “{”, “}”, “[” or “]” need quotes around them "
        "(or a comma or a bracket is missing).",
    ),
    ("could not find expected ':'", "expected a key, a colon and a space, such as “due: arrival”."),
    ("expected '-' indicator", "this line is not set in as far as the lines it belongs to."),
    ("expected <block end>", "this line is not set in as far as the lines it belongs to."),
    (
        "did not find expected key",
        "is this line set in as the others are, with its words in quotes?",
    ),
    ("mapping values are not allowed", "a second colon in one line: put the words in quotes."),
    ("cannot start any token", "words that begin with this character need quotes around them."),
    ("unexpected end of stream", "quotes are opened and never closed."),
    ("another document", "a file holds one protocol: take the line “---” out."),
    ("node content", "a bracket or a value is missing."),
    ("escape character", "write “\\” as it is, in single quotes."),
)
"""The commonest slips, by a part of what the YAML reader says of them."""


_SLOT_FIRST = re.compile(r":\s+(\{[a-z_:]+\}\s*[^\s,}].*)$")
"""Words that begin with a slot, and no quotes around them."""


def _plain(wrong: yaml.MarkedYAMLError, text: str) -> str:
    said, mark = wrong.problem or "unexpected text", wrong.problem_mark
    line = "" if mark is None else "".join(text.splitlines()[mark.line : mark.line + 1])
    if line.lstrip(" ").startswith("\t"):
        return "there is a tab here; use spaces to set a line in."
    slot = _SLOT_FIRST.search(line)
    if slot:
        return f'words that hold “{{” need quotes around them: "{slot[1].strip()}".'
    if line.count("'") % 2:
        return "words with an apostrophe go in double quotes, or in none."
    for part, plainly in _PLAINLY:
        if part in said:
            return plainly
    return f"this is not laid out as YAML: {said}."


def _unprintable(name: str, text: str, position: int) -> str:
    before = text[:position]
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    return f"{name}:{line}:{column}: there is a character here that cannot be read."


def _said(name: str, mark: _Mark | None, text: str) -> str:
    at = _place(mark)
    return f"{name}:{at.line}:{at.column}: {text}"


def _place(mark: _Mark | None) -> Place:
    return _TOP if mark is None else Place(mark.line + 1, mark.column + 1)
