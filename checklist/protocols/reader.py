"""From the text of a protocol file to a Protocol, or to every problem in it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from checklist.core.errors import ProtocolError
from checklist.core.protocol import Protocol
from checklist.protocols.checks import check
from checklist.protocols.convert import to_protocol
from checklist.protocols.names import Names, names_in
from checklist.protocols.problems import Finding, Path
from checklist.protocols.shape import FileShape
from checklist.protocols.shape_problems import WORDS, shape_findings
from checklist.protocols.source import Source, Tree, read_source

__all__ = ["read"]

_WORDED = ("steps", "questions", "red_flags", "about")
_LISTS: tuple[Path, ...] = (
    ("steps",),
    ("questions",),
    ("choices",),
    ("red_flags",),
    ("about",),
    ("medicines", "groups"),
)


def read(text: str, name: str) -> Protocol:
    """The protocol that ``text`` says. Raises ProtocolError with every problem found, by line."""
    source = read_source(text, name)
    names = names_in(source.tree)
    tree = _gathered(source.tree, names.languages)
    protocol, findings = _shaped(tree, names)
    findings = [*source.findings, *_reserved(source), *findings]
    if findings or protocol is None:
        raise ProtocolError(_told(source, findings))
    return protocol


def _told(source: Source, findings: Iterable[Finding]) -> list[str]:
    """In the order of the file, each once."""
    return [said for _, said in sorted({source.problem(finding) for finding in findings})]


def _shaped(tree: Tree, names: Names) -> tuple[Protocol | None, list[Finding]]:
    """The protocol, and what is wrong with it.

    Elements of the wrong shape are set aside, so that the others are checked all the same.
    """
    try:
        protocol = to_protocol(FileShape.model_validate(tree))
        return protocol, list(check(protocol, names, whole=True))
    except ValidationError as error:
        findings = list(shape_findings(error, names.languages))
        rest = _set_aside(tree, [tuple(detail["loc"]) for detail in error.errors()])
    if rest is None:
        return None, findings
    try:
        protocol = to_protocol(FileShape.model_validate(rest.tree))
    except ValidationError:
        return None, findings
    found = check(protocol, names, whole=False)
    return protocol, [*findings, *(replace(f, path=rest.original(f.path)) for f in found)]


@dataclass(frozen=True, kw_only=True)
class _Rest:
    """What is left of a file, and where in it each left element stood."""

    tree: Tree
    kept: Mapping[Path, list[int]]

    def original(self, path: Path) -> Path:
        for section, indices in self.kept.items():
            size = len(section)
            if path[:size] == section and len(path) > size and isinstance(path[size], int):
                return (*section, indices[int(path[size])], *path[size + 1 :])
        return path


def _set_aside(tree: Tree, broken: list[Path]) -> _Rest | None:
    """Without the list elements that hold a problem; None where a problem is in no such element."""
    aside = {element for path in broken if (element := _element(path)) is not None}
    if any(_element(path) is None for path in broken):
        return None
    kept: dict[Path, list[int]] = {}
    for section in _LISTS:
        items = _at(tree, section)
        if isinstance(items, list):
            kept[section] = [i for i in range(len(items)) if (*section, i) not in aside]
            tree = _put(tree, section, [items[i] for i in kept[section]])
    return _Rest(tree=tree, kept=kept)


def _element(path: Path) -> Path | None:
    """The list element that ``path`` leads into."""
    for section in _LISTS:
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


def _gathered(tree: Tree, languages: frozenset[str]) -> Tree:
    """With the languages of every element gathered under one key, as the shape has them."""
    if not isinstance(tree, dict):
        return tree
    gathered = dict(tree)
    for section in _WORDED:
        items = tree.get(section)
        if isinstance(items, list):
            gathered[section] = [_gather(item, languages) for item in items]
    if "medicines" in tree:
        gathered["medicines"] = _gather(tree["medicines"], languages)
    return gathered


def _gather(item: Tree, languages: frozenset[str]) -> Tree:
    if not isinstance(item, dict):
        return item
    words: dict[str, Tree] = {key: value for key, value in item.items() if key in languages}
    rest = {key: value for key, value in item.items() if key not in languages and key != WORDS}
    return {**rest, WORDS: words} if words else rest


def _reserved(source: Source) -> Iterator[Finding]:
    """``words`` is the house's own key: in a file it would take the place of the languages."""
    for path in source.keys:
        if path[-1] == WORDS and path[0] in (*_WORDED, "medicines"):
            text = "there is no key “words” here. Write the language, such as “en:”."
            yield Finding(path=path, text=text, at_key=True)
