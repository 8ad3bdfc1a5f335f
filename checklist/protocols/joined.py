"""A protocol's file and its blocks, joined into one shape that knows where all of it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from checklist.protocols.conditional import asked_of, for_some, own_path
from checklist.protocols.mending import LISTS
from checklist.protocols.part import Part
from checklist.protocols.problems import Finding, Path, Place
from checklist.protocols.shape import (
    BlockShape,
    FileShape,
    PartShape,
    ProvenanceShape,
    TextReviewShape,
)
from checklist.protocols.source import Source

__all__ = ["Joined", "in_part", "join", "reviewed_in"]

AnyFile = Part[FileShape] | Part[BlockShape]

_GROUPS: Final[Path] = ("medicines", "groups")
_PART: Final = "@part"
_NOTHING: Final = {"protocol": "unnamed", "title": {"en": "untitled"}}


@dataclass(frozen=True, kw_only=True)
class Joined:
    """``parts`` are the file and its blocks, in their order; ``shape`` is all of them together.

    ``sections`` says, for each list of the shape, which part each element came from and where it
    stood there; ``anchors`` says the part of each anchor. ``some`` says of the parts that are for
    some patients only which of the file's uses says for whom.
    """

    parts: tuple[AnyFile, ...]
    shape: FileShape
    sections: Mapping[Path, list[tuple[int, int]]]
    anchors: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    some: Mapping[int, int] = field(default_factory=dict)

    def where(self, path: Path) -> tuple[Source, Path]:
        """The file that a path of the shape leads into, and the way to it there."""
        if path[:1] == (_PART,):
            return self.parts[int(path[1])].source, path[2:]
        for section, elements in self.sections.items():
            size = len(section)
            if path[:size] == section and len(path) > size and isinstance(path[size], int):
                part, index = elements[int(path[size])]
                return self._in_block(part, (*section, index, *path[size + 1 :]))
        if path[:1] == ("anchors",) and len(path) > 1:
            return self.parts[self.anchors.get(str(path[1]), 0)].source, path
        return self.parts[0].source, path

    def _in_block(self, part: int, path: Path) -> tuple[Source, Path]:
        """As where(), for a path within one part: what is asked of all of a block stands above."""
        source = self.parts[part].source
        if part not in self.some:
            return source, path
        alone = (*path[:2], "when") not in source.keys
        above, way = own_path(path, self.some[part], alone=alone)
        return (self.parts[0].source if above else source), way

    def is_news(self, finding: Finding) -> bool:
        """Not so where something is missing that was there, and was taken out for its shape."""
        source, path = self.where(finding.path)
        part = next(part for part in self.parts if part.source is source)
        return finding.at_key or path not in part.mended

    def told(self, finding: Finding) -> tuple[tuple[int, Place], str]:
        """The finding as its author reads it, and what to sort it by."""
        source, path = self.where(finding.path)
        order = next(i for i, part in enumerate(self.parts) if part.source is source)
        text = finding.text + self._see(finding, source)
        at, said = source.problem(replace(finding, path=path, text=text))
        return (order, at), said

    def _see(self, finding: Finding, here: Source) -> str:
        if not finding.see:
            return ""
        source, path = self.where(finding.see)
        file = "" if source is here else f"{source.name}, "
        return f" It stands in {file}line {source.place(path).line}."


def join(file: Part[FileShape], blocks: Sequence[Part[BlockShape]], uses: Sequence[int]) -> Joined:
    """The file with the elements of its blocks behind its own; one without a shape says nothing.

    ``uses`` says, for each block, which of the file's uses it is.
    """
    whole = file.shape or FileShape.model_validate(_NOTHING)
    parts: tuple[AnyFile, ...] = (file, *blocks)
    shapes: list[tuple[int, PartShape]] = [] if file.shape is None else [(0, file.shape)]
    some: dict[int, int] = {}
    for at, (part, use) in enumerate(zip(blocks, uses, strict=True), start=1):
        when = asked_of(whole, use)
        if part.shape is not None:
            shapes.append((at, part.shape if when is None else for_some(part.shape, when)))
            some |= {} if when is None else {at: use}
    groups = range(len(whole.medicines.groups))
    sections = {_GROUPS: [(0, file.original(_GROUPS, index)) for index in groups]}
    joined: dict[str, object] = {}
    for section in LISTS:
        if section != _GROUPS:
            name = str(section[0])
            elements = [(at, i, e) for at, s in shapes for i, e in enumerate(getattr(s, name))]
            sections[section] = [(at, parts[at].original(section, i)) for at, i, _ in elements]
            joined[name] = [element for _, _, element in elements]
    rest = [shape for _, shape in shapes[1:]]
    joined["anchors"] = {k: a for _, s in reversed(shapes) for k, a in s.anchors.items()}
    joined["provenance"] = _provenance(whole, rest)
    joined["texts"] = _texts(whole, rest)
    return Joined(
        parts=parts,
        shape=whole.model_copy(update=joined),
        sections=sections,
        anchors={key: at for at, shape in reversed(shapes) for key in shape.anchors},
        findings=tuple(_doubled(shapes)),
        some=some,
    )


def in_part(part: int, path: Path) -> Path:
    """A path that leads into one of the parts, whatever was joined from it."""
    return (_PART, part, *path)


def _doubled(shapes: Iterable[tuple[int, PartShape]]) -> Iterator[Finding]:
    """An anchor is said once, in the file or in one of its blocks."""
    first: dict[str, int] = {}
    for at, shape in shapes:
        for key in shape.anchors:
            if key in first:
                text = f"there is an anchor called “{key}” already."
                path, see = (in_part(n, ("anchors", key)) for n in (at, first[key]))
                yield Finding(path=path, text=text, at_key=True, see=see)
            first.setdefault(key, at)


def _provenance(file: FileShape, blocks: Iterable[PartShape]) -> ProvenanceShape | None:
    """The file's own, with the sources of its blocks, and no longer than any of them is good for.

    A block's letters are its own: its "S" is told apart by the block's name.
    """
    said = file.provenance
    if said is None:
        return None
    theirs = [(b.block, b.provenance) for b in blocks if isinstance(b, BlockShape) and b.provenance]
    sources = dict(said.sources)
    for block, provenance in theirs:
        sources |= {f"{block} {letter}": text for letter, text in provenance.sources.items()}
    ends = [p.usable_until for p in (said, *(p for _, p in theirs)) if p.usable_until is not None]
    return said.model_copy(
        update={
            "sources": sources,
            "next_review": min(p.next_review for p in (said, *(p for _, p in theirs))),
            "usable_until": min(ends, default=None),
        }
    )


def _texts(file: FileShape, blocks: Iterable[PartShape]) -> Mapping[str, TextReviewShape] | None:
    """A language is reviewed where it is reviewed in every part."""
    if file.texts is None:
        return None
    blocks = list(blocks)
    return {
        language: review.model_copy(
            update={"reviewed": review.reviewed and all(reviewed_in(b, language) for b in blocks)}
        )
        for language, review in file.texts.items()
    }


def reviewed_in(shape: PartShape, language: str) -> bool:
    """Whether a part's words in a language were reviewed."""
    review = (shape.texts or {}).get(language)
    return review is not None and review.reviewed
