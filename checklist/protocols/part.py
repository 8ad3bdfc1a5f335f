"""One file of a protocol, read into its shape, with whatever is wrong with that shape.

What has the wrong shape is mended or set aside, so that all else is checked all the same: an author
reads every problem at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import ValidationError

from checklist.protocols.gathering import gathered, reserved
from checklist.protocols.mending import mended, set_aside
from checklist.protocols.problems import Finding, Path
from checklist.protocols.shape import PartShape
from checklist.protocols.shape_problems import shape_findings
from checklist.protocols.source import Source, Tree

__all__ = ["Part", "read_part"]

AnyPart = TypeVar("AnyPart", bound=PartShape)


@dataclass(frozen=True, kw_only=True)
class Part(Generic[AnyPart]):
    """A file's shape, None where nothing of it could be used.

    ``kept`` says, for each section from which an element was set aside, where in the file each of
    those that are left stood. ``mended`` are the blocks from which a key was taken: that something
    is missing there is no news.
    """

    source: Source
    shape: AnyPart | None
    findings: tuple[Finding, ...]
    kept: Mapping[Path, list[int]] = field(default_factory=dict)
    mended: frozenset[Path] = frozenset()

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
        tree, without = mended(tree, error)
    if not isinstance(tree, dict):
        return Part(source=source, shape=None, findings=tuple(findings))
    shape, kept = _as_far_as_it_goes(_filled(tree, kind, languages), kind)
    return Part(source=source, shape=shape, findings=tuple(findings), kept=kept, mended=without)


def _as_far_as_it_goes(
    tree: Tree, kind: type[AnyPart]
) -> tuple[AnyPart | None, dict[Path, list[int]]]:
    """The shape of what is left once everything broken is set aside, and where that stood."""
    try:
        return kind.model_validate(tree), {}
    except ValidationError as error:
        broken: Iterable[Path] = [tuple(d["loc"]) for d in error.errors(include_url=False)]
        tree, kept = set_aside(tree, broken)
    try:
        return kind.model_validate(tree), kept
    except ValidationError:
        return None, kept


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
