"""From the text of a protocol file to a Protocol, and to every problem in it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path as Folder

from checklist.core.errors import ProtocolError
from checklist.core.protocol import Protocol
from checklist.protocols.blocks import Block, blocks_of, is_block
from checklist.protocols.checks import check
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.rings import rings
from checklist.protocols.checks.sound import sound
from checklist.protocols.convert.whole import to_protocol
from checklist.protocols.gathering import languages_in, without
from checklist.protocols.joined import Joined, in_part, join, reviewed_in
from checklist.protocols.names import names_in
from checklist.protocols.part import Part, read_part
from checklist.protocols.phases import with_phases
from checklist.protocols.problems import Finding, warning
from checklist.protocols.shape import BlockShape, FileShape, MedicinesShape
from checklist.protocols.source import Source, read_source

__all__ = ["Examined", "examine"]


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What was found in a file. ``errors`` stop it, ``warnings`` do not.

    Both are told in the order of the file, the file before its blocks, each as
    ``name:line:column: what was expected``. ``protocol`` is None where there are errors, and for a
    block, which is nothing until a protocol uses it. ``source`` is the text, with the texts of the
    blocks it uses behind it: what is published.
    """

    protocol: Protocol | None
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    source: str
    block: bool = False


def examine(
    text: str, name: str, folder: Folder | None = None, *, today: date | None = None
) -> Examined:
    """Everything that can be said of the protocol in ``text``; see ``checklist.protocols``."""
    today = today or datetime.now(UTC).date()
    try:
        source = read_source(text, name)
    except ProtocolError as wrong:
        return Examined(protocol=None, errors=wrong.problems, warnings=(), source=text)
    if is_block(source.tree):
        return _examine_block(source, today)
    used = list(blocks_of(source.tree, folder))
    languages = languages_in(source.tree) or frozenset({"en"})
    file = read_part(source, source.tree, FileShape, languages)
    blocks = [(b, _block(b.source, languages)) for b in used if b.source is not None]
    findings = [*_of_part(0, file), *(b.finding for b in used if b.finding is not None)]
    for at, (block, part) in enumerate(blocks, start=1):
        findings += _of_part(at, part)
        findings += _of_languages(block.use, block, part, languages)
    joined = join(file, [part for _, part in blocks], [block.use for block, _ in blocks])
    whole = file.whole and all(b.source and p.whole for b, p in blocks) and len(blocks) == len(used)
    return _examined(
        joined,
        findings,
        languages,
        today=today,
        whole=whole,
        problems=[problem for block in used for problem in block.problems],
        text=_published(text, used),
    )


def _examine_block(source: Source, today: date) -> Examined:
    """A block by itself: as a protocol of which only these parts are known."""
    languages = languages_in(source.tree) or frozenset({"en"})
    part = _block(source, languages)
    said = part.shape
    shape = (
        None
        if said is None
        else FileShape.model_construct(
            **{key: getattr(said, key) for key in BlockShape.model_fields if key != "block"},
            protocol=said.block,
            medicines=MedicinesShape.model_construct(groups=[], words={}),
            uses=None,
        )
    )
    file = Part(
        source=source, shape=shape, findings=part.findings, kept=part.kept, mended=part.mended
    )
    found = _examined(
        join(file, [], []),
        list(_of_part(0, file)),
        languages,
        today=today,
        whole=False,
        problems=[],
        text=source.text,
    )
    return replace(found, protocol=None, block=True)


def _block(source: Source, languages: frozenset[str]) -> Part[BlockShape]:
    """A block's part, in the languages of the protocol that uses it."""
    tree = source.tree
    claimed = languages_in(tree)
    if not claimed:
        return read_part(source, tree, BlockShape, languages)
    return read_part(source, without(tree, claimed - languages), BlockShape, claimed & languages)


def _of_part(at: int, part: Part[FileShape] | Part[BlockShape]) -> Iterator[Finding]:
    """A part's own problems, at their places in it."""
    for finding in part.findings:
        yield replace(finding, path=in_part(at, finding.path))


def _of_languages(
    at: int, block: Block, part: Part[BlockShape], languages: frozenset[str]
) -> Iterator[Finding]:
    """What a block lacks of the languages that the protocol claims."""
    claimed = languages_in(part.source.tree) or languages
    for language in sorted(languages - claimed):
        text = (
            f"the block “{block.name}” has no words in “{language}”, and this protocol claims it."
        )
        yield Finding(path=("uses", at), text=text)
    for language in sorted(languages & claimed):
        if part.shape is not None and not reviewed_in(part.shape, language):
            text = (
                f"the words of the block “{block.name}” in “{language}” are not reviewed: "
                "no patient reads them yet."
            )
            yield warning(("uses", at), text)


def _examined(
    joined: Joined,
    findings: Iterable[Finding],
    languages: frozenset[str],
    *,
    today: date,
    whole: bool,
    problems: Iterable[str],
    text: str,
) -> Examined:
    trees = [part.source.tree for part in joined.parts]
    protocol = to_protocol(joined.shape, sorted(languages))
    ground = Ground(
        names=names_in(trees, languages),
        joined=joined,
        today=today,
        whole=whole,
        quiet=sound(protocol, rings(protocol)),
    )
    protocol = with_phases(protocol, joined.shape, ground.plan)
    found = [*findings, *joined.findings, *filter(joined.is_news, check(protocol, ground))]
    errors = [*_told(joined, (f for f in found if not f.warning)), *problems]
    return Examined(
        protocol=None if errors else protocol,
        errors=tuple(errors),
        warnings=tuple(_told(joined, (f for f in found if f.warning))),
        source=text,
    )


def _told(joined: Joined, findings: Iterable[Finding]) -> list[str]:
    """In the order of the files, each once."""
    return [said for _, said in sorted({joined.told(finding) for finding in findings})]


def _published(text: str, used: Iterable[Block]) -> str:
    """The text with its blocks behind it, so that what was published can be read as one."""
    texts = [f"\n# ---- The block {b.name} ----\n\n{b.text}" for b in used if b.source is not None]
    return "".join((text, *texts))
