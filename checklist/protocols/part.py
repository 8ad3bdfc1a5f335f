"""One file of a protocol, read into its shape, with whatever is wrong with that shape.

Elements of the wrong shape are set aside, so that the others are checked all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from pydantic import ValidationError

from checklist.protocols.gathering import gathered, reserved
from checklist.protocols.problems import Finding, Path
from checklist.protocols.shape import PartShape
from checklist.protocols.shape_problems import shape_findings
from checklist.protocols.source import Source, Tree

__all__ = ["LISTS", "Part", "read_part"]

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

AnyPart = TypeVar("AnyPart", bound=PartShape)


@dataclass(frozen=True, kw_only=True)
class Part(Generic[AnyPart]):
    """A file's shape, None where nothing of it could be used.

    ``kept`` says, for each section from which an element was set aside, where in the file each of
    those that are left stood.
    """

    source: Source
    shape: AnyPart | None
    findings: tuple[Finding, ...]
    kept: Mapping[Path, list[int]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all of the file is in its shape."""
        return self.shape is not None and not self.findings

    def original(self, section: Path, index: int) -> int:
        """Where in the file's section an element of the shape stood."""
        return self.kept[section][index] if section in self.kept else index


def read_part(
    source: Source, tree: Tree, kind: type[AnyPart], languages: frozenset[str]
) -> Part[AnyPart]:
    """The shape of one file, read from its tree; the keys of ``languages`` hold words."""
    tree = gathered(tree, languages)
    findings = [*source.findings, *reserved(source)]
    try:
        return Part(source=source, shape=kind.model_validate(tree), findings=tuple(findings))
    except ValidationError as error:
        findings += shape_findings(error, languages, kind)
        broken = [tuple(detail["loc"]) for detail in error.errors(include_url=False)]
    if not isinstance(tree, dict):
        return Part(source=source, shape=None, findings=tuple(findings))
    rest, kept = _set_aside(tree, broken)
    try:
        shape: AnyPart | None = kind.model_validate(_filled(rest, kind, languages))
    except ValidationError:
        shape = None
    return Part(source=source, shape=shape, findings=tuple(findings), kept=kept)


def _filled(rest: Tree, kind: type[PartShape], languages: frozenset[str]) -> Tree:
    """With something in place of the few keys a file must have, so that the rest can be looked at.

    That they are missing is told already.
    """
    fillers: dict[str, Tree] = {
        "protocol": "unnamed",
        "block": "unnamed",
        "title": dict.fromkeys(sorted(languages), "untitled"),
    }
    rest = rest if isinstance(rest, dict) else {}
    return {**{key: value for key, value in fillers.items() if key in kind.model_fields}, **rest}


def _set_aside(tree: Tree, broken: Iterable[Path]) -> tuple[Tree, dict[Path, list[int]]]:
    """Without what holds a problem, and where the elements that are left stood."""
    broken = list(broken)
    aside = {element for path in broken if (element := _element(path)) is not None}
    for path in broken:
        if _element(path) is None:
            tree = _dropped(tree, path[: 2 if path[0] in ("anchors", "texts", "medicines") else 1])
    kept: dict[Path, list[int]] = {}
    for section in LISTS:
        items = _at(tree, section)
        if isinstance(items, list) and any(path[:-1] == section for path in aside):
            kept[section] = [i for i in range(len(items)) if (*section, i) not in aside]
            tree = _put(tree, section, [items[i] for i in kept[section]])
    return tree, kept


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


def _dropped(tree: Tree, path: Path) -> Tree:
    if not isinstance(tree, dict):
        return tree
    head, *rest = (str(part) for part in path)
    if not rest:
        return {key: value for key, value in tree.items() if key != head}
    inside = tree.get(head)
    return (
        {**tree, head: _dropped(inside, tuple(rest))}
        if isinstance(inside, dict)
        else (_dropped(tree, (head,)))
    )
