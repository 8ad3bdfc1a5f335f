"""Blocks: files that several protocols take in with ``uses``.

``after-sedation-1`` is the file ``after-sedation-1.yaml`` beside the protocol, or the shipped one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as Folder

from checklist.core.errors import ProtocolError
from checklist.protocols.problems import Finding, Path, suggestion
from checklist.protocols.source import Source, Tree, read_source

__all__ = ["Block", "blocks_of", "is_block", "shipped_blocks"]

_ENDING = ".yaml"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block as it was found: its text, the source it was read into, and which of the uses it is.

    Where it could not be used, ``source`` is None and ``problems`` are told already with their
    places in the block's own file; ``finding`` is told where it is used.
    """

    name: str
    text: str = ""
    source: Source | None = None
    problems: tuple[str, ...] = ()
    finding: Finding | None = None
    use: int = 0


def is_block(tree: Tree) -> bool:
    """Whether a file is a block rather than a protocol."""
    return isinstance(tree, dict) and "block" in tree and "protocol" not in tree


def shipped_blocks() -> tuple[str, ...]:
    """The names of the blocks that come with Tickwell."""
    folder = _shipped()
    names = (f.name for f in folder.iterdir()) if folder.is_dir() else iter(())
    return tuple(sorted(n.removesuffix(_ENDING) for n in names if n.endswith(_ENDING)))


def blocks_of(tree: Tree, folder: Folder | None) -> Iterator[Block]:
    """The blocks that a protocol uses, in its order; those that cannot be used say why."""
    used = tree.get("uses") if isinstance(tree, dict) else None
    names = [_name(item) for item in used] if isinstance(used, list) else []
    for index, name in enumerate(names):
        if name:
            path: Path = ("uses", index)
            yield replace(_found(name, path, names[:index], folder), use=index)


def _name(item: Tree) -> str:
    """The block's name: written alone, or with for whom it is."""
    named = item.get("block", "") if isinstance(item, dict) else item
    return named if isinstance(named, str) else ""


def _found(name: str, path: Path, before: Sequence[str], folder: Folder | None) -> Block:
    if name in before:
        return _unusable(name, path, f"“{name}” is used twice.")
    if name.endswith(_ENDING):
        wanted = name.removesuffix(_ENDING)
        return _unusable(name, path, f"write the name without “{_ENDING}”: {wanted}.")
    places: list[Traversable] = [] if folder is None else [folder.joinpath(name + _ENDING)]
    places.append(_shipped().joinpath(name + _ENDING))
    for place in places:
        if _is_name(name) and place.is_file():
            return _read(name, path, place)
    return _unusable(name, path, _missing(name, folder))


def _is_name(name: str) -> bool:
    return all(letter.isalnum() or letter == "-" for letter in name)


def _missing(name: str, folder: Folder | None) -> str:
    beside = () if folder is None else sorted(f.stem for f in folder.glob(f"*{_ENDING}"))
    known = (*shipped_blocks(), *beside)
    near = suggestion(name, known) or (
        f" Tickwell’s own blocks: {', '.join(shipped_blocks()) or 'none'}."
    )
    place = "beside this file, or among Tickwell’s own" if folder else "among Tickwell’s own"
    return f"there is no block “{name}”: expected {name}{_ENDING} {place}.{near}"


def _read(name: str, path: Path, place: Traversable) -> Block:
    file = name + _ENDING
    try:
        text = place.read_text(encoding="utf-8")
        source = read_source(text, file)
    except UnicodeDecodeError:
        return _unusable(name, path, f"{file} is not a text file in UTF-8.")
    except ProtocolError as wrong:
        return Block(name=name, problems=wrong.problems)
    if not is_block(source.tree):
        begins = "begins with “block:”, and this one does not"
        return _unusable(name, path, f"{file} is no block: a block {begins}.")
    return Block(name=name, text=text, source=source)


def _unusable(name: str, path: Path, text: str) -> Block:
    return Block(name=name, finding=Finding(path=path, text=text))


def _shipped() -> Traversable:
    return files("checklist.protocols").joinpath("blocks")
