"""Reads a YAML file as plain text, lists and blocks, and remembers where each of them stands.

Nothing is guessed: ``18:00`` is those five characters and ``no`` is a word, where YAML's usual
reading makes them 1080 and False. A key written twice is a problem, where it would silently win
over the first. Links inside the file (``&``, ``*``, ``<<``) and ``!tags`` are refused: a clinician
should be able to read what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import yaml

from checklist.core.errors import ProtocolError
from checklist.protocols.problems import Finding, Path, Place

__all__ = ["Source", "Tree", "read_source"]

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

_DEEPEST = 24
"""Nesting beyond this is a slip of the keyboard, or meant to exhaust the reader."""

_TOP = Place(1, 1)

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
    try:
        refused = list(_refused(text))
        node = None if refused else yaml.compose(text, Loader=_LOADER)
    except (yaml.reader.ReaderError, UnicodeEncodeError) as wrong:
        at = wrong.start if isinstance(wrong, UnicodeEncodeError) else int(wrong.position)
        raise ProtocolError([_unprintable(name, text, at)]) from None
    except yaml.MarkedYAMLError as wrong:
        said = _plain(wrong, text)
        raise ProtocolError([_said(name, wrong.problem_mark, said)]) from None
    if refused:
        raise ProtocolError([_said(name, mark, text) for mark, text in refused])
    if node is None:
        raise ProtocolError([f"{name}:1:1: the file is empty."])
    reading = _Reading(values={}, keys={}, findings=[])
    tree = reading.tree(node, ())
    return Source(
        name=name,
        text=text,
        tree=tree,
        values=reading.values,
        keys=reading.keys,
        findings=tuple(reading.findings),
    )


@dataclass(frozen=True)
class _Reading:
    """Walks the nodes once, noting places and findings on the way."""

    values: dict[Path, Place]
    keys: dict[Path, Place]
    findings: list[Finding]

    def tree(self, node: yaml.Node, path: Path) -> Tree:
        self.values[path] = _place(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._block(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.tree(item, (*path, index)) for index, item in enumerate(node.value)]
        return " ".join(str(node.value).split())

    def _block(self, node: yaml.MappingNode, path: Path) -> dict[str, Tree]:
        block: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place, here = _place(key_node.start_mark), (*path, key)
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.append(Finding(path=path, text="expected a word before the colon."))
            elif key in block:
                # A path of its own, so that the finding points at the second one.
                here = (*path, f"{key} (again)")
                first = self.keys[(*path, key)].line
                text = f"“{key}” is written twice; it stands in line {first} already."
                self.findings.append(Finding(path=here, text=text, at_key=True))
            self.keys[here] = place
            value = self.tree(value_node, here)
            block.setdefault(key, value)
        return block


def _refused(text: str) -> Iterator[tuple[_Mark | None, str]]:
    """What YAML could do and a protocol may not."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield event.start_mark, "“&” and “*” are not used here; write the words out."
        if getattr(event, "tag", None):
            yield event.start_mark, "“!” is not used here; put the words in quotation marks."
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            yield event.start_mark, "this is nested too deeply."
            return


_PLAINLY = (
    (
        "',' or",
        "between brackets, words that hold “{”, “}”, “[” or “]” need quotes around them "
        "(or a comma or a bracket is missing).",
    ),
    ("mapping values are not allowed", "a second colon in one line: put the words in quotes."),
    ("cannot start any token", "words that begin with this character need quotes around them."),
    ("unexpected end of stream", "quotes are opened and never closed."),
    ("another document", "a file holds one protocol: take the line “---” out."),
    ("node content", "a bracket or a value is missing."),
    ("escape character", "write “\\” as it is, in single quotes."),
)
"""The commonest slips, by a part of what the YAML reader says of them."""


def _plain(wrong: yaml.MarkedYAMLError, text: str) -> str:
    said, mark = wrong.problem or "unexpected text", wrong.problem_mark
    line = "" if mark is None else "".join(text.splitlines()[mark.line : mark.line + 1])
    if line.lstrip(" ").startswith("\t"):
        return "there is a tab here; use spaces to set a line in."
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
